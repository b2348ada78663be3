"""Choose the stretches of a copy that the repository keeps: enough to find the words again.

That is the quoted words, what a `[…]` leaves out between them, and at most eight words on either
side, or as many as a `prefix` or `suffix` has: no more of somebody's text than a quotation needs.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain

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
    return _cut(text, 0, found)


Places = Sequence[tuple[int, int]]


def still_needed(
    kept: Iterable[Extract], found: Sequence[tuple[Sought, Match]], gone: Places = ()
) -> tuple[Extract, ...]:
    """Return the extracts as they are around what was found in them, without the rest.

    What stood at the places that are `gone` is not kept as words around something else, either,
    unless a `prefix` or `suffix` has it.
    """
    return tuple(chain.from_iterable(_cut(one.text, one.at[0], found, gone) for one in kept))


def _cut(
    text: str, offset: int, found: Iterable[tuple[Sought, Match]], gone: Places = ()
) -> tuple[Extract, ...]:
    """Return the stretches of a part of a text, which begins at `offset`."""
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(_stretches(text, offset, found, gone)):
        if stretches and start <= stretches[-1][1]:
            stretches[-1] = (stretches[-1][0], max(end, stretches[-1][1]))
        else:
            stretches.append((start, end))
    return tuple(_extract(text, offset, start, end) for start, end in stretches)


def _extract(text: str, offset: int, start: int, end: int) -> Extract:
    words, at = text[start:end], (offset + start, offset + end)
    return Extract.model_construct(at=at, text=words, sha256=digest(words))


def _stretches(
    text: str, offset: int, found: Iterable[tuple[Sought, Match]], gone: Places
) -> Iterator[tuple[int, int]]:
    for wanted, match in found:
        # The passage between its first and its last words stays where it is.
        for start, end in match.ends or ((match.start, match.end),):
            begin, stop = start - offset, end - offset
            if begin >= 0 and stop <= len(text):
                least = max((to - offset for _, to in gone if to <= start), default=0)
                most = min((of - offset for of, _ in gone if of >= end), default=len(text))
                yield (
                    _before(text, begin, wanted.prefix, least),
                    _after(text, stop, wanted.suffix, most),
                )


def _before(text: str, at: int, prefix: str, least: int) -> int:
    """Return where the words before a place begin: not before `least`, if the prefix does not."""
    begin = at
    window = max(0, at - 2 * len(prefix) - 10 * _MOST)
    words = [*_WORD.finditer(text, window, at)]
    for count, word in enumerate(reversed(words), 1):
        has_prefix = len(fold(text[begin:at]).strip(_OUTER)) >= len(fold(prefix).strip(_OUTER))
        if has_prefix and (count > WORDS or at - word.start() > _MOST or word.start() < least):
            break
        begin = word.start()
    return begin


def _after(text: str, at: int, suffix: str, most: int) -> int:
    """Return where the words after a place end: not after `most`, if the suffix does not."""
    end = at
    for count, word in enumerate(_WORD.finditer(text, at), 1):
        has_suffix = len(fold(text[at:end]).strip(_OUTER)) >= len(fold(suffix).strip(_OUTER))
        if has_suffix and (count > WORDS or word.end() - at > _MOST or word.end() > most):
            break
        end = word.end()
    return end
