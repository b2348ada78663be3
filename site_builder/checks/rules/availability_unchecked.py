"""A source has an availability, but no date on which somebody checked it."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Place

CODE = "availability-unchecked"


def check(part: Part) -> Iterator[Finding]:
    for source in part.sources.values():
        if source.availability is not None and source.checked is None:
            yield Finding(
                CODE,
                f"`availability` is `{source.availability}`, but nothing says when it was checked.",
                Place(source.path, ("availability",)),
                "Add `checked:` with the day you looked, or delete `availability:`.",
                rests_on=(Place(source.path, ("checked",)),),
            )
