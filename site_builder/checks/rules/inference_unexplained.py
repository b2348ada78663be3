"""A date is inferred, and nothing says from what."""

from collections.abc import Iterator

from site_builder.content.catalogue import Catalogue
from site_builder.diagnostics import Finding

CODE = "inference-unexplained"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    for entry in catalogue.entries.values():
        if entry.statement.date_basis == "inferred" and entry.statement.date_note is None:
            yield Finding(
                CODE,
                "The date is inferred, and nothing says from what.",
                entry.place("date_basis"),
                "Add `date_note: …`.",
            )
