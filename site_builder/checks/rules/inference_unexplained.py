"""A date is inferred or unknown, but nothing says from what, or why."""

from collections.abc import Iterator

from site_builder.content.catalogue import Entry, Part
from site_builder.diagnostics import Finding

CODE = "inference-unexplained"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        if entry.statement.date.is_unknown:
            yield from _unknown(entry)
        elif entry.statement.date_basis == "inferred" and entry.statement.date_note is None:
            yield Finding(
                CODE,
                "The date is inferred, but nothing says from what.",
                entry.place("date_basis"),
                "Add `date_note:` and say what it was inferred from.",
                rests_on=entry.places("date_note"),
            )


def _unknown(entry: Entry) -> Iterator[Finding]:
    if entry.statement.date_note is None:
        yield Finding(
            CODE,
            "The date is unknown, but nothing says why.",
            entry.place("date"),
            "Add `date_note:` and say what the source has instead of a date.",
            rests_on=entry.places("date", "date_note"),
        )
    if entry.statement.date_basis != "said":
        yield Finding(
            CODE,
            "An unknown date is neither that of the publication nor inferred.",
            entry.place("date_basis"),
            "Delete `date_basis:`, or write the date.",
            rests_on=entry.places("date"),
        )
