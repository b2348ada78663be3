"""Count statements by month, year or decade, for a small bar chart."""

from collections import Counter
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


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: `x` is its left edge and `height` its height, in units of the chart."""

    label: str
    number: int
    x: int
    height: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first period to the last, including empty ones.

    `text` says the same in words.
    """

    bars: tuple[Bar, ...]
    unit: str
    text: str

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


def over_time(entries: Sequence[Entry], lang: str) -> Chart | None:
    """Count statements by month, year or decade; None if all fall into one."""
    dates = [entry.statement.date for entry in entries]
    if not dates:
        return None
    # Months are drawn only if every date names one.
    months = Counter(date.filed.year * 12 + date.filed.month - 1 for date in dates)
    by_month = len(months) > 1 and max(months) - min(months) < _MOST_MONTHS
    if by_month and all(len(date.ends[0]) >= len("2024-11") for date in dates):
        return _chart(months, 1, "month", lambda at: _month(at, lang))
    years = Counter(date.year for date in dates)
    if len(years) < 2:
        return None
    if max(years) - min(years) < _MOST_YEARS:
        return _chart(years, 1, "year", str)
    decades = Counter({year // 10 * 10: 0 for year in years})
    for year, number in years.items():
        decades[year // 10 * 10] += number
    return _chart(decades, 10, "decade", lambda at: f"{at}s")


def span(dates: Sequence[Edtf], lang: str) -> str:
    """Return from when to when, in words; `dates` are in order."""
    if not dates:
        return ""
    first, last = (
        locales.date_in_words(_end(date, at), lang) for date, at in ((dates[0], 0), (dates[-1], 1))
    )
    return first if first == last else f"{first} – {last}"


def _end(date: Edtf, at: int) -> Edtf:
    """Return the start (0) or the end (1) of an interval, or the other end if it is open."""
    if not date.is_interval:
        return date
    known = date.ends[at] if date.ends[at] != ".." else date.ends[1 - at]
    return parse(known)


def _chart(numbers: Counter[int], step: int, unit: str, label: Callable[[int], str]) -> Chart:
    most = max(numbers.values())
    bars = tuple(
        Bar(label(at), numbers[at], x * STEP, -(-numbers[at] * HEIGHT // most))
        for x, at in enumerate(range(min(numbers), max(numbers) + 1, step))
    )
    told = "; ".join(f"{bar.label}: {bar.number:,}" for bar in bars if bar.number)
    return Chart(bars, unit, f"{count(sum(numbers.values()), 'statement')} by {unit}. {told}.")


def _month(at: int, lang: str) -> str:
    return locales.date_in_words(parse(f"{at // 12:04d}-{at % 12 + 1:02d}"), lang)
