"""Split texts into words, so that rules can compare them."""

from functools import lru_cache

from rapidfuzz.utils import default_process


# Two rules compare the same texts.
@lru_cache(maxsize=8_192)
def words_of(text: str) -> tuple[str, ...]:
    """Return the words without punctuation and capitals."""
    return tuple(default_process(text.casefold()).split())
