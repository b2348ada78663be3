"""A correction is dated before the statement that it corrects."""

from collections.abc import Iterator
from datetime import timedelta

from site_builder.content.catalogue import Part
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import Finding, Related

CODE = "corrected-before-said"
# Time zones: where it was corrected, it may still have been the day before.
_A_DAY = timedelta(days=1)


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for at, correction in enumerate(entry.statement.corrections):
            if _is_earlier(correction.date, entry.statement.date):
                yield Finding(
                    CODE,
                    f"This was corrected on {correction.date}, before the statement: it is dated"
                    f" {entry.statement.date}.",
                    entry.place("corrections", at, "date"),
                    "Write the day of the correction, or correct the statement's `date:`.",
                    related=(Related("The statement's `date:`", entry.place("date")),),
                    rests_on=entry.places("date"),
                )


def _is_earlier(corrected: Edtf, said: Edtf) -> bool:
    """Check whether a day is certainly before another; rough dates are never certain."""
    is_certain = not (corrected.is_rough or said.is_rough)
    return is_certain and said.earliest - corrected.latest > _A_DAY
