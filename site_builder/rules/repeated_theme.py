"""A theme is named twice for the same thing."""

from collections.abc import Iterator

from site_builder.catalogue import Catalogue
from site_builder.diagnostics import Finding, Place

CODE = "repeated-theme"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    for person in catalogue.people.values():
        first: dict[str, Place] = {}
        for at, position in enumerate(person.positions):
            place = Place(person.path, ("positions", at, "theme"))
            other = first.setdefault(position.theme, place)
            if other is not place:
                yield Finding(
                    CODE,
                    f"{person.name} has a position on `{position.theme}` already.",
                    place,
                    "Move the statements to the first one.",
                    related=(("The first one", other),),
                )
            for number, statement in enumerate(position.statements):
                seen = {position.theme}
                for which, theme in enumerate(statement.also):
                    if theme in seen:
                        route = ("positions", at, "statements", number, "also", which)
                        message = f"The statement stands under `{theme}` already."
                        yield Finding(CODE, message, Place(person.path, route), "Delete it here.")
                    seen.add(theme)
