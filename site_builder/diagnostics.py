"""What is wrong with the content, and where: one shape for every stage, up to the reports.

Faults in content are data. Every stage returns them beside its result; none raises them.
"""

import re
from bisect import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple

from typing_extensions import TypeVar

Route = tuple[str | int, ...]
"""The path from a file's root to a value: field names and list indexes (from 0)."""
NAMED_FIELD = re.compile(r"(Add |Delete |delete )?`([a-z_]+):(?: (…|[^`]+))?`")
"""How a hint names a field, such as `date:` or `kind: organisation`, and what to do with it.

Hints name fields in this way alone, because whoever imports a spreadsheet has columns: there they
are read as `Add`, `Delete` or nothing, the field, and its value (`authoring/spreadsheet/told.py`).
"""
DELETE_IT = "delete the field"
"""The end of a hint that does not know which field it is about."""
ADD_A_WAIVER = "add a waiver to `waivers.yml`"
"""What a hint says of a warning that may be right as it is. Whoever fills in the form writes no
waivers, and is told something else in its place (`authoring/issue_form.py`)."""
MAX_SAME = 20
"""The most faults of one code that are reported for one file (`capped`)."""
_QUOTED = 60
# How many words before a word in the alphabet, and how many after it, are compared with it.
_AROUND = 250
# How many letters at the start of a word may be wrong, while its end is wrong too.
_AT_START = 2
# The least similarity, from 0 to 100, of a word and the one that was meant.
_NEAR = 75


class Severity(StrEnum):
    """An error prevents the build of the site; a warning asks for a second look."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of one file. Lines and columns count from 1, columns in code points.

    `path` is relative to the project's folder, with forward slashes. The end is exclusive.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int = 1
    end_column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


class Place(NamedTuple):
    """A value, given by its route instead of its line, so that the file's text need not be kept.

    `on_key` means the field's name instead of its value.
    """

    path: str
    route: Route = ()
    on_key: bool = False


Where = TypeVar("Where", Span, Place, default=Span)


@dataclass(frozen=True)
class Related(Generic[Where]):
    """Another place that a reader of the diagnostic should see."""

    message: str
    span: Where


@dataclass(frozen=True)
class Diagnostic(Generic[Where]):
    """One fault: `message` states the fact, `hint` names what to type next.

    `code` names the rule; `docs/rules/<code>.md` explains it. `span` is where the fault is: a
    stretch of a file or, in a `Finding`, a place in a record, which is looked up in the file later.
    `statement` is the id of the statement that contains it, if there is one.

    `rests_on` are the other fields, whether or not they are there, without which a `Finding` may be
    false: if one of them has a fault of its own, that has to be mended first.
    """

    code: str
    message: str
    span: Where
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related[Where], ...] = ()
    statement: str = ""
    rests_on: tuple[Where, ...] = ()

    @property
    def sort_key(self) -> tuple[Where, str, str]:
        """The key for sorting by file and line; code and message make the order unambiguous."""
        return (self.span, self.code, self.message)


Finding = Diagnostic[Place]
"""A fault found in records, before its place has been looked up in the file."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Check whether there is an error among the diagnostics."""
    return any(item.severity is Severity.ERROR for item in diagnostics)


def capped(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Return for each file the first `MAX_SAME` diagnostics of each code, and count the rest."""
    kept: list[Diagnostic] = []
    last: dict[tuple[str, str], int] = {}
    seen = Counter[tuple[str, str]]()
    for item in diagnostics:
        kind = (item.span.path, item.code)
        seen[kind] += 1
        if seen[kind] <= MAX_SAME + 1:
            last[kind] = len(kept)
            kept.append(item)
    for kind, at in last.items():
        if seen[kind] > MAX_SAME + 1:
            kept[at] = and_more(kept[at], seen[kind] - MAX_SAME)
    return kept


def and_more(item: Diagnostic, count: int) -> Diagnostic:
    """Return the diagnostic that replaces the last `count` of the same code in a file."""
    message = f"… and {count:,} more of these in this file."
    return replace(item, message=message, hint="", related=())


def quoted(text: str) -> str:
    """Put a piece of content between backticks for a message, shortened to fit in a line."""
    short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f"`{short}`"


_NUMBER = re.compile(r"\d+")


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Return the known word of which `word` is a misspelling, or None if it is none.

    A word with another beginning is not misspelt: `undisputed` is the opposite of `disputed`.
    Nor is one with another number: `article-2` is not `article-1`, but another article.
    """
    # Imported here because it is needed only when there is a fault.
    from rapidfuzz import fuzz, process

    word = word.casefold()
    number = _NUMBER.findall(word)
    worth = [
        other
        for other in _worth_comparing(word, frozenset(known))
        if _NUMBER.findall(other) == number
    ]
    close = process.extractOne(word, worth, scorer=fuzz.ratio, score_cutoff=_NEAR)
    near = close[0] if close else None
    if near is not None and abs(len(near) - len(word)) > 1:
        long, short = sorted((near, word), key=len, reverse=True)
        return None if long.endswith(short) else near
    return near


def is_slip(word: str, meant: str) -> bool:
    """Check whether a word differs from another in one letter, or in two that changed places.

    A word that makes a claim about somebody is not suggested for one that is less alike.
    """
    from rapidfuzz.distance import OSA

    return OSA.distance(word.casefold(), meant, score_cutoff=1) <= 1


def _worth_comparing(word: str, known: frozenset[str]) -> list[str]:
    """Return all known words or, of very many, those most like `word` but for its first letters.

    Or but for its end.
    """
    if len(known) <= 4 * _AROUND:
        return sorted(known)
    forwards, backwards = _alphabets(known)
    near = {other for _, other in _around(word[::-1], backwards)}
    for left_out in range(_AT_START + 1):
        near |= {other for _, other in _around(word[left_out:], forwards)}
    return sorted(near)


def _around(word: str, words: list[tuple[str, str]]) -> list[tuple[str, str]]:
    at = bisect(words, (word, ""))
    return words[max(at - _AROUND, 0) : at + _AROUND]


@lru_cache(maxsize=8)
def _alphabets(words: frozenset[str]) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Sort words by how they go on after some of their first letters, and by how they end."""
    forwards = [(word[left_out:], word) for word in words for left_out in range(_AT_START + 1)]
    return sorted(forwards), sorted((word[::-1], word) for word in words)


def did_you_mean(word: str, known: Iterable[str], before: str = "", *, if_none: str = "") -> str:
    """Return a sentence for a hint: the nearest known word, or else all known words if few.

    `before` is put before each word, and is not compared. `if_none` follows where none is near.
    """
    words = frozenset(known)
    near = nearest(word, words)
    if near is not None:
        return f"Did you mean {quoted(before + near)}?"
    if 0 < len(words) <= 16:
        listed = "Known: " + ", ".join(quoted(before + item) for item in sorted(words)) + "."
        return f"{listed} {if_none}".strip()
    return if_none
