"""A source was published or read before the words that it is cited for were said.

The current date plays no part, so content that is right today is right tomorrow. Words dated in the
future are found because their source is older.
"""

from collections.abc import Iterator

from site_builder.content.catalogue import Cited, Entry, Part
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Place, Related, Severity

CODE = "printed-before-said"
# Nobody can have read an update before it was written, so this is for `issued` alone.
_UPDATED = f" If the source was updated later, {ADD_A_WAIVER}."


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for cited in entry.cited:
            dates = (("issued", cited.source.issued), ("accessed", cited.source.accessed))
            for name, date in dates:
                if date is not None and date.is_surely_before(entry.statement.date):
                    yield _finding(entry, cited, name, date)
                    break


def _finding(entry: Entry, cited: Cited, name: str, date: Edtf) -> Finding:
    # A source that could not be read is not among those that are cited here.
    at = entry.statement.citations.index(cited.citation)
    how = "published" if name == "issued" else "read"
    return Finding(
        CODE,
        f"The words are dated {entry.statement.date}, but this source was {how} earlier: {date}.",
        entry.place("citations", at, "source"),
        f"Correct what is wrong: the statement's `date:`, the source's `{name}:`, or the source"
        f" cited.{_UPDATED if name == 'issued' else ''}",
        Severity.WARNING,
        related=(Related(f"The source's `{name}:`", Place(cited.source.path, (name,))),),
        rests_on=entry.places("date"),
    )
