"""The filters for the statements on a page."""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from site_builder.content.catalogue import Entry
from site_builder.content.values.dates import parse
from site_builder.views.addresses import PEOPLE, THEMES, UNDATED
from site_builder.views.attribution import called
from site_builder.views.lists import ROWS_FILE
from site_builder.views.page import Filed
from site_builder.views.paging import ROWS_PER_PART
from site_builder.views.titles import told_apart
from site_builder.views.wording import wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words, month_in_words, month_of

FILED_FILE = "filed.json"
"""What a list in several parts has beside its first part: `filed`."""
FEWEST = 4
"""A page with fewer statements has no filters, as all of them are in sight."""
_STATE = 12
"""Digits that tell states of a list apart (48 bits)."""
MOST_OPTIONS = ROWS_PER_PART
"""More people or themes are not in the page: a script takes them from the rows of their list."""


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose: as it is in the address, in words, and its number of statements."""

    value: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of statements; `name` is its parameter in the address.

    If there are too many options for a page, there are none, but the address of a list's rows.
    """

    name: str
    label: str
    options: tuple[Option, ...]
    rows_address: str = ""


def filters(entries: Sequence[Entry], lang: str, *names: str) -> tuple[Filter, ...]:
    """Return those filters of `names` that tell statements apart.

    The names are person, theme, kind, year and month. `entries` are all statements of a list, on
    however many pages it is; `lang` is the site's language.
    """
    if not can_be_filtered(entries):
        return ()
    made = (_FILTERS[name](tuple(entries), lang) for name in names)
    return tuple(item for item in made if len(item.options) > 1 or item.rows_address)


def can_be_filtered(entries: Sequence[Entry]) -> bool:
    """Check whether a list of these statements has filters, so that an address can name some."""
    return len(entries) >= FEWEST


def filed(parts: Sequence[Iterable[Entry]], offered: Iterable[Filter]) -> Filed | None:
    """Return how each statement of a list is filed; None for a list in one part.

    With it a script knows which of the parts have what is chosen, and how many in all. It is
    `{"state": …, "values": {name: [value, …]}, "parts": [[[place of its value, …], …], …]}`: for
    each part its statements, and for each of these, by filter, the place of its value among all, or
    a list of places.
    """
    names = [item.name for item in offered]
    if len(parts) < 2 or not names:
        return None
    places: dict[str, dict[str, int]] = {name: {} for name in names}

    def place(name: str, entry: Entry) -> int | list[int]:
        known = places[name]
        found = [known.setdefault(value, len(known)) for value in _VALUES[name](entry)]
        return found[0] if len(found) == 1 else found

    listed = [[[place(name, entry) for name in names] for entry in part] for part in parts]
    values = {name: [*known] for name, known in places.items()}
    keys = [[entry.key for entry in part] for part in parts]
    state = hashlib.sha256(repr((keys, values, listed)).encode()).hexdigest()[:_STATE]
    told = {"state": state, "values": values, "parts": listed}
    return Filed(json.dumps(told, separators=(",", ":")), state)


def _by_person(entries: tuple[Entry, ...], lang: str) -> Filter:
    found = Counter(person.id for entry in entries for person in entry.speakers)
    names = {person.id: called(person, lang) for entry in entries for person in entry.speakers}
    return _titled("person", site_words(lang).gettext("Person"), found, names, PEOPLE)


def _by_theme(entries: tuple[Entry, ...], lang: str) -> Filter:
    found = Counter(theme.id for entry in entries for theme in entry.themes)
    titles = {theme.id: theme.title for entry in entries for theme in entry.themes}
    return _titled("theme", site_words(lang).gettext("Theme"), found, titles, THEMES)


def _by_kind(entries: tuple[Entry, ...], lang: str) -> Filter:
    found = Counter(entry.statement.kind for entry in entries)
    options = (
        Option(kind.value, label, found[kind])
        for kind, label in wording(lang).kind_labels.items()
        if found[kind]
    )
    return Filter("kind", site_words(lang).gettext("Kind"), tuple(options))


def _by_year(entries: tuple[Entry, ...], lang: str) -> Filter:
    found = Counter(entry.statement.date.period for entry in entries)
    words = site_words(lang)
    options = [
        Option(period, date_in_words(parse(period), lang), found[period])
        for period in sorted(filter(None, found), reverse=True)
    ]
    if undated := found[""]:
        options.append(Option(UNDATED, words.gettext("Date unknown"), undated))
    return Filter("year", words.gettext("Year"), tuple(options))


def _by_month(entries: tuple[Entry, ...], lang: str) -> Filter:
    # In the order of the list.
    found = Counter(month_of(entry.statement.date) for entry in entries)
    options = (
        Option(month_id(month), month_in_words(month, lang), number)
        for month, number in found.items()
    )
    return Filter("month", site_words(lang).gettext("Month"), tuple(options))


def month_id(month: str) -> str:
    """Return what `month_of` returns as it is in an address."""
    return month.replace("/", "-to-")


def _titled(
    name: str, label: str, found: Counter[str], titles: dict[str, str], folder: str
) -> Filter:
    if len(found) > MOST_OPTIONS:
        return Filter(name, label, (), folder + ROWS_FILE)
    options = (Option(id_, title, found[id_]) for id_, title in told_apart(titles).items())
    return Filter(name, label, tuple(sorted(options, key=lambda option: option.title.casefold())))


_FILTERS = {
    "person": _by_person,
    "theme": _by_theme,
    "kind": _by_kind,
    "year": _by_year,
    "month": _by_month,
}
_VALUES: dict[str, Callable[[Entry], Sequence[str]]] = {
    "person": lambda entry: [person.id for person in entry.speakers],
    "theme": lambda entry: [theme.id for theme in entry.themes],
    "kind": lambda entry: [entry.statement.kind],
    "year": lambda entry: [entry.statement.date.period or UNDATED],
    "month": lambda entry: [month_id(month_of(entry.statement.date))],
}
"""The values of a statement for each filter, as its element on a page has them."""
