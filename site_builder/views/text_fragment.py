"""Addresses that open a page at quoted words: URL text fragments (WICG Scroll to Text Fragment).

    https://example.org/news#:~:text=prefix-,start,end,-suffix

Words, prefix and suffix are those of a W3C TextQuoteSelector.
"""

import re
from urllib.parse import quote as percent_encode

WHOLE = 120
"""Words of up to this many characters are sought whole; longer ones by their start and end."""
_ENDS = 5
# What the editors put into a quote, or left out of it, is not in the source. Words on both sides of
# such a gap, or of a line break, are found as the start and the end of a range.
_GAP = re.compile(r"\s*\[[^\]]*\]\s*|\s*\n\s*")


def at_words(url: str, words: str, prefix: str = "", suffix: str = "") -> str:
    """Return the address that opens `url` with the words highlighted, in browsers that support it.

    Empty if none of the words are the source's own.
    """
    has_gap = "[" in words or "\n" in words
    pieces = [piece.split() for piece in (_GAP.split(words) if has_gap else [words])]
    pieces = [piece for piece in pieces if piece]
    if not pieces:
        return ""
    first, last = pieces[0], pieces[-1]
    if len(pieces) == 1 and (len(words) <= WHOLE or len(first) < 2 * _ENDS):
        sought = [" ".join(first)]
    else:
        sought = [" ".join(first[:_ENDS]), " ".join(last[-_ENDS:])]
    directive = ",".join(_encode(part) for part in sought)
    if prefix.strip():
        directive = f"{_encode(prefix.strip())}-,{directive}"
    if suffix.strip():
        directive = f"{directive},-{_encode(suffix.strip())}"
    return f"{url}{'' if '#' in url else '#'}:~:text={directive}"


class _Encoded(dict[int, str]):
    """The encoding of each character, made when it is first met, for `str.translate`."""

    def __missing__(self, character: int) -> str:
        # `-`, `,` and `&` too: they separate the parts of a text directive.
        encoded = "%2D" if chr(character) == "-" else percent_encode(chr(character), safe="")
        return self.setdefault(character, encoded)


_ENCODED = _Encoded()


def _encode(text: str) -> str:
    return text.translate(_ENCODED)
