"""Read `withdrawn.yml`, which says what was taken out of the content for good, when and why.

Its addresses are not vanished: a page stands there that says so. They are never used again, because
whoever links to one meant something else.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from site_builder.content.catalogue import StatementIds
from site_builder.content.discover import WITHDRAWN, label
from site_builder.content.document import Document, read
from site_builder.content.kinds import BY_FOLDER
from site_builder.content.model import Known, Withdrawal, Withdrawn, first_field
from site_builder.content.validate import validate
from site_builder.diagnostics import Diagnostic, quoted


class WithdrawnList(NamedTuple):
    """What was withdrawn, and the document that says so."""

    withdrawn: tuple[Withdrawal, ...] = ()
    document: Document | None = None

    def has(self, address: str) -> bool:
        """Check whether a record or statement was withdrawn, by itself or with its person."""
        record = "/".join(address.split("/")[:2])
        return any(it.address in (address, record) for it in self.withdrawn)


def read_withdrawn(content: Path, base: Path) -> tuple[WithdrawnList, list[Diagnostic]]:
    """Read what was withdrawn from a content folder; from most, nothing was."""
    file = content / WITHDRAWN
    if not os.path.lexists(file):
        return WithdrawnList(), []
    document, faults = read(file, label(file, base), first=first_field(Withdrawn))
    if document is None:
        return WithdrawnList(), faults
    found, invalid = validate(document, Withdrawn, file.stem, Known())
    return WithdrawnList(found.withdrawn if found else (), document), [*faults, *invalid]


def check_withdrawn(
    listed: WithdrawnList, known: Known, statement_ids: StatementIds, moved: Mapping[str, str]
) -> Iterator[Diagnostic]:
    """Yield the addresses that are listed twice, and those at which there is something.

    That may be a redirect: what it leads to is not what was withdrawn. `moved` has the present
    address of each former one.
    """
    seen = set[str]()
    for at, it in enumerate(listed.withdrawn):
        assert listed.document is not None  # they come from a file
        folder, id_, *statement = it.address.split("/")
        span = listed.document.span(("withdrawn", at, "address"))
        if it.address in seen:
            hint = "Delete this entry, or the one above."
            yield Diagnostic("withdrawn-id", "The same address is listed above.", span, hint)
        elif (
            statement[0] in (statement_ids.get(id_) or ())
            if statement
            else id_ in known.of(BY_FOLDER[folder].name)
        ):
            yield Diagnostic(
                "withdrawn-id",
                f"{quoted(it.address)} was withdrawn, but is there.",
                span,
                "If it is the same, delete this entry. If not, give it another id: links to this"
                " one mean what was withdrawn.",
            )
        elif now := moved.get(it.address):
            yield Diagnostic(
                "withdrawn-id",
                f"{quoted(it.address)} was withdrawn, but leads to {quoted(now)}.",
                span,
                "If that is the same, delete this entry. If not, delete the former id there: links"
                " to this one mean what was withdrawn.",
            )
        seen.add(it.address)
