"""Read record files: bytes → tree → record, each file by itself.

A file without anything doubtful takes the fast way (`read_sound`, `accept`). Every other file takes
the thorough way, which reports what is wrong and where. A reading depends only on the file and on
the ids of all files, so readings can be made in other processes, and kept.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass
from functools import partial
from itertools import chain

from site_builder.content.discover import RecordFile
from site_builder.content.document import Document, read, read_sound
from site_builder.content.model import MODELS, Known, Person, Record
from site_builder.content.validate import accept, statement_ids, validate
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import Diagnostic
from site_builder.parallel import chunks

FILES_A_TASK = 200
"""Enough files that reading them takes much longer than starting a task."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The outcome of reading one file.

    If validation found faults, `record` and `document` lack the faulty parts, so that a route in
    the record is the same in the tree. `statements` are the ids of all statements in the file with
    the dates on which they were said, as far as these are known; None if it could not be read.
    """

    record: Record | None
    statements: Mapping[str, Edtf | None] | None = None
    faults: tuple[Diagnostic, ...] = ()
    document: Document | None = None


def read_file(known: Known, file: RecordFile) -> Reading:
    """Read and validate one file, resolving its references against the `known` ids."""
    model = MODELS[file.kind.name]
    values = read_sound(file.file)
    if values is not None:
        record = accept(values, file.path, model, file.id, known)
        if record is not None:
            return Reading(record, _statements(record))
    document, faults = read(file.file, file.path)
    if document is None:
        return Reading(None, faults=tuple(faults))
    written = dict.fromkeys(statement_ids(document))
    record, invalid = validate(document, model, file.id, known)
    return Reading(
        record,
        None if record is None else written | _statements(record),
        (*faults, *invalid),
        document if invalid else None,
    )


def read_files(files: Sequence[RecordFile], known: Known, executor: Executor) -> list[Reading]:
    """Read and validate files, in their order."""
    work = partial(_read_all, known)
    return [*chain.from_iterable(executor.map(work, chunks(files, FILES_A_TASK)))]


def _read_all(known: Known, files: Sequence[RecordFile]) -> list[Reading]:
    return [read_file(known, file) for file in files]


def _statements(record: Record) -> dict[str, Edtf | None]:
    positions = record.positions if isinstance(record, Person) else ()
    return {it.id: it.said for position in positions for it in position.statements}
