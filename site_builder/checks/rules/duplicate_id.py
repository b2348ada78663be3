"""Two statements of one person have the same id, which is the address of one page."""

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
                        f"{quoted(statement.id)} is the id of another statement of the same"
                        " person.",
                        _place(person, at, number),
                        "Give this one an id of its own.",
                        related=(Related("The other one", _place(person, *other)),),
                    )


def _place(person: Person, at: int, number: int) -> Place:
    return Place(person.path, ("positions", at, "statements", number, "id"))
