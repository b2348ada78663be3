"""Tell what a number or a date looks like in its cell (ECMA-376, part 1, 18.8.31).

A cell shows what its number format makes of its value. Only what looks the same everywhere is told:
fractions and thousands are written differently from country to country, and are refused.
"""

import datetime
import re
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from site_builder.authoring.spreadsheet.cells import Day, Value
from site_builder.diagnostics import quoted

_TOKEN = re.compile(
    r"""
      "(?P<quoted>[^"]*)" | \\(?P<escaped>.) | _(?P<blank>.) | \*(?P<fill>.)
    | \[(?P<bracket>[^\]]*)\]
    | (?P<general>General)
    | (?P<noon>AM/PM|A/P)
    | (?P<time>(?P<letter>[ymdhseg])(?P=letter)*)
    | (?P<digits>[0\#?][0\#?,]*)
    | (?P<text>@) | (?P<percent>%) | (?P<end>;) | (?P<point>[.,])
    | (?P<plain>[^a-z0-9".,@%;])
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_COLOUR = re.compile(r"(black|blue|cyan|green|magenta|red|white|yellow|color *\d+)", re.IGNORECASE)
_CURRENCY = re.compile(r"\$([^-\]]*)(-[^\]]*)?")
# Words in dates that say nothing more: year, month and day in Japanese and Chinese, and so on.
_OF_DATES = frozenset(("", "年", "月", "日", "г", "de", "of"))
_ISO = re.compile(r"(\[\$-[^\]]*\])?yyyy(\\?-mm(\\?-dd)?)?", re.IGNORECASE)
# From here on, `General` shows powers of ten.
_LONG = 10**11
# From here on, a spreadsheet does not know all digits.
_INEXACT = 10**15
_LEAP = datetime.date(1900, 3, 1)
_TYPE_AGAIN = "Format it as text and type it again."


class _Part(NamedTuple):
    kind: str
    text: str


class _UnknownFormatError(Exception):
    """A format cannot be read."""


def shown_text(text: str, code: str) -> Value:
    """Return what a cell with a text shows."""
    if code in ("General", "@"):
        return Value(text)
    if "@" not in code and code.count(";") < 3:
        return Value(text)
    try:
        last = _sections(code)[-1]
        written = "".join(text if part.kind == "text" else part.text for part in last)
    except _UnknownFormatError:
        written = ""
    if written.strip() == text.strip():
        return Value(text)
    return Value("", f"The format {quoted(code)} changes this text. {_TYPE_AGAIN}")


def shown_number(number: float, code: str) -> Value:
    """Return what a cell with a number shows."""
    exact = Decimal(repr(number))
    try:
        sections = _sections(code)
        if len(sections) > 1 and _has(sections[-1], "text"):
            sections.pop()
        at = 0 if number > 0 else 1 if number < 0 else 2
        section = sections[at] if at < len(sections) else sections[0]
        text = _number(abs(exact), section)
    except _UnknownFormatError:
        as_format = "" if code == "General" else f", shown as {quoted(code)}"
        return Value("", f"This cell is a number{as_format}. {_TYPE_AGAIN}")
    minus = "-" if number < 0 and section is sections[0] else ""
    return Value(f"{minus}{text}".strip())


def shown_date(moment: datetime.datetime, code: str, *, is_old_epoch: bool) -> Value:
    """Return what a cell with a date shows: its year, month and day, as far as they are shown.

    `is_old_epoch` says that days count from 1900, as if that had been a leap year.
    """
    if is_old_epoch and moment.date() < _LEAP:
        said = "This cell is a date before March 1900, which programs show differently."
        return Value("", f"{said} {_TYPE_AGAIN}")
    try:
        section = _sections(code)[0]
        units = _units(section)
    except _UnknownFormatError:
        return Value("", f"This cell is a date, shown as {quoted(code)}. {_TYPE_AGAIN}")
    if "time" in units and moment.time() != datetime.time():
        return Value("", "This cell has a time of day. Write only the date.")
    day = moment.date().isoformat()
    match "year" in units, "month" in units, "day" in units:
        case True, True, True:
            text = day
        case True, True, False:
            text = day[:7]
        case True, False, False:
            text = day[:4]
        case _:
            said = f"This cell is a date, of which {quoted(code)} shows only a part."
            return Value("", f"{said} {_TYPE_AGAIN}")
    return Value(text if _ISO.fullmatch(code.partition(";")[0]) else Day(text))


def _sections(code: str) -> list[list[_Part]]:
    """Return the parts of each section: above zero, below zero, zero, text.

    Raises:
        _UnknownFormatError: the format has something else in it.
    """
    sections: list[list[_Part]] = [[]]
    at = 0
    while at < len(code):
        found = _TOKEN.match(code, at)
        if found is None:
            raise _UnknownFormatError
        at = found.end()
        kind = str(found.lastgroup)
        if kind == "letter":
            kind = "time"
        text = found[kind]
        match kind:
            case "end":
                sections.append([])
            case "quoted" | "escaped" | "plain":
                sections[-1].append(_Part("literal", text))
            case "blank":
                sections[-1].append(_Part("literal", " "))
            case "fill":
                sections[-1].append(_Part("fill", ""))
            case "bracket":
                if currency := _CURRENCY.fullmatch(text):
                    sections[-1].append(_Part("literal", currency[1]))
                elif not _COLOUR.fullmatch(text):
                    raise _UnknownFormatError
            case "percent":
                sections[-1] += [_Part("percent", ""), _Part("literal", "%")]
            case _:
                sections[-1].append(_Part(kind, text))
    return sections


def _has(section: Sequence[_Part], *kinds: str) -> bool:
    return any(part.kind in kinds for part in section)


def _number(number: Decimal, section: Sequence[_Part]) -> str:
    """Return a number that is not negative as a section shows it."""
    number *= 100 ** sum(part.kind == "percent" for part in section)
    places = [part for part in section if part.kind in ("digits", "general", "text")]
    if (
        len(places) != 1
        or _has(section, "time", "noon", "point", "fill")
        or number != number.to_integral_value()
    ):
        raise _UnknownFormatError
    [place] = places
    if place.kind == "text" and len(section) > 1:
        raise _UnknownFormatError
    if number >= (_INEXACT if place.kind == "digits" else _LONG):
        raise _UnknownFormatError
    digits = str(int(number))
    if place.kind == "digits":
        has_thousands = "," in place.text and number >= 1000
        if has_thousands or place.text.endswith(",") or "?" in place.text:
            raise _UnknownFormatError
        least = place.text.count("0")
        if "," in place.text and least > 3:
            raise _UnknownFormatError
        digits = digits.zfill(least) if number or least else ""
    text = "".join(
        digits if part is place else part.text for part in section if part.kind != "percent"
    )
    if not digits or any(
        part.kind == "literal" and any(sign.isdecimal() for sign in part.text) for part in section
    ):
        raise _UnknownFormatError
    return text


def _units(section: Sequence[_Part]) -> set[str]:
    """Return what a section shows of a date: `year`, `month`, `day`, `time`."""
    units: set[str] = set()
    shown = [part.text.lower() for part in section if part.kind == "time"]
    for at, letters in enumerate(shown):
        before = shown[at - 1][0] if at else ""
        after = shown[at + 1][0] if at + 1 < len(shown) else ""
        match letters[0]:
            case "y" | "e":
                units.add("year")
            case "m":
                units.add("time" if (before == "h" or after == "s") else "month")
            case "d":
                # Three letters and more are a day of the week.
                units.add("day" if len(letters) < 3 else "weekday")
            case "h" | "s":
                units.add("time")
            case _:
                units.add("era")
    said = "".join(part.text if part.kind == "literal" else " " for part in section)
    words = re.findall(r"[^\W_]+", said)
    is_timeless = "time" not in units
    if not units or any(word not in _OF_DATES for word in words):
        raise _UnknownFormatError
    if _has(section, "general", "text", "percent", "fill") or (
        is_timeless and _has(section, "digits")
    ):
        raise _UnknownFormatError
    return units
