"""Words are in an alphabet in which their language is not written."""

import unicodedata
from collections import Counter
from collections.abc import Iterator
from functools import cache

from site_builder.content.catalogue import Entry, Part
from site_builder.content.values.locales import language_name, scripts_of
from site_builder.diagnostics import Finding, Severity

CODE = "foreign-script"
# Alphabets by the first word of their letters' names in Unicode, and their codes (ISO 15924).
_ALPHABETS = {
    "LATIN": "Latn", "CYRILLIC": "Cyrl", "GREEK": "Grek", "ARABIC": "Arab", "HEBREW": "Hebr",
    "ARMENIAN": "Armn", "GEORGIAN": "Geor",
}  # fmt: skip
_LEAST_LETTERS = 8
"""A name or a slogan may be quoted in its own letters."""
_LEAST_SHARE = 0.9


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        said = entry.statement
        if alphabet := _foreign(said.words, lang := said.lang or part.lang):
            yield _finding(entry, said.kind.value, alphabet, lang, "lang")
        if (
            said.original
            and said.spoken_lang
            and (alphabet := _foreign(said.original, said.spoken_lang))
        ):
            yield _finding(entry, "original", alphabet, said.spoken_lang, "spoken_lang")


def _foreign(text: str, lang: str) -> str:
    """Return the alphabet of a text, if the language is not written in it; else nothing."""
    scripts = scripts_of(lang)
    if not scripts or ("Latn" in scripts and _is_nearly_ascii(text)):
        return ""
    letters = Counter[str]()
    for letter, number in Counter(text).items():
        if letter.isalpha():
            letters[_alphabet(letter)] += number
    alphabet, count = max(letters.items(), key=lambda item: item[1], default=("", 0))
    least = max(_LEAST_LETTERS, _LEAST_SHARE * letters.total())
    is_foreign = alphabet in _ALPHABETS and _ALPHABETS[alphabet] not in scripts
    return alphabet if is_foreign and count >= least else ""


def _finding(entry: Entry, field: str, alphabet: str, lang: str, named: str) -> Finding:
    return Finding(
        CODE,
        f"The letters are {alphabet.capitalize()}, but the language is"
        f" {language_name(lang)} (`{lang}`).",
        entry.place(field),
        f"Correct `{named}:` or the words. If they are a transliteration, write `{named}:"
        f" {lang.partition('-')[0]}-{_ALPHABETS[alphabet]}`.",
        Severity.WARNING,
        rests_on=entry.places(named),
    )


def _is_nearly_ascii(text: str) -> bool:
    return text.isascii() or len(text) - len(text.encode("ascii", "ignore")) < _LEAST_LETTERS


@cache
def _alphabet(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
