"""The pages of a theme: what it covers, everybody's position, and all statements on it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry, newest_first
from site_builder.content.model import Person, StatementKind, Theme
from site_builder.content.values.prose import Prose
from site_builder.settings import Site
from site_builder.views import schema_org
from site_builder.views.addresses import THEMES, UNDATED, address_of, part_address
from site_builder.views.card import Card
from site_builder.views.chart import Chart, Lead, over_time, span
from site_builder.views.filters import Filter, filed, filters
from site_builder.views.lists import Rows, as_json
from site_builder.views.page import Anchor, Crumb, RecordsPage, Text
from site_builder.views.paging import cut, in_parts
from site_builder.views.person import People
from site_builder.views.stances import StanceView, stances
from site_builder.views.statement import Statements, StatementView, row_weight
from site_builder.views.status import status_of
from site_builder.views.timeline import SEVERAL, by_year, year_of
from site_builder.views.titles import Titles
from site_builder.views.wording import DOT, beginning, people_counted, statements_counted
from site_builder.views.words import site_words

SPEAKERS_FILE = "speakers.json"
MOST_OPEN = 12
"""If more people spoke on a theme, their positions are closed: names and counts come first."""
_SPEAKER = 1_200
_WORDS = 240


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody's position on a theme: a summary, the number of statements, and one of them.

    `shown` is the beginning of its words; the statement's own page has all of them.
    """

    person: Person
    address: str
    summary: Prose | None
    stances: tuple[StanceView, ...]
    count: int
    statement: StatementView
    shown: Text


@dataclass(frozen=True, slots=True)
class Year:
    """The statements of one year, or of several, that are on one page; `id` is its anchor.

    `total` counts all of the year; `continued` says that they begin on an earlier page.
    """

    id: str
    title: str
    statements: tuple[StatementView, ...]
    total: int
    continued: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(RecordsPage):
    """A theme's page, or a later part of it."""

    template: ClassVar[str] = "theme"
    theme: Theme
    broader: Theme | None
    narrower: tuple[Theme, ...]
    figures: tuple[str, ...]
    chart: Chart | None
    ways: tuple[tuple[str, str], ...]
    """What there is of positions and statements, and where each begins."""
    year_links: tuple[tuple[str, int, str], ...]
    """Each year's name, number of statements, and the address where it begins."""
    speakers: tuple[Speaker, ...]
    are_closed: bool
    """Whether a speaker's position is to be opened, because there are many."""
    speakers_address: str
    """Where a script finds all speakers, as `Themes.rows` says; empty if there is only one."""
    total: int
    """How many statements there are on this theme, on however many pages."""
    filters: tuple[Filter, ...]
    years: tuple[Year, ...]


class Themes:
    """Makes the pages of themes."""

    def __init__(
        self,
        catalogue: Catalogue,
        statements: Statements,
        people: People,
        titles: Titles,
        site: Site,
        in_timeline: Callable[[Entry, str], str],
    ) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._people = people
        self._titles = titles
        self._site = site
        self._in_timeline = in_timeline

    def pages(self, theme: Theme) -> Iterator[ThemePage]:
        """Yield the parts of a theme's page: all speakers by name, then all statements by date."""
        entries = self._catalogue.by_theme.get(theme.id, ())
        address = address_of(theme)
        speakers = [self._speaker(theme, *spoken) for spoken in self._spoken(theme)]
        yearly = by_year(entries)
        items: list[Speaker | Entry] = [*speakers, *chain.from_iterable(yearly.values())]
        cuts = cut(items, _weight)
        begin = _begin(address, cuts)
        lang = self._catalogue.lang
        gettext = site_words(lang).gettext
        people = people_counted((speaker.person for speaker in speakers), lang)
        figures = tuple(self._figures(entries, people))
        offered = filters(entries, lang, "person", "kind", "year")
        is_filtered = any(item.name == "year" for item in offered)
        lead = self._lead(theme, begin, is_filtered=is_filtered)
        table = filed(_entries(cuts), offered)
        begun: set[str] = set()
        for parts, part in in_parts(address, cuts, lang):
            first = parts.is_first
            here = tuple(item for item in part if isinstance(item, Speaker))
            shown = tuple(item for item in part if isinstance(item, Entry))
            years = tuple(
                Year(
                    _anchor(year),
                    _title(year, lang),
                    self._statements.views(own),
                    len(yearly[year]),
                    year in begun,
                )
                for year, own in by_year(shown).items()
            )
            begun |= by_year(shown).keys()
            contents = [Anchor("scope", gettext("Scope"))] if first else []
            if here:
                contents.append(Anchor("who", gettext("Positions")))
            if years:
                contents.append(Anchor("statements", gettext("Statements")))
            contents += (Anchor(year.id, year.title) for year in years)
            yield ThemePage(
                address=parts.address,
                title=self._titles.of(theme) + parts.suffix,
                description=gettext(
                    "%(statements)s on %(theme)s, with sources%(part)s.",
                    statements=statements_counted(len(entries), lang),
                    theme=theme.title,
                    part=parts.suffix,
                ),
                contents=tuple(contents),
                source_path=theme.path,
                crumbs=(Crumb(gettext("Themes"), THEMES),),
                graph=(schema_org.theme(theme, self._site.url),) if first else (),
                card=self._card(theme, figures) if first else None,
                parts=parts,
                filed=table,
                called=self._titles.of,
                theme=theme,
                broader=self._catalogue.themes.get(theme.broader or ""),
                narrower=self._catalogue.narrower.get(theme.id, ()),
                figures=figures,
                chart=over_time(entries, lang, lead) if first else None,
                ways=tuple(_ways(address, len(entries), people, begin, lang)),
                years=years,
                year_links=tuple(
                    (_title(year, lang), len(own), begin[year]) for year, own in yearly.items()
                ),
                speakers=here,
                are_closed=len(speakers) > MOST_OPEN,
                speakers_address=address + SPEAKERS_FILE if first and len(speakers) > 1 else "",
                total=len(entries),
                filters=offered,
            )

    def rows(self) -> Iterator[Rows]:
        """Yield the speakers on each theme with several.

        The JSON is a list of `[id, name, count, address]` by name; the address is that of the
        speaker's statements on the theme.
        """
        for theme in self._catalogue.themes.values():
            if len(self._spoken(theme)) > 1:
                yield address_of(theme) + SPEAKERS_FILE, partial(self._speakers, theme)

    def _speakers(self, theme: Theme) -> str:
        return as_json(
            [person.id, self._titles.of(person), len(own), self._people.section(person, theme)]
            for person, own in self._spoken(theme)
        )

    def _spoken(self, theme: Theme) -> list[tuple[Person, list[Entry]]]:
        """Return each speaker on a theme, by name, with their statements on it."""
        found: dict[str, tuple[Person, list[Entry]]] = {}
        for entry in self._catalogue.by_theme.get(theme.id, ()):
            for person in entry.speakers:
                found.setdefault(person.id, (person, []))[1].append(entry)
        return sorted(found.values(), key=lambda it: (it[0].name.casefold(), it[0].id))

    def _lead(self, theme: Theme, begin: dict[str, str], *, is_filtered: bool) -> Lead:
        """Return where bars lead to: the years of these pages, or the months of the timeline.

        `is_filtered` says whether these pages have a filter by year.
        """

        def lead(entry: Entry, unit: str) -> str:
            if unit == "year":
                year = year_of(entry)
                page, _, anchor = begin[year].partition("#")
                return f"{page}{f'?year={year}' if is_filtered else ''}#{anchor}"
            return self._in_timeline(entry, f"theme={theme.id}")

        return lead

    def _card(self, theme: Theme, figures: Sequence[str]) -> Card:
        return Card(
            address=address_of(theme),
            kind="theme",
            label=site_words(self._catalogue.lang).gettext("Theme"),
            name=theme.title,
            facts=DOT.join(figures),
            site=self._site.name,
        )

    def _speaker(self, theme: Theme, person: Person, own: Sequence[Entry]) -> Speaker:
        chosen = self._statements.view(self._example(theme, own))
        return Speaker(
            person,
            self._people.section(person, theme),
            person.summary_on(theme.id),
            stances(person, theme, self._catalogue, self._titles),
            len(own),
            chosen,
            _beginning(chosen.text),
        )

    def _example(self, theme: Theme, own: Sequence[Entry]) -> Entry:
        """Choose a statement of the position that the summary describes, not one filed elsewhere.

        Uncontested ones go before others, quotes before others, then the newest.
        """

        def rank(entry: Entry) -> tuple[bool, bool, bool]:
            statement = entry.statement
            return (
                entry.themes[0].id == theme.id,
                not status_of(entry, self._catalogue, self._titles).word,
                statement.kind is StatementKind.QUOTE,
            )

        return max(newest_first(own), key=rank)

    def _figures(self, entries: Sequence[Entry], speakers: str) -> Iterator[str]:
        if entries:
            lang = self._catalogue.lang
            yield site_words(lang).gettext(
                "%(statements)s by %(people)s",
                statements=statements_counted(len(entries), lang),
                people=speakers,
            )
            if told := span([entry.statement.date for entry in entries], lang):
                yield told


def _entries(cuts: Iterable[Iterable[Speaker | Entry]]) -> list[list[Entry]]:
    """Return the statements of each part."""
    return [[item for item in part if isinstance(item, Entry)] for part in cuts]


def _begin(address: str, cuts: Sequence[Sequence[Speaker | Entry]]) -> dict[str, str]:
    """Return where each year begins."""
    begin: dict[str, str] = {}
    for number, part in enumerate(cuts, 1):
        for item in part:
            if isinstance(item, Entry):
                year = year_of(item)
                begin.setdefault(year, f"{part_address(address, number)}#{_anchor(year)}")
    return begin


def _ways(
    address: str, number: int, people: str, begin: dict[str, str], lang: str
) -> Iterator[tuple[str, str]]:
    if begin:
        words = site_words(lang)
        yield words.gettext("Positions of %(people)s", people=people), f"{address}#who"
        first = next(iter(begin.values()))
        told = words.ngettext("%(num)s statement by date", "%(num)s statements by date", number)
        yield told, f"{first.partition('#')[0]}#statements"


def _anchor(year: str) -> str:
    return f"in-{year.replace(' ', '-')}"


def _title(year: str, lang: str) -> str:
    if year == UNDATED:
        return site_words(lang).gettext("date unknown")
    return site_words(lang).gettext("Several years") if year == SEVERAL else year


def _weight(item: Speaker | Entry) -> int:
    if isinstance(item, Entry):
        return row_weight(item)
    return _SPEAKER + (2 * len(item.summary.html) if item.summary else 0)


def _beginning(text: Text) -> Text:
    """Return the beginning of the words; if they go on, without the closing mark."""
    words = beginning(text.words, _WORDS)
    return text if words == text.words else text._replace(words=words, closing="")
