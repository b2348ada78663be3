"""Cut between characters as readers see them: extended grapheme clusters (UAX #29).

Some pairs stay together that the annex would part, such as whatever is around a zero width joiner.
In text in form C, none is parted that it keeps together.
"""

import unicodedata
from itertools import chain

# What continues a character although it is no combining mark: joiners, skin tones, tags, and signs
# of Thai, Lao, Katakana and conjoining Hangul.
_CONTINUING = frozenset(
    chr(code)
    for start, end in (
        (0x0E33, 0x0E33),
        (0x0EB3, 0x0EB3),
        (0x1160, 0x11FF),
        (0x200C, 0x200D),
        (0xD7B0, 0xD7FB),
        (0xFF9E, 0xFF9F),
        (0x1F3FB, 0x1F3FF),
        (0xE0020, 0xE007F),
    )
    for code in range(start, end + 1)
)
_JOINER = "\u200d"
_VIRAMA = 9  # the combining class of signs that tie a consonant to the next one


def boundary(text: str, at: int) -> int:
    """Return the last place up to `at` where a character ends, or the next one if there is none."""
    places = chain(range(at, 0, -1), range(at + 1, len(text)))
    return next((place for place in places if _is_boundary(text, place)), len(text))


def first(text: str) -> str:
    """Return the first character of a text."""
    return text[: boundary(text, 1)]


def _is_boundary(text: str, at: int) -> bool:
    if at >= len(text):
        return True
    before, after = text[at - 1], text[at]
    if after in _CONTINUING or unicodedata.category(after).startswith("M"):
        return False
    if before == _JOINER or unicodedata.combining(before) == _VIRAMA:
        return False
    # Two regional indicators are one flag.
    start = at
    while _is_regional(after) and start and _is_regional(text[start - 1]):
        start -= 1
    return (at - start) % 2 == 0


def _is_regional(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"
