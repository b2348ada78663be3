"""A date is inferred, but nothing says from what."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding

CODE = "inference-unexplained"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        if entry.statement.date_basis == "inferred" and entry.statement.date_note is None:
            yield Finding(
                CODE,
                "The date is inferred, but nothing says from what.",
                entry.place("date_basis"),
                "Add `date_note:` and say what it was inferred from.",
            )
