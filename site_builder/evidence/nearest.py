"""Say what a copy has instead of words that are not in it: for messages, never for acceptance."""

import re
from collections.abc import Iterable

from site_builder.content.values.word_by_word import Side, word_by_word
from site_builder.diagnostics import quoted
from site_builder.evidence.folding import fold

# Below this similarity, from 0 to 100, nothing in the copy is what was meant.
_LEAST = 60
_MARK = re.compile(r"\[[^\[\]]*\]")
_MOST_DIFFERENCES = 5
_CLOSING = "”»"


def nearest(words: str, texts: Iterable[str]) -> str:
    """Return the words in one of the texts that are most like these; empty if none are."""
    # Imported here because it is needed only when there is a fault.
    from rapidfuzz import fuzz

    plain = fold(_MARK.sub("", words))
    best, found = float(_LEAST), ""
    for text in texts:
        alignment = fuzz.partial_ratio_alignment(plain, text, score_cutoff=best)
        if alignment is not None and alignment.score > best:
            start, end = alignment.dest_start, alignment.dest_end
            while 0 < start < len(text) and (text[start - 1] + text[start]).isalnum():
                start -= 1
            while 0 < end < len(text) and (text[end - 1] + text[end]).isalnum():
                end += 1
            best, found = alignment.score, " ".join(text[start:end].strip(' \n"“”«»„').split())
    return _within_marks(found, words)


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
