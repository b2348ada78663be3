"""Compare two texts word by word."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from itertools import groupby, pairwise
from typing import NamedTuple

from rapidfuzz.distance import LCSseq

from site_builder.content.values.characters import name_of

_TOKEN = re.compile(r"\w+|\s+|\.\.\.|[^\w\s]")


class Side(StrEnum):
    """Which of the two texts has a stretch."""

    BOTH = "both"
    BEFORE = "before"
    NOW = "now"


class Stretch(NamedTuple):
    """Some words, and which of the two texts has them."""

    side: Side
    text: str


def word_by_word(
    before: str, now: str, key: Callable[[str], str] | None = None
) -> list[Stretch]:
    """Return the stretches of both texts in order; in a change, the removed words come first.

    Each word, each run of white space and each punctuation mark counts separately. Those with the
    same `key` count as the same; what both texts have is then as in the first one.
    """
    tokens, others = _TOKEN.findall(before), _TOKEN.findall(now)
    keys = [[*map(key, texts)] if key else texts for texts in (tokens, others)]
    found: list[Stretch] = []
    for step in LCSseq.opcodes(*keys):
        went, came = tokens[step.src_start : step.src_end], others[step.dest_start : step.dest_end]
        if step.tag == "equal":
            found.append(Stretch(Side.BOTH, "".join(went)))
        else:
            found += [Stretch(Side.BEFORE, "".join(went)), Stretch(Side.NOW, "".join(came))]
    return [*_grouped(_without_gaps([stretch for stretch in found if stretch.text]))]


def _without_gaps(stretches: Sequence[Stretch]) -> Iterator[Stretch]:
    """Yield the stretches, with a space between two changed words as part of the change."""
    last = len(stretches) - 1
    for at, stretch in enumerate(stretches):
        if stretch.side is Side.BOTH and stretch.text.isspace() and 0 < at < last:
            yield Stretch(Side.BEFORE, stretch.text)
            yield Stretch(Side.NOW, stretch.text)
        else:
            yield stretch


def _grouped(stretches: Iterator[Stretch]) -> Iterator[Stretch]:
    for is_same, run in groupby(stretches, lambda stretch: stretch.side is Side.BOTH):
        parts = [*run]
        for side in (Side.BOTH,) if is_same else (Side.BEFORE, Side.NOW):
            if text := "".join(part.text for part in parts if part.side is side):
                yield Stretch(side, text)


def easily_missed(before: str, now: str) -> Iterator[str]:
    """Yield changes that are easily missed: punctuation, and letters of another script."""
    stretches = word_by_word(before, now)
    for gone, come in pairwise(stretches):
        if gone.side is Side.BEFORE and come.side is Side.NOW and len(gone.text) == len(come.text):
            pairs = {pair for pair in zip(gone.text, come.text, strict=True) if pair[0] != pair[1]}
            for old, new in sorted(pairs):
                if _looks_alike(old, new):
                    yield f"{name_of(old)} is now {name_of(new)}"


def _looks_alike(old: str, new: str) -> bool:
    """Check whether both are white space or punctuation, or letters of different scripts."""
    if old.isalpha() and new.isalpha():
        return unicodedata.name(old, "").split()[:1] != unicodedata.name(new, "").split()[:1]
    return not old.isalnum() and not new.isalnum()
