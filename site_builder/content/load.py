"""Read record files: bytes → tree → record, each record by itself.

A file without anything doubtful takes the fast way (`read_sound`, `accept`). Every other file takes
the thorough way, which reports what is wrong and where. A reading depends only on the record's
files and on the ids of all records, so readings can be made in other processes, and kept.

The files of one person are read each by itself, and then put together (decision 48).
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from site_builder.content.discover import RecordFile
from site_builder.content.document import Document, read, read_sound
from site_builder.content.kinds import RecordId
from site_builder.content.model import MODELS, File, Known, Person, PersonPart, Record
from site_builder.content.validate import accept, statement_ids, validate
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import Diagnostic
from site_builder.parallel import chunks

F = TypeVar("F", bound=File)
FILES_A_TASK = 200
"""Enough files that reading them takes much longer than starting a task."""


class Reading(NamedTuple):
    """The outcome of reading the files of one record.

    If validation found faults, `record` and the file's document lack the faulty parts, so that a
    route in the record is the same in the tree. `statements` are the ids of all statements in the
    files with the dates on which they were said, as far as these are known; None if one could not
    be read. `names` are the records, images and statements that the files name, whether or not
    these exist.
    """

    record: Record | None
    statements: Mapping[str, Edtf | None] | None = None
    faults: tuple[Diagnostic, ...] = ()
    documents: tuple[Document, ...] = ()
    names: frozenset[RecordId] = frozenset()


class _FileReading(NamedTuple, Generic[F]):
    """The outcome of reading one file, as in a `Reading`."""

    made: F | None
    statements: Mapping[str, Edtf | None] | None = None
    faults: tuple[Diagnostic, ...] = ()
    documents: tuple[Document, ...] = ()


def read_file(known: Known, file: RecordFile) -> Reading:
    """Read and validate one record, resolving its references against the `known` ids."""
    known = Known(known.ids, known.images, known.called)
    main = _read_one(MODELS[file.kind.name], known, file.file, file.path, file.id)
    record: Record | None = main.made
    read: list[_FileReading[Any]] = [main]
    if file.parts:
        parts = [_read_one(PersonPart, known, part.file, part.path, part.id) for part in file.parts]
        if isinstance(record, Person):
            record = _together(record, [part.made for part in parts if part.made])
        read += parts
    return _reading(record, read, frozenset(known.named))


def _reading(
    record: Record | None, read: Sequence[_FileReading[Any]], names: frozenset[RecordId]
) -> Reading:
    statements: dict[str, Edtf | None] = {}
    for one in read:
        statements.update(one.statements or {})
    return Reading(
        record,
        None if any(one.statements is None for one in read) else statements,
        tuple(chain.from_iterable(one.faults for one in read)),
        tuple(chain.from_iterable(one.documents for one in read)),
        names,
    )


def _read_one(model: type[F], known: Known, file: Path, path: str, id_: str) -> _FileReading[F]:
    values = read_sound(file)
    if values is not None:
        made = accept(values, path, model, id_, known)
        if made is not None:
            return _FileReading(made, _statements(made))
    document, faults = read(file, path)
    if document is None:
        return _FileReading(None, faults=tuple(faults))
    written = dict.fromkeys(statement_ids(document))
    made, invalid = validate(document, model, id_, known)
    return _FileReading(
        made,
        None if made is None else written | _statements(made),
        (*faults, *invalid),
        (document,) if invalid else (),
    )


def _together(person: Person, parts: Sequence[PersonPart]) -> Person:
    """Return a person with the positions of all their files, in order of the files' names."""
    first = accumulate((len(part.positions) for part in parts), initial=len(person.positions))
    positions = (*person.positions, *chain.from_iterable(part.positions for part in parts))
    starts = tuple((part.path, at) for part, at in zip(parts, first, strict=False))
    return person.model_copy(update={"positions": positions, "parts": starts})


def read_files(files: Sequence[RecordFile], known: Known, executor: Executor) -> list[Reading]:
    """Read and validate files, in their order."""
    work = partial(_read_all, known)
    return [*chain.from_iterable(executor.map(work, chunks(files, FILES_A_TASK)))]


def _read_all(known: Known, files: Sequence[RecordFile]) -> list[Reading]:
    return [read_file(known, file) for file in files]


def _statements(made: File) -> dict[str, Edtf | None]:
    positions = made.positions if isinstance(made, Person | PersonPart) else ()
    return {it.id: it.said for position in positions for it in position.statements}
