"""Dates in the Extended Date/Time Format of the Library of Congress (EDTF, ISO 8601-2).

Only the forms that a citation needs: `2024`, `2024-11`, `2024-11-06`, each with `?` (uncertain),
`~` (approximate) or `%` (both), and intervals of two of them, `..` for an open end.
"""

import calendar
import datetime
import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from site_builder.diagnostics import quoted

FORMS = "`2024-11-06`, `2024-11`, `2024`, `2024-11~` (about) or `2024-11-05/2024-11-07`"

_A_DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Edtf:
    """A date or an interval: `text` as written, and the first and last day that it can mean.

    `earliest` and `latest` are inclusive; an open end is `date.min` or `date.max`. `UNKNOWN`
    has two open ends. What follows from them is kept, because pages ask for it many times and
    equal dates are one object.
    """

    text: str
    earliest: datetime.date
    latest: datetime.date
    approximate: bool = False
    uncertain: bool = False

    @cached_property
    def filed(self) -> datetime.date:
        """The day to sort by: the earliest, or the earliest of the end where the start is open.

        The last day of all if the date is unknown.
        """
        if self.is_unknown:
            return self.latest
        if self.earliest != datetime.date.min:
            return self.earliest
        return parse(self.ends[1]).earliest

    @property
    def year(self) -> int:
        """The year of the day to sort by."""
        return self.filed.year

    @property
    def is_rough(self) -> bool:
        """Whether the date is approximate, uncertain or unknown, and so proves nothing."""
        return self.approximate or self.uncertain or self.is_unknown

    @property
    def is_unknown(self) -> bool:
        """Whether there is no date."""
        return self.text == _UNKNOWN

    @cached_property
    def period(self) -> str:
        """The year in which all its days are; else an interval of years, as `2007/2017`.

        Empty if the date is unknown.
        """
        if self.is_unknown:
            return ""
        years = [f"{side.year:04d}" if side else ".." for side in self.sides]
        return "/".join(dict.fromkeys(years))

    @property
    def is_interval(self) -> bool:
        """Whether this is an interval, one end of which may be open."""
        return "/" in self.text

    @cached_property
    def is_plain(self) -> bool:
        """Whether this is a single date, neither approximate nor uncertain."""
        return not (self.is_interval or self.is_rough)

    @property
    def is_day(self) -> bool:
        """Whether this is a single certain day."""
        return self.is_plain and len(self.text) == len("2024-11-06")

    @cached_property
    def sides(self) -> tuple["Edtf | None", "Edtf | None"]:
        """The two dates of an interval, None for an open end; a plain date twice."""
        if self.is_unknown:
            return None, None
        start, _, end = self.text.partition("/")
        first, last = (None if side == ".." else parse(side) for side in (start, end or start))
        return first, last

    @cached_property
    def ends(self) -> tuple[str, str]:
        """The two dates of an interval as written, without qualifiers; a plain date twice."""
        start, _, end = self.text.partition("/")
        return (start.rstrip("?~%"), (end or start).rstrip("?~%"))

    def is_surely_before(self, other: "Edtf") -> bool:
        """Check whether this is certainly an earlier day than another; rough dates are never.

        The day before is not certain: in another time zone, it may have been the same.
        """
        # Hardly any are, so what is quickest to compare comes first.
        return (
            other.earliest > self.latest
            and other.earliest - self.latest > _A_DAY
            and not (other.is_rough or self.is_rough)
        )

    def __str__(self) -> str:
        return self.text

    def __reduce__(self) -> tuple[object, ...]:
        # Equal dates are one object in every process.
        return parse_said, (self.text,)


_UNKNOWN = "unknown"
UNKNOWN = Edtf(_UNKNOWN, datetime.date.min, datetime.date.max)
"""What a statement has if nobody knows when it was made."""
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?([?~%]?)", re.ASCII)


@lru_cache(maxsize=65_536)
def parse(text: str) -> Edtf:
    """Read an EDTF date.

    Raises:
        ValueError: the text is not such a date; the message is a sentence for contributors.
    """
    start, slash, end = text.partition("/")
    if not slash:
        return _parse_date(text)
    if not all(part == ".." or _DATE.fullmatch(part) for part in (start, end)):
        # Whoever writes 11/06/2024 means one date.
        raise ValueError(f"{quoted(text)} is not a date.")
    if start == ".." and end == "..":
        raise ValueError("An interval needs at least one end.")
    first = None if start == ".." else _parse_date(start)
    last = None if end == ".." else _parse_date(end)
    earliest = first.earliest if first else datetime.date.min
    latest = last.latest if last else datetime.date.max
    if first and last and first.earliest > last.latest:
        raise ValueError(f"The interval ends ({end}) before it starts ({start}).")
    dates = [date for date in (first, last) if date]
    return Edtf(
        text,
        earliest,
        latest,
        approximate=any(date.approximate for date in dates),
        uncertain=any(date.uncertain for date in dates),
    )


def parse_said(text: str) -> Edtf:
    """Read the date of a statement, which may be `unknown`.

    Raises:
        ValueError: the text is no such date; the message is a sentence for contributors.
    """
    return UNKNOWN if text == _UNKNOWN else parse(text)


def _parse_date(text: str) -> Edtf:
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError(f"{quoted(text)} is not a date.")
    year, month, day = (int(part) if part else None for part in match.group(1, 2, 3))
    if not year:
        raise ValueError("There is no year 0000.")
    if month is not None and not 1 <= month <= 12:
        raise ValueError(f"There is no month {month:02d}.")
    if day is not None and month is not None:
        days = calendar.monthrange(year, month)[1]
        if not 1 <= day <= days:
            raise ValueError(f"{year:04d}-{month:02d} has {days} days; there is no day {day:02d}.")
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    mark = match.group(4)
    return Edtf(
        text,
        datetime.date(year, month or 1, day or 1),
        datetime.date(year, last_month, last_day),
        approximate=mark in ("~", "%"),
        uncertain=mark in ("?", "%"),
    )
