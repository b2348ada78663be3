"""A vote belongs to words, and not to something done."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.model import StatementKind
from site_builder.diagnostics import Finding

CODE = "vote-not-done"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        kind = entry.statement.kind
        if entry.statement.vote and kind is not StatementKind.ACTION:
            yield Finding(
                CODE,
                f"A vote is something done, but this statement is a {kind}.",
                entry.place("vote", on_key=True),
                "Record the vote as a statement of its own, with `action:`.",
            )
