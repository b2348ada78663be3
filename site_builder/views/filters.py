"""The filters for the statements on a page."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from site_builder.content.catalogue import Entry
from site_builder.content.values.dates import parse
from site_builder.views.attribution import called
from site_builder.views.wording import wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words

FEWEST = 4
"""A page with fewer statements has no filters."""
MOST_OPTIONS = 300


@dataclass(frozen=True, slots=True)
class Option:
    """A value to choose: as it is in the address, in words, and its number of statements."""

    value: str
    title: str
    number: int


@dataclass(frozen=True, slots=True)
class Filter:
    """A property of statements; `name` is its parameter in the address."""

    name: str
    label: str
    options: tuple[Option, ...]


def filters(entries: Iterable[Entry], lang: str, *names: str) -> tuple[Filter, ...]:
    """Return those filters of `names` (person, theme, kind, year) that tell statements apart.

    `lang` is the site's language.
    """
    entries = tuple(entries)
    if len(entries) < FEWEST:
        return ()
    made = (_FILTERS[name](entries, lang) for name in names)
    return tuple(item for item in made if 1 < len(item.options) <= MOST_OPTIONS)


def _by_person(entries: tuple[Entry, ...], lang: str) -> Filter:
    found = Counter(person.id for entry in entries for person in entry.speakers)
    names = {person.id: called(person, lang) for entry in entries for person in entry.speakers}
    return _titled("person", site_words(lang).gettext("Person"), found, names)


def _by_theme(entries: tuple[Entry, ...], lang: str) -> Filter:
    found = Counter(theme.id for entry in entries for theme in entry.themes)
    titles = {theme.id: theme.title for entry in entries for theme in entry.themes}
    return _titled("theme", site_words(lang).gettext("Theme"), found, titles)


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
    options = (
        Option(period, date_in_words(parse(period), lang), found[period])
        for period in sorted(filter(None, found), reverse=True)
    )
    return Filter("year", site_words(lang).gettext("Year"), tuple(options))


def _titled(name: str, label: str, found: Counter[str], titles: dict[str, str]) -> Filter:
    options = (Option(id_, titles[id_], number) for id_, number in found.items())
    return Filter(name, label, tuple(sorted(options, key=lambda option: option.title.casefold())))


_FILTERS = {"person": _by_person, "theme": _by_theme, "kind": _by_kind, "year": _by_year}
