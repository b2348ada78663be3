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
    before: str, now: str, key: Callable[[str], str] | None = None, least: int = 0
) -> list[Stretch]:
    """Return the stretches of both texts in order; in a change, the removed words come first.

    Each word, each run of white space and each punctuation mark counts separately. Those with the
    same `key` count as the same; what both texts have is then as in the first one. A space between
    two changes is part of them, and so are fewer than `least` words.
    """
    tokens, others = _TOKEN.findall(before), _TOKEN.findall(now)
    keys = [[*map(key, texts)] if key else texts for texts in (tokens, others)]
    steps = [*LCSseq.opcodes(*keys)]
    runs = []
    for at, step in enumerate(steps):
        went, came = tokens[step.src_start : step.src_end], others[step.dest_start : step.dest_end]
        is_between = 0 < at < len(steps) - 1 and _is_short(went, least)
        runs.append((step.tag == "equal" and not is_between, "".join(went), "".join(came)))
    return [*_grouped(runs)]


def _is_short(tokens: Sequence[str], least: int) -> bool:
    """Check whether there is nothing between two changes but a space, or too few words."""
    return all(token.isspace() for token in tokens) or sum(map(_is_word, tokens)) < least


def _is_word(token: str) -> bool:
    return token[:1].isalnum()


def _grouped(runs: Sequence[tuple[bool, str, str]]) -> Iterator[Stretch]:
    for is_same, grouped in groupby(runs, lambda run: run[0]):
        _, went, came = zip(*grouped, strict=True)
        for side, parts in ((Side.BEFORE, went), (Side.NOW, came)):
            if text := "".join(parts):
                yield Stretch(Side.BOTH if is_same else side, text)
            if is_same:
                break


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
