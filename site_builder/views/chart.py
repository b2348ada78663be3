"""Count statements by month, year or decade, for a small bar chart."""

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from site_builder.content.catalogue import Entry
from site_builder.content.values.dates import Edtf, parse
from site_builder.views.words import Words, site_words
from site_builder.views.words.dates import date_in_words, time_in_words

HEIGHT = 100
"""The height of the tallest bar, in units of the chart; bars are `STEP` units apart."""
STEP = 10
_MOST_MONTHS, _MOST_YEARS = 24, 60


Lead = Callable[[Entry, str], str]
"""Returns where a month's or a year's bar leads to, from its first statement and the unit."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One period: `x` is its left edge and `height` its height, in units of the chart.

    `address` leads to its statements; empty if there are none, and for decades, as no place has
    just those of one.
    """

    label: str
    number: int
    x: int
    height: int
    address: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars from the first period to the last, including empty ones.

    `text` says the same in words; `most` says what the tallest bar stands for, and `left_out` how
    many dates fall into no single period, or are unknown.
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


def over_time(entries: Sequence[Entry], lang: str, lead: Lead) -> Chart | None:
    """Count statements by month, year or decade; None if all fall into one.

    A date that falls into no single one, or is unknown, is left out, and counted in the words.
    """
    dated = [entry for entry in entries if not entry.statement.date.is_unknown]
    undated = len(entries) - len(dated)
    entries = dated
    dates = [entry.statement.date for entry in entries]
    months, years, decades = (_grouped(entries, unit) for unit in (_month, _year, _decade))
    # Months are drawn only if every date names one.
    by_month = all(date.is_interval or len(date.ends[0]) >= len("2024-11") for date in dates)
    if by_month and len(months) > 1 and max(months) - min(months) < _MOST_MONTHS:
        return _chart(
            months, "month", lambda at: _in_words(at, lang), lead, len(dates), undated, lang
        )
    if len(years) < 2:
        return None
    if max(years) - min(years) < _MOST_YEARS:
        return _chart(years, "year", str, lead, len(dates), undated, lang)
    return _chart(
        decades, "decade", lambda at: _decade_in_words(at, lang), lead, len(dates), undated, lang
    )


def span(dates: Sequence[Edtf], lang: str) -> str:
    """Return from when to when, in words; an open end counts as the other end."""
    dates = [date for date in dates if not date.is_unknown]
    if not dates:
        return ""
    sides = [(start or end, end or start) for start, end in (date.sides for date in dates)]
    first = min((start for start, _ in sides if start), key=lambda date: date.earliest)
    last = max((end for _, end in sides if end), key=lambda date: date.latest)
    if first == last:
        return date_in_words(first, lang)
    return time_in_words(first, last, lang)


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
            "not shown: %(num)s that spans more than one month",
            "not shown: %(num)s that span more than one month",
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
            "not shown: %(num)s that spans more than one year",
            "not shown: %(num)s that span more than one year",
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
            "not shown: %(num)s that spans more than one decade",
            "not shown: %(num)s that span more than one decade",
            left_out,
        ),
    )


def _chart(
    found: dict[int, list[Entry]],
    unit: str,
    label: Callable[[int], str],
    lead: Lead,
    total: int,
    undated: int,
    lang: str,
) -> Chart:
    most = max(map(len, found.values()))
    bars: list[Bar] = []
    for at in range(min(found), max(found) + 1):
        own = found.get(at, [])
        height = -(-len(own) * HEIGHT // most)
        address = lead(own[0], unit) if own and unit != "decade" else ""
        bars.append(Bar(label(at), len(own), len(bars) * STEP, height, address))
    drawn = sum(map(len, found.values()))
    left_out = total - drawn
    words = site_words(lang)
    told = _TOLD[unit](words, drawn, most, left_out)
    unknown = words.ngettext(
        "not shown: %(num)s of unknown date", "not shown: %(num)s of unknown date", undated
    )
    more = "; ".join((*((told.left_out,) if left_out else ()), *((unknown,) if undated else ())))
    each = [f"{bar.label}: {words.number(bar.number)}" for bar in bars if bar.number]
    return Chart(tuple(bars), told.all("; ".join(filter(None, [*each, more]))), told.most, more)


_TOLD = {"month": _by_month, "year": _by_year, "decade": _by_decade}


def _in_words(at: int, lang: str) -> str:
    return date_in_words(parse(f"{at // 12:04d}-{at % 12 + 1:02d}"), lang)


def _decade_in_words(at: int, lang: str) -> str:
    # Translators: a decade, such as 1980s.
    return site_words(lang).gettext("%(year)ss", year=f"{at}0")
