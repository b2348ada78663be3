"""Read record files: bytes → tree → record, each record by itself.

A file without anything doubtful takes the fast way (`sound_values`, `accept`). Every other file
takes the thorough way, which reports what is wrong and where. A reading depends only on the
record's files and on the ids of all records, so readings can be made in other processes, and kept.

The files of one person are read each by itself, and then put together (decision 48).
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import accumulate, chain
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from site_builder.content.discover import RecordFile
from site_builder.content.document import Document, plain_bytes, read_around, sound_values
from site_builder.content.kinds import Names, names_of
from site_builder.content.model import (
    MODELS,
    File,
    Known,
    Person,
    PersonPart,
    Position,
    Record,
    first_field,
    is_id,
)
from site_builder.content.validate import (
    accept,
    join_torn,
    shape_of,
    statement_ids,
    validate_for_rules,
)
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import Diagnostic
from site_builder.parallel import chunks

F = TypeVar("F", bound=File)
FILES_A_TASK = 200
"""Enough files that reading them takes much longer than starting a task."""


class Reading(NamedTuple):
    """The outcome of reading the files of one record.

    If validation found faults, `record` lacks the faulty parts. `judged` is then the record as the
    rules see it, with stand-ins for some of these (`Validated`); a route in it is the same in the
    file's document. `statements` are the ids of all statements in the files (`statement_ids`) with
    the dates on which they were said, as far as these are known; None if one could not be read.
    `names` are the records, images and statements that the files name, whether or not these exist.
    `digest` is that of the files' bytes that were read; empty if one could not be.
    """

    record: Record | None
    statements: Mapping[str, Edtf | None] | None = None
    faults: tuple[Diagnostic, ...] = ()
    documents: tuple[Document, ...] = ()
    names: Names = ""
    digest: bytes = b""
    judged: Record | None = None

    @property
    def for_rules(self) -> Record | None:
        """The record as the rules see it."""
        return self.judged or self.record


class _FileReading(NamedTuple, Generic[F]):
    """The outcome of reading one file, as in a `Reading`."""

    made: F | None
    statements: Mapping[str, Edtf | None] | None = None
    faults: tuple[Diagnostic, ...] = ()
    documents: tuple[Document, ...] = ()
    data: bytes | None = None
    judged: F | None = None

    @property
    def for_rules(self) -> F | None:
        """What was made of the file, as the rules see it."""
        return self.judged or self.made


def read_file(known: Known, file: RecordFile) -> Reading:
    """Read and validate one record, resolving its references against the `known` ids."""
    known = replace(known, named=set())
    main = _read_one(MODELS[file.kind.name], known, file.file, file.path, file.id)
    # A name that is no id has been reported.
    ids = (part.id if is_id(part.id) else file.id for part in file.parts)
    parts = [
        _read_one(PersonPart, known, part.file, part.path, id_)
        for part, id_ in zip(file.parts, ids, strict=True)
    ]
    read: list[_FileReading[Any]] = [main, *parts]
    record: Record | None = main.made
    judged: Record | None = main.judged
    if parts:
        record = _together(record, (part.made for part in parts))
        if any(one.judged for one in read):
            judged = _together(main.for_rules, (part.for_rules for part in parts))
    statements: dict[str, Edtf | None] = {}
    for one in read:
        statements.update(one.statements or {})
    return Reading(
        record,
        None if any(one.statements is None for one in read) else statements,
        tuple(chain.from_iterable(one.faults for one in read)),
        tuple(chain.from_iterable(one.documents for one in read)),
        names_of(known.named),
        digest_of(zip((it.name for it in file.files), (it.data for it in read), strict=True)),
        judged,
    )


def digest_of(files: Iterable[tuple[str, bytes | None]]) -> bytes:
    """Return a digest of files, by their names and bytes; empty if the bytes of one are unknown.

    The name of one of several files decides about its place in the record.
    """
    whole = hashlib.blake2b(digest_size=16)
    for name, data in files:
        if data is None:
            return b""
        whole.update(b"%b\0%b" % (name.encode(), hashlib.blake2b(data, digest_size=16).digest()))
    return whole.digest()


def _read_one(model: type[F], known: Known, file: Path, path: str, id_: str) -> _FileReading[F]:
    data = plain_bytes(file)
    values = None if data is None else sound_values(data)
    if values is not None:
        made = accept(values, path, model, id_, known)
        if made is not None:
            return _FileReading(made, _statements(made), data=data)
    document, faults = read_around(file, path, data, shape_of(model), first=first_field(model))
    if document is None:
        return _FileReading(None, faults=tuple(faults), data=data)
    faults += join_torn(document)
    written = dict.fromkeys(statement_ids(document))
    made, invalid, judged = validate_for_rules(document, model, id_, known)
    return _FileReading(
        made,
        None if judged is None else written | dict(_surely_said(judged, document)),
        (*faults, *invalid),
        (document,) if invalid or document.faulty else (),
        data,
        judged if invalid or document.faulty else None,
    )


def _surely_said(judged: File, document: Document) -> Iterator[tuple[str, Edtf | None]]:
    """Yield the ids of the statements in a file with faults, with their dates as in a `Reading`."""
    if document.is_faulty(("positions",)):
        yield "", None
    for at, position in enumerate(_positions(judged)):
        statements = ("positions", at, "statements")
        if document.is_faulty(statements):
            yield "", None
        for number, statement in enumerate(position.statements):
            fields = ("id", "date", "date_basis")
            faulty = {it for it in fields if document.is_faulty((*statements, number, it))}
            if "id" not in faulty:
                yield statement.id, None if faulty else statement.said


def _together(record: Record | None, parts: Iterable[PersonPart | None]) -> Record | None:
    """Return a person with the positions of all their files, in order of the files' names."""
    if not isinstance(record, Person):
        return record
    there = [part for part in parts if part is not None]
    first = accumulate((len(part.positions) for part in there), initial=len(record.positions))
    positions = (*record.positions, *chain.from_iterable(part.positions for part in there))
    starts = tuple((part.path, at) for part, at in zip(there, first, strict=False))
    return record.model_copy(update={"positions": positions, "parts": starts})


def read_files(files: Sequence[RecordFile], known: Known, executor: Executor) -> list[Reading]:
    """Read and validate files, in their order."""
    work = partial(_read_all, known)
    return [*chain.from_iterable(executor.map(work, chunks(files, FILES_A_TASK)))]


def _read_all(known: Known, files: Sequence[RecordFile]) -> list[Reading]:
    return [read_file(known, file) for file in files]


def _statements(made: File) -> dict[str, Edtf | None]:
    return {it.id: it.said for position in _positions(made) for it in position.statements}


def _positions(made: File) -> tuple[Position, ...]:
    return made.positions if isinstance(made, Person | PersonPart) else ()
