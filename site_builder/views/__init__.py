"""Turn a catalogue into what each page prints: all choosing, sorting and wording happens here.

A view holds what its template prints, in the same order. Addresses are relative to the site
(`addresses`); the template prefixes them with `root`, the page's way up to the site's root.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from types import MappingProxyType
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.evidence.comparison import Proofs
from site_builder.evidence.link_checks import LinkChecks
from site_builder.settings import Site
from site_builder.views import about, citations, data, evidence
from site_builder.views import addresses as _addresses
from site_builder.views.addresses import SEARCH, TIMELINE, address_of
from site_builder.views.home import HomePage, grid, home
from site_builder.views.lists import ListPage, Lists, Rows
from site_builder.views.nearby import Nearby
from site_builder.views.organisation import OrganisationPage, Organisations
from site_builder.views.origins import Origins
from site_builder.views.page import Page, PlannedPage
from site_builder.views.paging import plan
from site_builder.views.person import People, PersonPage
from site_builder.views.source import SourcePage, Sources
from site_builder.views.statement import Statements, StatementView
from site_builder.views.statement_page import StatementPage, StatementPages
from site_builder.views.theme import ThemePage, Themes
from site_builder.views.timeline import Timeline, TimelinePage, YearPage
from site_builder.views.words import site_words

__all__ = [
    "HomePage",
    "ListPage",
    "OrganisationPage",
    "Page",
    "PersonPage",
    "PlannedPage",
    "SearchPage",
    "SourcePage",
    "StatementPage",
    "StatementView",
    "ThemePage",
    "TimelinePage",
    "Views",
    "YearPage",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchPage(Page):
    """The page that searches everything."""

    template: ClassVar[str] = "search"


class Views:
    """Makes the views of one catalogue, each when it is requested.

    Only views of statements are kept, until the pages of their person are made, because each
    appears on several pages.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        site: Site,
        proofs: Proofs | None = None,
        looks: LinkChecks | None = None,
    ) -> None:
        self._catalogue, self._site = catalogue, site
        self._proofs, self._looks = proofs or {}, looks or {}
        self._statements = Statements(catalogue, site, proofs)
        self._statement_pages = StatementPages(catalogue, self._statements, site)
        self._titles = titles = self._statements.titles
        self._people = People(catalogue, self._statements, titles, site, self._in_timeline)
        self._themes = Themes(
            catalogue, self._statements, self._people, titles, site, self._in_timeline
        )
        self._sources = Sources(catalogue, self._statements, titles, site.url, self._looks)
        self._organisations = Organisations(catalogue, self._statements, titles, site.url)
        self._lists = Lists(catalogue, self._statements, self._organisations, titles)

    @cached_property
    def _timeline(self) -> Timeline:
        return Timeline(self._catalogue, self._statements)

    def origins(self, known: Mapping[str, bytes] = MappingProxyType({})) -> Origins:
        """Return what finds out what the pages of each family are made from.

        Digests that are `known` of what people and statements say are not made again.
        """
        return Origins(
            self._catalogue,
            self._proofs,
            self._looks,
            self._titles,
            self._people,
            self._timeline,
            known,
        )

    def records(self) -> Iterator[Page]:
        """Yield the pages that are printed: of every year, theme, source, person and statement."""
        for address in self.families():
            yield from self.family(address)

    def families(self) -> Iterator[str]:
        """Yield the addresses of all years and records, those with the most pages first."""
        yield from self._timeline.addresses()
        for records in (
            self._catalogue.themes,
            self._catalogue.sources,
            self._catalogue.organisations,
            self._catalogue.people,
        ):
            yield from map(address_of, records.values())

    def family(self, address: str) -> Iterator[Page]:
        """Yield the page at the address of a year or record, and all pages below it, if any.

        A person's page comes first, then the pages of their statements by date.
        """
        folder, _, below = address.partition("/")
        id_ = below.partition("/")[0]
        match f"{folder}/":
            case _addresses.PEOPLE if person := self._catalogue.people.get(id_):
                yield from self._people.pages(person)
                own = Nearby(self._catalogue.said_by.get(person.id, ()))
                everything = self._catalogue.by_person.get(person.id, ())
                yield from (self._statement_pages.page(entry, own) for entry in everything)
                # People come last, so hardly any other page needs these again.
                self._statements.forget(everything)
            case _addresses.THEMES if theme := self._catalogue.themes.get(id_):
                yield from self._themes.pages(theme)
            case _addresses.SOURCES if source := self._catalogue.sources.get(id_):
                yield from self._sources.pages(source)
            case _addresses.ORGANISATIONS if body := self._catalogue.organisations.get(id_):
                yield from self._organisations.pages(body)
            case _addresses.TIMELINE:
                yield from self._timeline.year(address)

    def citations(self, address: str) -> Iterator[tuple[str, str]]:
        """Yield the addresses and texts of the files that cite the statements of a person.

        What is misattributed to the person is in files of its own. There are none at the addresses
        of other records, nor where there is nothing to cite.
        """
        folder, _, below = address.partition("/")
        if f"{folder}/" != _addresses.PEOPLE:
            return
        id_ = below.rstrip("/")
        for files, entries in (
            (citations.FILES, self._catalogue.made_by(id_)),
            (citations.MISATTRIBUTED, self._catalogue.misattributed.get(id_, ())),
        ):
            references = [self._statements.view(entry).reference for entry in entries]
            for name, text in citations.texts(files, references):
                yield f"{address}{name}", text

    def at(self, address: str) -> Page | None:
        """Return the printed page at an address, made without the others; None if there is none."""
        family = "".join(f"{step}/" for step in address.split("/")[:2])
        return next((page for page in self.family(family) if page.address == address), None)

    def lists(self) -> Iterator[PlannedPage]:
        """Yield the pages that the host renders: home, the lists, and those about the site.

        They are only planned: to make them takes much longer than to know which there are.
        """
        lang = self._catalogue.lang
        gettext = site_words(lang).gettext
        yield from plan("", self._site.name, self._home, lang)
        yield from self._lists.planned_pages()
        yield from plan(TIMELINE, gettext("Timeline"), self._timeline_page, lang)
        if self._site.search:
            yield from plan(SEARCH, gettext("Search"), self._search, lang)
        yield from evidence.planned_pages(self._catalogue, self._proofs)
        yield from about.planned_pages(self._catalogue, self._statements, self._site.publisher)
        yield from data.planned_pages(self._catalogue, self._site)

    def _in_timeline(self, entry: Entry, only: str) -> str:
        return self._timeline.place(entry, only)

    def _home(self, planned: PlannedPage) -> HomePage:
        return home(planned, self._catalogue, self._statements, self._people, self._site.url)

    def _timeline_page(self, planned: PlannedPage) -> TimelinePage:
        return self._timeline.page(planned)

    def _search(self, planned: PlannedPage) -> SearchPage:
        gettext = site_words(self._catalogue.lang).gettext
        return SearchPage(
            address=planned.address,
            title=planned.title,
            description=gettext("Search all statements, people, themes and sources."),
        )

    def rows(self) -> Iterator[Rows]:
        """Yield what scripts fetch: the whole grid, rows of long lists, speakers on themes."""
        yield from grid(self._catalogue, self._people, self._titles)
        yield from self._lists.rows()
        yield from self._themes.rows()
