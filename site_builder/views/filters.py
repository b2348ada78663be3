"""The filters for the statements on a page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from site_builder.content.catalogue import Entry
from site_builder.content.values.dates import parse
from site_builder.views.addresses import PEOPLE, THEMES, UNDATED
from site_builder.views.attribution import called
from site_builder.views.lists import ROWS_FILE
from site_builder.views.paging import ROWS_PER_PART
from site_builder.views.titles import told_apart
from site_builder.views.wording import wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words, month_in_words, month_of

FEWEST = 4
"""A page with fewer statements has no filters, as all of them are in sight."""
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
