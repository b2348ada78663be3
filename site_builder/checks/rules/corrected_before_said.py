"""A correction is dated before the statement that it corrects."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Related

CODE = "corrected-before-said"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for at, correction in enumerate(entry.statement.corrections):
            if correction.date.is_surely_before(entry.statement.date):
                yield Finding(
                    CODE,
                    f"This was corrected on {correction.date}, before the statement: it is dated"
                    f" {entry.statement.date}.",
                    entry.place("corrections", at, "date"),
                    "Write the day of the correction, or correct the statement's `date:`.",
                    related=(Related("The statement's `date:`", entry.place("date")),),
                    rests_on=entry.places("date"),
                )
