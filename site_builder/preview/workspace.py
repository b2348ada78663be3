"""Keep a content folder in memory: after an edit, read and check only what the edit touches.

`Workspace.refresh` gives what `build.load` gives; a test edits at random and compares the two.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Set
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from site_builder.checks.check import Checked, Results
from site_builder.checks.withdrawn import read_withdrawn
from site_builder.content.catalogue import named_in
from site_builder.content.discover import CAPTURES, CHECKS, RECEIPTS, Listing, discover
from site_builder.content.kinds import ORGANISATION, PERSON, SOURCE, RecordId
from site_builder.content.load import Reading, read_files
from site_builder.content.model import Known
from site_builder.diagnostics import Diagnostic
from site_builder.evidence.comparison import Evidence
from site_builder.examine import Content, Inputs, examine, read_evidence
from site_builder.parallel import without_collection
from site_builder.preview.marks import Marks, changes, marks, marks_after

# Whose evidence the files of a folder are.
_EVIDENCE = {CAPTURES: SOURCE.name, RECEIPTS: PERSON.name}


class Workspace:
    """The content of one folder."""

    def __init__(self, inputs: Inputs) -> None:
        self.inputs = inputs
        self._marks: Marks = {}
        self._listing, self._known = Listing(), Known()
        self._results: Results = {}
        self._names: dict[RecordId, set[RecordId]] = {}  # by record, what it names
        self._named_by = defaultdict[RecordId, set[RecordId]](set)
        self._content: Content | None = None
        self._evidence: tuple[Evidence, list[Diagnostic]] | None = None

    def refresh(self, written: Collection[str] = ()) -> Content:
        """Return the content as it is now; the same object if nothing has changed.

        If these paths are known to have been `written`, changes are looked for only there.
        """
        seen = marks_after(self._marks, written) if written else None
        if seen is None:
            seen = marks([self.inputs.content])
        changed = changes(self._marks, seen)
        if self._content is not None and not changed:
            return self._content
        with nullcontext() if self._content is not None else without_collection():
            content = self._examine(changed, seen)
        self._marks = seen
        if content != self._content:
            self._content = content
        return self._content

    def _examine(self, changed: set[str], seen: Marks) -> Content:
        before = self._known
        were = {file.key: file for file in self._listing.records}
        if self._content is None or not self._are_records(changed, seen):
            self._listing = discover(self.inputs.content, self.inputs.base, self.inputs.lang)
        content = self.inputs.content
        evidence = {
            path
            for path in map(Path, changed)
            if path.parent.parent == content and path.parent.name in _EVIDENCE
        }
        looked = any(Path(path).parent == content / CHECKS for path in changed)
        if evidence or looked or self._evidence is None:
            self._evidence = read_evidence(self._listing, self.inputs.executor)
        withdrawn, _ = read_withdrawn(content, self.inputs.base)
        known = replace(self._listing.known_once_named, withdrawn=withdrawn.addresses)
        self._known = known
        files = {file.key: file for file in self._listing.records}
        stale = files.keys() - self._results.keys()
        stale |= {
            key
            for key, file in files.items()
            if file != were.get(key) or any(str(one) in changed for one in file.files)
        }
        if known != before:
            stale |= self._depending_on(before, known) & files.keys()
        read = [files[key] for key in sorted(stale)]
        readings = dict(
            zip(sorted(stale), read_files(read, known, self.inputs.executor), strict=True)
        )
        touched = self._touched(self._take(readings, files.keys()))
        for path in evidence:
            key = (_EVIDENCE[path.parent.name], path.stem)
            touched |= {key, *self._named_by[key]} & files.keys()
        if looked:
            touched |= files.keys()
        earlier: dict[RecordId, Checked | Reading] = {}
        for key in files:
            if key in touched:
                earlier[key] = readings.get(key) or self._results[key].reading
            else:
                earlier[key] = self._results[key]
        people = self._content.catalogue.by_person.items() if self._content is not None else ()
        unchanged = {id_: said for id_, said in people if (PERSON.name, id_) not in touched}
        examined, self._results = examine(
            self.inputs,
            self._listing,
            earlier=earlier,
            unchanged=unchanged,
            evidence=self._evidence,
        )
        return examined

    def _are_records(self, changed: set[str], seen: Marks) -> bool:
        """Check whether all of these are files of records that were there before and still are."""
        files = {str(one) for file in self._listing.records for one in file.files}
        return all(
            path in files and path in seen and seen[path].kind == self._marks[path].kind
            for path in changed
        )

    def _depending_on(self, before: Known, known: Known) -> set[RecordId]:
        """Return the records that may read differently, because other ids are known now.

        A file without faults depends on whether the ids that it names are known; the messages of a
        file with faults depend on all known ids.
        """
        depending = {key for key, result in self._results.items() if result.reading.faults}
        for key in _ids(before) - _ids(known):
            depending |= self._named_by[key]
        return depending

    def _take(self, readings: Mapping[RecordId, Reading], there: Set[RecordId]) -> set[RecordId]:
        """Take over new readings; return the records that have changed or are gone.

        One with findings counts as changed, because these may be on other lines now.
        """
        edited = self._results.keys() - there
        for key, reading in readings.items():
            last = self._results.get(key)
            if last is None or last.found or last.reading != reading:
                edited.add(key)
        for key in (*edited, *readings):
            for other in self._names.pop(key, ()):
                self._named_by[other].discard(key)
        for key, reading in readings.items():
            self._names[key] = named_in(reading.record) if reading.record else set()
            for other in self._names[key]:
                self._named_by[other].add(key)
        return edited

    def _touched(self, edited: Iterable[RecordId]) -> set[RecordId]:
        """Return these records, what says more with them, and whatever names any of these.

        A source has the sources that it draws on, and people the names of their organisations.
        """
        touched = set(edited)
        waiting = [*touched]
        while waiting:
            key = waiting.pop()
            kinds = (SOURCE.name, PERSON.name) if key[0] == ORGANISATION.name else (SOURCE.name,)
            more = {other for other in self._named_by[key] if other[0] in kinds}
            waiting += more - touched
            touched |= more
        return touched.union(*(self._named_by[key] for key in [*touched]))


def _ids(known: Known) -> set[RecordId]:
    return {
        *((kind, id_) for kind, ids in known.ids.items() for id_ in ids),
        *(("image", name) for name in known.images),
    }
