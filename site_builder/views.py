"""Catalogue → what each page prints. All choosing, grouping, sorting and wording happens here.

A view holds what its template prints, in the order in which it is printed. Addresses are relative
to the site (`addresses`); the template puts the page's `root`, its way up, before them.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from site_builder import cldr
from site_builder.addresses import (
    PEOPLE,
    SEARCH,
    SOURCES,
    THEMES,
    address_of,
    index_address,
    way_up,
)
from site_builder.catalogue import Answer, Catalogue, Cited, Entry
from site_builder.edtf import Edtf
from site_builder.model import Citation, Office, Person, Source, StatementKind, Theme
from site_builder.prose import Prose

ROWS_PER_PAGE = 200
LATEST = 10
NEIGHBOURS = 10

KIND_LABELS = {
    StatementKind.QUOTE: "Quote",
    StatementKind.PARAPHRASE: "Paraphrase",
    StatementKind.ACTION: "Action",
}
PERSON_KINDS = {
    "official": "Official",
    "commentator": "Commentator",
    "organisation": "Body or group",
}
DATE_BASIS = {"said": "", "published": "date of publication", "inferred": "inferred"}
TRANSLATIONS = {
    "official": "official translation",
    "outlet": "translated by the outlet",
    "editor": "translated by the editors of this site",
    "machine": "machine translation",
    "unknown": "translator unknown",
}
AVAILABILITY = {
    "live": "Online",
    "dead": "No longer at its address",
    "deleted": "Deleted by its publisher",
    "paywalled": "Behind a paywall",
    "unlocated": "Not located",
}
STATUS = {"published": "", "disputed": "Disputed", "retracted": "Retracted"}
ANSWERS = {"responds_to": "Answered by", "clarifies": "Clarified by", "retracts": "Retracted by"}
LINKS = {"responds_to": "Answers", "clarifies": "Clarifies", "retracts": "Retracts"}


@dataclass(frozen=True, slots=True)
class Text:
    """Words as they are printed, with their language (BCP 47) where it is not the page's."""

    words: str
    lang: str = ""
    dir: str = ""


@dataclass(frozen=True, slots=True)
class Anchor:
    """An entry of a page's table of contents: `id` in the page, `title` in plain text."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Step:
    """A source drawn on: `through` names who draws on it where that is not the cited source."""

    source: Source
    address: str
    through: str


@dataclass(frozen=True, slots=True)
class CitationView:
    """Where words stand, and through whom they came there."""

    citation: Citation
    source: Source
    address: str
    relays: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office with its dates in words (empty where both ends are unknown) and its sources."""

    name: str
    dates: str
    cited: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class StatementView:
    """A statement with everything that is shown of it wherever it appears."""

    entry: Entry
    address: str
    kind: str
    label: str
    text: Text
    original: Text | None
    spoken: str
    date: str
    date_basis: str
    offices: str
    status: str
    cited: tuple[CitationView, ...]
    themes: tuple[Theme, ...]
    about: tuple[Person, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """The statements of one person on one theme, in order of time."""

    theme: Theme
    summary: Prose | None
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """What every page has. `source_path` is the file that it came from, if it is one."""

    template: ClassVar[str]
    address: str
    title: str
    description: str
    contents: tuple[Anchor, ...]
    source_path: str

    @property
    def root(self) -> str:
        """The way up to the site's root, as `../../`."""
        return way_up(self.address)


@dataclass(frozen=True, slots=True)
class PersonPage(Page):
    """Who somebody is, what they said by theme, and what others said about them."""

    template: ClassVar[str] = "person"
    person: Person
    names: tuple[Text, ...]
    kind: str
    country: str
    offices: tuple[OfficeView, ...]
    positions: tuple[PositionView, ...]
    about: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class StatementPage(Page):
    """One statement with all that is known of it, and what stands around it."""

    template: ClassVar[str] = "statement"
    statement: StatementView
    passages: tuple[tuple[str, str], ...]
    """What stands before and after a quote in its sources, with the space that belongs between."""
    context: Prose | None
    status_citations: tuple[CitationView, ...]
    linked: tuple[tuple[str, StatementView], ...]
    others: tuple[StatementView, ...]
    """By the same person on the same theme or from the same source, the nearest in time first."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody's position on a theme, in a line: how many statements, and when the newest."""

    person: Person
    address: str
    summary: Prose | None
    count: int
    newest: str


@dataclass(frozen=True, slots=True)
class ThemePage(Page):
    """What a theme covers, and who said what on it."""

    template: ClassVar[str] = "theme"
    theme: Theme
    broader: Theme | None
    narrower: tuple[Theme, ...]
    speakers: tuple[Speaker, ...]
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class SourcePage(Page):
    """The bibliographic record of a source, and every statement drawn from it."""

    template: ClassVar[str] = "source"
    source: Source
    kind: str
    language: str
    issued: str
    availability: str
    relays: tuple[Step, ...]
    relayed_by: tuple[Source, ...]
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class HomePage(Page):
    """What this is, how much there is, and what is newest."""

    template: ClassVar[str] = "home"
    site_name: str
    counts: tuple[tuple[str, int, str], ...]
    themes: tuple["Row", ...]
    latest: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: a link, what is said beside it, and how many statements stand behind it."""

    address: str
    title: Text
    beside: str
    count: int


@dataclass(frozen=True, slots=True)
class IndexPage(Page):
    """One part of the list of all people, themes or sources. `parts` are all parts' addresses."""

    template: ClassVar[str] = "index"
    what: str
    rows: tuple[Row, ...]
    total: int
    number: int
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SearchPage(Page):
    """The page that searches everything."""

    template: ClassVar[str] = "search"


class Views:
    """Makes the views of one catalogue, each page's when it is asked for.

    Only statements are kept, as each appears on several pages.
    """

    def __init__(self, catalogue: Catalogue, site_name: str) -> None:
        self._catalogue = catalogue
        self._site_name = site_name
        self._statements: dict[str, StatementView] = {}
        self._citations = {
            id_: tuple(
                Step(
                    relay.source,
                    address_of(relay.source),
                    relay.through.title if relay.depth > 1 else "",
                )
                for relay in relays
            )
            for id_, relays in catalogue.relays.items()
        }

    def records(self) -> Iterator[Page]:
        """The page of every record and every statement, a person's statements after the person."""
        for person in self._catalogue.people.values():
            yield from self.person_and_statements(person)
        for theme in self._catalogue.themes.values():
            yield self.theme(theme)
        for source in self._catalogue.sources.values():
            yield self.source(source)

    def lists(self) -> Iterator[Page]:
        """The pages that exist once: home, the lists, search."""
        yield self.home()
        yield from self._index(
            "People", PEOPLE, [self._person_row(item) for item in self._catalogue.people.values()]
        )
        yield from self._index(
            "Themes", THEMES, [self._theme_row(item) for item in self._catalogue.themes.values()]
        )
        yield from self._index(
            "Sources",
            SOURCES,
            [self._source_row(item) for item in self._catalogue.sources.values()],
        )
        yield SearchPage(
            SEARCH, "Search", "Search all statements, people, themes and sources.", (), ""
        )

    # Records

    def person_and_statements(self, person: Person) -> Iterator[Page]:
        """A person's page, then the pages of their statements in order of time."""
        entries = self._catalogue.by_person.get(person.id, ())
        own = {entry.key: self._statement(entry) for entry in entries}
        yield self._person(person, own)
        for entry in entries:
            yield self._statement_page(own[entry.key], own)

    def _person(self, person: Person, own: dict[str, StatementView]) -> PersonPage:
        by_position: dict[str | int, list[StatementView]] = {}
        for view in own.values():
            by_position.setdefault(view.entry.route[1], []).append(view)
        positions = tuple(
            PositionView(
                self._catalogue.themes[position.theme],
                position.summary,
                tuple(by_position.get(number, ())),
            )
            for number, position in enumerate(person.positions)
            if position.theme in self._catalogue.themes
        )
        about = tuple(self._statement(entry) for entry in self._catalogue.about.get(person.id, ()))
        contents = [Anchor("offices", "Offices")] if person.offices else []
        contents += [
            Anchor(f"on-{position.theme.id}", position.theme.title) for position in positions
        ]
        if about:
            contents.append(Anchor("about", f"Words about {person.name}"))
        if not contents:
            contents.append(Anchor("positions", "Positions"))
        themes = count(len({theme.id for entry in own.values() for theme in entry.themes}), "theme")
        return PersonPage(
            address_of(person),
            person.name,
            f"{count(len(own), 'statement')} by {person.name} on {themes}, each with its source.",
            tuple(contents),
            person.path,
            person,
            tuple(self._text(name.name, name.lang) for name in person.names),
            PERSON_KINDS[person.kind],
            cldr.countries(self._catalogue.lang).get(person.country or "", ""),
            tuple(self._office(office) for office in person.offices),
            positions,
            about,
        )

    def _statement_page(self, view: StatementView, own: dict[str, StatementView]) -> StatementPage:
        entry, statement = view.entry, view.entry.statement
        themes = {theme.id for theme in view.themes}
        sources = {cited.source.id for cited in entry.cited}
        linked = [*self._answered(view), *self._answers(self._catalogue.answers.get(entry.key, ()))]
        contents = [Anchor("evidence", "Evidence")]
        # The nearest few: with all of them, pages would grow with the square of their number.
        others = [
            other
            for other in own.values()
            if other is not view
            and (
                themes & {theme.id for theme in other.themes}
                or sources & {cited.source.id for cited in other.cited}
            )
        ]
        others.sort(key=lambda other: abs(other.entry.statement.date.filed - statement.date.filed))
        if statement.context:
            contents.append(Anchor("context", "Context"))
        if linked:
            contents.append(Anchor("linked", "Answers"))
        if others:
            contents.append(Anchor("others", "Others by the same person"))
        printed = shorten(statement.words, 60)
        if statement.kind is StatementKind.QUOTE:
            printed = f"“{printed}”"
        speaker = f"{entry.person.name}, {view.date}"
        note = statement.status_note
        return StatementPage(
            view.address,
            f"{speaker}: {printed}",
            f"{view.label}. {speaker}: {shorten(statement.words, 200)}",
            tuple(contents),
            entry.person.path,
            view,
            tuple(passages(entry)),
            statement.context,
            tuple(self._citation_of(citation) for citation in note.citations) if note else (),
            tuple(linked),
            tuple(others[:NEIGHBOURS]),
        )

    def theme(self, theme: Theme) -> ThemePage:
        """A theme with everybody who spoke on it, and all that they said, in order of time."""
        entries = self._catalogue.by_theme.get(theme.id, ())
        by_person: dict[str, list[Entry]] = {}
        for entry in entries:
            by_person.setdefault(entry.person.id, []).append(entry)
        speakers = tuple(
            self._speaker(self._catalogue.people[id_], theme, own)
            for id_, own in sorted(by_person.items())
        )
        contents = [Anchor("scope", "Scope")]
        if speakers:
            contents += [Anchor("who", "Who said it"), Anchor("statements", "Statements")]
        return ThemePage(
            address_of(theme),
            theme.title,
            f"{count(len(entries), 'statement')} on {theme.title}, with sources.",
            tuple(contents),
            theme.path,
            theme,
            self._catalogue.themes.get(theme.broader or ""),
            self._catalogue.narrower.get(theme.id, ()),
            speakers,
            tuple(self._statement(entry) for entry in entries),
        )

    def source(self, source: Source) -> SourcePage:
        """A source with all that was drawn from it, in order of time."""
        entries = self._catalogue.by_source.get(source.id, ())
        contents = [Anchor("record", "Record")]
        if entries:
            contents.append(Anchor("statements", "Statements"))
        where = f" in {source.publication}" if source.publication else ""
        return SourcePage(
            address_of(source),
            source.title,
            f"{count(len(entries), 'statement')} from “{source.title}”{where}.",
            tuple(contents),
            source.path,
            source,
            source.type.replace("-", " ").replace("_", " ").capitalize(),
            cldr.language_name(source.lang, self._catalogue.lang) if source.lang else "",
            self._date(source.issued),
            AVAILABILITY.get(source.availability or "", ""),
            self._citations[source.id],
            self._catalogue.relayed_by.get(source.id, ()),
            tuple(self._statement(entry) for entry in entries),
        )

    # Pages that exist once

    def home(self) -> HomePage:
        """The site's first page."""
        catalogue = self._catalogue
        latest = [*catalogue.entries.values()][-LATEST:]
        themes = sorted(
            (self._theme_row(theme) for theme in catalogue.themes.values()),
            key=lambda row: (-row.count, row.address),
        )
        return HomePage(
            "",
            self._site_name,
            "What officials said, in their own words, with the source.",
            (),
            "",
            self._site_name,
            (
                ("statements", len(catalogue.entries), SEARCH),
                ("people", len(catalogue.people), PEOPLE),
                ("themes", len(catalogue.themes), THEMES),
                ("sources", len(catalogue.sources), SOURCES),
            ),
            tuple(themes[:ROWS_PER_PAGE]),
            tuple(self._statement(entry) for entry in reversed(latest)),
        )

    def _index(self, what: str, folder: str, rows: Sequence[Row]) -> Iterator[IndexPage]:
        parts = [rows[at : at + ROWS_PER_PAGE] for at in range(0, len(rows), ROWS_PER_PAGE)] or [()]
        addresses = tuple(index_address(folder, number) for number in range(1, len(parts) + 1))
        for number, part in enumerate(parts, start=1):
            yield IndexPage(
                addresses[number - 1],
                what if number == 1 else f"{what}, part {number}",
                f"All {count(len(rows), what.lower().removesuffix('s'))} of this site.",
                (),
                "",
                what,
                tuple(part),
                len(rows),
                number,
                addresses,
            )

    def _person_row(self, person: Person) -> Row:
        office = person.offices[0].name if person.offices else PERSON_KINDS[person.kind]
        return Row(
            address_of(person),
            Text(person.name),
            office,
            len(self._catalogue.by_person.get(person.id, ())),
        )

    def _theme_row(self, theme: Theme) -> Row:
        statements = self._catalogue.by_theme.get(theme.id, ())
        speakers = len({entry.person.id for entry in statements})
        return Row(
            address_of(theme), Text(theme.title), count(speakers, "speaker"), len(statements)
        )

    def _source_row(self, source: Source) -> Row:
        beside = ", ".join(part for part in (source.publication, self._date(source.issued)) if part)
        return Row(
            address_of(source),
            self._text(source.title, source.lang),
            beside,
            len(self._catalogue.by_source.get(source.id, ())),
        )

    # Parts

    def _statement(self, entry: Entry) -> StatementView:
        view = self._statements.get(entry.key)
        if view is None:
            view = self._statements[entry.key] = self._make_statement(entry)
        return view

    def _make_statement(self, entry: Entry) -> StatementView:
        statement = entry.statement
        spoken = ""
        if statement.spoken_lang and statement.spoken_lang != (
            statement.lang or self._catalogue.lang
        ):
            language = cldr.language_name(statement.spoken_lang, self._catalogue.lang)
            spoken = f"Said in {language}; {TRANSLATIONS[statement.translation or 'unknown']}"
        basis = DATE_BASIS[statement.date_basis]
        if statement.date_note:
            basis = f"{basis}: {statement.date_note}" if basis else statement.date_note
        return StatementView(
            entry,
            entry.address,
            statement.kind.value,
            KIND_LABELS[statement.kind],
            self._text(statement.words, statement.lang),
            self._text(statement.original, statement.spoken_lang) if statement.original else None,
            spoken,
            self._date(statement.date),
            basis,
            "; ".join(office.name for office in entry.offices),
            STATUS[statement.status],
            tuple(self._citation(cited) for cited in entry.cited),
            entry.themes,
            entry.about,
        )

    def _answered(self, view: StatementView) -> Iterator[tuple[str, StatementView]]:
        for field, label in LINKS.items():
            target = getattr(view.entry.statement, field)
            if target in self._catalogue.entries:
                yield label, self._statement(self._catalogue.entries[target])

    def _answers(self, answers: Sequence[Answer]) -> Iterator[tuple[str, StatementView]]:
        for answer in answers:
            yield ANSWERS[answer.how], self._statement(answer.entry)

    def _speaker(self, person: Person, theme: Theme, entries: Sequence[Entry]) -> Speaker:
        summary = next(
            (position.summary for position in person.positions if position.theme == theme.id), None
        )
        return Speaker(
            person,
            f"{address_of(person)}#on-{theme.id}" if summary else address_of(person),
            summary,
            len(entries),
            self._date(entries[-1].statement.date),
        )

    def _office(self, office: Office) -> OfficeView:
        start, end = self._date(office.start), self._date(office.end)
        dates = (
            f"{start} – {end}"
            if start and end
            else f"since {start}"
            if start
            else f"until {end}"
            if end
            else ""
        )
        return OfficeView(
            office.name, dates, tuple(self._citation_of(citation) for citation in office.citations)
        )

    def _citation(self, cited: Cited) -> CitationView:
        return CitationView(
            cited.citation, cited.source, address_of(cited.source), self._citations[cited.source.id]
        )

    def _citation_of(self, citation: Citation) -> CitationView:
        source = self._catalogue.sources[citation.source]
        return CitationView(citation, source, address_of(source), self._citations[source.id])

    def _text(self, words: str, lang: str | None) -> Text:
        if lang is None or lang == self._catalogue.lang:
            return Text(words)
        return Text(words, lang, cldr.direction(lang))

    def _date(self, date: Edtf | None) -> str:
        return cldr.date_in_words(date, self._catalogue.lang) if date else ""


def passages(entry: Entry) -> Iterator[tuple[str, str]]:
    """Prefix and suffix of a quote in each citation that gives one (W3C TextQuoteSelector)."""
    for cited in entry.cited:
        before, after = cited.citation.prefix or "", cited.citation.suffix or ""
        if entry.statement.quote is None or not (before or after):
            continue
        if before and before[-1] not in "“„«‘‚‹\"'([—–-/":
            before += " "
        if after and after[0] not in "”“»’›\"')].,;:!?…—–-/":
            after = " " + after
        yield before, after


def count(number: int, noun: str) -> str:
    """A number with its noun, as `1 statement` or `2 people`."""
    plural = "people" if noun in ("people", "person") else f"{noun}s"
    singular = "person" if noun == "people" else noun
    return f"{number:,} {singular if number == 1 else plural}"


def shorten(text: str, width: int) -> str:
    """The text in one line, cut after a word with `…` where it is longer than `width`."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    # `textwrap.shorten` says the same, in a hundred times the time: it wraps the whole text.
    start, space, _ = line[:width].rpartition(" ")
    return f"{start if space else line[: width - 1]}…"
