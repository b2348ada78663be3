"""Which characters content may hold: none that a reviewer cannot see.

Text is never normalised; a character that is not admitted is refused by name. The properties that
decide are those of the Unicode version that Python knows; what `unicodedata` lacks is listed here.
References: UAX 9 for directional controls, UAX 15 for NFC, UTS 51 for emoji sequences.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache, lru_cache
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
# Controls, formats, surrogates, private use, line and paragraph separators, and code points that no
# version of Unicode has filled, among them the noncharacters.
_UNSEEN = frozenset(("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"))
_SEEN = re.compile(
    # A line feed, a tab; formats that are visible signs before Arabic, Syriac or Kaithi digits; and
    # what is reserved for emoji, as each new version fills some of it (Extended_Pictographic).
    "[\n\t\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd\U0001f000-\U0001faff]"
)
# Of other categories, but as invisible: the default ignorable joiner, fillers, vowels and variation
# selectors, the blank Braille pattern, the signs of lost objects and letters.
_ALSO_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180d\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\ufffc\ufffd"
    "\U000e0100-\U000e01ef]"
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
# The emoji of the Basic Multilingual Plane (Emoji); in the next plane, all signs may be some.
_EMOJI = re.compile(
    "[\xa9\xae\u203c\u2049\u2122\u2139\u2194-\u2199\u21a9\u21aa\u231a\u231b\u2328\u23cf\u23e9-\u23f3"
    "\u23f8-\u23fa\u24c2\u25aa\u25ab\u25b6\u25c0\u25fb-\u25fe\u2600-\u2604\u260e\u2611\u2614\u2615\u2618"
    "\u261d\u2620\u2622\u2623\u2626\u262a\u262e\u262f\u2638-\u263a\u2640\u2642\u2648-\u2653\u265f\u2660"
    "\u2663\u2665\u2666\u2668\u267b\u267e\u267f\u2692-\u2697\u2699\u269b\u269c\u26a0\u26a1\u26a7\u26aa"
    "\u26ab\u26b0\u26b1\u26bd\u26be\u26c4\u26c5\u26c8\u26ce\u26cf\u26d1\u26d3\u26d4\u26e9\u26ea"
    "\u26f0-\u26f5\u26f7-\u26fa\u26fd\u2702\u2705\u2708-\u270d\u270f\u2712\u2714\u2716\u271d\u2721\u2728"
    "\u2733\u2734\u2744\u2747\u274c\u274e\u2753-\u2755\u2757\u2763\u2764\u2795-\u2797\u27a1\u27b0\u27bf"
    "\u2934\u2935\u2b05-\u2b07\u2b1b\u2b1c\u2b50\u2b55\u3030\u303d\u3297\u3299]"
)
# The signs of mathematics that VARIATION SELECTOR-1 varies (StandardizedVariants).
_VARIED = frozenset("∅∩∪≨≩≲≳⊊⊋⊓⊔⊕⊗⊜⋚⋛⨼⨽⪝⪞⪬⪭⫋⫌")
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
    """Replace every character that a terminal or a log would act on; a tab is shown as `⇥`."""
    return "".join(map(_visible, text))


def encodable(text: str) -> str:
    """Replace what UTF-8 cannot hold, such as a byte of a file's name that is no text."""
    return re.sub("[\ud800-\udfff]", "\N{REPLACEMENT CHARACTER}", text)


def _visible(character: str) -> str:
    if character.isprintable():
        return character
    if character == "\t":
        return "⇥"
    return " " if unicodedata.category(character) == "Zs" else "\N{REPLACEMENT CHARACTER}"


def surely_admissible(text: str) -> bool:
    """Check quickly whether a text surely has no offences.

    False leaves the question open: only `offences` looks at the characters around a doubtful one.
    """
    rare = text.encode(errors="surrogatepass").translate(None, _COMMON)
    return not rare or (
        not any(map(_is_suspicious, {*rare.decode(errors="surrogatepass")}))
        and unicodedata.is_normalized("NFC", text)
    )


@cache
def _is_suspicious(character: str) -> bool:
    """Check whether a character is invisible, and so admitted at most in certain places."""
    if unicodedata.category(character) in _UNSEEN:
        return not _SEEN.match(character)
    return _ALSO_UNSEEN.match(character) is not None


def offences(text: str) -> Iterator[Offence]:
    """Yield every inadmissible character, and the first place that is not in NFC.

    Joiners are admitted where a script needs them (after a letter or mark of an Arabic or Indic
    script, between emoji), direction marks in a line with right-to-left text, variation selectors
    after a character that they can vary.
    """
    suspicious = {*filter(_is_suspicious, {*text})}
    line_end, right_to_left = 0, False
    for at, character in enumerate(text) if suspicious else ():
        if character not in suspicious:
            continue
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
        return (before == "\ufe0f" or _is_emoji(before)) and _is_emoji(after)
    if character in _TEXT_OR_EMOJI:
        if before in "0123456789#*":
            return after == "\u20e3"
        return _is_emoji(before)
    if "\u180b" <= character <= "\u180f":
        return 0x1820 <= code <= 0x18AA and category[0] == "L"
    if character == "\ufe00" and before in _VARIED:
        return True
    return _is_selector_of_ideographs(character) and _is_ideograph(before)


def _is_emoji(character: str) -> bool:
    return _EMOJI.match(character) is not None or (
        "\U0001f000" <= character <= "\U0001faff"
        and unicodedata.category(character) in ("So", "Sk", "Cn")
    )


def _is_selector_of_ideographs(character: str) -> bool:
    return "\ufe00" <= character <= "\ufe02" or "\U000e0100" <= character <= "\U000e01ef"


def _is_in_flag(text: str, at: int) -> bool:
    start = text.rfind(_BLACK_FLAG, max(0, at - 6), at)
    return start >= 0 and text.startswith(_FLAGS, start)


def _is_joining_script(code: int, category: str) -> bool:
    joining = 0x0600 <= code <= 0x109F or 0x1780 <= code <= 0x18AF or 0xA840 <= code <= 0xABFF
    return joining and category[0] in "LM"


def _is_ideograph(character: str) -> bool:
    return unicodedata.name(character, "").startswith("CJK UNIFIED IDEOGRAPH-")


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
