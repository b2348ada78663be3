"""A statement is disputed, retracted or misattributed, but no note explains why."""

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
                f"This statement is {statement.status}, but no note explains why.",
                entry.place("status"),
                "Add `status_note:` with `note: …` and its own `citations:`.",
                rests_on=entry.places("status_note"),
            )
        elif statement.status == "published" and statement.status_note is not None:
            yield Finding(
                CODE,
                "This note explains a status, but the statement has none that needs it.",
                entry.place("status_note", on_key=True),
                "Add the status that it explains (`disputed`, `retracted` or `misattributed`), or"
                " delete `status_note:`.",
                rests_on=entry.places("status"),
            )
