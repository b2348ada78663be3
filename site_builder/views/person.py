"""The pages of a person: who this is, what they said by theme, and what others said about them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, groupby
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue, Entry, newest_first
from site_builder.content.model import Affiliation, Organisation, Person, Theme
from site_builder.content.values import locales
from site_builder.content.values.prose import Prose
from site_builder.settings import Site
from site_builder.views import schema_org
from site_builder.views.addresses import (
    IMAGES,
    ORGANISATIONS,
    PEOPLE,
    address_of,
    compare_address,
    part_address,
)
from site_builder.views.card import Card
from site_builder.views.chart import Chart, Lead, over_time, span
from site_builder.views.citations import FILES, MISATTRIBUTED, File
from site_builder.views.elsewhere import Elsewhere, NameView, elsewhere, names
from site_builder.views.filters import Filter, filed, filters
from site_builder.views.offices import Terms, grouped, in_one_line, present_first
from site_builder.views.page import Anchor, Crumb, RecordsPage
from site_builder.views.paging import PART_BYTES, cut, in_parts
from site_builder.views.stances import StanceView, stances
from site_builder.views.statement import (
    CitationView,
    Statements,
    StatementView,
    card_weight,
    row_weight,
)
from site_builder.views.titles import Titles
from site_builder.views.wording import (
    DOT,
    initials,
    kinds_counted,
    statements_counted,
    themes_counted,
    wording,
)
from site_builder.views.words import site_words

# What a page has beside the statements of a person; no theme has such an id.
_FOR, _NOT, _ABOUT = "/for", "/not", "/about"
_BESIDE = {_FOR, _NOT, _ABOUT}
# Bytes of HTML of a statement that is filed under another theme.
_FURTHER = 400


@dataclass(frozen=True, slots=True)
class OfficeView:
    """An office or affiliation with its dates in words and its sources.

    The dates are empty if none is known. If the organisation has a page, `address` leads there, and
    `linked` is the part of the name that it is called by. `kind` is that of an affiliation, in
    words.
    """

    name: str
    address: str
    linked: str
    kind: str
    dates: str
    cited: tuple[CitationView, ...]


@dataclass(frozen=True, slots=True)
class PositionView:
    """One person's statements on one theme that are on one page, by date.

    `further` are filed under another theme of the same person, and also belong to this one.
    `total` counts all on this theme; `continued` says that they begin on an earlier page.
    `comparison` is the address that shows them beside another speaker's; empty if there is none.
    """

    theme: Theme
    summary: Prose | None
    stances: tuple[StanceView, ...]
    statements: tuple[StatementView, ...]
    further: tuple[StatementView, ...]
    total: int
    continued: bool
    comparison: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonPage(RecordsPage):
    """A person's page, or a later part of it."""

    template: ClassVar[str] = "person"
    person: Person
    names: tuple[NameView, ...]
    monogram: str
    office: str
    """All offices in one line, or what kind of person it is."""
    country: str
    offices: tuple[OfficeView, ...]
    affiliations: tuple[OfficeView, ...]
    body: Organisation | None
    """The organisation that it is, if it is a body that has a page as such, too."""
    elsewhere: tuple[Elsewhere, ...]
    figures: tuple[str, ...]
    chart: Chart | None
    year_links: tuple[tuple[str, int, str], ...]
    """Where the bars of the chart lead to, if the page has several parts."""
    sections: tuple[tuple[str, int, str], ...]
    """Each theme's title, its number of statements, and the address where they begin."""
    total: int
    """How many statements there are by this person, on however many pages."""
    filters: tuple[Filter, ...]
    positions: tuple[PositionView, ...]
    said_for: tuple[StatementView, ...]
    """What others said on this person's behalf."""
    misattributed: tuple[StatementView, ...]
    """What circulates under this person's name."""
    about: tuple[StatementView, ...]
    sources: tuple[CitationView, ...]

    @property
    def files(self) -> tuple[File, ...]:
        """The files with citations of all that this person made."""
        return FILES if self.total else ()

    @property
    def misattributed_files(self) -> tuple[File, ...]:
        """The files that cite what circulates under this person's name."""
        return MISATTRIBUTED if self.misattributed else ()


class _Shown(NamedTuple):
    """The statements that one part of a person's page shows."""

    positions: tuple[PositionView, ...]
    said_for: tuple[StatementView, ...]
    misattributed: tuple[StatementView, ...]
    about: tuple[StatementView, ...]


class People:
    """Makes the pages of people, and knows where on them each theme begins."""

    def __init__(
        self,
        catalogue: Catalogue,
        statements: Statements,
        titles: Titles,
        site: Site,
        in_timeline: Callable[[Entry, str], str],
    ) -> None:
        self._catalogue = catalogue
        self._titles = titles
        self._statements = statements
        self._site = site
        self._in_timeline = in_timeline
        self._begins: dict[str, dict[str, int]] = {}

    def pages(self, person: Person) -> Iterator[PersonPage]:
        """Yield the parts of a person's page."""
        lang = self._catalogue.lang
        own = self._catalogue.said_by.get(person.id, ())
        listed = self._on_themes(self._catalogue.listed_by(person.id))
        totals = Counter(theme.id for _, theme in listed)
        cuts = self._cut(person)
        offices = tuple(map(self._office, present_first(grouped(person.offices))))
        affiliations = tuple(map(self._office, present_first(grouped(person.affiliations))))
        figures, sections = tuple(self._figures(own)), self._sections(person, totals)
        cards = tuple(entry for entry, theme in listed if theme is entry.themes[0])
        offered = filters(cards, lang, "theme", "kind", "year")
        is_filtered = any(item.name == "year" for item in offered)
        chart = over_time(own, lang, self._lead(person, is_filtered=is_filtered))
        table = filed([_cards(part) for part in cuts], offered)
        begun: set[str] = set()
        for parts, items in in_parts(address_of(person), cuts, lang):
            is_first = parts.is_first
            shown = self._shown(person, items, totals, begun)
            begun.update(position.theme.id for position in shown.positions)
            sources = _sources((*offices, *affiliations) if is_first else (), shown.positions)
            contents = (
                *(self._held_contents(person) if is_first else ()),
                *self._contents(person, shown, has_sources=bool(sources)),
            )
            yield PersonPage(
                address=parts.address,
                title=self._titles.of(person) + parts.suffix,
                description=self._description(person, len(own), len(totals), parts.suffix),
                contents=contents or (Anchor("positions", site_words(lang).gettext("Positions")),),
                source_path=person.path,
                crumbs=(Crumb(site_words(lang).gettext("People"), PEOPLE),),
                graph=(self._node(person),) if is_first else (),
                card=self._card(person, figures) if is_first else None,
                parts=parts,
                filed=table,
                called=self._titles.of,
                person=person,
                names=names(person.names, self._statements),
                monogram=initials(person.name) if person.is_named else "?",
                office=in_one_line(person, lang),
                country=DOT.join(filter(None, map(locales.countries(lang).get, person.countries))),
                offices=offices,
                affiliations=affiliations,
                body=self._catalogue.organisations.get(person.organisation_id or ""),
                elsewhere=elsewhere(person),
                figures=figures,
                chart=chart if is_first else None,
                year_links=_year_links(chart) if chart and is_first and len(cuts) > 1 else (),
                sections=sections,
                total=len(own),
                filters=offered,
                positions=shown.positions,
                said_for=shown.said_for,
                misattributed=shown.misattributed,
                about=shown.about,
                sources=sources,
            )

    def section(self, person: Person, theme: Theme) -> str:
        """Return the address of all of somebody's statements on a theme."""
        part = self.part(person, theme.id)
        return f"{part_address(address_of(person), part)}#on_{theme.id}"

    def part(self, person: Person, theme: str) -> int:
        """Return the part of somebody's page on which their statements on a theme begin."""
        return self._begin(person).get(theme, 1)

    def comparison(self, person: Person, theme: str) -> str:
        """Return the address that shows others' statements on a theme beside somebody's, if any."""
        others = self._catalogue.by_theme.get(theme, ())
        if all([it.id for it in entry.speakers] == [person.id] for entry in others):
            return ""
        return compare_address(self._catalogue.themes[theme], person)

    def _shown(
        self,
        person: Person,
        items: Iterable[tuple[str, Entry]],
        totals: Mapping[str, int],
        begun: Collection[str],
    ) -> _Shown:
        """Return what a part shows of its statements.

        `totals` are the numbers of statements by theme, and `begun` the themes of earlier parts.
        """
        positions: list[PositionView] = []
        beside: dict[str, tuple[StatementView, ...]] = {}
        for id_, group in groupby(items, lambda item: item[0]):
            views = self._statements.views(entry for _, entry in group)
            if id_ in _BESIDE:
                beside[id_] = views
            else:
                is_continued = id_ in begun
                positions.append(
                    self._position(person, id_, views, totals[id_], is_continued=is_continued)
                )
        said_for, misattributed, about = (beside.get(id_, ()) for id_ in (_FOR, _NOT, _ABOUT))
        return _Shown(tuple(positions), said_for, misattributed, about)

    def _position(
        self,
        person: Person,
        id_: str,
        views: Sequence[StatementView],
        total: int,
        *,
        is_continued: bool,
    ) -> PositionView:
        """Return a position; its summary and its stances are where it begins."""
        theme = self._catalogue.themes[id_]
        filed = tuple(view for view in views if view.themes[0].id == id_)
        return PositionView(
            theme,
            None if is_continued else person.summary_on(id_),
            () if is_continued else stances(person, theme, self._catalogue, self._titles),
            filed,
            tuple(views[len(filed) :]),
            total,
            is_continued,
            self.comparison(person, id_),
        )

    def _held_contents(self, person: Person) -> Iterator[Anchor]:
        """Yield the table of contents as far as it lists what the person holds or held."""
        gettext = site_words(self._catalogue.lang).gettext
        if person.offices:
            yield Anchor("offices", gettext("Offices"))
        if person.affiliations:
            yield Anchor("affiliations", gettext("Affiliations"))

    def _contents(self, person: Person, shown: _Shown, *, has_sources: bool) -> Iterator[Anchor]:
        """Yield the table of contents of what a part shows."""
        lang = self._catalogue.lang
        gettext, name = site_words(lang).gettext, self._titles.of(person)
        for position in shown.positions:
            yield Anchor(f"on_{position.theme.id}", position.theme.title)
        if shown.said_for:
            yield Anchor("said-for", gettext("Said on behalf of %(name)s", name=name))
        if shown.misattributed:
            yield Anchor("misattributed", gettext("Misattributed to %(name)s", name=name))
        if shown.about:
            yield Anchor("about", gettext("Statements about %(name)s", name=name))
        if has_sources:
            yield Anchor("sources", gettext("Sources"))

    def _description(self, person: Person, statements: int, themes: int, suffix: str) -> str:
        lang = self._catalogue.lang
        return site_words(lang).gettext(
            "%(statements)s by %(name)s on %(themes)s, each with its source%(part)s.",
            statements=statements_counted(statements, lang),
            name=self._titles.of(person),
            themes=themes_counted(themes, lang),
            part=suffix,
        )

    def _node(self, person: Person) -> schema_org.Node:
        image = f"{IMAGES}/{person.image.file}" if person.image else ""
        return schema_org.person(person, self._catalogue.lang, self._site.url, image)

    def _lead(self, person: Person, *, is_filtered: bool) -> Lead:
        """Return where bars lead to: these pages, filtered by year, or the timeline, by month.

        These pages have no filter by month. `is_filtered` says whether they have one by year.
        """
        address, only = address_of(person), f"person={person.id}"

        def lead(entry: Entry, unit: str) -> str:
            if unit == "month":
                return self._in_timeline(entry, only)
            year = entry.statement.date.period
            return f"{address}?year={year}#statements" if is_filtered else ""

        return lead

    def _card(self, person: Person, figures: Sequence[str]) -> Card:
        return Card(
            address=address_of(person),
            kind="person",
            label=wording(self._catalogue.lang).person_kinds[person.kind],
            name=self._titles.of(person),
            facts=DOT.join(figures),
            note=in_one_line(person, self._catalogue.lang) if person.offices else "",
            site=self._site.name,
        )

    def _cut(self, person: Person) -> list[tuple[tuple[str, Entry], ...]]:
        """Return statements by theme, then those of others for and about the person, in parts.

        A theme has the statements that are filed under it, then those that also belong to it. The
        themes that have only the latter are last. On one page, statements are told in their order;
        where there are too many to read through, a theme begins with the newest.
        """
        own: Sequence[Entry] = self._catalogue.listed_by(person.id)
        if self._is_long(own):
            own = newest_first(own)
        filed: dict[str, list[Entry]] = {position.theme: [] for position in person.positions}
        # A joint statement may be filed under a theme that is in another speaker's file only.
        for entry, theme in sorted(self._on_themes(own), key=_is_also):
            filed.setdefault(theme.id, []).append(entry)
        items = [(id_, entry) for id_, entries in filed.items() for entry in entries]
        items += [(_FOR, entry) for entry in self._catalogue.said_for.get(person.id, ())]
        items += [(_NOT, entry) for entry in self._catalogue.misattributed.get(person.id, ())]
        items += [(_ABOUT, entry) for entry in self._catalogue.about.get(person.id, ())]
        return cut(items, _weight)

    def _on_themes(self, entries: Iterable[Entry]) -> list[tuple[Entry, Theme]]:
        """Return each statement with each theme whose list has it."""
        return [(entry, theme) for entry in entries for theme in self._catalogue.listed_on(entry)]

    def _begin(self, person: Person) -> dict[str, int]:
        """Return the part in which each theme begins; empty if all are in the first."""
        begin = self._begins.get(person.id)
        if begin is None:
            begin = self._begins[person.id] = {}
            is_long = self._is_long(self._catalogue.listed_by(person.id))
            for part, items in enumerate(self._cut(person) if is_long else (), 1):
                for id_, _ in items:
                    begin.setdefault(id_, part)
        return begin

    def _is_long(self, own: Iterable[Entry]) -> bool:
        """Check whether somebody's statements may be on several pages."""
        return sum(map(_whole_weight, own)) > PART_BYTES

    def _sections(
        self, person: Person, totals: Mapping[str, int]
    ) -> tuple[tuple[str, int, str], ...]:
        filed = (position.theme for position in person.positions)
        return tuple(
            (theme.title, totals[id_], self.section(person, theme))
            for id_ in dict.fromkeys((*filed, *totals))
            if totals.get(id_)
            for theme in [self._catalogue.themes[id_]]
        )

    def _figures(self, own: Sequence[Entry]) -> Iterator[str]:
        yield from kinds_counted((entry.statement.kind for entry in own), self._catalogue.lang)
        if told := span([entry.statement.date for entry in own], self._catalogue.lang):
            yield told

    def _office(self, office: Terms) -> OfficeView:
        held, lang = office.held, self._catalogue.lang
        kinds, id_ = wording(lang).affiliation_kinds, held.organisation_id
        return OfficeView(
            office.name,
            f"{ORGANISATIONS}{id_}/" if id_ else "",
            (held.organisation or "") if id_ else "",
            kinds[held.kind] if isinstance(held, Affiliation) else "",
            office.dates(self._catalogue.lang),
            tuple(map(self._statements.citation, office.citations)),
        )


def _year_links(chart: Chart) -> tuple[tuple[str, int, str], ...]:
    return tuple((bar.label, bar.number, bar.address) for bar in chart.bars if bar.address)


def _sources(
    held: Iterable[OfficeView], positions: Iterable[PositionView]
) -> tuple[CitationView, ...]:
    """Return the sources that a part cites, each once."""
    cited = chain(
        chain.from_iterable(office.cited for office in held),
        chain.from_iterable(view.cited for it in positions for view in it.statements),
    )
    return tuple({citation.source.id: citation for citation in cited}.values())


def _whole_weight(entry: Entry) -> int:
    return card_weight(entry) + _FURTHER * len(entry.themes)


def _cards(part: Iterable[tuple[str, Entry]]) -> list[Entry]:
    """Return the statements of a part that are there as such, each under its first theme."""
    return [entry for id_, entry in part if entry.themes[0].id == id_]


def _is_also(item: tuple[Entry, Theme]) -> bool:
    """Check whether a statement is filed under another theme than this one."""
    entry, theme = item
    return theme is not entry.themes[0]


def _weight(item: tuple[str, Entry]) -> int:
    id_, entry = item
    if id_ in _BESIDE:
        return row_weight(entry)
    return card_weight(entry) if entry.themes[0].id == id_ else _FURTHER
