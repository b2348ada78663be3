"""A citation has the first or last words of a passage, but is no citation that rests on one."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.content.model import StatementKind
from site_builder.diagnostics import Finding

CODE = "misplaced-passage"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for at, citation in enumerate(entry.statement.citations):
            if not (citation.from_ or citation.to):
                continue
            if entry.statement.kind is StatementKind.QUOTE:
                name = "from" if citation.from_ else "to"
                yield Finding(
                    CODE,
                    "A quote is sought by its own words, not by a passage.",
                    entry.place("citations", at, name, on_key=True),
                    "Delete `from:` and `to:`; the words around a quote are `prefix:` and"
                    " `suffix:`.",
                )
            elif citation.to and not citation.from_:
                yield Finding(
                    CODE,
                    "The passage has last words, but no first ones.",
                    entry.place("citations", at, "to", on_key=True),
                    "Add `from:` with its first words, as printed.",
                    rests_on=(
                        entry.place("citations", at, "from"),
                        # A statement that is none of these yet may become a quote.
                        *entry.places(*StatementKind),
                    ),
                )
