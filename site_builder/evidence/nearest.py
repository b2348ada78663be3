"""Say what a copy has instead of words that are not in it: for messages, never for acceptance."""

import re
from collections.abc import Iterable
from itertools import takewhile

from site_builder.content.values.word_by_word import Side, word_by_word
from site_builder.diagnostics import quoted
from site_builder.evidence.folding import fold
from site_builder.evidence.negations import MARK

# Below this similarity, from 0 to 100, nothing in the copy is what was meant.
_LEAST = 60
_MOST_DIFFERENCES = 5
_CLOSING = "”»"
_AROUND = ' \n"“”«»„'
# Where whole words begin and end, with the signs around them and without.
_BEGINS = re.compile(r"(?<!\w)\w|(?<!\S)\S")
_ENDS = re.compile(r"\w(?!\w)|\S(?!\S)")
_MARGIN = 300


def nearest(words: str, texts: Iterable[str]) -> str:
    """Return the words in one of the texts that are most like these; empty if none are."""
    # Imported here because it is needed only when there is a fault.
    from rapidfuzz import fuzz

    plain = fold(MARK.sub("", words))
    best, found = float(_LEAST), ""
    for text in texts:
        alignment = fuzz.partial_ratio_alignment(plain, text, score_cutoff=best)
        if alignment is not None and alignment.score > best:
            start, end = _fitted(plain, text, alignment.dest_start, alignment.dest_end)
            best, found = alignment.score, " ".join(text[start:end].strip(_AROUND).split())
    return _within_marks(found, words)


def is_cut_off(near: str, words: str, text: str) -> bool:
    """Check whether a part of a copy ends within the nearest words: more may stand in the copy."""
    there, sought = fold(" ".join(text.strip(_AROUND).split())), fold(words).split()
    near = fold(near)
    has = near.split()
    if not has or not sought:
        return False
    return (there.startswith(near) and has[0] != sought[0]) or (
        there.endswith(near) and has[-1] != sought[-1]
    )


def _fitted(plain: str, text: str, start: int, end: int) -> tuple[int, int]:
    """Return the whole words around a stretch of a text that are most like the words sought.

    The stretch is never longer than the words sought. Where the text has more words among them, it
    would end before theirs do, and seem to lack what stands right beside it.
    """
    from rapidfuzz import fuzz

    def likeness(stretch: tuple[int, int]) -> float:
        return fuzz.ratio(plain, text[slice(*stretch)])

    starts = [at.start() for at in _BEGINS.finditer(text, max(0, start - _MARGIN), end)]
    first = max((at for at in starts if at <= start + _MARGIN), key=lambda at: likeness((at, end)))
    ends = (at.end() for at in _ENDS.finditer(text, max(first, end - _MARGIN)))
    near = takewhile(lambda at: at <= end + _MARGIN, ends)
    last = max(near, key=lambda at: likeness((first, at)))
    return first, last


def _within_marks(found: str, wanted: str) -> str:
    """Leave out what stands behind the end of a quote, such as `, he said`, unless it is most."""
    for mark in _CLOSING:
        before, _, after = found.partition(mark)
        if mark not in wanted and len(before) > len(after):
            found = before
    return found


def differences(words: str, there: str) -> str:
    """Say word by word what a copy has instead of the words: a sentence; empty if nothing."""
    said: list[str] = []
    gone = ""
    for side, text in [*word_by_word(" ".join(words.split()), there), (Side.BOTH, "")]:
        if side is Side.BEFORE:
            gone = text
        elif side is Side.NOW:
            said.append(f"{quoted(text)} for {quoted(gone)}" if gone else f"also {quoted(text)}")
            gone = ""
        elif gone:
            said.append(f"no {quoted(gone)}")
            gone = ""
    if not said:
        return ""
    more = f" and {len(said) - _MOST_DIFFERENCES} more" if len(said) > _MOST_DIFFERENCES else ""
    return f"It has {', '.join(said[:_MOST_DIFFERENCES])}{more}."
