"""Two statements of a person have the same words, apart from punctuation and capitals."""

from collections.abc import Iterator

from site_builder.checks.words import words_of
from site_builder.content.catalogue import Entry, Part
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Related, Severity, quoted

CODE = "duplicate-words"


def check(part: Part) -> Iterator[Finding]:
    for entries in part.by_person.values():
        if len(entries) < 2:
            continue
        seen: dict[tuple[str, ...], Entry] = {}
        for entry in entries:
            words = words_of(entry.statement.words)
            first = seen.setdefault(words, entry)
            if first is not entry and words:
                yield _finding(entry, first)


def _finding(entry: Entry, first: Entry) -> Finding:
    return Finding(
        CODE,
        f"Statement {quoted(first.statement.id)} of the same person has the same words.",
        entry.place(entry.statement.kind.value),
        "If they are one statement, keep one with both citations. If they were said twice,"
        f" {ADD_A_WAIVER}.",
        Severity.WARNING,
        related=(Related("The other statement", first.place(first.statement.kind.value)),),
        # They are compared in the order of their dates.
        rests_on=(
            *entry.places("date"),
            *first.places("id", "date"),
        ),
    )
