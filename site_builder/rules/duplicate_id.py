"""Two statements of one person have the same id, which is the address of one page."""

from collections.abc import Iterator

from site_builder.catalogue import Catalogue
from site_builder.diagnostics import Finding, Place, quoted

CODE = "duplicate-id"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    for person in catalogue.people.values():
        first: dict[str, Place] = {}
        for at, position in enumerate(person.positions):
            for number, statement in enumerate(position.statements):
                place = Place(person.path, ("positions", at, "statements", number, "id"))
                other = first.setdefault(statement.id, place)
                if other is not place:
                    yield Finding(
                        CODE,
                        f"{quoted(statement.id)} is the id of another statement of the same"
                        " person.",
                        place,
                        "Give this one an id of its own.",
                        related=(("The other one", other),),
                    )
