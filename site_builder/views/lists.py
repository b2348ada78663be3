"""The lists of all people, themes and sources."""

import json
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from site_builder.addresses import PEOPLE, SOURCES, THEMES, address_of, part_address
from site_builder.catalogue import Catalogue
from site_builder.model import Person, Source, Theme
from site_builder.views.page import Crumb, Page, Text
from site_builder.views.paging import numbered
from site_builder.views.statement import Statements
from site_builder.views.wording import PERSON_KINDS, count

ROWS_PER_PART = 200
ROWS_FILE = "rows.json"


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: a link, what is said beside it, and how many statements stand behind it."""

    address: str
    title: Text
    beside: tuple[str, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """One part of a list. `rows_address` holds all its rows as JSON where there are more parts."""

    template: ClassVar[str] = "list"
    what: str
    columns: tuple[str, ...]
    """The headings above what stands in `Row.beside`."""
    rows: tuple[Row, ...]
    total: int
    letters: tuple[tuple[str, str], ...]
    """First letters, each with the part that it begins in; empty where there is one part."""
    rows_address: str


class Lists:
    """Makes the lists, in the order of the alphabet."""

    def __init__(self, catalogue: Catalogue, statements: Statements) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._lists: tuple[tuple[str, str, str, tuple[str, ...], Callable[[], list[Row]]], ...] = (
            ("People", "person", PEOPLE, ("Office or kind", "Country"), self._people),
            ("Themes", "theme", THEMES, ("Speakers",), self._themes),
            ("Sources", "source", SOURCES, ("Published in", "Date"), self._sources),
        )

    def pages(self) -> Iterator[ListPage]:
        """Every part of every list."""
        for what, noun, folder, columns, rows in self._lists:
            yield from _parts(what, noun, folder, columns, rows())

    def rows(self) -> Iterator[tuple[str, str]]:
        """The rows of each list that has several parts: the file's address, and JSON.

        The JSON is a list of `[address, title, language, direction, [beside, …], count]`.
        """
        for _, _, folder, _, make in self._lists:
            rows = make()
            if len(rows) > ROWS_PER_PART:
                plain = [
                    [row.address, row.title.words, row.title.lang, row.title.dir, row.beside,
                     row.count]
                    for row in rows
                ]  # fmt: skip
                yield (
                    folder + ROWS_FILE,
                    json.dumps(plain, ensure_ascii=False, separators=(",", ":")),
                )

    def _people(self) -> list[Row]:
        names = self._statements.countries
        return _sorted(
            Row(
                address_of(person),
                Text(person.name),
                (_office(person), names.get(person.country or "", "")),
                len(self._catalogue.by_person.get(person.id, ())),
            )
            for person in self._catalogue.people.values()
        )

    def _themes(self) -> list[Row]:
        return _sorted(self._theme(theme) for theme in self._catalogue.themes.values())

    def _theme(self, theme: Theme) -> Row:
        entries = self._catalogue.by_theme.get(theme.id, ())
        speakers = len({entry.person.id for entry in entries})
        return Row(address_of(theme), Text(theme.title), (f"{speakers:,}",), len(entries))

    def _sources(self) -> list[Row]:
        return _sorted(self._source(source) for source in self._catalogue.sources.values())

    def _source(self, source: Source) -> Row:
        # As EDTF writes it, a date can be sorted.
        date = source.issued.text if source.issued else ""
        return Row(
            address_of(source),
            self._statements.text(source.title, source.lang),
            (source.publication or source.publisher or "", date),
            len(self._catalogue.by_source.get(source.id, ())),
        )


def _office(person: Person) -> str:
    return person.offices[0].name if person.offices else PERSON_KINDS[person.kind]


def _sorted(rows: Iterator[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (_letters(row.title.words), row.address))


def _letters(title: str) -> str:
    """A title as the alphabet orders it: without accents, case, and what stands before a letter."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character)).lstrip(
        "[(“„«\"'‘. "
    )


def _parts(
    what: str, noun: str, folder: str, columns: tuple[str, ...], rows: Sequence[Row]
) -> Iterator[ListPage]:
    cuts = [rows[at : at + ROWS_PER_PART] for at in range(0, len(rows), ROWS_PER_PART)] or [()]
    several = len(cuts) > 1
    letters: dict[str, str] = {}
    for number, part in enumerate(cuts, 1):
        for row in part if several else ():
            letters.setdefault(_letters(row.title.words)[:1].upper(), part_address(folder, number))
    for parts, part in zip(numbered(folder, len(cuts)), cuts, strict=True):
        yield ListPage(
            address=part_address(folder, parts.number),
            title=what + parts.suffix,
            description=f"All {count(len(rows), noun)} of this site{parts.suffix}.",
            crumbs=(Crumb(what, folder),) if parts.number > 1 else (),
            parts=parts,
            what=what,
            columns=columns,
            rows=tuple(part),
            total=len(rows),
            letters=tuple(letters.items()),
            rows_address=folder + ROWS_FILE if several else "",
        )
