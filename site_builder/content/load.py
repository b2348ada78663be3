"""Folder → records: every file read and validated, each by itself.

A file in which nothing is doubtful takes the fast way (`read_sound`, `accept`), every other one
the thorough way, which says what is wrong and where. What a reading gives depends on the file and
the ids of all files, and on nothing else; so readings are shared among processes, and kept.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TypeVar

from site_builder.content.catalogue import KINDS, Name, Records
from site_builder.content.discover import RecordFile
from site_builder.content.document import Document, read, read_sound
from site_builder.content.model import Known, Person, Record, Source, Theme
from site_builder.content.validate import accept, statement_ids, validate
from site_builder.diagnostics import Diagnostic
from site_builder.parallel import can_fork, share

# Starting a process takes half a second, as long as reading this many files; forking one, less.
_WORTH_STARTING, _WORTH_FORKING = 2_000, 400
_CHUNK = 200

T = TypeVar("T")
R = TypeVar("R")


def record_name(file: RecordFile) -> Name:
    """What the record of a file is called among all records."""
    return (KINDS[file.model], file.id)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file gave.

    Where there are faults of validation, `record` is what is left without the faulty parts, and
    `document` the tree without them. `statements` are the ids of all that stand in the file.
    """

    file: RecordFile
    record: Record | None
    statements: frozenset[str] = frozenset()
    faults: tuple[Diagnostic, ...] = ()
    document: Document | None = None


def read_file(known: Known, file: RecordFile) -> Reading:
    """Read and validate one file, resolving its references against the `known` ids."""
    values = read_sound(file.file)
    if values is not None:
        record = accept(values, file.path, file.model, file.id, known)
        if record is not None:
            return reading_of(file, record)
    document, faults = read(file.file, file.path)
    if document is None:
        return Reading(file, None, faults=tuple(faults))
    written = frozenset(statement_ids(document))
    left, invalid = validate(document, file.model, file.id, known)
    kept = document if invalid else None
    return Reading(file, left, written, (*faults, *invalid), kept)


def reading_of(file: RecordFile, record: Record | None) -> Reading:
    """The reading of a file without faults of which this is the record, if it gave one."""
    positions = record.positions if isinstance(record, Person) else ()
    statements = frozenset(said.id for position in positions for said in position.statements)
    return Reading(file, record, statements)


def read_files(files: Sequence[RecordFile], known: Known) -> list[Reading]:
    """Read all files, in their order; many are shared among the machine's processors."""
    return [*chain.from_iterable(share_files(partial(_read_chunk, known), files))]


def _read_chunk(known: Known, files: Sequence[RecordFile]) -> list[Reading]:
    return [read_file(known, file) for file in files]


def share_files(work: Callable[[Sequence[T]], R], files: Sequence[T]) -> Iterable[R]:
    """What `work` makes of all files, some at a time, in their order; of many on all processors."""
    if len(files) < (_WORTH_FORKING if can_fork() else _WORTH_STARTING):
        return [work(files)]
    return share(work, [files[at : at + _CHUNK] for at in range(0, len(files), _CHUNK)])


def gather(readings: Iterable[Reading]) -> tuple[Records, list[Diagnostic]]:
    """All records by their kind, and everything that was wrong with the files."""
    records, faults = Records(), list[Diagnostic]()
    for reading in readings:
        faults += reading.faults
        if reading.file.model is Person:
            ids = None if reading.record is None else reading.statements
            records.statement_ids[reading.file.id] = ids
        if reading.document is not None:
            records.faulty[reading.file.path] = reading.document
        match reading.record:
            case Person() as person:
                records.people.append(person)
            case Theme() as theme:
                records.themes.append(theme)
            case Source() as source:
                records.sources.append(source)
    return records, faults
