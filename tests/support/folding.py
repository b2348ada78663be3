"""Generate the tables by which both halves of the search fold characters and find words.

`python -m tests.support.folding` writes `folding.json`, for the characters that most texts have,
and `folding-rare.json`, for all others, into `site_builder/search/tables/`. They are files, so that
a site's index does not depend on the version of Unicode that a Python or a browser happens to have.
"""

import json
import sys
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from site_builder.search import words

TABLES = Path(words.__file__).with_name("tables")


def _points_in(*ranges: tuple[int, int]) -> frozenset[int]:
    """Return the code points of some ranges."""
    return frozenset(point for first, last in ranges for point in range(first, last + 1))


# Latin, Greek, Cyrillic, and the punctuation of all.
_COMMON = ((0, 0x52F), (0x2000, 0x206F))
# Letters whose mark makes another letter; stemmers know them.
_KEPT = {"Й": "й", "й": "й", "Ї": "ї", "ї": "ї", "Ў": "ў", "ў": "ў"}
# Marks that writers leave out: accents, and the points of Hebrew and Arabic.
_MARKS = _points_in(
    *((0x300, 0x36F), (0x483, 0x487), (0x591, 0x5BD), (0x5BF, 0x5BF), (0x5C1, 0x5C2)),
    *((0x5C4, 0x5C5), (0x5C7, 0x5C7), (0x610, 0x61A), (0x64B, 0x65F), (0x670, 0x670)),
    *((0x1AB0, 0x1AFF), (0x1DC0, 0x1DFF), (0x20D0, 0x20FF), (0xFE00, 0xFE0F), (0xFE20, 0xFE2F)),
    *((0x640, 0x640), (0xE0100, 0xE01EF)),
)
_APOSTROPHES = "'`´ʹʻʼʽˈ‘’‛′＇ꞌ"
# Letters that Unicode does not decompose.
_LETTERS = {
    **dict(
        zip("łøđħŧıðþŋƒɐ", ["l", "o", "d", "h", "t", "i", "d", "th", "n", "f", "a"], strict=True)
    ),
    "æ": "ae",
    "œ": "oe",
    "ĸ": "k",
    "ə": "e",
}
# Latin letters with marks: what stemmers may look at.
_ACCENTED = range(0xC0, 0x250)
# Scripts that are written without spaces between words: Thai, Lao, Burmese, Khmer, Han, kana.
UNSPACED = _points_in(
    *((0xE00, 0xEFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x19E0, 0x19FF), (0x3005, 0x3007)),
    *((0x3040, 0x30FF), (0x31F0, 0x31FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF), (0xA9E0, 0xA9FF)),
    *((0xAA60, 0xAA7F), (0xF900, 0xFAFF), (0x1AFF0, 0x1B16F), (0x20000, 0x3FFFF)),
)


def fold(character: str) -> str:
    """Return what a character is found by: in lower case, without marks; perhaps nothing."""
    if character in _KEPT:
        return _KEPT[character]
    if character in _APOSTROPHES:
        return "'"
    if unicodedata.category(character) == "Cf":
        return ""
    plain = unicodedata.normalize("NFKC", character).casefold()
    # The sign for “half” becomes three characters, of which one is no digit.
    parts = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", plain))
    bare = "".join(part for part in parts if ord(part) not in _MARKS)
    whole = unicodedata.normalize("NFC", bare)
    return "".join(_LETTERS.get(part, "'" if part in _APOSTROPHES else part) for part in whole)


def spell(character: str) -> str:
    """Return an accented letter in lower case; nothing if it is none, or its folding no word."""
    lower = character.lower()
    is_letter = ord(character) in _ACCENTED and len(lower) == 1 and fold(character).isalpha()
    return lower if is_letter and fold(character) != lower else ""


def files() -> dict[Path, str]:
    """Return the text of each file."""
    usual = _points_in(*_COMMON)
    common = [point for point in _points() if point in usual]
    rare = [point for point in _points() if point not in usual]
    return {
        TABLES / "folding.json": _text({"covers": _COMMON, **_table(common)}),
        TABLES / "folding-rare.json": _text(_table(rare)),
    }


def _table(points: Sequence[int]) -> dict[str, object]:
    folded = {c: to for c in map(chr, points) if (to := fold(c)) != c}
    singles = {c: to for c, to in folded.items() if len(to) == 1}
    spelled = {c: to for c in map(chr, points) if (to := spell(c))}
    words = [point for point in points if unicodedata.category(chr(point))[0] in "LMN"]
    return {
        "from": "".join(singles),
        "to": "".join(singles.values()),
        "accented": "".join(spelled),
        "spelled": "".join(spelled.values()),
        "others": {c: to for c, to in folded.items() if len(to) != 1},
        "words": _ranges(point for point in words if point not in UNSPACED),
        "unspaced": _ranges(point for point in words if point in UNSPACED),
    }


def _points() -> Iterable[int]:
    return (point for point in range(0x110000) if not 0xD800 <= point <= 0xDFFF)


def _ranges(points: Iterable[int]) -> list[list[int]]:
    found: list[list[int]] = []
    for point in points:
        if found and found[-1][1] == point - 1:
            found[-1][1] = point
        else:
            found.append([point, point])
    return found


def _text(table: Mapping[str, object]) -> str:
    """Return a file's text: one entry a line."""
    entries = (f'"{name}": {json.dumps(value)}' for name, value in table.items())
    return "{\n" + ",\n".join(entries) + "\n}\n"


if __name__ == "__main__":
    for file, text in files().items():
        file.write_text(text, encoding="utf-8", newline="\n")
        print(f"Unicode {unicodedata.unidata_version}, {file}", file=sys.stderr)
