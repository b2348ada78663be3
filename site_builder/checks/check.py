"""Check records: read each file, and apply the rules for single records to each record.

The faults of a person's record depend on it, on the themes and sources, and on which ids exist. So
people are checked where they are read, a few at a time, on all processors, and a check that only
reports faults need not keep them (decision 22).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from site_builder.checks import rules
from site_builder.checks.rules.duplicate_statement import Marks, marks_of
from site_builder.content.catalogue import (
    Entry,
    Link,
    Part,
    References,
    link_references,
    links_of,
    moved_from,
    part_of,
    statements_named,
)
from site_builder.content.discover import RecordFile
from site_builder.content.document import Document, Scalar, read
from site_builder.content.identity import Identity, identity_of
from site_builder.content.kinds import KINDS, PERSON, SOURCE, RecordId
from site_builder.content.load import FILES_A_TASK, Reading, read_file, read_files
from site_builder.content.model import (
    Known,
    Organisation,
    Person,
    Record,
    Source,
    StatementKind,
    Theme,
)
from site_builder.content.said import said_by
from site_builder.content.values.urls import same_address
from site_builder.diagnostics import Diagnostic, Finding, Place, Related, Span
from site_builder.evidence.comparison import Compared, Evidence, Proof
from site_builder.parallel import chunks


class Checked(NamedTuple):
    """The reading of one file, and what the rules for single records find in it.

    `named` are the statements that the record names, and `links` those among them that a statement
    answers, clarifies or retracts; whether they exist, and when they were said, is known only when
    all files have been read. `identity` is compared with that of all other people, and `marks` with
    theirs. `statements` counts those without errors. `proofs` has, by the ids of statements, what
    the copies of their sources show. `said` has digests of what a person and each statement say,
    for builds: to make them takes longer than all else that it takes to find out what has changed.
    `moved` has the present address of each former one.
    """

    reading: Reading
    found: tuple[Diagnostic, ...] = ()
    named: tuple[tuple[str, Place], ...] = ()
    links: tuple[Link, ...] = ()
    identity: Identity | None = None
    marks: Marks | None = None
    statements: int = 0
    proofs: Mapping[str, tuple[Proof, ...]] = {}
    said: Mapping[str, bytes] = {}
    moved: Mapping[str, str] = {}

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong with the file, as far as it is known by itself."""
        return self.reading.statements is not None and not (self.reading.faults or self.found)


Results = Mapping[RecordId, Checked]
"""The result for each file, in order of the files."""
Earlier = Mapping[RecordId, Checked | Reading]
"""What is already known of files: a result, or a reading to check again."""


def check_files(
    files: Sequence[RecordFile],
    known: Known,
    base: Path,
    lang: str,
    executor: Executor,
    evidence: Evidence,
    *,
    earlier: Earlier | None = None,
    drop_people: bool = False,
) -> Results:
    """Read all files that are not in `earlier`, and check each record by itself.

    `drop_people` leaves the records of people out of the results, except for people with former
    ids, which rules across records need.
    """
    known = replace(known, lang=lang)
    known_results = {key: it for key, it in (earlier or {}).items() if isinstance(it, Checked)}
    readings = {key: it for key, it in (earlier or {}).items() if isinstance(it, Reading)}
    new = [file for file in files if file.key not in known_results and file.key not in readings]
    people = [file for file in new if file.kind is PERSON]
    others = [file for file in new if file.kind is not PERSON]
    readings |= zip(_keys(others), read_files(others, known, executor), strict=True)
    known = replace(known, called=Called(_records(readings, known_results)))
    # These were read when it was not yet known what others are called.
    unclear = [file for file in files if file.key in readings and _names_no_id(readings[file.key])]
    readings |= zip(_keys(unclear), read_files(unclear, known, executor), strict=True)
    references = link_references(_records(readings, known_results))
    examiner = Examiner(known, base, lang, references, evidence, drop_people)
    results = known_results | dict(zip(readings, examiner.check([*readings.values()]), strict=True))
    checked = executor.map(examiner.read_and_check, chunks(people, FILES_A_TASK))
    results |= zip(_keys(people), chain.from_iterable(checked), strict=True)
    return {file.key: results[file.key] for file in files}


def _records(readings: Mapping[RecordId, Reading], results: Results) -> list[Record]:
    everything = (*readings.values(), *(result.reading for result in results.values()))
    return [reading.record for reading in everything if reading.record is not None]


class Called:
    """The ids of records other than people by what else they are called (`Known.called`).

    These are titles, aliases, addresses and former ids.

    They are collected when the first hint needs them.
    """

    def __init__(self, records: Iterable[Record]) -> None:
        self._records = records

    def __call__(self, kind: str) -> Mapping[str, str]:
        """Return the ids of one kind of record."""
        return self._names.get(kind, {})

    @cached_property
    def _names(self) -> dict[str, dict[str, str]]:
        names: dict[str, dict[str, str]] = {}
        for record in self._records:
            if not isinstance(record, Person):
                named = names.setdefault(record.KIND.name, {})
                named |= dict.fromkeys(record.former_ids, record.id)
            if isinstance(record, Organisation):
                named = names.setdefault(record.KIND.name, {})
                called = (*(name.name for name in record.names), record.name)
                named |= {name.casefold(): record.id for name in called}
            if isinstance(record, Theme | Source):
                named = names.setdefault(record.KIND.name, {})
                aliases = record.aliases if isinstance(record, Theme) else ()
                named |= {name.casefold(): record.id for name in (*aliases, record.title)}
            if isinstance(record, Source) and record.url:
                names[SOURCE.name][same_address(record.url)] = record.id
        return names


_HINTED_BY_NAME = frozenset(("bad-id", *(f"unknown-{kind.name}" for kind in KINDS)))


def _names_no_id(reading: Reading) -> bool:
    return any(fault.code in _HINTED_BY_NAME for fault in reading.faults)


def _keys(files: Iterable[RecordFile]) -> Iterator[RecordId]:
    return (file.key for file in files)


@dataclass(frozen=True, slots=True)
class Examiner:
    """Checks records by themselves, and holds everything else that this needs."""

    known: Known
    base: Path
    lang: str
    references: References
    evidence: Evidence
    drop_people: bool = False

    def read_and_check(self, files: Sequence[RecordFile]) -> list[Checked]:
        """Read some files, and check their records."""
        return self.check([read_file(self.known, file) for file in files])

    def check(self, readings: Sequence[Reading]) -> list[Checked]:
        """Check the records of some readings."""
        documents = documents_of(readings)
        seen = [(reading, reading.for_rules) for reading in readings]
        part = part_of(self.lang, self.references, [record for _, record in seen if record])
        written = {record.id: reading.statements for reading, record in seen if record}
        compared = {
            id_: self.evidence.compare(
                id_,
                [entry for entry in own if not _is_unclear(entry, documents)],
                self.references.sources,
                self.lang,
                written[id_],
            )
            for id_, own in part.by_person.items()
        }
        findings = chain(
            rules.check_records(part), *(person.findings for person in compared.values())
        )
        found: dict[str, list[Diagnostic]] = {}
        for item in locate(findings, self.base, documents):
            found.setdefault(item.span.path, []).append(item)
        return [self._result(reading, part, found, compared) for reading in readings]

    def _result(
        self,
        reading: Reading,
        part: Part,
        found: Mapping[str, Sequence[Diagnostic]],
        compared: Mapping[str, Compared],
    ) -> Checked:
        record = reading.for_rules
        if record is None:
            return Checked(reading)
        is_person = isinstance(record, Person)
        own = part.by_person[record.id] if is_person else ()
        # What has a stand-in is for the rules alone.
        sound = own if reading.judged is None else _of(reading.record, own)
        if is_person and self.drop_people and not record.former_ids:
            reading = reading._replace(record=None, judged=None)
        evidence = compared[record.id] if is_person else Compared()
        parts = record.parts if isinstance(record, Person) else ()
        paths = (record.path, *(path for path, _ in parts))
        # Most records name none, and looking for their places takes time.
        names_statements = "statement/" in reading.names
        return Checked(
            reading,
            (*chain.from_iterable(found.get(path, ()) for path in paths), *evidence.faults),
            tuple(statements_named(record)) if names_statements else (),
            tuple(links_of(own)),
            identity_of(record) if isinstance(record, Person) else None,
            marks_of(record) if isinstance(record, Person) else None,
            len(sound),
            {} if self.drop_people else _proofs_of(sound, evidence),
            {} if self.drop_people or not isinstance(record, Person) else said_by(record, sound),
            dict(moved_from([record], sound)),
        )


def _of(record: Record | None, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return the entries of those statements that a record has."""
    positions = record.positions if isinstance(record, Person) else ()
    ids = {statement.id for position in positions for statement in position.statements}
    return tuple(entry for entry in entries if entry.statement.id in ids)


def _proofs_of(entries: Iterable[Entry], compared: Compared) -> dict[str, tuple[Proof, ...]]:
    ids = [entry.statement.id for entry in entries]
    return {id_: compared.proofs[id_] for id_ in ids if id_ in compared.proofs}


# What a comparison with a copy rests on, in a statement and in its citations.
_COMPARED = ("id", *StatementKind, "original", "lang", "spoken_lang", "citations")
_COMPARED_IN_CITATIONS = ("source", "prefix", "suffix", "from", "to", "attested")


def _is_unclear(entry: Entry, documents: Mapping[str, Document]) -> bool:
    """Check whether a statement has a fault where it is compared with the copies of its sources."""
    path, route, _ = entry.place()
    document = documents.get(path)
    if document is None or not document.faulty:
        return False
    fields = [(*route, field) for field in _COMPARED]
    for at in range(len(entry.statement.citations)):
        fields += [(*route, "citations", at, field) for field in _COMPARED_IN_CITATIONS]
    return any(map(document.is_faulty, fields))


def documents_of(readings: Iterable[Reading]) -> dict[str, Document]:
    """Return the documents of files with faults, without the faulty parts, by path."""
    found = chain.from_iterable(reading.documents for reading in readings)
    return {document.path: document for document in found}


def locate(
    findings: Iterable[Finding], base: Path, documents: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    """Turn findings into diagnostics, reading files again that are not among `documents`."""
    known: dict[str, Document | None] = {**documents}

    def document(place: Place) -> Document | None:
        if place.path not in known:
            known[place.path], _ = read(base / place.path, place.path)
        return known[place.path]

    def span(place: Place) -> Span:
        there = document(place)
        return there.span(place.route, on_key=place.on_key) if there else Span(place.path)

    def statement(place: Place) -> str:
        there = document(place)
        match place.route:
            case ("positions", at, "statements", number, *_) if there is not None:
                if there.is_faulty((*place.route[:4], "id")):
                    return ""
                id_ = there.node(("positions", at, "statements", number, "id"))
                return id_.text if isinstance(id_, Scalar) else ""
        return ""

    def is_faulty(place: Place) -> bool:
        return place.path in documents and documents[place.path].is_faulty(place.route)

    for finding in findings:
        if any(map(is_faulty, finding.rests_on)):
            continue
        yield Diagnostic(
            finding.code,
            finding.message,
            span(finding.span),
            finding.hint,
            finding.severity,
            tuple(Related(related.message, span(related.span)) for related in finding.related),
            statement(finding.span),
        )
