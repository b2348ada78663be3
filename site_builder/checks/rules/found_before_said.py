"""Somebody's finding about a statement is dated before the statement itself."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Related, Severity

CODE = "found-before-said"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        statement = entry.statement
        # What was only printed on that day may have been said, and checked, before.
        is_said = statement.date_basis != "published"
        for at, found in enumerate(statement.findings if is_said else ()):
            if found.date.is_surely_before(statement.date):
                yield Finding(
                    CODE,
                    f"This was found on {found.date}, before the statement: it is dated"
                    f" {statement.date}.",
                    entry.place("findings", at, "date"),
                    "Correct the `date:` of one of them. If it is about the same words on an"
                    " earlier day, move it to a statement of that day, or"
                    f" {ADD_A_WAIVER}.",
                    Severity.WARNING,
                    related=(Related("The statement's `date:`", entry.place("date")),),
                    rests_on=entry.places("date", "date_basis"),
                )
