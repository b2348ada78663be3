"""What is wrong with the content, and where. One shape serves every stage, up to the reports.

Faults in content are data: every stage returns them beside its result, and none raises them.
"""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Generic

from typing_extensions import TypeVar

Route = tuple[str | int, ...]
"""The way from a file's root to a value: mapping keys and list indexes (from 0)."""
MAX_SAME = 20
"""How often one file is told of the same kind of fault: `capped`."""
_QUOTED = 60
# How alike, in hundredths, a word and the one that was meant are at least.
_NEAR = 60


class Severity(StrEnum):
    """An error keeps the site from being built; a warning asks for a second look."""

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


@dataclass(frozen=True, slots=True)
class Place:
    """A value by its route instead of by its line: what is left when the file's text is gone.

    `on_key` points at the field's name rather than at its value.
    """

    path: str
    route: Route = ()
    on_key: bool = False


Where = TypeVar("Where", Span, Place, default=Span)


@dataclass(frozen=True)
class Related(Generic[Where]):
    """Another place that a reader of the diagnostic wants to see."""

    message: str
    span: Where


@dataclass(frozen=True)
class Diagnostic(Generic[Where]):
    """One fault: `message` states the fact, `hint` names what to type next.

    `code` is the slug of the rule; `docs/rules/<code>.md` explains it. `span` is where it is: a
    stretch of a file or, in a `Finding`, a place in a record, which is looked up in the file later.
    `statement` is the id of the statement that it lies in, if it was found in one.
    """

    code: str
    message: str
    span: Where
    hint: str = ""
    severity: Severity = Severity.ERROR
    related: tuple[Related[Where], ...] = ()
    statement: str = ""

    @property
    def sort_key(self) -> tuple[Where, str, str]:
        """By file and line; the rest makes the order the same everywhere."""
        return (self.span, self.code, self.message)


Finding = Diagnostic[Place]
"""A fault found in records, before its place has been looked up in the file."""


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is more than a warning."""
    return any(item.severity is Severity.ERROR for item in diagnostics)


def capped(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The same diagnostics, but of each code the first `MAX_SAME` of a file, and how many more."""
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
    """What stands in the place of the last `count` of the same kind."""
    message = f"… and {count:,} more of these in this file."
    return replace(item, message=message, hint="", related=())


def quoted(text: str) -> str:
    """A piece of content for a message: between backticks, and never longer than a line bears."""
    short = text if len(text) <= _QUOTED else text[: _QUOTED - 1] + "…"
    return f"`{short}`"


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` was most likely meant to be, if one is near enough."""
    # Only where something is wrong is there a word to look for.
    from rapidfuzz import fuzz, process

    close = process.extractOne(
        word.casefold(), sorted(known), scorer=fuzz.ratio, score_cutoff=_NEAR
    )
    return close[0] if close else None


def did_you_mean(word: str, known: Iterable[str], before: str = "") -> str:
    """A sentence for a hint: the nearest known word, or the known words where they are few.

    `before` stands before each of them, and is not compared.
    """
    words = sorted(known)
    near = nearest(word, words)
    if near is not None:
        return f"Did you mean {quoted(before + near)}?"
    if 0 < len(words) <= 12:
        return "Known: " + ", ".join(quoted(before + item) for item in words) + "."
    return ""
