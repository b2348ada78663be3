"""The lists of all people, themes and sources."""

import json
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Source, Theme
from site_builder.views.addresses import PEOPLE, SOURCES, THEMES, address_of, part_address
from site_builder.views.offices import in_one_line
from site_builder.views.page import Crumb, Page, PlannedPage, Text
from site_builder.views.paging import plan
from site_builder.views.statement import Statements
from site_builder.views.wording import count, count_people

ROWS_PER_PART = 200
ROWS_FILE = "rows.json"


class Beside(NamedTuple):
    """What a row says beside its link; `order` is what it is sorted by, if not the text itself."""

    text: str
    order: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list: a link, what is said beside it, and the number of statements."""

    address: str
    title: Text
    beside: tuple[Beside, ...]
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage(Page):
    """One part of a list. If there are more, `rows_address` leads to all rows as JSON."""

    template: ClassVar[str] = "list"
    what: str
    columns: tuple[str, ...]
    """The headings of the columns in `Row.beside`."""
    rows: tuple[Row, ...]
    total: int
    letters: tuple[tuple[str, str], ...]
    """First letters, each with the part in which it begins; empty if there is one part."""
    rows_address: str


class Listed:
    """All records of one kind in alphabetical order.

    `total` is their number, and `counted` says it. The rows are made when a page, or the script
    that sorts them, first needs them.
    """

    def __init__(
        self,
        what: str,
        counted: str,
        folder: str,
        columns: tuple[str, ...],
        total: int,
        rows: Callable[[], Iterator[Row]],
    ) -> None:
        self.rows_address = folder + ROWS_FILE if total > ROWS_PER_PART else ""
        self._what, self._counted, self._folder, self._columns = what, counted, folder, columns
        self._total, self._make = total, rows

    @cached_property
    def rows(self) -> list[Row]:
        """Every row."""
        return sorted(self._make(), key=lambda row: (_letters(row.title.words), row.address))

    def planned_pages(self) -> Iterator[PlannedPage]:
        """Yield every part of the list."""
        return plan(self._folder, self._what, self._page, -(-self._total // ROWS_PER_PART) or 1)

    def _page(self, planned: PlannedPage) -> ListPage:
        parts = planned.parts
        end = parts.number * ROWS_PER_PART
        return ListPage(
            address=planned.address,
            title=planned.title,
            description=f"All {self._counted} on this site{parts.suffix}.",
            crumbs=(Crumb(self._what, self._folder),) if parts.number > 1 else (),
            parts=parts,
            what=self._what,
            columns=self._columns,
            rows=tuple(self.rows[end - ROWS_PER_PART : end]),
            total=self._total,
            letters=self._first_letters,
            rows_address=self.rows_address,
        )

    @cached_property
    def _first_letters(self) -> tuple[tuple[str, str], ...]:
        letters: dict[str, str] = {}
        for at, row in enumerate(self.rows if self.rows_address else ()):
            part = part_address(self._folder, at // ROWS_PER_PART + 1)
            letters.setdefault(_letters(row.title.words)[:1].upper(), part)
        return tuple(letters.items())


class Lists:
    """Makes the lists of all people, themes and sources."""

    def __init__(self, catalogue: Catalogue, statements: Statements) -> None:
        self._catalogue = catalogue
        self._statements = statements
        people, themes, sources = map(len, (catalogue.people, catalogue.themes, catalogue.sources))
        named = count_people(catalogue.people.values())
        self._lists = (
            Listed("People", named, PEOPLE, ("Office or kind", "Country"), people, self._people),
            Listed("Themes", count(themes, "theme"), THEMES, ("Speakers",), themes, self._themes),
            Listed(
                "Sources",
                count(sources, "source"),
                SOURCES,
                ("Published in", "Date"),
                sources,
                self._sources,
            ),
        )

    def planned_pages(self) -> Iterator[PlannedPage]:
        """Yield every part of every list."""
        for listed in self._lists:
            yield from listed.planned_pages()

    def rows(self) -> Iterator[tuple[str, str]]:
        """Yield the rows of each list that has several parts: the file's address, and JSON.

        The JSON is a list of `[address, title, language, direction, [[text, order], …], count]`.
        """
        for listed in self._lists:
            if listed.rows_address:
                plain = [
                    [row.address, row.title.words, row.title.lang, row.title.dir, row.beside,
                     row.count]
                    for row in listed.rows
                ]  # fmt: skip
                yield (
                    listed.rows_address,
                    json.dumps(plain, ensure_ascii=False, separators=(",", ":")),
                )

    def _people(self) -> Iterator[Row]:
        names = self._statements.countries
        for person in self._catalogue.people.values():
            yield Row(
                address_of(person),
                Text(person.name),
                (
                    Beside(in_one_line(person, self._catalogue.lang)),
                    Beside(names.get(person.country or "", "")),
                ),
                len(self._catalogue.said_by.get(person.id, ())),
            )

    def _themes(self) -> Iterator[Row]:
        return map(self._theme, self._catalogue.themes.values())

    def _theme(self, theme: Theme) -> Row:
        entries = self._catalogue.by_theme.get(theme.id, ())
        speakers = len({entry.person.id for entry in entries})
        return Row(
            address_of(theme),
            Text(theme.title),
            (Beside(f"{speakers:,}", str(speakers)),),
            len(entries),
        )

    def _sources(self) -> Iterator[Row]:
        return map(self._source, self._catalogue.sources.values())

    def _source(self, source: Source) -> Row:
        # In EDTF, dates sort as text.
        order = source.issued.text if source.issued else ""
        return Row(
            address_of(source),
            self._statements.text(source.title, source.lang),
            (
                Beside(source.publication or source.publisher or ""),
                Beside(self._statements.date(source.issued), order),
            ),
            len(self._catalogue.by_source.get(source.id, ())),
        )


def _letters(title: str) -> str:
    """Return a title as it is sorted: without accents, case, and punctuation at its start."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character)).lstrip(
        "[(“„«\"'‘. "
    )
