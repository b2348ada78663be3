"""A quote has quotation marks of its own, which the page would add itself."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.model import Statement
from site_builder.content.values.quotation import ends_early, half_mark, own_marks
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Route, Severity

CODE = "quoted-quote"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for route, words in _quoted(entry.statement):
            if said := _what_is_odd(words):
                message, hint = said
                hint = f"{hint} If the speaker was quoting somebody, {ADD_A_WAIVER}."
                yield Finding(CODE, message, entry.place(*route), hint, Severity.WARNING)


def _what_is_odd(words: str) -> tuple[str, str] | None:
    """Return what is odd about the quotation marks in a quote, and what to do about it."""
    if marks := own_marks(words):
        opening, closing = marks
        return (
            f"The quote begins with {opening} and ends with {closing}, but the page adds its own"
            " quotation marks.",
            "Delete the outer quotation marks.",
        )
    if mark := half_mark(words):
        return (
            f"The quote has one quotation mark, {mark}, without the other half.",
            "Compare it with the source. If the mark opens or closes the whole quote, delete it.",
        )
    if ends_early(words):
        return (
            "The quotation marks end before the quote does.",
            "Delete them and what the source itself says, such as “she said”. If more of the quote"
            " follows, write `[…]` in its place.",
        )
    return None


def _quoted(statement: Statement) -> Iterator[tuple[Route, str]]:
    """Yield all that stands between quotation marks, and where: others are quoted, too."""
    yield ("quote",), statement.quote or ""
    if statement.question:
        yield ("question", "quote"), statement.question.quote
    for at, finding in enumerate(statement.findings):
        yield ("findings", at, "quote"), finding.quote
