"""All statements by date, newest first: on one page, or on one or more for each year.

A date that leaves the year open, as `2007/2017` does, is in none: such dates have pages of their
own, and headings that say all of it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry, newest_first
from site_builder.content.values import locales
from site_builder.content.values.dates import Edtf, parse
from site_builder.views.addresses import TIMELINE, part_address
from site_builder.views.chart import Chart, over_time
from site_builder.views.filters import Filter, filters
from site_builder.views.page import Anchor, Crumb, Page, Parts, PlannedPage
from site_builder.views.paging import cut, numbered
from site_builder.views.statement import Statements, StatementView, row_weight
from site_builder.views.wording import count

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
    """Makes the pages of the timeline."""

    def __init__(self, catalogue: Catalogue, statements: Statements) -> None:
        self._lang = catalogue.lang
        self._statements = statements
        self._newest_first = newest_first(catalogue.remarks)
        self._fits = len(cut(self._newest_first, row_weight)) == 1
        found: dict[str, list[Entry]] = {}
        for entry in self._newest_first:
            found.setdefault(_year(entry), []).append(entry)
        several = found.pop(SEVERAL, None)
        self._by_year = found | ({SEVERAL: several} if several else {})
        self._years = tuple(
            (year, len(entries), _address(year)) for year, entries in self._by_year.items()
        )

    def page(self, planned: PlannedPage) -> TimelinePage:
        """Return the first page, from which all others are reached."""
        entries = self._newest_first
        shown = cut(entries, row_weight)[0]
        months = tuple(self._months(shown))
        return TimelinePage(
            address=planned.address,
            title=planned.title,
            description=f"All {count(len(entries), 'statement')} on this site, by date.",
            contents=_contents(months),
            total=len(entries),
            chart=over_time(entries, self._lang),
            years=() if self._fits else self._years,
            filters=filters(shown, "person", "theme", "kind"),
            months=months,
        )

    def addresses(self) -> Iterator[str]:
        """Yield the address of each year's first page, if one page does not hold everything."""
        for _, _, address in () if self._fits else self._years:
            yield address

    def year(self, address: str) -> Iterator[YearPage]:
        """Yield the pages of the year whose first page is at this address, if there are any."""
        if address not in self.addresses():
            return
        year = next(year for year, _, own in self._years if own == address)
        entries = self._by_year[year]
        cuts = cut(entries, row_weight)
        for parts, part in zip(numbered(address, len(cuts)), cuts, strict=True):
            yield self._year(year, entries, parts, part)

    def _year(
        self, year: str, entries: Sequence[Entry], parts: Parts, shown: Sequence[Entry]
    ) -> YearPage:
        months = tuple(self._months(shown))
        return YearPage(
            address=part_address(_address(year), parts.number),
            title=f"Timeline: {year}{parts.suffix}",
            description=f"{count(len(entries), 'statement')} from {year}{parts.suffix}.",
            contents=_contents(months),
            crumbs=(Crumb("Timeline", TIMELINE),),
            parts=parts,
            total=len(entries),
            chart=over_time(entries, self._lang) if parts.number == 1 else None,
            years=self._years,
            filters=filters(shown, "person", "theme", "kind"),
            months=months,
            year=year,
        )

    def _months(self, entries: Sequence[Entry]) -> Iterator[Month]:
        # A date without a month sorts as January of its year, and so is listed beside it.
        found: dict[str, list[Entry]] = {}
        for entry in entries:
            found.setdefault(_month(entry.statement.date), []).append(entry)
        for month, own in found.items():
            title = locales.date_in_words(parse(month), self._lang)
            yield Month(
                f"in-{month.replace('/', '-to-')}",
                f"{title}, month unknown"
                if len(month) == len("2024")
                else title[0].upper() + title[1:],
                self._statements.views(own),
            )


def _year(entry: Entry) -> str:
    period = entry.statement.date.period
    return SEVERAL if "/" in period else period


def _address(year: str) -> str:
    return f"{TIMELINE}{year.replace(' ', '-')}/"


def _month(date: Edtf) -> str:
    """Return the month that is known; else the year, or the months or years between which it is."""
    months = (end[: len("2024-11")] for end in date.ends)
    return "/".join(dict.fromkeys(months))


def _contents(months: Sequence[Month]) -> tuple[Anchor, ...]:
    return tuple(Anchor(month.id, month.title) for month in months) or (
        Anchor("timeline", "Timeline"),
    )
