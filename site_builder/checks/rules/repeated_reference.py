"""The same record is named twice for the same thing, so the page would list it twice."""

from collections.abc import Callable, Collection, Iterator, Sequence
from functools import partial
from itertools import product

from site_builder.content.catalogue import Part
from site_builder.content.model import Person
from site_builder.diagnostics import Finding, Place, Related, quoted

CODE = "repeated-reference"
_WHERE = ("source", "locator", "prefix")


def check(part: Part) -> Iterator[Finding]:
    for person in part.people.values():
        yield from _positions(person)
    for entry in part.entries.values():
        statement = entry.statement
        if statement.also:
            under = entry.person.positions[int(entry.route[1])].theme
            yield from _again(partial(entry.place, "also"), statement.also, {under})
        if len(statement.about) > 1:
            yield from _again(partial(entry.place, "about"), statement.about)
        if len(statement.with_) > 1:
            yield from _again(partial(entry.place, "with"), statement.with_)
        if len(cited := statement.citations) > 1:
            places = [f"{item.source}\n{item.locator}\n{item.prefix}" for item in cited]
            yield from _again(partial(entry.place, "citations"), places, within=_WHERE)
    for source in part.sources.values():
        yield from _again(partial(source.place_of, ("relays",)), source.relays)
        yield from _again(partial(source.place_of, ("primary_for",)), source.primary_for)


def _positions(person: Person) -> Iterator[Finding]:
    first: dict[tuple[str, str], int] = {}
    summaries: dict[str, int] = {}
    for at, position in enumerate(person.positions):
        file = _theme(person, at).path if person.parts else person.path
        other = first.setdefault((file, position.theme), at)
        summary = summaries.setdefault(position.theme, at) if position.summary else at
        if other == at and summary != at:
            yield Finding(
                CODE,
                f"This person already has a summary on {quoted(position.theme)}.",
                person.place_of(("positions", at, "summary"), on_key=True),
                "Keep one summary for each theme, in one of the person's files.",
                related=(
                    Related(
                        "The first summary",
                        person.place_of(("positions", summary, "summary"), on_key=True),
                    ),
                ),
                rests_on=(_theme(person, at), _theme(person, summary)),
            )
        if other != at:
            yield Finding(
                CODE,
                f"This person already has a position on {quoted(position.theme)}.",
                _theme(person, at),
                "Move these statements to the first position, and delete this one.",
                related=(Related("The first position", _theme(person, other)),),
                rests_on=(_theme(person, at), _theme(person, other)),
            )


def _theme(person: Person, at: int) -> Place:
    return person.place_of(("positions", at, "theme"))


def _again(
    place_of: Callable[[], Place],
    named: Sequence[str],
    seen: Collection[str] = (),
    within: Sequence[str] = (),
) -> Iterator[Finding]:
    before = {*seen}
    if len(before.union(named)) == len(before) + len(named):
        return
    place = place_of()
    for at, name in enumerate(named):
        if name in before:
            id_ = name.partition("\n")[0]
            message = f"{quoted(id_)} is already named here."
            item = Place(place.path, (*place.route, at))
            fields = product(range(len(named)), within)
            rests_on = tuple(Place(place.path, (*place.route, *field)) for field in fields)
            yield Finding(CODE, message, item, "Delete one of the two.", rests_on=rests_on)
        before.add(name)
