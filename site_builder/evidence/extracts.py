"""Choose the stretches of a copy that the repository keeps: enough to find the words again.

That is the quoted words, what a `[…]` leaves out between them, and at most eight words on either
side, or as many as a `prefix` or `suffix` has: no more of somebody's text than a quotation needs.
"""

import re
from collections.abc import Iterable, Iterator

from site_builder.content.model import Extract, digest
from site_builder.evidence.comparison import Sought
from site_builder.evidence.folding import fold
from site_builder.evidence.matching import Match

WORDS = 8
"""The most words on either side of the quoted ones."""
# Scripts without spaces between words would otherwise give whole paragraphs.
_MOST = 80
_WORD = re.compile(r"\S+")
_OUTER = " \"'"


def extracts(text: str, found: Iterable[tuple[Sought, Match]]) -> tuple[Extract, ...]:
    """Return the stretches of a text around what was found in it; those that meet are one."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(_stretches(text, found)):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple(_extract(text, start, end) for start, end in stretches)


def _extract(text: str, start: int, end: int) -> Extract:
    words = text[start:end]
    return Extract.model_construct(at=(start, end), text=words, sha256=digest(words))


def _stretches(text: str, found: Iterable[tuple[Sought, Match]]) -> Iterator[tuple[int, int]]:
    for wanted, match in found:
        if match.last is None:
            ends = [(match.start, match.end)]
        else:
            # The passage between its first and its last words stays where it is.
            ends = [(match.start, match.start + len(wanted.words)), match.last]
        for start, end in ends:
            yield _before(text, start, wanted.prefix), _after(text, end, wanted.suffix)


def _before(text: str, at: int, prefix: str) -> int:
    """Return where the words before a place begin."""
    begin = at
    window = max(0, at - 2 * len(prefix) - 10 * _MOST)
    words = [*_WORD.finditer(text, window, at)]
    for count, word in enumerate(reversed(words), 1):
        has_prefix = len(fold(text[begin:at]).strip(_OUTER)) >= len(fold(prefix).strip(_OUTER))
        if has_prefix and (count > WORDS or at - word.start() > _MOST):
            break
        begin = word.start()
    return begin


def _after(text: str, at: int, suffix: str) -> int:
    """Return where the words after a place end."""
    end = at
    for count, word in enumerate(_WORD.finditer(text, at), 1):
        has_suffix = len(fold(text[at:end]).strip(_OUTER)) >= len(fold(suffix).strip(_OUTER))
        if has_suffix and (count > WORDS or word.end() - at > _MOST):
            break
        end = word.end()
    return end
