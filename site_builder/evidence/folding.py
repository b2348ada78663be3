"""The closed map of what counts as the same when words are compared with a copy of their source.

`RULES` is the whole of it. Neither case nor diacritics nor digits are mapped, and nothing is
normalised by Unicode's compatibility forms, so that no other letter, number or sign ever counts as
the one that is printed. A change of the map is a new `VERSION`, which every receipt names.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

VERSION = 1
"""The number of this map, which each receipt has."""


class Rule(NamedTuple):
    """What counts as the same: its number, its name, and the signs, as readers see them."""

    number: int
    name: str
    signs: str


_DOUBLE, _SINGLE, _DASHES = '"“”„‟«»″', "'‘’‚‛‹›′ʼ", "-‐‑‒–—―−"
_UNSEEN_SIGNS, _LIGATURE_SIGNS = "\u00ad\u200b\u2060\ufeff", "ﬀﬁﬂﬃﬄ"
RULES = (
    Rule(1, "double quotation marks", " ".join(_DOUBLE)),
    Rule(2, "single quotation marks and apostrophes", " ".join(_SINGLE)),
    Rule(3, "hyphens, dashes and minus signs", " ".join(_DASHES)),
    Rule(4, "white space of any kind and length, ends of lines among it", ""),
    Rule(5, "characters that nobody sees: soft hyphens, zero-width spaces and joiners", ""),
    Rule(6, "three full stops and the ellipsis", "... …"),
    Rule(7, "ligatures and their letters", " ".join(_LIGATURE_SIGNS)),
    Rule(8, "a hyphen where a line ends within a word, and none", ""),
)
LINE_END = "a hyphen where a line ends"
"""What rule 8 is called where it was needed."""
WHITE_SPACE = "white space"
"""What a difference of rule 4 is called."""
HYPHENS = "-‐‑"
"""The dashes that join two parts of one word."""
_LIGATURES = dict(zip(_LIGATURE_SIGNS, ("ff", "fi", "fl", "ffi", "ffl"), strict=True))
# From one character to one character: no offset changes.
_ONE_TO_ONE = {
    **dict.fromkeys(map(ord, _DOUBLE), '"'),
    **dict.fromkeys(map(ord, _SINGLE), "'"),
    **dict.fromkeys(map(ord, _DASHES), "-"),
}
_LETTER = r"[^\W\d_]"
_UNSEEN = (
    # The joiners belong to the spelling of Arabic and Indic scripts and to emoji; between letters
    # below U+0590 (Latin, Greek, Cyrillic, Armenian) they do nothing.
    f"[{_UNSEEN_SIGNS}]|(?<=[\u0020-\u058f])[\u200c\u200d](?=[\u0020-\u058f])"
)
_CHANGED = re.compile(
    rf"(?P<hyphen>(?<={_LETTER})[{HYPHENS}\u00ad]\n(?={_LETTER}))"
    # All but a single space, which most texts have in plenty.
    rf"|(?P<space>[^\S ](?:\s|{_UNSEEN})*| (?:\s|{_UNSEEN})+)"
    rf"|(?P<unseen>{_UNSEEN})"
    r"|(?P<dots>\.\.\.)"
    f"|(?P<ligature>[{_LIGATURE_SIGNS}])"
)
# Most texts have nothing that is mapped to something else.
_MAY_CHANGE = re.compile(
    rf"[^\S ]| {{2}}|\.\.\.|[{_UNSEEN_SIGNS}\u200c\u200d{_LIGATURE_SIGNS}]"
    rf"|[{_DOUBLE[1:]}{_SINGLE[1:]}{_DASHES[1:]}]"
)
BROKEN = "\x1f"
"""What a hyphen at the end of a line becomes: it matches a hyphen and nothing."""


class Folded:
    """A text in which everything that counts as the same is the same, and the way back to it.

    `text` is compared; `start` and `end` lead from places in it to places in `source`.
    """

    __slots__ = ("_here", "_there", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        parts: list[str] = []
        # From each place `_here` on, the original is at the same distance from `_there`.
        self._here, self._there = [0], [0]
        length = at = 0
        for found in _CHANGED.finditer(source) if _MAY_CHANGE.search(source) else ():
            new = _folded(found)
            before = source[at : found.start()]
            parts += (before, new)
            length += len(before) + len(new)
            at = found.end()
            self._here.append(length)
            self._there.append(at)
        parts.append(source[at:])
        self.text = "".join(parts).translate(_ONE_TO_ONE)

    def start(self, at: int) -> int:
        """Return where in the source the character at a place begins."""
        run = bisect_right(self._here, at) - 1
        return self._there[run] + at - self._here[run]

    def end(self, at: int) -> int:
        """Return where in the source the character before a place ends."""
        run = max(bisect_right(self._here, at - 1) - 1, 0)
        following = run + 1 < len(self._here)
        # What is mapped has one end, however many characters it becomes.
        if following and at == self._here[run + 1]:
            return self._there[run + 1]
        there = self._there[run] + at - self._here[run]
        return min(there, self._there[run + 1]) if following else there


def _folded(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "hyphen":
            return BROKEN
        case "space":
            return " "
        case "unseen":
            return ""
        case "dots":
            return "…"
    return _LIGATURES[found[0]]


def fold(text: str) -> str:
    """Return a text in which everything that counts as the same is the same."""
    if not _MAY_CHANGE.search(text):
        return text
    return _CHANGED.sub(_folded, text).translate(_ONE_TO_ONE)


def changes(source: str, ours: str) -> Iterator[str]:
    """Yield what differs between two texts that count as the same, as `’→'`: source, then ours."""
    theirs, own = [*_units(source)], [*_units(ours)]
    i = j = 0
    while i < len(theirs) or j < len(own):
        mine = own[j] if j < len(own) else ("", "")
        other = theirs[i] if i < len(theirs) else ("", "")
        if other[0] == "" and other[1]:
            yield _name(other[1])
            i += 1
        elif mine[0] == "" and mine[1]:
            yield _name(mine[1])
            j += 1
        elif other[0] == BROKEN and mine[0] != BROKEN:
            yield LINE_END
            i += 1
            j += mine[0] == "-"
        else:
            # A ligature is one unit on one side, and two or three letters on the other.
            left, right = other, mine
            i, j = i + 1, j + 1
            while len(left[0]) != len(right[0]) and (i < len(theirs) or j < len(own)):
                if len(left[0]) < len(right[0]) and i < len(theirs):
                    left = (left[0] + theirs[i][0], left[1] + theirs[i][1])
                    i += 1
                elif j < len(own):
                    right = (right[0] + own[j][0], right[1] + own[j][1])
                    j += 1
                else:
                    break
            if left[1] != right[1]:
                yield WHITE_SPACE if left[0] == " " else f"{left[1]}→{right[1]}"


def _units(text: str) -> Iterator[tuple[str, str]]:
    at = 0
    for found in _CHANGED.finditer(text):
        yield from ((one.translate(_ONE_TO_ONE), one) for one in text[at : found.start()])
        yield _folded(found), found[0]
        at = found.end()
    yield from ((one.translate(_ONE_TO_ONE), one) for one in text[at:])


def _name(unseen: str) -> str:
    return f"U+{ord(unseen[0]):04X}"
