"""A source's availability is claimed, and no day is given on which it was seen to be so."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Place

CODE = "availability-unchecked"


def check(part: Part) -> Iterator[Finding]:
    for source in part.sources.values():
        if source.availability is not None and source.checked is None:
            yield Finding(
                CODE,
                f"When was this source seen to be {source.availability}?",
                Place(source.path, ("availability",)),
                "Add `checked:` with the day.",
            )
