"""A source leaked or is private, but nothing says how it is known to be what it claims."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Place

CODE = "circulation-unexplained"


def check(part: Part) -> Iterator[Finding]:
    for source in part.sources.values():
        if source.circulation and source.note is None:
            yield Finding(
                CODE,
                f"This source is {source.circulation}, but no note says how it is known.",
                Place(source.path, ("circulation",)),
                "Add `note:` and say who has it, and how it is known to be what it claims.",
                rests_on=(Place(source.path, ("note",)),),
            )
