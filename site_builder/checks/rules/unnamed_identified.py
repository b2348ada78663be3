"""Somebody whom the source does not name has what would say who it is."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, Place, quoted

CODE = "unnamed-identified"
_FIELDS = ("names", "sort_name", "identifiers", "accounts", "links", "image")


def check(part: Part) -> Iterator[Finding]:
    for person in part.people.values():
        if not person.is_named:
            for field in _FIELDS:
                if getattr(person, field):
                    yield Finding(
                        CODE,
                        f"The source does not name this person, so {quoted(field)} would be a"
                        " guess.",
                        Place(person.path, (field,), on_key=True),
                        f"Delete `{field}:`, or record the statements under the person's name.",
                    )
