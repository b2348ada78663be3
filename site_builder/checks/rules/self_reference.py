"""A record or statement refers to itself."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Place

CODE = "self-reference"


def check(part: Part) -> Iterator[Finding]:
    for theme in part.themes.values():
        if theme.broader == theme.id:
            yield _finding(
                "A theme cannot be broader than itself.", Place(theme.path, ("broader",))
            )
    for organisation in part.organisations.values():
        if organisation.part_of == organisation.id:
            yield _finding(
                "An organisation cannot be part of itself.", Place(organisation.path, ("part_of",))
            )
    for source in part.sources.values():
        for at, relayed in enumerate(source.relays):
            if relayed == source.id:
                yield _finding(
                    "A source cannot draw on itself.", Place(source.path, ("relays", at))
                )
    for entry in part.entries.values():
        for how, target in entry.statement.named:
            if target == entry.key:
                yield _finding(
                    f"`{how}` names this statement itself.", entry.place(how), entry.places("id")
                )
        for at, person in enumerate(entry.statement.about):
            if person == entry.person.id:
                yield _finding(
                    "`about` is for other people, but this is the speaker.",
                    entry.place("about", at),
                )
        for at, person in enumerate(entry.statement.with_):
            if person == entry.person.id:
                yield _finding(
                    "`with` is for the others, but this is the speaker.", entry.place("with", at)
                )
        principal = entry.statement.on_behalf_of
        if principal == entry.person.id:
            yield _finding("Nobody speaks on their own behalf.", entry.place("on_behalf_of"))
        elif principal in entry.statement.with_:
            yield _finding(
                "This person is one of the speakers, so nobody speaks on their behalf.",
                entry.place("on_behalf_of"),
            )


def _finding(message: str, place: Place, rests_on: tuple[Place, ...] = ()) -> Finding:
    hint = "Name the one you meant, or delete this."
    return Finding(CODE, message, place, hint, rests_on=rests_on)
