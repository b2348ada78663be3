"""The address of an archived copy names another day than `captured`."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Place, Severity

CODE = "archive-date"
# The Wayback Machine and archive.today put the time of the capture, in UTC, into the address.
_STAMP = re.compile(
    r"https?://(?:web\.archive\.org/web|archive\.(?:today|ph|is|li|md|vn|fo))"
    r"/(\d{4})\.?(\d\d)\.?(\d\d)(?:\d{1,6}|-\d{6})?(?:[a-z]{2}_)?/",
    re.ASCII | re.IGNORECASE,
)
_A_DAY = timedelta(days=1)


def check(part: Part) -> Iterator[Finding]:
    for source in part.sources.values():
        for at, archive in enumerate(source.archives):
            day = _day_in(archive.url)
            captured = archive.captured
            if day and not captured.earliest - _A_DAY <= day <= captured.latest + _A_DAY:
                yield Finding(
                    CODE,
                    f"The copy's address says that it was made on {day}.",
                    Place(source.path, ("archives", at, "captured")),
                    f"Write `captured: {day}`, or correct the address.",
                    Severity.WARNING,
                )


def _day_in(url: str) -> date | None:
    stamp = _STAMP.match(url)
    try:
        return date(*map(int, stamp.groups())) if stamp else None
    except ValueError:
        return None
