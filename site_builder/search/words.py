"""The words of a text as the search compares them: folded, and cut to their stems.

The browser's half is `search-words.js`. Both read the same tables, and stem by what Snowball
generates for either, so a word has one stem on both sides.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple, Protocol

from site_builder.content.values import locales

TABLES = Path(__file__).with_name("tables")
UKRAINIAN = "uk"
# The stemmer of each language that Snowball has, and the script that it is for.
_SNOWBALL = {
    "Latn": "ca:catalan da:danish de:german en:english eo:esperanto es:spanish et:estonian"
    " eu:basque fi:finnish fr:french ga:irish hu:hungarian id:indonesian it:italian lt:lithuanian"
    " nb:norwegian nl:dutch nn:norwegian no:norwegian pt:portuguese ro:romanian sv:swedish"
    " tr:turkish",
    "Cyrl": "ru:russian",
    "Arab": "ar:arabic",
    "Armn": "hy:armenian",
    "Deva": "hi:hindi ne:nepali",
    "Grek": "el:greek",
    "Hebr": "yi:yiddish",
    "Taml": "ta:tamil",
}
SNOWBALL = {
    lang: stemmer
    for pairs in _SNOWBALL.values()
    for lang, _, stemmer in (pair.partition(":") for pair in pairs.split())
}
"""Snowball's stemmer for each language that has one."""
SCRIPTS = {
    pair.partition(":")[0]: script for script, pairs in _SNOWBALL.items() for pair in pairs.split()
} | {UKRAINIAN: "Cyrl"}
"""The script (ISO 15924) of each language whose words have stems."""
# In what language a word in another script than its text's is read.
_DEFAULTS = {"Cyrl": "ru"}
# The fewest letters that an ending leaves.
_STEM = 3


class _Folding(NamedTuple):
    table: dict[int, str]
    # The same, but for accented letters, which stay.
    spelled: dict[int, str]
    word: re.Pattern[str]


class _Snowball(Protocol):
    def stemWord(self, word: str) -> str: ...  # noqa: N802  Snowball's own name


def stemmers() -> Path:
    """Return the folder of the stemmers that run in a browser (`hatch_build.py`)."""
    spec = find_spec("factsheet_stemmers")
    assert spec is not None  # it is installed with this package
    assert spec.submodule_search_locations
    return Path(spec.submodule_search_locations[0])


def stemmer_files(langs: Iterable[str]) -> list[str]:
    """Return the files of the stemmers of some languages, with the one that all of them need.

    They are paths in the index. Their folder is named by what all stemmers are, so no cache has one
    that cuts words in another way than this index.
    """
    primary = {lang.partition("-")[0] for lang in langs}
    own = {stemmer_file(lang) for lang in primary if lang in SNOWBALL}
    return [f"{_stemmers_folder()}/base.js", *sorted(own)] if own else []


def stemmer_file(lang: str) -> str:
    """Return the path of a language's stemmer in the index."""
    return f"{_stemmers_folder()}/{SNOWBALL[lang]}.js"


@cache
def _stemmers_folder() -> str:
    whole = hashlib.sha256()
    for file in sorted(stemmers().glob("*.js")):
        whole.update(file.name.encode() + b"\0" + file.read_bytes())
    return f"stemmers-{whole.hexdigest()[:12]}"


class Token(NamedTuple):
    """A word of a text, folded, and the language by which it has a stem; empty for none.

    `spelled` is the word with its accents, at which stemmers look; empty if it has none.
    """

    word: str
    lang: str
    spelled: str = ""


def tokens(text: str, lang: str = "") -> list[Token]:
    """Return the words of a text in `lang` (BCP 47) in their order.

    A name has no language: its letters are Latin, and are found as they are written, or others.
    """
    own = lang.partition("-")[0]
    return [_token(word, own) for word in spellings(text)]


def spellings(text: str) -> list[str]:
    """Return the words of a text, folded but for their accents."""
    spelled = spell(text)
    pattern = _ASCII if spelled.isascii() else _folding().word
    return pattern.findall(spelled)


# Most texts have no other letters, and this is much faster than all of Unicode.
_ASCII = re.compile("[a-z0-9]+(?:'[a-z0-9]+)*")


def fold(text: str) -> str:
    """Return the text in lower case, without accents and what else writers leave out."""
    return text.lower().replace("`", "'") if text.isascii() else text.translate(_folding().table)


def spell(text: str) -> str:
    """Return the text as `fold` does, but with accents."""
    return fold(text) if text.isascii() else text.translate(_folding().spelled)


@lru_cache(maxsize=65_536)
def _token(spelled: str, lang: str) -> Token:
    word = fold(spelled)
    own = language(word, lang)
    return Token(word, own, spelled if own and spelled != word else "")


def language(word: str, lang: str) -> str:
    """Return the language whose stem a folded word has in a text in `lang`; empty for none."""
    script = script_of(word)
    if lang and locales.script(lang) == script:
        return lang if lang in SCRIPTS else ""
    return _DEFAULTS.get(script, "")


def script_of(word: str) -> str:
    """Return the script of a folded word's first character, if any language of it has stems."""
    point = ord(word[0])
    return next((script for script, first, last in _BLOCKS if first <= point <= last), "")


_BLOCKS = (
    ("Latn", 0x61, 0x24F),
    ("Cyrl", 0x400, 0x52F),
    ("Grek", 0x370, 0x3FF),
    ("Armn", 0x530, 0x58F),
    ("Hebr", 0x590, 0x5FF),
    ("Arab", 0x600, 0x6FF),
    ("Deva", 0x900, 0x97F),
    ("Taml", 0xB80, 0xBFF),
    ("Latn", 0x1E00, 0x1EFF),
)
BLOCKS = [list(block) for block in _BLOCKS]
"""The first and last characters of each script, for the browser."""


def stems(token: Token) -> tuple[str, ...]:
    """Return what all forms of a word begin with, roughly; the word itself if it has no stem.

    An accented word may have two: readers leave accents out, and “adoptée” is a form of “adopter”
    by its accent only.
    """
    return _stems(token) if token.lang else (token.word,)


@lru_cache(maxsize=65_536)
def _stems(token: Token) -> tuple[str, ...]:
    word, lang, spelled = token
    plain = _stem(word, lang)
    return tuple(dict.fromkeys((fold(_stem(spelled, lang)), plain))) if spelled else (plain,)


def _stem(word: str, lang: str) -> str:
    if lang == UKRAINIAN:
        return _without_endings(word)
    return _stemmer(SNOWBALL[lang]).stemWord(word)


def _without_endings(word: str) -> str:
    steps, irregular = _ukrainian()
    for endings in steps:
        found = next(
            (len(e) for e in endings if word.endswith(e) and len(word) - len(e) >= _STEM), 0
        )
        word = word[: len(word) - found]
    return irregular.get(word, word)


@cache
def _ukrainian() -> tuple[list[list[str]], dict[str, str]]:
    data = json.loads((TABLES / "ukrainian.json").read_text(encoding="utf-8"))
    # The longest ending that fits is the one.
    steps = [sorted(dict.fromkeys(step), key=len, reverse=True) for step in data["endings"]]
    return steps, data["stems"]


@cache
def _stemmer(name: str) -> _Snowball:
    # Not `snowballstemmer.stemmer`, which prefers another program where that is installed: it may
    # differ from the browser's half in some words, and these would not be found.
    # It loads all of its stemmers, which takes long: only for who makes an index.
    import snowballstemmer  # type: ignore[import-untyped]

    module = getattr(snowballstemmer, f"{name}_stemmer")
    made: _Snowball = getattr(module, f"{name.title()}Stemmer")()
    return made


@cache
def _folding() -> _Folding:
    table: dict[int, str] = {}
    spelled: dict[int, str] = {}
    within = single = ""
    for name in ("folding", "folding-rare"):
        data = json.loads((TABLES / f"{name}.json").read_text(encoding="utf-8"))
        table |= zip(map(ord, data["from"]), data["to"], strict=True)
        table |= {ord(character): to for character, to in data["others"].items()}
        spelled |= zip(map(ord, data["accented"]), data["spelled"], strict=True)
        within += _characters(data["words"])
        single += _characters(data["unspaced"])
    word = re.compile(f"[{within}]+(?:'[{within}]+)*|[{single}]")
    return _Folding(table, table | spelled, word)


def _characters(ranges: list[list[int]]) -> str:
    return "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in ranges)
