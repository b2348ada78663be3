"""How far two wordings of a remark differ, word by word: as words, never as a score."""

from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.values.word_by_word import Side, word_by_word
from site_builder.views.words import site_words


class Stretch(NamedTuple):
    """Some of the words, and whether the other wording lacks them."""

    text: str
    is_other: bool


def stretches(words: str, nearest: str) -> tuple[Stretch, ...]:
    """Return the words in stretches, which put together are all of them, character by character."""
    return tuple(
        Stretch(text, side is Side.NOW)
        for side, text in word_by_word(nearest, words)
        if side is not Side.BEFORE
    )


def differences(words: str, nearest: str, lang: str) -> Iterator[str]:
    """Yield what one wording has instead of the other's words, as `“shall” for “will”`.

    `lang` is the site's language.
    """
    gettext = site_words(lang).gettext
    gone = ""
    for side, text in [*word_by_word(nearest, words), (Side.BOTH, "")]:
        if side is Side.BEFORE:
            gone = text
        elif side is Side.NOW:
            own, other = text.strip(), gone.strip()
            if other:
                yield gettext("“%(words)s” for “%(others)s”", words=own, others=other)
            else:
                yield gettext("adds “%(words)s”", words=own)
            gone = ""
        elif gone.strip():
            yield gettext("without “%(words)s”", words=gone.strip())
            gone = ""
