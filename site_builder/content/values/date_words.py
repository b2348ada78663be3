"""The date that is meant by one in words or in another notation, for hints.

No hint says more than the words do: if they can mean two dates, it offers both, and it names what a
date cannot say.
"""

import datetime
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from contextlib import suppress
from functools import cache
from typing import Literal, NamedTuple

from site_builder.content.values.dates import FORMS, parse
from site_builder.diagnostics import quoted


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Languages that sources here are in, for the names of months and days.
_LANGS = ("en", "de", "de_AT", "fr", "it", "es", "pt", "nl", "ru", "uk")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ABOUT = _words(
    "about around approximately approx roughly circa ca c etwa ungefähr zirka rund um gegen environ"
    " vers около примерно приблизительно ок близько приблизно орієнтовно"
)
_PERHAPS = _words(
    "probably possibly perhaps maybe presumably vermutlich wahrscheinlich vielleicht wohl"
    " möglicherweise probablement peut-être вероятно возможно предположительно наверное ймовірно"
    " можливо"
)
# Without summer and winter: in one hemisphere or the other, each lies in two years.
_PARTS = _words(
    "early mid late beginning start middle end spring autumn fall anfang beginn mitte ende frühjahr"
    " frühling herbst début milieu fin mi printemps automne начало начале середина середине конец"
    " конце весна весной осень осенью початок початку кінець кінці середині"
)
_FILLERS = _words(
    "on in the of at year am im den des der dem vom jahr jahre jahres le la de du del en l d année"
    " в во у на год году года"
)
_FIRST_WORD = re.compile(r"([^\W\d_]+(?:-être)?)(?:[.,'’\s-]+|(?=\d))")
_IN_BRACKETS = re.compile(r"\s*\((.+?)\)$")
_TIME = re.compile(
    r"(?:T|,? +(?:(?:um|at|в|à) )?)\d\d?[:.h]\d\d(?::\d\d(?:\.\d+)?)?"
    r"(?: ?(?:Z|[+-]\d\d:?\d\d|Uhr|UTC|GMT|[ap]\.?m\.?))?$",
    re.IGNORECASE | re.ASCII,
)
_AFTER = re.compile(r"(?<=\d) ?(?:(?:г|р)\.?|года|году|год|року|році)$")
_ORDINAL = re.compile(r"(?<=\d)(st|nd|rd|th|er|º|-го|-е)(?!\w)")
_DAY_OR_MONTH_FIRST = re.compile(r"(\d\d?)[./-] ?(\d\d?)[./-] ?(\d{4})", re.ASCII)
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d\d?)\2(\d\d?)", re.ASCII)
_IN_WORDS = re.compile(r"(?:(\d\d?)(?:\. ?| | de ))?([^\W\d_]+)\.?(?: de)? (\d{4})")
_MONTH_FIRST = re.compile(r"([^\W\d_]+)\.? (\d\d?),? (\d{4})")
_MONTH_AND_YEAR = re.compile(r"(\d\d?)[./](\d{4})", re.ASCII)
_BETWEEN = re.compile(
    r"\s*[–—]\s*|\s+(?:-|to|bis|до|по|à|au)\s+|(?<=\d)-(?=\d{4}$|\d\d?\.? [^\W\d])"
)
_FROM = re.compile(r"(?:from|von|vom|с|du) ", re.IGNORECASE)
# “5 and 7 November” are two days, “between 5 and 7 November” is an interval.
_WITHIN = re.compile(r"(?:between|zwischen|entre) (.+?) (?:and|und|et) ", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(\d\d?)\.?", re.ASCII)


class _Meant(NamedTuple):
    """What a text can mean: dates, of which one is right; the words that none of these says.

    `weekday` is the day of the week that the text names, from 0; `has_time` is whether it names a
    time of day.
    """

    dates: tuple[str, ...]
    left_out: tuple[str, ...] = ()
    has_time: bool = False
    weekday: int | None = None


def written_otherwise(text: str) -> str | None:
    """Return the EDTF date that can only be meant by one in another notation, if there is one.

    `6 November 2024`, `Freitag, 8. November 2024`, `6 ноября 2024 г.`, `16.11.2024`, `ca. 2024` and
    `5.–7. November 2024` are such dates. `06.11.2024` may be two, and `early 2024` is less than its
    year, so these are none.
    """
    meant = _meant_by(text)
    if len(meant.dates) != 1 or meant.left_out or meant.has_time or _contradicts(meant):
        return None
    return meant.dates[0]


def hint_for(text: str) -> str:
    """Return how a date is written, where it can be told which one is meant."""
    meant = _meant_by(text)
    if not meant.dates:
        return f"Write a date as {FORMS}."
    first = meant.dates[0]
    if len(meant.dates) > 1:
        return f"Write {' or '.join(map(quoted, meant.dates))}, whichever the source means."
    if _contradicts(meant):
        day = _DAYS[parse(first).earliest.weekday()]
        return f"Look at the source again: {quoted(first)} was a {day}."
    if meant.left_out:
        words = " ".join(meant.left_out)
        return f"Write {quoted(first)}. A date cannot say “{words}”; a note can."
    without = ", without the time of day" if meant.has_time else ""
    return f"Write {quoted(first)}{without}."


def _contradicts(meant: _Meant) -> bool:
    """Check whether a text names another day of the week than that of its date."""
    if meant.weekday is None or len(meant.dates) != 1:
        return False
    date = parse(meant.dates[0])
    return date.earliest == date.latest and date.earliest.weekday() != meant.weekday


def _meant_by(text: str) -> _Meant:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    left_out: list[str] = []
    weekday, days = None, _named("days")
    marks = set[str]()
    time = _TIME.search(text)
    text = text[: time.start()] if time else text
    if text[-1:] == "?":
        marks.add("?")
        text = text.rstrip("? ")
    if (noted := _IN_BRACKETS.search(text)) and (mark := _mark(noted[1].rstrip("."))):
        marks.add(mark)
        text = text[: noted.start()]
    if text[:1] in ("~", "≈"):
        marks.add("~")
        text = text[1:].lstrip()
    text = _WITHIN.sub(r"\1 – ", text, count=1)
    text = _FROM.sub("", text, count=1) if _BETWEEN.search(text) else text
    while (first := _FIRST_WORD.match(text)) and not _date(text):
        word = first[1].casefold()
        if mark := _mark(word):
            marks.add(mark)
        elif word in _PARTS:
            left_out.append(first[1])
        elif word in days and weekday is None:
            weekday = days[word]
        elif word not in _FILLERS:
            break
        text = text[first.end() :]
    found = _date(text) or _interval(text)
    if len(marks) == 2:
        marks = {"%"}
    if marks and any("/" in date for date in found):
        return _Meant(())  # nothing says which end is rough
    if len(found) > 1 and weekday is not None:
        found = tuple(date for date in found if parse(date).earliest.weekday() == weekday)
    dates = tuple(f"{date}{''.join(marks)}" for date in found)
    return _Meant(dates, tuple(left_out), time is not None, weekday)


def _mark(word: str) -> str:
    word = word.casefold()
    if word in _ABOUT:
        return "~"
    return "?" if word in _PERHAPS or word == "?" else ""


def _interval(text: str) -> tuple[str, ...]:
    """Return the interval that a text names by its two ends, of which the last is complete."""
    if text.endswith("0s") and (decade := re.fullmatch(r"(\d\d[1-9])0s", text, re.ASCII)):
        return (f"{decade[1]}0/{decade[1]}9",)
    parts = _BETWEEN.split(text)
    if len(parts) != 2:
        return ()
    start, end = parts
    last = _date(end)
    if len(last) != 1:
        return ()
    first = _date(start)
    if short := _SHORT_DAY.fullmatch(start):
        first = _existing([(int(last[0][:4]), int(last[0][5:7] or 0), int(short[1]))])
        first = first if len(last[0]) == len("2024-11-06") else ()
    elif not first:
        first = _date(f"{start} {last[0][:4]}")
    if len(first) != 1:
        return ()
    both = f"{first[0]}/{last[0]}"
    with suppress(ValueError):
        parse(both)
        return (both,)
    return ()


def _date(text: str) -> tuple[str, ...]:
    """Return the dates, without marks, of which one is meant by a text without any other words."""
    text, months = _AFTER.sub("", _ORDINAL.sub("", text)).strip(), _named("months")
    if re.fullmatch(r"\d{4}(-\d\d){0,2}", text, re.ASCII):
        with suppress(ValueError):
            return (parse(text).text,)
        return ()
    if match := _YEAR_FIRST.fullmatch(text):
        return _existing([(int(match[1]), int(match[3]), int(match[4]))])
    if match := _IN_WORDS.fullmatch(text):
        day = int(match[1]) if match[1] else None
        return _existing([(int(match[3]), months.get(match[2].casefold(), 0), day)])
    if match := _MONTH_FIRST.fullmatch(text):
        return _existing([(int(match[3]), months.get(match[1].casefold(), 0), int(match[2]))])
    if match := _MONTH_AND_YEAR.fullmatch(text):
        return _existing([(int(match[2]), int(match[1]), None)])
    if match := _DAY_OR_MONTH_FIRST.fullmatch(text):
        one, other, year = map(int, match.groups())
        return _existing([(year, other, one), (year, one, other)])
    return ()


def _existing(dates: Iterable[tuple[int, int, int | None]]) -> tuple[str, ...]:
    """Return those of some dates that exist, as they are written; the day may be unknown."""
    found: dict[str, None] = {}
    for year, month, day in dates:
        with suppress(ValueError):
            written = datetime.date(year, month, day or 1).isoformat()
            if day != 0:
                found[written if day else written.removesuffix("-01")] = None
    return tuple(found)


@cache
def _named(what: Literal["months", "days"]) -> dict[str, int]:
    """Return the numbers of months, or of days of the week from 0, by their names.

    A name that means something else in another language is left out.
    """
    # Imported here because it is needed only when there is a fault.
    from babel import Locale

    found = defaultdict[str, set[int]](set)
    for lang in _LANGS:
        for widths in getattr(Locale.parse(lang), what).values():
            for width in ("abbreviated", "wide"):
                for number, name in widths[width].items():
                    found[name.rstrip(".").casefold()].add(number)
    return {name: numbers.pop() for name, numbers in found.items() if len(numbers) == 1}
