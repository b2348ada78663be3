"""Dates in words: EDTF's by the site's messages, single ones in the form of the Unicode CLDR."""

import datetime
from functools import lru_cache

from babel.dates import format_date, format_skeleton

from site_builder.content.values.dates import Edtf, parse_said
from site_builder.content.values.locales import locale
from site_builder.views.words import site_words


@lru_cache(maxsize=65_536)
def date_in_words(date: Edtf, lang: str = "en") -> str:
    """Write out an EDTF date: `6 November 2024`, `about November 2024`, `5 – 7 November 2024`."""
    words = site_words(lang)
    if date.is_unknown:
        return words.gettext("date unknown")
    start, end = date.sides
    if start is None or end is None:
        return time_in_words(start, end, lang)
    if start == end:
        return _told(start, lang)
    are_days = len(start.text) == len(end.text) == len("2024-11-06")
    if are_days and start.text[:7] == end.text[:7] and words.are_translated:
        return words.pgettext(
            "days of one month",
            "%(first)s – %(last)s",
            first=start.earliest.day,
            last=_one_date(end.text, lang),
        )
    return time_in_words(start, end, lang)


def time_in_words(start: Edtf | None, end: Edtf | None, lang: str) -> str:
    """Write out from when to when something was; empty if neither is known."""
    words = site_words(lang)
    if start and end:
        return words.gettext(
            "%(start)s – %(end)s", start=date_in_words(start, lang), end=date_in_words(end, lang)
        )
    known = start or end
    if known is None:
        return ""
    told = date_in_words(known, lang) if known.is_interval else _told(known, lang, within=True)
    if start:
        return words.gettext("since %(date)s", date=told)
    return words.gettext("until %(date)s", date=told)


def month_of(date: Edtf) -> str:
    """Return the month that has all of a date's days; else the year or the time that has them."""
    first, last = date.earliest, date.latest
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.year:04d}-{first.month:02d}"
    return "/".join(dict.fromkeys(end[: len("2024-11")] for end in date.ends))


def month_in_words(month: str, lang: str) -> str:
    """Write out what `month_of` returns, as a heading."""
    title = date_in_words(parse_said(month), lang)
    if len(month) == len("2024"):
        return site_words(lang).gettext("%(year)s, month unknown", year=title)
    return title[0].upper() + title[1:]


def _told(date: Edtf, lang: str, *, within: bool = False) -> str:
    """Return a date that is no interval; `within` a sentence after a word such as “since”."""
    words, one = site_words(lang), date.ends[0]
    told = _one_date(one, lang)
    if (within or date.approximate) and len(one) == len("2024-11"):
        told = _month_within(one, lang)
    if date.approximate and date.uncertain:
        return words.gettext("about %(date)s (uncertain)", date=told)
    if date.approximate:
        return words.gettext("about %(date)s", date=told)
    return words.gettext("%(date)s (uncertain)", date=told) if date.uncertain else told


@lru_cache(maxsize=65_536)
def _one_date(text: str, lang: str) -> str:
    date, number = _first_day(text)
    if number == 3 and lang.startswith("en"):
        return f"{date.day} {_one_date(text[:7], lang)}"
    if number == 3:
        return format_date(date, "long", locale=locale(lang))
    return format_skeleton("yMMMM" if number == 2 else "y", date, locale=locale(lang))


def _month_within(text: str, lang: str) -> str:
    """Return a month as it is after “since”, “until” and “about”, where languages inflect it."""
    # Translators: how a month is written after “since”, “until” and “about”, in the signs of the
    # CLDR: MMMM is the month's name as in a date, LLLL as by itself, y the year.
    pattern = site_words(lang).pgettext("a month after a preposition", "MMMM y")
    if pattern == "MMMM y":
        return _one_date(text, lang)
    return format_date(_first_day(text)[0], pattern, locale=locale(lang))


def _first_day(text: str) -> tuple[datetime.date, int]:
    """Return the first day that a date can mean, and how many numbers it has."""
    numbers = [int(part) for part in text.split("-")]
    year, month, day = [*numbers, 1, 1][:3]
    return datetime.date(year, month, day), len(numbers)
