"""All statements by date, newest first: on one page, or on one or more for each year.

A date that leaves the year open, as `2007/2017` does, is in none: such dates have pages of their
own, and headings that say all of it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry, newest_first
from site_builder.views.addresses import TIMELINE, UNDATED, part_address
from site_builder.views.chart import Chart, over_time
from site_builder.views.filters import Filter, can_be_filtered, filed, filters, month_id
from site_builder.views.page import Anchor, Crumb, Page, Parts, PlannedPage
from site_builder.views.paging import cut, in_parts
from site_builder.views.statement import Statements, StatementView, row_weight
from site_builder.views.words import site_words
from site_builder.views.words.dates import month_in_words, month_of

SEVERAL = "several years"


@dataclass(frozen=True, slots=True)
class Month:
    """The statements of one month, or of a longer time if no month is known; `id` is its anchor."""

    id: str
    title: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """The newest statements, and links to each year if years have their own pages."""

    template: ClassVar[str] = "timeline"
    total: int
    chart: Chart | None
    years: tuple[tuple[str, int, str], ...]
    """Each year, its number of statements, and its address; empty if all are on this page."""
    filters: tuple[Filter, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(TimelinePage):
    """The statements of one year, or of several, or a part of them."""

    template: ClassVar[str] = "year"
    year: str


class Timeline:
    """Makes the pages of the timeline.

    `years` has the title of each year, its number of statements, and the address of its first page.
    """

    def __init__(self, catalogue: Catalogue, statements: Statements) -> None:
        self._lang = catalogue.lang
        self._statements = statements
        self._newest_first = newest_first(catalogue.remarks)
        self._keys = {entry.key for entry in self._newest_first}
        self._fits = len(cut(self._newest_first, row_weight)) == 1
        self._by_year = by_year(self._newest_first)
        self._parts: dict[str, dict[str, int]] = {}
        self.years: tuple[tuple[str, int, str], ...] = tuple(
            (self._title(year), len(entries), _address(year))
            for year, entries in self._by_year.items()
        )

    def place(self, entry: Entry, only: str = "") -> str:
        """Return the address of the statements of a statement's month.

        `only` is a further filter, as `person=bo`. Empty if there is no place with just these: the
        timeline has no words that nobody has said, and one wording of each remark.
        """
        if entry.key not in self._keys:
            return ""
        page, year = TIMELINE, year_of(entry)
        if not self._fits:
            page = part_address(_address(year), self._part(year, entry))
        if not can_be_filtered(self._newest_first if self._fits else self._by_year[year]):
            return "" if only else f"{page}#{_anchor(entry)}"
        month = f"month={month_id(month_of(entry.statement.date))}"
        return f"{page}?{f'{only}&' if only else ''}{month}#{_anchor(entry)}"

    def _part(self, year: str, entry: Entry) -> int:
        """Return the part of a year's pages that has a statement."""
        if year not in self._parts:
            self._parts[year] = {
                own.key: number
                for number, part in enumerate(cut(self._by_year[year], row_weight), 1)
                for own in part
            }
        return self._parts[year][entry.key]

    def _lead(self, entry: Entry, unit: str) -> str:
        """Return where a bar leads to: its month or year."""
        if unit == "month":
            return self.place(entry)
        year = year_of(entry)
        if not self._fits:
            return _address(year)
        is_filtered = can_be_filtered(self._newest_first)
        return f"{TIMELINE}?year={year}#months" if is_filtered else ""

    def page(self, planned: PlannedPage) -> TimelinePage:
        """Return the first page, from which all others are reached."""
        entries = self._newest_first
        shown = cut(entries, row_weight)[0]
        months = tuple(self._months(shown))
        return TimelinePage(
            address=planned.address,
            title=planned.title,
            description=site_words(self._lang).ngettext(
                "%(num)s statement on this site, by date.",
                "All %(num)s statements on this site, by date.",
                len(entries),
            ),
            contents=self._contents(months),
            total=len(entries),
            chart=over_time(entries, self._lang, self._lead),
            years=() if self._fits else self.years,
            # If years have their own pages, only some of a year's statements are here.
            filters=filters(
                shown,
                self._lang,
                *("person", "theme", "kind"),
                *(("year", "month") if self._fits else ()),
            ),
            months=months,
        )

    def addresses(self) -> Iterator[str]:
        """Yield the address of each year's first page, if one page does not hold everything."""
        for _, _, address in () if self._fits else self.years:
            yield address

    def entries(self, address: str) -> Sequence[Entry]:
        """Return the statements of the year whose first page is at this address."""
        return next(
            (own for year, own in self._by_year.items() if _address(year) == address),
            (),
        )

    def year(self, address: str) -> Iterator[YearPage]:
        """Yield the pages of the year whose first page is at this address, if there are any."""
        if address not in self.addresses():
            return
        year = next(year for year in self._by_year if _address(year) == address)
        entries = self.entries(address)
        cuts = cut(entries, row_weight)
        offered = filters(entries, self._lang, "person", "theme", "kind", "month")
        table = filed(cuts, offered)
        for parts, part in in_parts(address, cuts, self._lang):
            yield replace(self._year(year, entries, parts, part, offered), filed=table)

    def _year(
        self,
        year: str,
        entries: Sequence[Entry],
        parts: Parts,
        shown: Sequence[Entry],
        offered: tuple[Filter, ...],
    ) -> YearPage:
        months = tuple(self._months(shown))
        words, title = site_words(self._lang), self._title(year)
        return YearPage(
            address=parts.address,
            title=words.gettext("Timeline: %(year)s%(part)s", year=title, part=parts.suffix),
            description=words.ngettext(
                "%(num)s statement from %(year)s%(part)s.",
                "%(num)s statements from %(year)s%(part)s.",
                len(entries),
                year=title,
                part=parts.suffix,
            ),
            contents=self._contents(months),
            crumbs=(Crumb(words.gettext("Timeline"), TIMELINE),),
            parts=parts,
            total=len(entries),
            chart=over_time(entries, self._lang, self._lead) if parts.is_first else None,
            years=self.years,
            filters=offered,
            months=months,
            year=title,
        )

    def _months(self, entries: Sequence[Entry]) -> Iterator[Month]:
        # A date without a month sorts as January of its year, and so is listed beside it.
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(month_of(entry.statement.date), []).append(entry)
        for month, own in found.items():
            title = month_in_words(month, self._lang)
            yield Month(_anchor(own[0]), title, self._statements.views(own))

    def _contents(self, months: Sequence[Month]) -> tuple[Anchor, ...]:
        listed = tuple(Anchor(month.id, month.title) for month in months)
        return listed or (Anchor("timeline", site_words(self._lang).gettext("Timeline")),)

    def _title(self, year: str) -> str:
        if year == UNDATED:
            return site_words(self._lang).gettext("date unknown")
        return site_words(self._lang).gettext("several years") if year == SEVERAL else year


def by_year(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    """Return the statements of each year, in the given order.

    Last come those of several years, and those whose date is unknown.
    """
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(year_of(entry), []).append(entry)
    last = {name: found.pop(name) for name in (SEVERAL, UNDATED) if name in found}
    return found | last


def year_of(entry: Entry) -> str:
    """Return the year of a statement, `SEVERAL` or `UNDATED`."""
    period = entry.statement.date.period or UNDATED
    return SEVERAL if "/" in period else period


def _anchor(entry: Entry) -> str:
    return f"in-{month_id(month_of(entry.statement.date))}"


def _address(year: str) -> str:
    return f"{TIMELINE}{year.replace(' ', '-')}/"
