"""A quote has quotation marks of its own, which the page would add itself."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.values.quotation import own_marks
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Severity

CODE = "quoted-quote"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        if marks := own_marks(entry.statement.quote or ""):
            opening, closing = marks
            yield Finding(
                CODE,
                f"The quote begins with {opening} and ends with {closing}, but the page adds"
                " its own quotation marks.",
                entry.place("quote"),
                "Delete the outer quotation marks. If the speaker was quoting somebody,"
                f" {ADD_A_WAIVER}.",
                Severity.WARNING,
            )
