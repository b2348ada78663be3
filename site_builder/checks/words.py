"""The words of a text, for what compares texts by them."""

from functools import lru_cache

from rapidfuzz.utils import default_process


# Two rules ask for the same words, one right after the other.
@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[str, ...]:
    """The words without punctuation and capitals."""
    return tuple(default_process(text.casefold()).split())
