"""Files → records, and everything that is wrong in each of them.

What is wrong with a person's record follows from it, from the themes and sources, and from which
ids there are. So people are checked where they are read, some at a time, on all processors; and
whoever wants to know only what is wrong need not keep them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from site_builder.checks import rules
from site_builder.content.catalogue import (
    Catalogue,
    Records,
    Size,
    StatementIds,
    is_unknown,
    link,
    statements_named,
    with_people,
)
from site_builder.content.discover import RecordFile
from site_builder.content.document import Document, Scalar, read
from site_builder.content.load import Reading, gather, read_file, read_files, share_files
from site_builder.content.model import Known, Person, Record
from site_builder.diagnostics import Diagnostic, Finding, Place, Related, Span


class Found(NamedTuple):
    """What a rule has found, and the id of the statement that it lies in, if it lies in one."""

    diagnostic: Diagnostic
    statement: str | None


@dataclass(slots=True)
class Checked:
    """Records, and what is wrong in each of them: in its file, and by the rules for one record.

    `named` are the statements that records of one part name and that are not in that part: whether
    there are such statements is known when all parts are there. `size` counts also what was not
    kept.
    """

    records: Records = field(default_factory=Records)
    faults: list[Diagnostic] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    named: list[tuple[str, Place]] = field(default_factory=list)
    size: Size = field(default_factory=Size)

    def add(self, part: "Checked") -> None:
        """Add what stands in other files."""
        self.records.add(part.records)
        self.faults += part.faults
        self.found += part.found
        self.named += part.named
        self.size += part.size


def check_files(
    files: Sequence[RecordFile],
    known: Known,
    base: Path,
    lang: str,
    *,
    readings: Sequence[Reading] = (),
    keep: bool = True,
) -> Checked:
    """Read all files, and check each record by itself, those of `readings` too.

    If they are not to be kept, the records of people are left out; but not those of people who had
    other ids, for `rules.ACROSS_RECORDS`.
    """
    people = [file for file in files if file.model is Person]
    others = [file for file in files if file.model is not Person]
    checked = Checked()
    given = [reading for reading in readings if reading.file.model is not Person]
    checked.records, checked.faults = gather([*read_files(others, known), *given])
    shared = link(checked.records, lang)
    checked.size = shared.size
    checked.found += find(shared, base, checked.records.faulty)
    checked.named += _named(checked.records.all(), {})
    check = partial(_check_people, shared, base, keep)
    checked.add(check([reading for reading in readings if reading.file.model is Person]))
    for part in share_files(partial(_read_people, check, known), people):
        checked.add(part)
    return checked


def _read_people(
    check: Callable[[Sequence[Reading]], Checked], known: Known, files: Sequence[RecordFile]
) -> Checked:
    return check([read_file(known, file) for file in files])


def _check_people(
    shared: Catalogue, base: Path, keep: bool, readings: Sequence[Reading]
) -> Checked:
    records, faults = gather(readings)
    catalogue = with_people(shared, records.people)
    found = [*find(catalogue, base, records.faulty)]
    named = [*_named(records.people, records.statement_ids)]
    if not keep:
        records.people = [person for person in records.people if person.former_ids]
    return Checked(records, faults, found, named, catalogue.size)


def _named(records: Iterable[Record], ids: StatementIds) -> Iterator[tuple[str, Place]]:
    for record in records:
        for target, place in statements_named(record):
            if is_unknown(target, ids):
                yield target, place


def find(catalogue: Catalogue, base: Path, faulty: Mapping[str, Document]) -> Iterator[Found]:
    """What the rules for one record find in a part of the catalogue."""
    return locate(rules.check(catalogue, rules.OF_RECORDS), base, faulty)


def locate(
    findings: Iterable[Finding], base: Path, faulty: Mapping[str, Document]
) -> Iterator[Found]:
    """Look the places of findings up in their files, reading those again that had no faults."""
    documents: dict[str, Document | None] = {**faulty}

    def document(place: Place) -> Document | None:
        if place.path not in documents:
            documents[place.path], _ = read(base / place.path, place.path)
        return documents[place.path]

    def span(place: Place) -> Span:
        there = document(place)
        return there.span(place.route, on_key=place.on_key) if there else Span(place.path)

    def statement(place: Place) -> str | None:
        there = document(place)
        match place.route:
            case ("positions", at, "statements", number, *_) if there is not None:
                id_ = there.node(("positions", at, "statements", number, "id"))
                return id_.text if isinstance(id_, Scalar) else None
        return None

    for finding in findings:
        diagnostic = Diagnostic(
            finding.code,
            finding.message,
            span(finding.place),
            finding.hint,
            finding.severity,
            tuple(Related(message, span(place)) for message, place in finding.related),
        )
        yield Found(diagnostic, statement(finding.place))
