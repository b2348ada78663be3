"""Two statements of a person have the same id, so their pages would have the same address."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.model import Person
from site_builder.diagnostics import Finding, Place, Related, quoted

CODE = "duplicate-id"


def check(part: Part) -> Iterator[Finding]:
    for person in part.people.values():
        first: dict[str, tuple[int, int]] = {}
        for at, position in enumerate(person.positions):
            for number, statement in enumerate(position.statements):
                other = first.setdefault(statement.id, (at, number))
                if other != (at, number):
                    yield Finding(
                        CODE,
                        f"This person has another statement with the id {quoted(statement.id)}.",
                        _place(person, at, number),
                        "Give the newer of the two a different id.",
                        related=(Related("The other statement", _place(person, *other)),),
                        rests_on=(_place(person, at, number), _place(person, *other)),
                    )


def _place(person: Person, at: int, number: int) -> Place:
    return person.place_of(("positions", at, "statements", number, "id"))
