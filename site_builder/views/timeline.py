"""All statements by date, newest first: on one page, or on one or more for each year."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.values import locales
from site_builder.content.values.dates import parse
from site_builder.views.addresses import TIMELINE, part_address
from site_builder.views.chart import Chart, over_time
from site_builder.views.filters import Filter, filters
from site_builder.views.page import Anchor, Crumb, Page, Parts, PlannedPage
from site_builder.views.paging import cut, numbered
from site_builder.views.statement import Statements, StatementView, row_weight
from site_builder.views.wording import count


@dataclass(frozen=True, slots=True)
class Month:
    """The statements of one month, or of a year if no month is known; `id` is its anchor."""

    id: str
    title: str
    statements: tuple[StatementView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelinePage(Page):
    """The newest statements, and links to each year if years have their own pages."""

    template: ClassVar[str] = "timeline"
    total: int
    chart: Chart | None
    years: tuple[tuple[int, int, str], ...]
    """Each year, its number of statements, and its address; empty if all are on this page."""
    filters: tuple[Filter, ...]
    months: tuple[Month, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearPage(TimelinePage):
    """The statements of one year, or a part of them."""

    template: ClassVar[str] = "year"
    year: int


class Timeline:
    """Makes the pages of the timeline."""

    def __init__(self, catalogue: Catalogue, statements: Statements) -> None:
        self._lang = catalogue.lang
        self._statements = statements
        self._newest_first = [*catalogue.entries.values()][::-1]
        self._fits = len(cut(self._newest_first, row_weight)) == 1
        self._by_year = {year: [*entries] for year, entries in groupby(self._newest_first, _year)}
        self._years = tuple(
            (year, len(entries), f"{TIMELINE}{year:04d}/")
            for year, entries in self._by_year.items()
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
        year = int(address.removeprefix(TIMELINE).rstrip("/"))
        entries = self._by_year[year]
        cuts = cut(entries, row_weight)
        for parts, part in zip(numbered(address, len(cuts)), cuts, strict=True):
            yield self._year(year, entries, parts, part)

    def _year(
        self, year: int, entries: Sequence[Entry], parts: Parts, shown: Sequence[Entry]
    ) -> YearPage:
        months = tuple(self._months(shown))
        return YearPage(
            address=part_address(f"{TIMELINE}{year:04d}/", parts.number),
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
            found.setdefault(_month(entry), []).append(entry)
        for month, own in found.items():
            title = locales.date_in_words(parse(month), self._lang)
            yield Month(
                f"in-{month}",
                title if len(month) > len("2024") else f"{title}, month unknown",
                self._statements.views(own),
            )


def _year(entry: Entry) -> int:
    return entry.statement.date.year


def _month(entry: Entry) -> str:
    date = entry.statement.date
    start, end = date.ends
    known = end if start == ".." else start
    return known[: len("2024-11")]


def _contents(months: Sequence[Month]) -> tuple[Anchor, ...]:
    return tuple(Anchor(month.id, month.title) for month in months) or (
        Anchor("timeline", "Timeline"),
    )
