"""The same words by the same person stand here twice, but for punctuation."""

from collections.abc import Iterator

from site_builder.checks.words import words_of
from site_builder.content.catalogue import Entry, Part
from site_builder.diagnostics import Finding, Related, Severity, quoted

CODE = "duplicate-words"


def check(part: Part) -> Iterator[Finding]:
    for entries in part.by_person.values():
        if len(entries) < 2:
            continue
        seen: dict[tuple[str, ...], Entry] = {}
        for entry in entries:
            statement = entry.statement
            words = words_of(statement.words)
            first = seen.setdefault(words, entry)
            if first is not entry and words:
                yield Finding(
                    CODE,
                    f"The same person has the same words in {quoted(first.statement.id)}.",
                    entry.place(statement.kind.value),
                    "If both are one statement, keep one and give it both citations.",
                    Severity.WARNING,
                    related=(Related("The other one", first.place(first.statement.kind.value)),),
                )
