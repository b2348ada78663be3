"""Compose the stages from a folder to its content and what is wrong with it. Nothing else does.

    content folder → records → catalogue → what is wrong
          discover   check_files    link     rules, waivers

What is made of the content is composed in `build`.

A check, a check of a change, a build and the preview run the same stages. They differ in which
files they read, in what they already know of the others, and in what they do with the outcome.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Set
from concurrent.futures import Executor
from dataclasses import dataclass, field, replace
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from site_builder.changes import baseline
from site_builder.changes.affected import affected
from site_builder.changes.difference.sides import difference
from site_builder.changes.git import Snapshot
from site_builder.changes.unrecorded import unrecorded
from site_builder.checks import rules
from site_builder.checks.check import Earlier, Results, check_files, documents_of, locate
from site_builder.checks.kept import Memory
from site_builder.checks.rules import duplicate_statement
from site_builder.checks.waivers import read_waivers, waive
from site_builder.checks.withdrawn import check_withdrawn, read_withdrawn
from site_builder.content.catalogue import (
    Catalogue,
    Entry,
    Size,
    StatementIds,
    link,
    unknown_statements,
)
from site_builder.content.discover import (
    Listing,
    PartFile,
    RecordFile,
    discover,
    label,
    record_at,
)
from site_builder.content.kinds import BY_FOLDER, BY_NAME, KINDS, PERSON, RecordId, records_in
from site_builder.content.load import read_file
from site_builder.content.model import Known, Person
from site_builder.content.prose_pages import ProsePage, read_prose_pages
from site_builder.diagnostics import Diagnostic, Finding, Span
from site_builder.evidence.captures import read_captures, strays
from site_builder.evidence.comparison import Evidence, Proofs
from site_builder.evidence.link_checks import LinkChecks, read_link_checks
from site_builder.parallel import Processes, without_collection
from site_builder.temporary import TemporaryFolder


class Inputs(NamedTuple):
    """A content folder, for a site in the language `lang` (BCP 47), and the executor of the work.

    The paths in diagnostics are relative to `base`.
    """

    content: Path
    base: Path
    lang: str = "en"
    executor: Executor = Processes()


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is wrong with a content folder, and how much was checked.

    `waived` counts the waived warnings, which are not among the diagnostics.
    """

    diagnostics: tuple[Diagnostic, ...]
    waived: int
    size: Size


@dataclass(frozen=True, slots=True)
class Content(Verdict):
    """The content of a folder, and everything that is wrong with it.

    `proofs` has, by `person/statement`, what the copies of the sources show; `looks`, by the ids of
    sources, what the last look at their addresses has shown. `said` has digests of what people and
    statements say (`content.said`).
    """

    listing: Listing
    catalogue: Catalogue
    pages: tuple[ProsePage, ...]
    proofs: Proofs = field(default_factory=dict)
    looks: LinkChecks = field(default_factory=dict)
    said: Mapping[str, bytes] = field(default_factory=dict)


class Change(NamedTuple):
    """The verdict on what a change can affect, the new faults, and the number of unread files."""

    verdict: Verdict
    new: tuple[Diagnostic, ...]
    unread: int


def load(inputs: Inputs) -> Content:
    """Read and check everything; files that are the same as the last time count as read then."""
    return _remembered(inputs, drop_people=False)


def check(inputs: Inputs) -> Verdict:
    """Return the faults that `load` finds, without keeping the content."""
    found = _remembered(inputs, drop_people=True)
    return Verdict(found.diagnostics, found.waived, found.size)


def _remembered(inputs: Inputs, *, drop_people: bool) -> Content:
    """Read and check what has changed since the last time, and take the rest from there."""
    with without_collection():
        listing = discover(inputs.content, inputs.base, inputs.lang)
        scope = f"{inputs.lang} {label(inputs.content, inputs.base)}"
        memory = Memory(inputs.content, listing, scope, inputs.executor, has_people=not drop_people)
        content, results = examine(inputs, listing, earlier=memory.kept, drop_people=drop_people)
        # What names a file whose name is no id yet would not be looked at again if that file went.
        if not listing.misnamed:
            memory.keep(results)
        return content


def check_change(inputs: Inputs, before: Snapshot) -> Change:
    """Find the faults that are new since a snapshot of the content folder."""
    with without_collection():
        listing = discover(inputs.content, inputs.base, inputs.lang)
        reached = affected(inputs.content, listing, before, inputs.executor, inputs.lang)
        now, results = examine(inputs, listing, only=reached)
        new = new_faults(inputs, now, results, before)
        made = tuple(unrecorded(difference(inputs.content, before), inputs.content, inputs.base))
    verdict = Verdict(_in_order(now.diagnostics, made), now.waived, now.size)
    return Change(verdict, _in_order(new, made), len(listing.records) - len(results))


class Rehearsal:
    """The content of a folder, to be judged as if some of its files had other texts."""

    def __init__(self, inputs: Inputs) -> None:
        self._inputs = inputs
        with without_collection():
            listing = discover(inputs.content, inputs.base, inputs.lang)
            self.content, self._results = examine(inputs, listing)

    def faults(self, texts: Mapping[Path, str]) -> tuple[Diagnostic, ...]:
        """Return what would be wrong with these files, and only then: not what is wrong today."""
        if not texts:
            return ()
        today = {_sign(item) for item in self.content.diagnostics}
        earlier = {**self._results}
        for file in texts:
            earlier.pop(self._key(file), None)
        with without_collection(), TemporaryFolder() as folder:
            records, names = self._written(texts, folder)
            listing = replace(self.content.listing, records=records)
            judged, _ = examine(self._inputs, listing, earlier=earlier)
        found = (_renamed(item, names) for item in judged.diagnostics)
        return tuple(item for item in found if _sign(item) not in today)

    def _written(
        self, texts: Mapping[Path, str], folder: Path
    ) -> tuple[tuple[RecordFile, ...], dict[str, str]]:
        """Write texts into a folder. Return all records with these in place of their files.

        The names in diagnostics of what was written are returned too, each with that of its file.
        """
        files = {file.key: file for file in self.content.listing.records}
        names = {}
        # A person's file comes before the further ones in its folder.
        for file in sorted(texts, key=lambda file: len(file.parts)):
            key, within = self._key(file), file.relative_to(self._inputs.content)
            copy = folder / within
            copy.parent.mkdir(parents=True, exist_ok=True)
            copy.write_bytes(texts[file].encode())
            path = label(copy, self._inputs.base)
            names[path] = label(file, self._inputs.base)
            if len(within.parts) > 2:
                files[key] = files[key].with_part(PartFile(copy, path, file.stem))
            elif key in files:
                files[key] = replace(files[key], file=copy, path=path)
            else:
                files[key] = RecordFile(copy, path, BY_NAME[key[0]], key[1])
        return tuple(sorted(files.values(), key=lambda it: (it.kind.folder, it.id))), names

    def _key(self, file: Path) -> RecordId:
        key = record_at(file.relative_to(self._inputs.content).as_posix())
        assert key is not None  # only files of records are judged
        return key


def _renamed(item: Diagnostic, names: Mapping[str, str]) -> Diagnostic:
    """Return a fault with the names of files that `names` has for those in it."""

    def renamed(span: Span) -> Span:
        return replace(span, path=names.get(span.path, span.path))

    related = tuple(replace(one, span=renamed(one.span)) for one in item.related)
    return replace(item, span=renamed(item.span), related=related)


def _sign(item: Diagnostic) -> tuple[str, str, str, str]:
    """Return what a fault is known by, whatever else changes in its file."""
    return item.span.path, item.code, item.statement, item.message


def new_faults(
    inputs: Inputs, now: Content, results: Results, before: Snapshot
) -> tuple[Diagnostic, ...]:
    """Return the diagnostics of today that a snapshot of the content folder did not have."""
    if not now.diagnostics:
        return ()
    prefix = f"{label(inputs.content, inputs.base)}/"
    faulty = (item.span.path.removeprefix(prefix) for item in now.diagnostics)
    with TemporaryFolder() as then:
        listing, earlier = baseline.restore(before, now.listing, results, faulty, then, inputs.lang)
        old, _ = examine(inputs._replace(content=then, base=then), listing, earlier=earlier)
        known = baseline.known_faults(old.diagnostics, then, now.listing, results)
    return baseline.new_faults(now.diagnostics, known, prefix, inputs.base)


def examine(
    inputs: Inputs,
    listing: Listing,
    *,
    only: Set[RecordId] | None = None,
    earlier: Earlier | None = None,
    unchanged: Mapping[str, tuple[Entry, ...]] | None = None,
    evidence: tuple[Evidence, list[Diagnostic]] | None = None,
    drop_people: bool = False,
) -> tuple[Content, Results]:
    """Read and check the files of a listing, and link their records.

    Files that are not in `only` are left out, and those in `earlier` are not read again
    (`check_files`). `unchanged` entries are not linked again (`link`); `evidence` is read if it is
    not given.
    """
    content, base, lang, executor = inputs
    files = [file for file in listing.records if only is None or file.key in only]
    withdrawn, withdrawn_faults = read_withdrawn(content, base)
    known = replace(listing.known_once_named, withdrawn=withdrawn.addresses)
    proven, evidence_faults = evidence or read_evidence(listing, executor)
    results = check_files(
        files, known, base, lang, executor, proven, earlier=earlier, drop_people=drop_people
    )
    misnamed = _misnamed(listing, known, inputs, results, proven)
    readings = [it.reading for it in (*results.values(), *misnamed.values())]
    record_faults = [*chain.from_iterable(reading.faults for reading in readings)]
    records = [it.reading.record for it in results.values() if it.reading.record is not None]
    read_ids = _statement_ids(listing.records, results)
    statement_ids = {**_statement_ids(listing.misnamed, misnamed), **read_ids}
    catalogue = link(records, lang, read_ids, unchanged, withdrawn.withdrawn)
    across = chain(
        _between_statements(results, statement_ids, known),
        _between_statements(misnamed, statement_ids, known),
        rules.check_people([it.identity for it in results.values() if it.identity]),
        duplicate_statement.check(_suspects(files, replace(known, lang=lang), results)),
        rules.check_across(catalogue),
    )
    found = chain(
        chain.from_iterable(result.found for result in (*results.values(), *misnamed.values())),
        locate(across, base, documents_of(readings)),
    )
    waivers, waiver_faults = read_waivers(content, base)
    named = _named_by({waiver.record for waiver in waivers.waivers}, results)
    faults = [*record_faults, *evidence_faults]
    judged = waive(found, waivers, known, rules.WAIVABLE, faults, named)
    pages, page_faults = read_prose_pages(listing.pages, base, known, statement_ids)
    moved = dict(chain.from_iterable(result.moved.items() for result in results.values()))
    withdrawn_faults += check_withdrawn(withdrawn, known, statement_ids, moved)
    # Where an id is written in a file whose name is none, that says what is wrong with the name.
    told = {(fault.span.path, fault.message) for fault in record_faults}
    diagnostics = _in_order(
        (fault for fault in listing.faults if (fault.span.path, fault.message) not in told),
        record_faults,
        judged.diagnostics,
        waiver_faults,
        withdrawn_faults,
        page_faults,
        evidence_faults,
    )
    proofs = {
        f"{id_}/{statement}": shown
        for (_, id_), result in results.items()
        for statement, shown in result.proofs.items()
    }
    said = dict(chain.from_iterable(result.said.items() for result in results.values()))
    size = _size(results)
    whole = Content(
        diagnostics, judged.waived, size, listing, catalogue, pages, proofs, proven.links, said
    )
    return whole, results


def read_evidence(listing: Listing, executor: Executor) -> tuple[Evidence, list[Diagnostic]]:
    """Read the copies of sources and the looks at their addresses, and report what is wrong."""
    captures, faults = read_captures(listing.captures, executor)
    links = listing.links
    checks, unread = read_link_checks(links.file, links.path) if links else ({}, [])
    evidence = Evidence(captures, listing.receipts, checks)
    return evidence, [*faults, *strays(listing), *unread]


def _named_by(waived: Iterable[str], results: Results) -> dict[str, list[str]]:
    """Return the addresses of all records that some records name, by the address of each."""
    named = {}
    for address in waived:
        folder, id_, *_ = address.split("/")
        if (result := results.get((BY_FOLDER[folder].name, id_))) is not None:
            names = records_in((result.reading.names,))
            named[f"{folder}/{id_}"] = [
                f"{BY_NAME[kind].folder}/{other}" for kind, other in names if kind in BY_NAME
            ]
    return named


def _in_order(*diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(chain.from_iterable(diagnostics), key=lambda item: item.sort_key))


def _misnamed(
    listing: Listing, known: Known, inputs: Inputs, results: Results, evidence: Evidence
) -> Results:
    """Check files whose names are no ids as the records that they will be under other names.

    So all that is wrong with a file is reported at once. Nothing else rests on them.
    """
    if not listing.misnamed:
        return {}
    _, base, lang, executor = inputs
    return check_files(listing.misnamed, known, base, lang, executor, evidence, earlier=results)


def _between_statements(
    results: Results, statement_ids: StatementIds, known: Known
) -> Iterator[Finding]:
    """Yield what is wrong with the references from statements to others."""
    yield from unknown_statements(
        chain.from_iterable(result.named for result in results.values()), statement_ids, known
    )
    yield from rules.check_links(
        chain.from_iterable(result.links for result in results.values()), statement_ids
    )


def _suspects(files: Iterable[RecordFile], known: Known, results: Results) -> Iterator[Person]:
    """Yield the people who may have a statement that is also another one's."""
    marks = {id_: it.marks for (_, id_), it in results.items() if it.marks}
    suspects = duplicate_statement.suspects(marks)
    for file in files:
        if file.kind is PERSON and file.id in suspects:
            # A check keeps no people, and few are suspected.
            record = results[file.key].reading.for_rules or read_file(known, file).for_rules
            if isinstance(record, Person):
                yield record


def _statement_ids(files: Iterable[RecordFile], results: Results) -> StatementIds:
    """Return the ids of each person's statements, or None for files that were not read."""
    return {
        file.id: results[file.key].reading.statements if file.key in results else None
        for file in files
        if file.kind is PERSON
    }


def _size(results: Results) -> Size:
    sound = Counter(kind for (kind, _), it in results.items() if it.reading.statements is not None)
    return Size(
        tuple(sound[kind.name] for kind in KINDS),
        sum(result.statements for result in results.values()),
    )
