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
"""The ids in the template of a person's page, beside those that no record can have.

`on_` stands before a theme's id, and `_status` after a statement's: an id has no `_`.
"""


def check(part: Part) -> Iterator[Finding]:
    for entries in part.by_person.values():
        for entry in entries:
            if entry.statement.id in PAGE:
                yield Finding(
                    CODE,
                    f"{quoted(f'#{entry.statement.id}')} is a part of the person's page.",
                    entry.place("id"),
                    "Give the statement another id. If it has been published, add the old one to"
                    " its `former_ids`.",
                    rests_on=entry.places("id"),
                )
