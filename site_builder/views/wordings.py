"""How far two wordings of a remark differ, word by word: as words, never as a score.

Only quotes can be compared: the words of a paraphrase are the site's own. Typography is no
difference, as in a comparison with a copy (`evidence.folding`).
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.model import Statement, StatementKind
from site_builder.content.values.word_by_word import Side, word_by_word
from site_builder.evidence.folding import fold

_WORD = re.compile(r"\w+")
# One word alone that both have between two differences is there by chance.
_LEAST = 2


class Stretch(NamedTuple):
    """Some of the words, and whether the other wording lacks them."""

    text: str
    is_other: bool


def beside(statement: Statement, nearest: Statement, lang: str) -> str:
    """Return the words of the nearest wording with which those of another can be compared.

    They are quoted in the same language: its own words, or its `original`. Empty if neither is.
    `lang` is the site's language.
    """
    if not statement.kind is nearest.kind is StatementKind.QUOTE:
        return ""
    language = statement.lang or lang
    if language == (nearest.lang or lang):
        return nearest.words
    return (nearest.original or "") if language == nearest.spoken_lang else ""


def stretches(words: str, nearest: str) -> tuple[Stretch, ...]:
    """Return the words in stretches, which put together are all of them, character by character.

    None if the two wordings have nothing in common: that needs no marks to be seen.
    """
    found = tuple(
        Stretch(text, side is Side.BEFORE)
        for side, text in word_by_word(words, nearest, fold, _LEAST)
        if side is not Side.NOW
    )
    in_common = "".join(stretch.text for stretch in found if not stretch.is_other)
    return found if len(_WORD.findall(in_common)) >= _LEAST else ()


class Difference(NamedTuple):
    """Words of one wording, and those that the other has instead; either may be empty."""

    words: str
    others: str


def differences(words: str, nearest: str) -> Iterator[Difference]:
    """Yield what one wording has instead of the other's words.

    A difference of punctuation alone is left out.
    """
    gone = ""
    for side, text in [*word_by_word(nearest, words, fold, _LEAST), (Side.BOTH, "")]:
        if side is Side.BEFORE:
            gone = text
            continue
        own, other = text.strip() if side is Side.NOW else "", gone.strip()
        gone = ""
        if _WORD.findall(fold(own)) != _WORD.findall(fold(other)):
            yield Difference(own, other)
