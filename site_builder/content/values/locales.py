"""Names of countries and languages, from the Unicode CLDR by way of Babel.

The CLDR has no names of states that no longer exist. Their names here are those that it had while
they did, in the languages that this package is translated into.
"""

import re
from functools import cache, lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

# CLDR lists these beside the countries of ISO 3166-1: groups, tests, placeholders, and islands that
# the standard counts as parts of others. XK is kept: Kosovo has no other code. So are EU and UN,
# which ISO 3166-1 reserves for the bodies that officials speak for.
_NOT_COUNTRIES = {
    *("EZ", "QO", "XA", "XB", "ZZ"),
    *("AC", "CP", "CQ", "DG", "EA", "IC", "TA"),
}
_FORMER = {
    "BUMM": {"en": "Burma", "de": "Birma", "ru": "Бирма"},
    "CSHH": {"en": "Czechoslovakia", "de": "Tschechoslowakei", "ru": "Чехословакия"},
    "CSXX": {
        "en": "Serbia and Montenegro",
        "de": "Serbien und Montenegro",
        "ru": "Сербия и Черногория",
    },
    "DDDE": {
        "en": "German Democratic Republic",
        "de": "Deutsche Demokratische Republik",
        "ru": "Германская Демократическая Республика",
    },
    "SUHH": {"en": "Soviet Union", "de": "Sowjetunion", "ru": "Советский Союз"},
    "VDVN": {"en": "North Vietnam", "de": "Nordvietnam", "ru": "Северный Вьетнам"},
    "YDYE": {"en": "South Yemen", "de": "Südjemen", "ru": "Южный Йемен"},
    "YUCS": {"en": "Yugoslavia", "de": "Jugoslawien", "ru": "Югославия"},
    "ZRCD": {"en": "Zaire", "de": "Zaire", "ru": "Заир"},
}
"""States that no longer exist, by their codes (ISO 3166-3), with their names by language."""
_NAMED_IN = ("ru", "de", "en")
"""The languages in which somebody may write a country's name; the last one counts most."""
_TAG = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?")


@cache
def locale(lang: str) -> Locale:
    """Return what the CLDR knows of a language (BCP 47).

    Raises:
        UnknownLocaleError: it knows nothing.
        ValueError: this is no language.
    """
    return Locale.parse(lang, sep="-")


@cache
def has_names(lang: str) -> bool:
    """Check whether names of countries, languages and months are known in `lang`."""
    try:
        return bool(locale(lang))
    except (ValueError, UnknownLocaleError):
        return False


@cache
def countries(lang: str = "en") -> dict[str, str]:
    """Return the codes of countries with their names in `lang`.

    These are the countries of ISO 3166-1 (alpha-2), the EU and the UN, and former states
    (ISO 3166-3, four letters).
    """
    names = locale(lang).territories.items()
    today = {
        str(code): str(name)
        for code, name in names
        if len(str(code)) == 2 and code not in _NOT_COUNTRIES
    }
    language = lang.partition("-")[0]
    return today | {code: own.get(language, own["en"]) for code, own in _FORMER.items()}


@cache
def countries_by_name() -> dict[str, str]:
    """Return the codes of countries by their names in lower case, in the languages of sites."""
    return {name.casefold(): code for lang in _NAMED_IN for code, name in countries(lang).items()}


@cache
def languages_by_name() -> dict[str, str]:
    """Return the tags of languages by their names in lower case, in the languages of sites."""
    return {
        name.casefold(): tag
        for lang in _NAMED_IN
        for key, name in locale(lang).languages.items()
        if is_language(tag := key.replace("_", "-"))
    }


def former_countries(code: str) -> list[str]:
    """Return the codes of the former states that had a code of two letters in ISO 3166-1."""
    return [former for former in _FORMER if len(code) == 2 and former.startswith(code)]


@lru_cache(maxsize=1024)
def is_language(tag: str) -> bool:
    """Check whether a tag follows BCP 47, as `ru` or `sr-Latn-RS`, with parts that CLDR knows."""
    if not _TAG.fullmatch(tag):
        return False
    known = locale("en")
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
    names = locale(lang).languages
    language, *rest = tag.split("-")
    if not rest:
        return str(names.get(language, tag))
    whole = names.get("_".join([language, *rest]))
    parts = [
        locale(lang).scripts.get(part) or locale(lang).territories.get(part, part) for part in rest
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


@cache
def zones() -> frozenset[str]:
    """Return the names of all time zones (IANA, as in CLDR)."""
    aliases = get_global("zone_aliases")
    return frozenset((*get_global("zone_territories"), *aliases, *aliases.values()))
