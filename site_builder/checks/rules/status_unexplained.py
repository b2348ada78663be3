"""A statement is marked as disputed or retracted, and no note says why."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding

CODE = "status-unexplained"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        statement = entry.statement
        if statement.status != "published" and statement.status_note is None:
            yield Finding(
                CODE,
                f"This statement is {statement.status}, and no note says why.",
                entry.place("status"),
                "Add `status_note:` with `note: …` and its own `citations:`.",
            )
        elif statement.status == "published" and statement.status_note is not None:
            yield Finding(
                CODE,
                "The note says why a statement is disputed or retracted; this one is neither.",
                entry.place("status_note", on_key=True),
                "Add `status: disputed` or `status: retracted`, or delete the note.",
            )
