"""Count statements by month, year or decade, for a small bar chart."""

import datetime
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.content.catalogue import Entry
from site_builder.content.values.dates import Edtf, parse
from site_builder.words import Words, site_words
from site_builder.words.dates import date_in_words, time_in_words

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

    `text` says the same in words; `most` says what the tallest bar stands for, and `left_out` how
    many dates fall into no single period.
    """

    bars: tuple[Bar, ...]
    text: str
    most: str
    left_out: str

    @property
    def width(self) -> int:
        """The chart's width, in its units."""
        return len(self.bars) * STEP

    @property
    def ends(self) -> tuple[str, str]:
        """The labels below the first and the last bar."""
        return self.bars[0].label, self.bars[-1].label


def over_time(entries: Sequence[Entry], lang: str) -> Chart | None:
    """Count statements by month, year or decade; None if all fall into one.

    A date that falls into no single one is left out, and counted in the words.
    """
    dates = [entry.statement.date for entry in entries]
    months, years, decades = (_counted(dates, unit) for unit in (_month, _year, _decade))
    # Months are drawn only if every date names one.
    by_month = all(date.is_interval or len(date.ends[0]) >= len("2024-11") for date in dates)
    if by_month and len(months) > 1 and max(months) - min(months) < _MOST_MONTHS:
        return _chart(months, _by_month, lambda at: _in_words(at, lang), len(dates), lang)
    if len(years) < 2:
        return None
    if max(years) - min(years) < _MOST_YEARS:
        return _chart(years, _by_year, str, len(dates), lang)
    return _chart(decades, _by_decade, lambda at: _decade_in_words(at, lang), len(dates), lang)


def span(dates: Sequence[Edtf], lang: str) -> str:
    """Return from when to when, in words; an open end counts as the other end."""
    if not dates:
        return ""
    sides = [(start or end, end or start) for start, end in (date.sides for date in dates)]
    first = min((start for start, _ in sides if start), key=lambda date: date.earliest)
    last = max((end for _, end in sides if end), key=lambda date: date.latest)
    if first == last:
        return date_in_words(first, lang)
    return time_in_words(first, last, lang)


def _counted(dates: Sequence[Edtf], unit: Callable[[datetime.date], int]) -> Counter[int]:
    return Counter(
        unit(date.earliest) for date in dates if unit(date.earliest) == unit(date.latest)
    )


def _month(day: datetime.date) -> int:
    return day.year * 12 + day.month - 1


def _year(day: datetime.date) -> int:
    return day.year


def _decade(day: datetime.date) -> int:
    return day.year // 10


class _Told(NamedTuple):
    """What a chart says, as messages: of all bars, of the tallest, and of what is left out."""

    all: Callable[[str], str]
    most: str
    left_out: str


def _by_month(words: Words, total: int, most: int, left_out: int) -> _Told:
    return _Told(
        lambda bars: words.ngettext(
            "%(num)s statement by month. %(bars)s.",
            "%(num)s statements by month. %(bars)s.",
            total,
            bars=bars,
        ),
        words.ngettext("up to %(num)s a month", "up to %(num)s a month", most),
        words.ngettext(
            "%(num)s over more than one month not shown",
            "%(num)s over more than one month not shown",
            left_out,
        ),
    )


def _by_year(words: Words, total: int, most: int, left_out: int) -> _Told:
    return _Told(
        lambda bars: words.ngettext(
            "%(num)s statement by year. %(bars)s.",
            "%(num)s statements by year. %(bars)s.",
            total,
            bars=bars,
        ),
        words.ngettext("up to %(num)s a year", "up to %(num)s a year", most),
        words.ngettext(
            "%(num)s over more than one year not shown",
            "%(num)s over more than one year not shown",
            left_out,
        ),
    )


def _by_decade(words: Words, total: int, most: int, left_out: int) -> _Told:
    return _Told(
        lambda bars: words.ngettext(
            "%(num)s statement by decade. %(bars)s.",
            "%(num)s statements by decade. %(bars)s.",
            total,
            bars=bars,
        ),
        words.ngettext("up to %(num)s a decade", "up to %(num)s a decade", most),
        words.ngettext(
            "%(num)s over more than one decade not shown",
            "%(num)s over more than one decade not shown",
            left_out,
        ),
    )


def _chart(
    numbers: Counter[int],
    tell: Callable[[Words, int, int, int], _Told],
    label: Callable[[int], str],
    total: int,
    lang: str,
) -> Chart:
    words, most = site_words(lang), max(numbers.values())
    bars = tuple(
        Bar(label(at), numbers[at], x * STEP, -(-numbers[at] * HEIGHT // most))
        for x, at in enumerate(range(min(numbers), max(numbers) + 1))
    )
    left_out = total - numbers.total()
    told = tell(words, numbers.total(), most, left_out)
    more = told.left_out if left_out else ""
    each = [f"{bar.label}: {words.number(bar.number)}" for bar in bars if bar.number]
    return Chart(bars, told.all("; ".join(filter(None, [*each, more]))), told.most, more)


def _in_words(at: int, lang: str) -> str:
    return date_in_words(parse(f"{at // 12:04d}-{at % 12 + 1:02d}"), lang)


def _decade_in_words(at: int, lang: str) -> str:
    # Translators: a decade, such as 1980s.
    return site_words(lang).gettext("%(year)ss", year=f"{at}0")
