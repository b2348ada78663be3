"""Negations: the words that a gap in a quote must not hide, and brackets must not add."""

import re
from collections.abc import Iterator

CODE = "gap-hides-negation"
NEGATIONS = frozenset(
    (
        *("not", "never", "no", "nor", "neither", "none", "nobody", "nothing", "cannot"),
        *("не", "ни", "нет", "никто", "ничто", "ничего", "никогда", "нельзя"),
        *("ні", "немає", "ніхто", "ніщо", "нічого", "ніколи"),
    )
)
"""What a gap must not hide: words that turn a sentence into its opposite."""
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
MARK = re.compile(r"\[([^\[\]]*)\]")
"""What the editors put into a quote, in brackets: their own words, or `…` for words left out."""


def negations(text: str) -> Iterator[str]:
    """Yield the negations in a text."""
    for word in WORD.findall(text):
        plain = word.casefold().replace("’", "'")
        if plain in NEGATIONS or plain.endswith("n't"):
            yield word


def negations_added(words: str) -> Iterator[str]:
    """Yield the negations in a quote that are the editors' own, in brackets."""
    for mark in MARK.findall(words):
        yield from negations(mark)
