"""Words with letters of two alphabets, of which some only look like those around them.

Such as `sаnctions` with a Cyrillic `а`. The pairs are those of Unicode's confusables (UTS 39) that
look the same in most typefaces; the search has the same ones (`search-lookalikes.js`).
"""

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

PAIRS = {
    "Cyrl": ("АВЕЅІЈКМНОРСТУХаеорсухѕіјһԁԛԝѵ", "ABESIJKMHOPCTYXaeopcyxsijhdqwv"),
    "Grek": ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧαινορυ", "ABEZHIKMNOPTYXaivopu"),
}
"""By script (ISO 15924): its letters, and the Latin ones that look like them."""
# A Latin letter in place of one of these is no slip: languages that have them are few.
_RARE = "Ѕѕһԁԛԝѵ"
_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff"
_LETTERS = {"Cyrl": "\u0400-\u0481\u048a-\u052f", "Grek": "\u0370-\u03ff\u1f00-\u1fff"}
_MARKS = "\u0300-\u036f"
_IS_LATIN = re.compile(f"[{_LATIN}]")
_IS_OTHER = re.compile(f"[{''.join(_LETTERS.values())}]")
_WORD = re.compile(f"[{_LATIN}{''.join(_LETTERS.values())}{_MARKS}]+")
_MEET = {
    script: re.compile(f"[{_LATIN}][{_MARKS}]*[{own}]|[{own}][{_MARKS}]*[{_LATIN}]")
    for script, own in _LETTERS.items()
}
_RUN = {
    script: re.compile(f"[{_LATIN}{_MARKS}]+|[{own}{_MARKS}]+") for script, own in _LETTERS.items()
}
_AS_LATIN = {script: dict(zip(own, latin, strict=True)) for script, (own, latin) in PAIRS.items()}
_FROM_LATIN = {
    script: {latin: own for own, latin in pairs.items() if own not in _RARE}
    for script, pairs in _AS_LATIN.items()
}


# A letter by itself that is a word in the other alphabet, before a word of it: a Latin `c` for `с`.
# Within a sentence, Latin capitals are numerals and names: `Пётр I`, `план A`.
_LONE = {
    "Cyrl": re.compile(
        rf"(?:(?:^|(?<=\s))[acioy]|(?:^|(?<=[.!?…] ))[ACOY])(?= [{_LETTERS['Cyrl']}]{{2}})"
    ),
    "Latn": re.compile(rf"(?:^|(?<=\s))[аеіоуАЕІО](?= [{_LATIN}]{{2}})"),
}


class Mixed(NamedTuple):
    """A word of two alphabets: its first letter that looks like another, and all of it in one."""

    word: str
    letter: str
    plain: str


def mixed_words(text: str, scripts: frozenset[str]) -> Iterator[Mixed]:
    """Yield the words of a text that mix alphabets, as far as all letters of one look alike.

    So is a word of one letter, if that is of another alphabet than the word after it.
    `scripts` are those in which the language of the text is written. None of these are yielded: a
    play on a letter (`КуZбасс`), an abbreviation or a foreign word with an ending (`SMSки`,
    `iPhoneа`), a unit or a sign of science (`μA`, `TNFα`).
    """
    # Nearly all texts are of one alphabet.
    if not (_IS_OTHER.search(text) and _IS_LATIN.search(text)):
        return
    for script, meet in _MEET.items():
        if meet.search(text):
            for word in _WORD.findall(text):
                if meet.search(word) and (mixed := _mixed(word, script, scripts)):
                    yield mixed
    yield from _lone(text, scripts)


def _lone(text: str, scripts: frozenset[str]) -> Iterator[Mixed]:
    pairs = {"Cyrl": _FROM_LATIN["Cyrl"], "Latn": _AS_LATIN["Cyrl"]}
    written = pairs.keys() & scripts
    if len(written) == 1:
        (own,) = written
        for letter in _LONE[own].findall(text):
            yield Mixed(letter, letter, pairs[own][letter])


def _mixed(word: str, script: str, scripts: frozenset[str]) -> Mixed | None:
    letters = unicodedata.normalize("NFD", word)
    stem, *endings = _RUN[script].findall(letters)
    has_ending = len(endings) == 1
    if has_ending and sum(map(str.isupper, stem)) > 1 and endings[0].islower():
        return None
    latin = [letter for letter in letters if _IS_LATIN.match(letter)]
    others = [letter for letter in letters if letter.isalpha() and letter not in latin]
    is_foreign_stem = has_ending and script in scripts and stem[0] in latin
    to_latin = ("Latn", others, latin, {} if is_foreign_stem else _AS_LATIN[script])
    from_latin = (script, latin, others, _FROM_LATIN[script])
    for into, strange, usual, pairs in (
        (to_latin, from_latin) if "Latn" in scripts else (from_latin, to_latin)
    ):
        # Greek letters among Latin ones, and the other way round, are signs of science.
        is_own = into in scripts and script != "Grek"
        is_meant = is_own and not is_foreign_stem
        if pairs.keys() >= {*strange} and (is_meant or len(strange) < len(usual) + is_own):
            plain = "".join(pairs.get(letter, letter) for letter in letters)
            first = next(one for one in word if unicodedata.normalize("NFD", one)[0] in strange)
            return Mixed(word, first, unicodedata.normalize("NFC", plain))
    return None
