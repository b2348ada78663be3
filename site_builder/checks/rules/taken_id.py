"""A statement's id is also that of a part of its speaker's page, so its address leads there."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding, quoted

CODE = "taken-id"
PAGE = frozenset(
    (
        *("sheet", "offices", "affiliations", "statements", "positions", "said-for"),
        *("misattributed", "about", "sources"),
    )
)
"""The ids in the template of a person's page, beside those for each theme and each status."""


def check(part: Part) -> Iterator[Finding]:
    for person, entries in part.by_person.items():
        taken = {
            *PAGE,
            *(f"on-{position.theme}" for position in part.people[person].positions),
            *(f"on-{theme}" for entry in entries for theme in entry.statement.also),
            *(f"{entry.statement.id}-status" for entry in entries if entry.statement.status_note),
        }
        for entry in entries:
            if entry.statement.id in taken:
                yield Finding(
                    CODE,
                    f"{quoted(f'#{entry.statement.id}')} is a part of the person's page.",
                    entry.place("id"),
                    "Give the statement another id. If it has been published, add the old one to"
                    " its `former_ids`.",
                )
