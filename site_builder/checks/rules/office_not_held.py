"""The source names an office that the person did not hold on the day of the statement.

Sources also call people by offices that they have left. `as_printed` then stays as it is printed.
"""

from collections.abc import Iterator

from site_builder.content.catalogue import Entry, Part
from site_builder.content.model import Office
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Place, Related, Severity

CODE = "office-not-held"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        printed = entry.statement.as_printed
        if printed is None:
            continue
        not_ruled_out = [it.office for it in (*entry.offices, *entry.possible_offices)]
        named = [
            (at, office)
            for at, office in enumerate(entry.person.offices)
            if _is_named(office, printed)
        ]
        if named and not any(office in not_ruled_out for _, office in named):
            yield _finding(entry, *named[0])


def _is_named(office: Office, printed: str) -> bool:
    """Check whether `as_printed` is the office's title, alone or with its organisation."""
    title, said = office.title.casefold(), printed.casefold().removeprefix("the ")
    if title not in said:
        return False
    organisation = (office.organisation or "").casefold()
    return said in {
        title,
        f"{organisation} {title}",
        f"{title} of {organisation}",
        f"{title} of the {organisation}",
        f"{title}, {organisation}",
    }


def _finding(entry: Entry, at: int, office: Office) -> Finding:
    held = " ".join(
        f"{word} {date}" for word, date in (("from", office.start), ("until", office.end)) if date
    )
    return Finding(
        CODE,
        f"By its dates ({held}), this office was not held on {entry.statement.date}.",
        entry.place("as_printed"),
        "If a date is wrong, correct it: the statement's `date:`, or the office's `start:` or"
        f" `end:`. If the source uses a former title, {ADD_A_WAIVER}.",
        Severity.WARNING,
        related=(Related("The office", Place(entry.person.path, ("offices", at, "title"))),),
        rests_on=(entry.place("date"), Place(entry.person.path, ("offices",))),
    )
