"""Two statements of a person differ only in a word or two."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from rapidfuzz.distance import Levenshtein

from site_builder.checks.words import words_of
from site_builder.content.catalogue import Entry, Part
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Related, Severity, quoted

CODE = "near-duplicate-words"
_WORDS_A_CHANGE = 6
"""The least number of words for each one that differs, as short texts are often alike by chance."""
_MOST_CHANGES = 2
_PIECES = _MOST_CHANGES + 1
_Piece = tuple[int, tuple[str, ...]]
"""Where in a text a piece begins, and the words of the piece."""


def check(part: Part) -> Iterator[Finding]:
    for entries in part.by_person.values():
        if len(entries) > 1:
            yield from _check_person(entries)


def _check_person(entries: tuple[Entry, ...]) -> Iterator[Finding]:
    # Of `_PIECES` pieces of a text, one is left whole by `_MOST_CHANGES`. So only texts with a
    # piece in common are compared: thousands of statements take time in proportion. Pieces are only
    # looked for where there are texts of nearly the same length, as most people have few.
    by_length = defaultdict[int, dict[_Piece, list[int]]](dict)
    seen: list[tuple[tuple[str, ...], Entry]] = []
    for entry in entries:
        words = words_of(entry.statement.words)
        if len(words) < _WORDS_A_CHANGE:
            continue
        candidates = {
            at
            for length in range(len(words) - _MOST_CHANGES, len(words) + _MOST_CHANGES + 1)
            if length in by_length
            for piece in _pieces_within(words, length)
            for at in by_length[length].get(piece, ())
        }
        # Wordings of one remark are meant to be alike.
        other = next(
            (
                seen[at][1]
                for at in sorted(candidates)
                if seen[at][1].remark != entry.remark and _is_near(words, seen[at][0])
            ),
            None,
        )
        if other is not None:
            yield _finding(entry, other)
        by_piece = by_length[len(words)]
        for start, end in _bounds(len(words)):
            by_piece.setdefault((start, words[start:end]), []).append(len(seen))
        seen.append((words, entry))


@cache
def _bounds(length: int) -> list[tuple[int, int]]:
    """Return where each piece of a text begins and ends; `length` is its number of words."""
    cuts = [length * piece // _PIECES for piece in range(_PIECES + 1)]
    return [*pairwise(cuts)]


def _pieces_within(words: tuple[str, ...], length: int) -> Iterator[_Piece]:
    """Yield each piece that a text of `length` words has in common with this one, if it is near.

    What is added or left out before a piece moves it.
    """
    for start, end in _bounds(length):
        for moved in range(-_MOST_CHANGES, _MOST_CHANGES + 1):
            if start + moved >= 0:
                yield start, words[start + moved : end + moved]


def _is_near(text: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Check whether a few words differ; if none does, `duplicate_words` reports it."""
    most = min(_MOST_CHANGES, min(len(text), len(other)) // _WORDS_A_CHANGE)
    return 0 < Levenshtein.distance(text, other, score_cutoff=most) <= most


def _finding(entry: Entry, other: Entry) -> Finding:
    return Finding(
        CODE,
        f"Statement {quoted(other.statement.id)} of the same person has almost the same words.",
        entry.place(entry.statement.kind.value),
        "Compare each with its source and correct slips. If they are then the same, keep one with"
        f" both citations. If they differ, {ADD_A_WAIVER}.",
        Severity.WARNING,
        related=(Related("The other statement", other.place(other.statement.kind.value)),),
        # They are compared in the order of their dates.
        rests_on=(
            *entry.places("date", "wording_of"),
            *other.places("id", "date", "wording_of"),
        ),
    )
