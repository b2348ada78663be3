"""The words of a text, for what compares texts by them."""

import re
from functools import lru_cache

_WORD = re.compile(r"[^\W_]+")


# Two rules ask for the same words, one right after the other.
@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[str, ...]:
    """The words without punctuation and capitals."""
    return tuple(_WORD.findall(text.casefold()))
