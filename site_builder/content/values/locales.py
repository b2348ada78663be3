"""Names of countries, languages and dates, from the Unicode CLDR by way of Babel."""

import datetime
import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import format_date, format_skeleton

from site_builder.content.values.dates import Edtf

# CLDR lists these beside the countries of ISO 3166-1: groups, tests, placeholders, and islands that
# the standard counts as parts of others. XK is kept: Kosovo has no other code.
_NOT_COUNTRIES = {
    *("EU", "EZ", "UN", "QO", "XA", "XB", "ZZ"),
    *("AC", "CP", "CQ", "DG", "EA", "IC", "TA"),
}
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


@cache
def _locale(lang: str) -> Locale:
    return Locale.parse(lang, sep="-")


@cache
def has_names(lang: str) -> bool:
    """Check whether names of countries, languages and months are known in `lang`."""
    try:
        return bool(_locale(lang))
    except (ValueError, UnknownLocaleError):
        return False


@cache
def countries(lang: str = "en") -> dict[str, str]:
    """Return the ISO 3166-1 alpha-2 codes with the countries' names in `lang`."""
    names = _locale(lang).territories.items()
    return {
        str(code): str(name)
        for code, name in names
        if len(str(code)) == 2 and code not in _NOT_COUNTRIES
    }


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Check whether a tag follows BCP 47, as `ru` or `sr-Latn-RS`, with parts that CLDR knows."""
    if not _TAG.fullmatch(tag):
        return False
    known = _locale("en")
    language, *rest = tag.split("-")
    return language in known.languages and all(
        part in (known.scripts if len(part) == 4 else known.territories) for part in rest
    )


@lru_cache(maxsize=1024)
def scripts_of(tag: str) -> frozenset[str]:
    """Return the scripts (ISO 15924) in which a language is written; none if CLDR knows none.

    A tag that names a script means this one.
    """
    language, *rest = tag.split("-")
    if rest and len(rest[0]) == 4:
        return frozenset((rest[0],))
    likely = get_global("likely_subtags").items()
    return frozenset(
        str(whole).split("_")[1] for part, whole in likely if part.split("_")[0] == language
    )


@lru_cache(maxsize=1024)
def language_name(tag: str, lang: str = "en") -> str:
    """Return a language's name in `lang`, as `Russian`, with script or region in brackets."""
    names = _locale(lang).languages
    language, *rest = tag.split("-")
    if not rest:
        return str(names.get(language, tag))
    whole = names.get("_".join([language, *rest]))
    parts = [
        _locale(lang).scripts.get(part) or _locale(lang).territories.get(part, part)
        for part in rest
    ]
    return str(whole) if whole else f"{names.get(language, tag)} ({', '.join(parts)})"


@lru_cache(maxsize=1024)
def script(tag: str) -> str:
    """Return the script of a language (ISO 15924), as `Cyrl`; empty if unknown."""
    for part in tag.split("-")[1:]:
        if len(part) == 4:
            return part
    likely = get_global("likely_subtags").get(tag.partition("-")[0], "")
    return next((part for part in likely.split("_")[1:] if len(part) == 4), "")


@lru_cache(maxsize=1024)
def direction(tag: str) -> str:
    """Return the direction in which a language is written: `rtl` or `ltr`."""
    language, *rest = tag.split("-")
    if "Latn" in rest or "Cyrl" in rest:
        return "ltr"
    if "Arab" in rest or "Hebr" in rest:
        return "rtl"
    try:
        return Locale.parse(language).text_direction
    except (ValueError, UnknownLocaleError):
        return "ltr"


@lru_cache(maxsize=65_536)
def date_in_words(date: Edtf, lang: str = "en") -> str:
    """Write out an EDTF date: `6 November 2024`, `about November 2024`, `5 – 7 November 2024`."""
    start, end = date.sides
    if start is None or end is None:
        known = start or end
        assert known is not None  # an interval has at least one end
        return f"{'since' if start else 'until'} {date_in_words(known, lang)}"
    if start == end:
        words = _one_date(start.ends[0], lang)
        about = "about " if start.approximate else ""
        return f"{about}{words} (uncertain)" if start.uncertain else f"{about}{words}"
    are_days = len(start.text) == len(end.text) == len("2024-11-06")
    if lang.startswith("en") and are_days and start.text[:7] == end.text[:7]:
        return f"{start.earliest.day} – {_one_date(end.text, lang)}"
    return f"{date_in_words(start, lang)} – {date_in_words(end, lang)}"


@lru_cache(maxsize=65_536)
def _one_date(text: str, lang: str) -> str:
    year, *rest = (int(part) for part in text.split("-"))
    month, day = [*rest, 1, 1][:2]
    if len(rest) == 2 and lang.startswith("en"):
        return f"{day} {_one_date(text[:7], lang)}"
    date = datetime.date(year, month, day)
    if len(rest) == 2:
        return format_date(date, "long", locale=_locale(lang))
    return format_skeleton("yMMMM" if rest else "y", date, locale=_locale(lang))
