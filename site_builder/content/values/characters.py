"""Which characters content may hold: none that a reviewer cannot see.

Text is never normalised; a character that is not admitted is refused by name. References:
Unicode 15.1 (UAX 9 for directional controls, UAX 15 for NFC), UTS 51 for emoji sequences.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple


class Offence(NamedTuple):
    """Inadmissible characters: where they start and how many (in code points), and their names."""

    offset: int
    length: int
    what: str


# The flags of England, Scotland and Wales are spelt with tag characters. Any other run of these
# could hide a message.
_BLACK_FLAG = "\U0001f3f4"
_FLAGS = tuple(
    _BLACK_FLAG + "".join(chr(0xE0000 + ord(letter)) for letter in region) + "\U000e007f"
    for region in ("gbeng", "gbsct", "gbwls")
)
# C0 and C1 controls but for line feed and tab; all that Unicode calls default ignorable (soft
# hyphen, joiners, fillers, zero-width, directional and invisible operators, variation selectors,
# tags); line and paragraph separators, the blank Braille pattern (U+2800), BOM, interlinear marks,
# the signs of lost objects and letters (U+FFFC, U+FFFD), surrogates, private use, noncharacters.
_SUSPICIOUS = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f"
    "\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ud800-\uf8ff\ufdd0-\ufdef"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\uffff\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    + "".join(
        f"{chr(plane * 0x10000 + 0xFFFE)}{chr(plane * 0x10000 + 0xFFFF)}" for plane in range(1, 14)
    )
    + "\U000e0000-\U0010ffff]"
)
_RIGHT_TO_LEFT = re.compile(
    "[\u05be-\u05ff\u0608-\u061b\u061d-\u08ff\ufb1d-\ufdcf\ufdf0-\ufdff\ufe70-\ufefc"
    "\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# Line feeds and the printable characters of ASCII, which make up nearly all of a text.
_COMMON = bytes((0x0A, *range(0x20, 0x7F)))
_NON_JOINER, _JOINER = "\u200c\u200d"
_DIRECTION_MARKS = "\u200e\u200f\u061c"
_TEXT_OR_EMOJI = "\ufe0e\ufe0f"
# Emoji that are not symbols by their category.
_ALSO_EMOJI = "\u203c\u2049\u2139\u3030"
_NAMES = {
    "\r": "CARRIAGE RETURN",
    "\x00": "NULL",
    "\x85": "NEXT LINE",
    "\x1b": "ESCAPE",
    "\t": "TAB",
    "\x7f": "DELETE",
}
_UNNAMED = {"Cc": "CONTROL CHARACTER", "Co": "PRIVATE USE CHARACTER", "Cs": "SURROGATE"}


@lru_cache(maxsize=1024)
def name_of(character: str) -> str:
    """Return the code point with its Unicode name, as `U+200B ZERO WIDTH SPACE`."""
    unnamed = _UNNAMED.get(unicodedata.category(character), "UNASSIGNED CHARACTER")
    name = unicodedata.name(character, _NAMES.get(character, unnamed))
    return f"U+{ord(character):04X} {name}"


def visible(text: str) -> str:
    """Replace every character that a terminal or a log would act on."""
    return "".join(map(_visible, text))


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    return " " if unicodedata.category(character) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def surely_admissible(text: str) -> bool:
    """Check quickly whether a text surely has no offences.

    False leaves the question open: only `offences` looks at the characters around a doubtful one.
    """
    rare = text.encode(errors="surrogatepass").translate(None, _COMMON)
    return not rare or (
        not _SUSPICIOUS.search(rare.decode(errors="surrogatepass"))
        and unicodedata.is_normalized("NFC", text)
    )


def offences(text: str) -> Iterator[Offence]:
    """Yield every inadmissible character, and the first place that is not in NFC.

    Joiners are admitted where a script needs them (after a letter or mark of an Arabic or Indic
    script, between emoji), direction marks in a line with right-to-left text, variation selectors
    after a character that they can vary.
    """
    line_end, right_to_left = 0, False
    for match in _SUSPICIOUS.finditer(text):
        character, at = match[0], match.start()
        if character in _DIRECTION_MARKS:
            if at >= line_end:
                line_start = text.rfind("\n", 0, at) + 1
                line_end = text.find("\n", at) + 1 or len(text)
                right_to_left = _RIGHT_TO_LEFT.search(text, line_start, line_end) is not None
            if right_to_left and text[at - 1 : at] not in [*_DIRECTION_MARKS]:
                continue
        elif at > 0 and (
            _belongs(character, text[at - 1], text[at + 1 : at + 2]) or _is_in_flag(text, at)
        ):
            continue
        yield Offence(at, 1, name_of(character))
    if not unicodedata.is_normalized("NFC", text):
        yield _first_unnormalised(text)


def _belongs(character: str, before: str, after: str) -> bool:
    """Check whether a joiner or selector has an effect between these two characters."""
    code, category = ord(before), unicodedata.category(before)
    if character == _NON_JOINER:
        return _is_joining_script(code, category)
    if character == _JOINER:
        if _is_joining_script(code, category):
            return True
        is_emoji = category in ("So", "Sk") or code == 0xFE0F
        return is_emoji and bool(after) and unicodedata.category(after) == "So"
    if character in _TEXT_OR_EMOJI:
        if before in "0123456789#*":
            return after == "\u20e3"
        return category in ("So", "Sm", "Sk") or before in _ALSO_EMOJI
    if "\u180b" <= character <= "\u180f":
        return 0x1820 <= code <= 0x18AA
    if "\ufe00" <= character <= "\ufe0d":
        return category == "Sm" or _is_ideograph(code)
    return "\U000e0100" <= character <= "\U000e01ef" and _is_ideograph(code)


def _is_in_flag(text: str, at: int) -> bool:
    start = text.rfind(_BLACK_FLAG, max(0, at - 6), at)
    return start >= 0 and text.startswith(_FLAGS, start)


def _is_joining_script(code: int, category: str) -> bool:
    joining = 0x0600 <= code <= 0x109F or 0x1780 <= code <= 0x18AF or 0xA840 <= code <= 0xABFF
    return joining and category[0] in "LM"


def _is_ideograph(code: int) -> bool:
    return 0x3400 <= code <= 0x9FFF or 0x20000 <= code <= 0x3FFFF


def _first_unnormalised(text: str) -> Offence:
    # Every part of a text in NFC is in NFC, so the shortest beginning that is not can be bisected.
    end = bisect_left(
        range(len(text) + 1), True, key=lambda n: not unicodedata.is_normalized("NFC", text[:n])
    )
    start = end - 1
    # UAX 15 calls up to thirty marks on one letter safe to process.
    while start > max(0, end - 32) and unicodedata.is_normalized("NFC", text[start:end]):
        start -= 1
    piece = text[start:end]
    wanted = unicodedata.normalize("NFC", piece)
    return Offence(start, end - start, f"{_codes(piece)}, which is written {_codes(wanted)} in NFC")


def _codes(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text)
