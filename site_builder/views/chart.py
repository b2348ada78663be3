"""Count statements by month, year or decade, for a small bar chart."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from site_builder.content.catalogue import Entry
from site_builder.content.values import locales
from site_builder.content.values.dates import Edtf, parse
from site_builder.views.wording import count

HEIGHT = 100
"""The height of the tallest bar, in units of the chart; bars are `STEP` units apart."""
STEP = 10
_MOST_MONTHS, _MOST_YEARS = 24, 60


Lead = Callable[[Entry, str], str]
"""Returns where a bar leads to, from the first of its statements and the bars' unit."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: `x` is its left edge and `height` its height, in units of the chart.

    `address` leads to its statements; empty if there are none.
    """

    label: str
    number: int
    x: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first period to the last, including empty ones.

    `text` says the same in words; `left_out` says how many dates fall into no single period.
    """

    bars: tuple[Bar, ...]
    unit: str
    text: str
    left_out: str

    @property
    def width(self) -> int:
        """The chart's width, in its units."""
        return len(self.bars) * STEP

    @property
    def ends(self) -> tuple[str, str]:
        """The labels below the first and the last bar."""
        return self.bars[0].label, self.bars[-1].label

    @property
    def most(self) -> int:
        """The number that the tallest bar stands for."""
        return max(bar.number for bar in self.bars)


def over_time(entries: Sequence[Entry], lang: str, lead: Lead) -> Chart | None:
    """Count statements by month, year or decade; None if all fall into one.

    A date that falls into no single one is left out, and counted in the words.
    """
    dates = [entry.statement.date for entry in entries]
    months, years, decades = (_grouped(entries, unit) for unit in (_month, _year, _decade))
    # Months are drawn only if every date names one.
    by_month = all(date.is_interval or len(date.ends[0]) >= len("2024-11") for date in dates)
    if by_month and len(months) > 1 and max(months) - min(months) < _MOST_MONTHS:
        return _chart(months, "month", lambda at: _in_words(at, lang), lead, len(dates))
    if len(years) < 2:
        return None
    if max(years) - min(years) < _MOST_YEARS:
        return _chart(years, "year", str, lead, len(dates))
    return _chart(decades, "decade", lambda at: f"{at}0s", lead, len(dates))


def span(dates: Sequence[Edtf], lang: str) -> str:
    """Return from when to when, in words; an open end counts as the other end."""
    if not dates:
        return ""
    sides = [(start or end, end or start) for start, end in (date.sides for date in dates)]
    first = min((start for start, _ in sides if start), key=lambda date: date.earliest)
    last = max((end for _, end in sides if end), key=lambda date: date.latest)
    words = dict.fromkeys(locales.date_in_words(date, lang) for date in (first, last))
    return " – ".join(words)


def _grouped(
    entries: Sequence[Entry], unit: Callable[[datetime.date], int]
) -> dict[int, list[Entry]]:
    found: dict[int, list[Entry]] = {}
    for entry in entries:
        date = entry.statement.date
        if (at := unit(date.earliest)) == unit(date.latest):
            found.setdefault(at, []).append(entry)
    return found


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _year(day: datetime.date) -> int:
    return day.year


def _decade(day: datetime.date) -> int:
    return day.year // 10


def _chart(
    found: dict[int, list[Entry]],
    unit: str,
    label: Callable[[int], str],
    lead: Lead,
    total: int,
) -> Chart:
    most = max(map(len, found.values()))
    bars: list[Bar] = []
    for at in range(min(found), max(found) + 1):
        own = found.get(at, [])
        height = -(-len(own) * HEIGHT // most)
        address = lead(own[0], unit) if own else ""
        bars.append(Bar(label(at), len(own), len(bars) * STEP, height, address))
    drawn = sum(map(len, found.values()))
    left_out = total - drawn
    more = f"{left_out:,} over more than one {unit} not shown" if left_out else ""
    told = "; ".join([*(f"{bar.label}: {bar.number:,}" for bar in bars if bar.number), more])
    text = f"{count(drawn, 'statement')} by {unit}. {told.removesuffix('; ')}."
    return Chart(tuple(bars), unit, text, more)


def _in_words(at: int, lang: str) -> str:
    return locales.date_in_words(parse(f"{at // 12:04d}-{at % 12 + 1:02d}"), lang)
