"""A stance rests on something that this person did not say on this theme."""

from collections.abc import Iterable, Iterator

from site_builder.content.catalogue import Entry, Part
from site_builder.content.model import Person
from site_builder.diagnostics import Finding, Place, did_you_mean, quoted

CODE = "stance-unsupported"


def check(part: Part) -> Iterator[Finding]:
    for person in part.people.values():
        if any(position.stances for position in person.positions):
            own = {entry.statement.id: entry for entry in part.by_person.get(person.id, ())}
            yield from _unsupported(person, own)


def _unsupported(person: Person, own: dict[str, Entry]) -> Iterator[Finding]:
    for at, position in enumerate(person.positions):
        there = {
            id_: entry
            for id_, entry in own.items()
            if position.theme in (theme.id for theme in entry.themes)
        }
        for number, stance in enumerate(position.stances):
            for which, id_ in enumerate(stance.statements):
                entry = there.get(id_)
                if entry is not None and entry.speakers:
                    continue
                if entry is not None:
                    message = f"{quoted(id_)} is misattributed, so no stance rests on it."
                elif id_ in own:
                    message = f"{quoted(id_)} is not on the theme of this position."
                else:
                    message = f"This file has no statement {quoted(id_)}."
                route = ("positions", at, "stances", number, "statements", which)
                known = [it for it, entry in there.items() if entry.speakers]
                hint = f"Name statements of this position. {did_you_mean(id_, known)}".strip()
                rests_on = (*_what_is_there(person, own.values()),)
                yield Finding(CODE, message, person.place_of(route), hint, rests_on=rests_on)


def _what_is_there(person: Person, own: Iterable[Entry]) -> Iterator[Place]:
    """Yield where it is written which statements there are, and on which themes."""
    for at in range(len(person.positions)):
        theme = person.place_of(("positions", at, "theme"))
        yield from (theme, Place(theme.path, ("positions",)))
        yield person.place_of(("positions", at, "statements"))
    for entry in own:
        yield from entry.places("id", "also")
