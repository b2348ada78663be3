"""The same record is named twice for the same thing, so the page would list it twice."""

from collections.abc import Collection, Iterator, Sequence

from site_builder.content.catalogue import Part
from site_builder.content.model import Person
from site_builder.diagnostics import Finding, Place, Related, Route, quoted

CODE = "repeated-reference"


def check(part: Part) -> Iterator[Finding]:
    for person in part.people.values():
        yield from _positions(person)
    for entry in part.entries.values():
        statement = entry.statement
        if statement.also:
            under = entry.person.positions[int(entry.route[1])].theme
            yield from _again(entry.person.path, (*entry.route, "also"), statement.also, {under})
        if len(statement.about) > 1:
            yield from _again(entry.person.path, (*entry.route, "about"), statement.about)
        if len(statement.with_) > 1:
            yield from _again(entry.person.path, (*entry.route, "with"), statement.with_)
        if len(cited := statement.citations) > 1:
            places = [f"{item.source}\n{item.locator}\n{item.prefix}" for item in cited]
            yield from _again(entry.person.path, (*entry.route, "citations"), places)
    for source in part.sources.values():
        yield from _again(source.path, ("relays",), source.relays)
        yield from _again(source.path, ("primary_for",), source.primary_for)


def _positions(person: Person) -> Iterator[Finding]:
    first: dict[str, int] = {}
    for at, position in enumerate(person.positions):
        other = first.setdefault(position.theme, at)
        if other != at:
            yield Finding(
                CODE,
                f"This person already has a position on {quoted(position.theme)}.",
                _theme(person, at),
                "Move these statements to the first position, and delete this one.",
                related=(Related("The first position", _theme(person, other)),),
            )


def _theme(person: Person, at: int) -> Place:
    return Place(person.path, ("positions", at, "theme"))


def _again(
    path: str, route: Route, named: Sequence[str], seen: Collection[str] = ()
) -> Iterator[Finding]:
    before = {*seen}
    if len(before.union(named)) == len(before) + len(named):
        return
    for at, name in enumerate(named):
        if name in before:
            id_ = name.partition("\n")[0]
            message = f"{quoted(id_)} is already named here."
            yield Finding(CODE, message, Place(path, (*route, at)), "Delete one of the two.")
        before.add(name)
