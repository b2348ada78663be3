"""A source that appeared, or was read, before the words that it is cited for were said.

No clock is asked, so that content which is right today is right tomorrow: words dated in the
future are found because their source is older.
"""

from collections.abc import Iterator
from datetime import timedelta

from site_builder.content.catalogue import Cited, Entry, Part
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import Finding, Place, Related, Severity

CODE = "printed-before-said"
# What is printed in one part of the world today can be said in another tomorrow.
_A_DAY = timedelta(days=1)


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for at, cited in enumerate(entry.cited):
            dates = (("issued", cited.source.issued), ("accessed", cited.source.accessed))
            for name, date in dates:
                if date is not None and _is_later(entry.statement.date, date):
                    yield _finding(entry, at, cited, name, date)
                    break


def _is_later(said: Edtf, printed: Edtf) -> bool:
    """Whether words were said after a day, beyond doubt; about dates that are rough, there is."""
    is_rough = any(date.approximate or date.uncertain for date in (said, printed))
    return not is_rough and said.earliest - printed.latest > _A_DAY


def _finding(entry: Entry, at: int, cited: Cited, name: str, date: Edtf) -> Finding:
    how = "appeared" if name == "issued" else "was read"
    return Finding(
        CODE,
        f"This source {how} on {date}, and the words are dated {entry.statement.date}.",
        entry.place("citations", at, "source"),
        f"Correct the statement's `date:`, or the source's `{name}:`."
        " If the source was written further later, add a waiver to `waivers.yml`.",
        Severity.WARNING,
        related=(Related(f"Its `{name}:`", Place(cited.source.path, (name,))),),
    )
