"""The lists of all people, themes, sources and organisations, and of an organisation's people."""

import json
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Organisation, Person, Source, Theme
from site_builder.views.addresses import (
    ORGANISATIONS,
    PEOPLE,
    SOURCES,
    THEMES,
    address_of,
    part_address,
)
from site_builder.views.offices import affiliated, in_one_line
from site_builder.views.organisation import Holder, Organisations, people_address
from site_builder.views.page import Crumb, Page, PlannedPage, Text
from site_builder.views.paging import ROWS_PER_PART, plan
from site_builder.views.statement import Statements
from site_builder.views.titles import Titles
from site_builder.views.wording import organisations_counted, people_counted, wording
from site_builder.views.words import site_words

ROWS_FILE = "rows.json"
Rows = tuple[str, Callable[[], str]]
"""The address of a file for a script, and what makes its JSON."""


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
    counted: str
    """The heading of `Row.count`."""
    columns: tuple[str, ...]
    """The headings of the columns in `Row.beside`."""
    rows: tuple[Row, ...]
    total: int
    letters: tuple[tuple[str, str], ...]
    """First letters, each with the part in which it begins; empty if there is one part."""
    rows_address: str
    filter_label: str
    """What the filter searches."""


@dataclass(frozen=True, eq=False, kw_only=True)
class Listed:
    """All records of one kind in alphabetical order.

    `total` is their number, and `described` says that all of them are here; its argument stands for
    the part. `counted` is the heading of `Row.count`. `above` leads back to where the list belongs.
    The rows are made when a page, or the script that sorts them, first needs them.
    """

    lang: str
    folder: str
    what: str
    described: Callable[[str], str]
    filter_label: str
    columns: tuple[str, ...]
    counted: str
    total: int
    make: Callable[[], Iterable[Row]]
    above: tuple[Crumb, ...] = ()

    @property
    def rows_address(self) -> str:
        """Where a script finds all rows; empty if there is one part."""
        return self.folder + ROWS_FILE if self.total > ROWS_PER_PART else ""

    @cached_property
    def rows(self) -> list[Row]:
        """Every row."""
        return sorted(self.make(), key=lambda row: (_letters(row.title.words), row.address))

    def planned_pages(self) -> Iterator[PlannedPage]:
        """Yield every part of the list."""
        parts = -(-self.total // ROWS_PER_PART) or 1
        return plan(self.folder, self.what, self._page, self.lang, parts)

    def _page(self, planned: PlannedPage) -> ListPage:
        parts = planned.parts
        end = parts.number * ROWS_PER_PART
        return ListPage(
            address=planned.address,
            title=planned.title,
            description=self.described(parts.suffix),
            crumbs=self.above if parts.is_first else self._crumbs,
            parts=parts,
            what=self.what,
            counted=self.counted,
            columns=self.columns,
            rows=tuple(self.rows[end - ROWS_PER_PART : end]),
            total=self.total,
            letters=self._first_letters,
            rows_address=self.rows_address,
            filter_label=self.filter_label,
        )

    @property
    def _crumbs(self) -> tuple[Crumb, ...]:
        return (*self.above, Crumb(self.what, self.folder))

    @cached_property
    def _first_letters(self) -> tuple[tuple[str, str], ...]:
        letters: dict[str, str] = {}
        for at, row in enumerate(self.rows if self.rows_address else ()):
            part = part_address(self.folder, at // ROWS_PER_PART + 1)
            letters.setdefault(_letters(row.title.words)[:1].upper(), part)
        return tuple(letters.items())


class Lists:
    """Makes the lists of all people, themes, sources and organisations."""

    def __init__(
        self,
        catalogue: Catalogue,
        statements: Statements,
        organisations: Organisations,
        titles: Titles,
    ) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._organisations_of, self._titles = organisations, titles
        self._lists = [*self._listed(), *map(self._people_of, organisations.large())]

    def _listed(self) -> Iterator[Listed]:
        catalogue, lang = self._catalogue, self._catalogue.lang
        gettext = site_words(lang).gettext
        columns = [gettext("Office or kind"), gettext("Country")]
        filtered = gettext("Filter by name, office or kind, country")
        if self._has_affiliations:
            columns.insert(1, gettext("Affiliation"))
            filtered = gettext("Filter by name, office or kind, affiliation, country")
        yield Listed(
            lang=lang,
            folder=PEOPLE,
            what=gettext("People"),
            described=partial(_all_people, lang, people_counted(catalogue.people.values(), lang)),
            filter_label=filtered,
            columns=tuple(columns),
            counted=gettext("Statements"),
            total=len(catalogue.people),
            make=self._people,
        )
        yield Listed(
            lang=lang,
            folder=THEMES,
            what=gettext("Themes"),
            described=partial(_all_themes, lang, len(catalogue.themes)),
            filter_label=gettext("Filter by name, speakers"),
            columns=(gettext("Speakers"),),
            counted=gettext("Statements"),
            total=len(catalogue.themes),
            make=self._themes,
        )
        if catalogue.organisations:
            yield Listed(
                lang=lang,
                folder=ORGANISATIONS,
                what=gettext("Organisations"),
                described=partial(_all_organisations, lang, len(catalogue.organisations)),
                filter_label=gettext("Filter by name, kind, country"),
                columns=(gettext("Kind"), gettext("Country")),
                counted=gettext("People"),
                total=len(catalogue.organisations),
                make=self._organisations,
            )
        yield Listed(
            lang=lang,
            folder=SOURCES,
            what=gettext("Sources"),
            described=partial(_all_sources, lang, len(catalogue.sources)),
            filter_label=gettext("Filter by name, publication, date"),
            columns=(gettext("Published in"), gettext("Date")),
            counted=gettext("Statements"),
            total=len(catalogue.sources),
            make=self._sources,
        )

    @cached_property
    def _has_affiliations(self) -> bool:
        return any(person.affiliations for person in self._catalogue.people.values())

    def _people_of(self, organisation: Organisation) -> Listed:
        """List everybody with an office or membership in an organisation."""
        lang = self._catalogue.lang
        gettext = site_words(lang).gettext
        held = self._organisations_of.held(organisation)
        counted = people_counted((person for person, _ in held), lang)
        name = self._titles.of(organisation)
        return Listed(
            lang=lang,
            folder=people_address(organisation),
            what=gettext("People of %(name)s", name=name),
            described=partial(_people_of, lang, counted, name),
            filter_label=gettext("Filter by name, office or membership"),
            columns=(gettext("Office or membership"),),
            counted=gettext("Statements"),
            total=len(held),
            make=partial(self._holders, held),
            above=(
                Crumb(gettext("Organisations"), ORGANISATIONS),
                Crumb(name, address_of(organisation)),
            ),
        )

    def _holders(self, held: Sequence[Holder]) -> Iterator[Row]:
        for person, all_terms in held:
            told = (terms.with_years(self._catalogue.lang) for terms in all_terms)
            yield self._row_of(person, (Beside("; ".join(told)),))

    def planned_pages(self) -> Iterator[PlannedPage]:
        """Yield every part of every list."""
        for listed in self._lists:
            yield from listed.planned_pages()

    def rows(self) -> Iterator[Rows]:
        """Yield the rows of each list that has several parts.

        The JSON is a list of `[address, title, language, direction, [[text, order], …], count]`.
        """
        for listed in self._lists:
            if listed.rows_address:
                yield listed.rows_address, partial(_plain, listed)

    def _people(self) -> Iterator[Row]:
        names = self._statements.countries
        for person in self._catalogue.people.values():
            beside = [
                Beside(in_one_line(person, self._catalogue.lang)),
                Beside(", ".join(filter(None, (names.get(code) for code in person.countries)))),
            ]
            if self._has_affiliations:
                beside.insert(1, Beside(affiliated(person)))
            yield self._row_of(person, tuple(beside))

    def _row_of(self, person: Person, beside: tuple[Beside, ...]) -> Row:
        return Row(
            address_of(person),
            Text(self._titles.listed(person)),
            beside,
            len(self._catalogue.said_by.get(person.id, ())),
        )

    def _organisations(self) -> Iterator[Row]:
        return map(self._organisation, self._catalogue.organisations.values())

    def _organisation(self, organisation: Organisation) -> Row:
        kinds = wording(self._catalogue.lang).organisation_kinds
        return Row(
            address_of(organisation),
            Text(self._titles.of(organisation)),
            (
                Beside(kinds[organisation.kind]),
                Beside(self._statements.countries.get(organisation.country or "", "")),
            ),
            self._organisations_of.count(organisation),
        )

    def _themes(self) -> Iterator[Row]:
        return map(self._theme, self._catalogue.themes.values())

    def _theme(self, theme: Theme) -> Row:
        entries = self._catalogue.by_theme.get(theme.id, ())
        speakers = len({person.id for entry in entries for person in entry.speakers})
        ngettext = site_words(self._catalogue.lang).ngettext
        # On a phone, no heading is above the number.
        counted = ngettext("%(num)s speaker", "%(num)s speakers", speakers)
        return Row(
            address_of(theme),
            Text(self._titles.of(theme)),
            (Beside(counted, str(speakers)),),
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


def _plain(listed: Listed) -> str:
    return as_json(
        [row.address, row.title.words, row.title.lang, row.title.dir, row.beside, row.count]
        for row in listed.rows
    )


def as_json(rows: Iterable[object]) -> str:
    """Return rows as a script takes them."""
    return json.dumps([*rows], ensure_ascii=False, separators=(",", ":"))


def _all_people(lang: str, people: str, part: str) -> str:
    # Translators: such as “All 7 people on this site.”
    return site_words(lang).gettext(
        "All %(people)s on this site%(part)s.", people=people, part=part
    )


def _people_of(lang: str, people: str, name: str, part: str) -> str:
    # Translators: such as “All 700 people with an office or membership in Example House.”
    return site_words(lang).gettext(
        "All %(people)s with an office or membership in %(name)s%(part)s.",
        people=people,
        name=name,
        part=part,
    )


def _all_themes(lang: str, number: int, part: str) -> str:
    return site_words(lang).ngettext(
        "%(num)s theme on this site%(part)s.",
        "All %(num)s themes on this site%(part)s.",
        number,
        part=part,
    )


def _all_sources(lang: str, number: int, part: str) -> str:
    return site_words(lang).ngettext(
        "%(num)s source on this site%(part)s.",
        "All %(num)s sources on this site%(part)s.",
        number,
        part=part,
    )


def _all_organisations(lang: str, number: int, part: str) -> str:
    # Translators: such as “All 3 organisations on this site.”
    return site_words(lang).gettext(
        "All %(organisations)s on this site%(part)s.",
        organisations=organisations_counted(number, lang),
        part=part,
    )


def _letters(title: str) -> str:
    """Return a title as it is sorted: without accents, case, and punctuation at its start."""
    plain = unicodedata.normalize("NFKD", title).casefold()
    return "".join(character for character in plain if not unicodedata.combining(character)).lstrip(
        "[(“„«\"'‘. "
    )
