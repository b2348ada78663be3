"""Two statements of a person differ only in a word or two."""

from collections.abc import Iterator
from itertools import chain

from rapidfuzz.distance import Levenshtein

from site_builder.checks.words import words_of
from site_builder.content.catalogue import Entry, Part
from site_builder.diagnostics import Finding, Related, Severity, quoted

CODE = "near-duplicate-words"
_WORDS_A_CHANGE = 6
"""The least number of words for each one that differs, as short texts are often alike by chance."""
_MOST_CHANGES = 2


def check(part: Part) -> Iterator[Finding]:
    for entries in part.by_person.values():
        if len(entries) > 1:
            yield from _check_person(entries)


def _check_person(entries: tuple[Entry, ...]) -> Iterator[Finding]:
    # Texts of very different lengths cannot be near.
    by_length: dict[int, list[tuple[tuple[str, ...], Entry]]] = {}
    for entry in entries:
        words = words_of(entry.statement.words)
        length = len(words)
        if length < _WORDS_A_CHANGE:
            continue
        lengths = range(length - _MOST_CHANGES, length + _MOST_CHANGES + 1)
        others = chain.from_iterable(by_length[near] for near in lengths if near in by_length)
        # Wordings of one remark are meant to be alike.
        other = next(
            (one for text, one in others if one.remark != entry.remark and _is_near(words, text)),
            None,
        )
        if other is not None:
            yield _finding(entry, other)
        by_length.setdefault(length, []).append((words, entry))


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
        " both citations. If they differ, add a waiver to `waivers.yml`.",
        Severity.WARNING,
        related=(Related("The other statement", other.place(other.statement.kind.value)),),
    )
