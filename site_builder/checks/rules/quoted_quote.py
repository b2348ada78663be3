"""A quote has quotation marks of its own, which the page would add itself."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.model import Statement
from site_builder.content.values.quotation import own_marks
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Route, Severity

CODE = "quoted-quote"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for route, words in _quoted(entry.statement):
            if marks := own_marks(words):
                opening, closing = marks
                yield Finding(
                    CODE,
                    f"The quote begins with {opening} and ends with {closing}, but the page adds"
                    " its own quotation marks.",
                    entry.place(*route),
                    "Delete the outer quotation marks. If the speaker was quoting somebody,"
                    f" {ADD_A_WAIVER}.",
                    Severity.WARNING,
                )


def _quoted(statement: Statement) -> Iterator[tuple[Route, str]]:
    """Yield all that stands between quotation marks, and where: others are quoted, too."""
    yield ("quote",), statement.quote or ""
    if statement.question:
        yield ("question", "quote"), statement.question.quote
    for at, finding in enumerate(statement.findings):
        yield ("findings", at, "quote"), finding.quote
