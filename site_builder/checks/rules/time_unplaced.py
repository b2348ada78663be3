"""A time of day is without its zone or its day."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding

CODE = "time-unplaced"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        statement = entry.statement
        if statement.time and not statement.zone:
            yield Finding(
                CODE,
                "A time of day means nothing without its zone.",
                entry.place("time"),
                "Add `zone:`, such as `Europe/Moscow` or `+03:00`.",
                rests_on=entry.places("zone"),
            )
        if statement.zone and not statement.time:
            yield Finding(
                CODE,
                "This zone belongs to no time of day.",
                entry.place("zone"),
                'Add `time: "14:30"` or the like, or delete `zone:`.',
                rests_on=entry.places("time"),
            )
        if statement.time and not statement.date.is_day:
            yield Finding(
                CODE,
                f"A time of day needs a day, but the date is `{statement.date}`.",
                entry.place("time"),
                "Write the day in `date:`, or delete `time:` and `zone:`.",
                rests_on=entry.places("date"),
            )
