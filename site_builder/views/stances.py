"""What somebody holds on a theme, as the editors read the statements that they name."""

from typing import NamedTuple

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Person, Theme
from site_builder.views.wording import dated, wording


class StanceView(NamedTuple):
    """A stance: an id, a word for it, and the statements it rests on: dates and addresses."""

    id: str
    word: str
    rests_on: tuple[tuple[str, str], ...]


def stances(person: Person, theme: Theme, catalogue: Catalogue) -> tuple[StanceView, ...]:
    """Return somebody's stances on a theme, in the order of the statements that they rest on."""
    found = []
    for position in person.positions:
        for stance in position.stances if position.theme == theme.id else ():
            keys = (f"{person.id}/{id_}" for id_ in stance.statements)
            entries = sorted(
                (catalogue.entries[key] for key in keys if key in catalogue.entries),
                key=lambda entry: entry.order,
            )
            if entries:
                found.append((entries[0].order, stance.holds, entries))
    found.sort(key=lambda item: item[0])
    words = wording(catalogue.lang).stances
    return tuple(
        StanceView(
            holds,
            words[holds],
            tuple((dated(entry.statement, catalogue.lang), entry.address) for entry in entries),
        )
        for _, holds, entries in found
    )
