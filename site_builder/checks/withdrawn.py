"""Read `withdrawn.yml`, which says what was taken out of the content for good, when and why.

Its addresses are not vanished: a page stands there that says so. They are never used again, because
whoever links to one meant something else.
"""

import os
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from site_builder.content.catalogue import StatementIds
from site_builder.content.discover import WITHDRAWN, label
from site_builder.content.document import Document, read
from site_builder.content.kinds import BY_FOLDER, PERSON
from site_builder.content.model import Known, Withdrawal, Withdrawn, first_field
from site_builder.content.validate import validate
from site_builder.diagnostics import Diagnostic, quoted


@dataclass(frozen=True)
class WithdrawnList:
    """What was withdrawn, and the document that says so."""

    withdrawn: tuple[Withdrawal, ...] = ()
    document: Document | None = None

    def has(self, address: str) -> bool:
        """Check whether a record or statement was withdrawn, by itself or with its person."""
        return self.entry_of(address) is not None

    def entry_of(self, address: str) -> Withdrawal | None:
        """Return the entry of what was withdrawn, by itself or with its person."""
        record = "/".join(address.split("/")[:2])
        return self._by_address.get(address) or self._by_address.get(record)

    @cached_property
    def _by_address(self) -> Mapping[str, Withdrawal]:
        return {address: it for it in self.withdrawn for address in it.addresses}

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The addresses that have a page that says so."""
        return frozenset(self._by_address)


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
        if it.statements and it.kind != PERSON.name:
            yield Diagnostic(
                "withdrawn-id",
                "Only a person has statements that go along.",
                listed.document.span(("withdrawn", at, "statements")),
                "Delete `statements:` here.",
            )
            continue
        span = listed.document.span(("withdrawn", at, "address"))
        for address in it.addresses:
            problem = _problem_at(address, seen, known, statement_ids, moved)
            if problem:
                message, hint = problem
                yield Diagnostic("withdrawn-id", f"{quoted(address)} {message}", span, hint)
                # The others of a person who is there are there as well.
                break
            seen.add(address)


def _problem_at(
    address: str,
    seen: Set[str],
    known: Known,
    statement_ids: StatementIds,
    moved: Mapping[str, str],
) -> tuple[str, str] | None:
    """Return why an address cannot be listed, and what to do; None if it can be."""
    folder, id_, *statement = address.split("/")
    if statement:
        is_there = statement[0] in (statement_ids.get(id_) or ())
    else:
        is_there = id_ in known.of(BY_FOLDER[folder].name)
    if address in seen:
        return "is listed above.", "Delete it here, or above."
    if is_there:
        return (
            "was withdrawn, but is there.",
            "If it is the same, delete it here. If not, give the other one another id: links to"
            " this one mean what was withdrawn.",
        )
    if now := moved.get(address):
        return (
            f"was withdrawn, but leads to {quoted(now)}.",
            "If that is the same, delete it here. If not, delete the former id there: links to this"
            " one mean what was withdrawn.",
        )
    return None
