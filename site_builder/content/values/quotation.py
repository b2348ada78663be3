"""Quotation marks: those of each language, and words that have their own already."""

import re
from functools import lru_cache

# `„"` is what somebody types who has only one of the two.
_PAIRS = (
    *("“”", "„“", "„”", "””", '„"', '""', "«»", "»«", "「」"),
    *("‘’", "‚‘", "''", "‹›", "›‹"),
)
_SINGLE = "‘’‚'‹›"
# As in the CLDR (`delimiters`), which Babel leaves out. All other languages have “ and ”.
_MARKS = {
    "„“": "bg cs de et hr is ka lb lt lv mk sk sl sr",
    "„”": "bs hu pl ro",
    "«»": "be ca de-CH de-LI el es fa fr hy it nb nn no pt-PT ru uk",
    "””": "fi he sv",
    "”“": "ar",
    "‘’": "nl",
    "「」": "ja zh-Hant zh-HK zh-MO zh-TW",
}
# The last mark before words that opens a quotation, and the first mark after them that closes one.
# Single marks count only next to the words, as elsewhere they may be apostrophes.
_OPENS = re.compile(
    r"""[“„”«»‘‚"'「『]\s*$|(?:^|[\s(\[—–-])[“„”«»"](?=\w)[^“”„«»"「」『』]*$|[「『][^「」『』]*$"""
)
_CLOSES = re.compile(
    r"""^\s*[“”«»’"'」』]|^[^“”„«»"「」『』]*(?<=[^\s(\[—–-])[“”«»"](?!\w)|^[^「」『』]*[」』]"""
)
# Most words have none, and looking for one takes little.
_ANY_DOUBLE = re.compile('[“”„"«»「」]')
# Between letters it is of an abbreviation (Hebrew), and after a digit one of inches.
_DOUBLE = re.compile(r"""(?<!\w)[“”„"]|[“”„](?!\w)|(?<!\d)"(?!\w)|"$|[«»「」]""")
_BEFORE_COMMA = [
    re.compile(f"{pair[0]}[^{pair}]+(?:,{pair[1]}|{pair[1]},) ")
    for pair in _PAIRS
    if pair[0] not in _SINGLE
]
_OF_LANGUAGE = {tag: marks for marks, tags in _MARKS.items() for tag in tags.split()}


@lru_cache(maxsize=1024)
def marks_of(lang: str) -> tuple[str, str]:
    """Return the marks that open and close a quotation in a language (BCP 47)."""
    parts = lang.split("-")
    tags = ("-".join(parts[:number]) for number in range(len(parts), 0, -1))
    marks = next((_OF_LANGUAGE[tag] for tag in tags if tag in _OF_LANGUAGE), "“”")
    return marks[0], marks[1]


def own_marks(words: str) -> tuple[str, str] | None:
    """Return the marks around all of the words, if there are any: of one pair, and none within."""
    for marks in _PAIRS:
        opening, closing = marks[0], marks[1]
        if len(words) > 2 and words[0] == opening and words[-1] == closing:
            return None if {opening, closing} & {*words[1:-1]} else (opening, closing)
    return None


def half_mark(words: str) -> str:
    """Return the only double mark in some words, whose other half is not there; empty if none."""
    if not _ANY_DOUBLE.search(words):
        return ""
    found = [mark[0] for mark in _DOUBLE.finditer(words)]
    return found[0] if len(found) == 1 else ""


def ends_early(words: str) -> bool:
    """Check whether words begin in marks that end at a comma, as in “We stay”, she said."""
    if not _ANY_DOUBLE.match(words):
        return False
    return any(pattern.match(words) for pattern in _BEFORE_COMMA)


def marks_around(words: str, lang: str) -> tuple[str, str]:
    """Return the marks to put around words in a language; none if they have their own.

    Single marks do not count: they may be apostrophes, and stand within double ones anyway.
    """
    own = own_marks(words)
    return ("", "") if own and own[0] not in _SINGLE else marks_of(lang)


def is_quoted_between(before: str, after: str) -> bool:
    """Check whether the text around some words shows that they stand in quotation marks."""
    return bool(_OPENS.search(before) or _CLOSES.search(after))
