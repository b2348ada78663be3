"""What somebody holds on a theme, as the editors read the statements that they name."""

from typing import NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Person, Theme
from site_builder.views.status import status_of
from site_builder.views.titles import Titles
from site_builder.views.wording import dated, wording

_ARROW = "\N{NO-BREAK SPACE}→ "


class StanceView(NamedTuple):
    """A stance: an id, a word for it, and the statements it rests on: dates and addresses.

    A date is after the status of its statement, if that is disputed or retracted. `before` stands
    between the stance and the one before it: an arrow only if the dates prove which was first.
    """

    id: str
    word: str
    before: str
    rests_on: tuple[tuple[str, str], ...]


def stances(
    person: Person, theme: Theme, catalogue: Catalogue, titles: Titles
) -> tuple[StanceView, ...]:
    """Return somebody's stances on a theme, in the order of the statements that they rest on."""
    found: list[tuple[str, list[Entry]]] = []
    for position in person.positions:
        for stance in position.stances if position.theme == theme.id else ():
            keys = (f"{person.id}/{id_}" for id_ in stance.statements)
            entries = sorted(
                (catalogue.entries[key] for key in keys if key in catalogue.entries),
                key=lambda entry: entry.order,
            )
            if entries:
                found.append((stance.holds, entries))

    def told(entry: Entry) -> str:
        date = dated(entry.statement, catalogue.lang)
        return status_of(entry, catalogue, titles).first(date)

    found.sort(key=lambda stance: stance[1][0].order)
    words, last = wording(catalogue.lang).stances, None
    views = []
    for holds, entries in found:
        date = entries[0].statement.date
        before = "" if last is None else _ARROW if last.latest <= date.earliest else "; "
        rests_on = tuple((told(entry), entry.address) for entry in entries)
        views.append(StanceView(holds, words[holds], before, rests_on))
        last = date
    return tuple(views)
