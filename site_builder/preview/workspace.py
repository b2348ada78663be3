"""A content folder kept in memory: after an edit, only what the edit touches is read and checked.

`Library.refresh` gives what `build.load` gives; a test makes edits at random and compares the two.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from contextlib import nullcontext
from itertools import chain
from pathlib import Path

from site_builder.build import Content, in_order
from site_builder.checks import rules
from site_builder.checks.check import Found, find, locate
from site_builder.checks.waivers import read_waivers, waive
from site_builder.content.catalogue import (
    Name,
    Records,
    link,
    named_in,
    part,
    relink,
    statements_named,
    unknown_statements,
)
from site_builder.content.discover import PAGES, Folder, RecordFile, survey
from site_builder.content.load import Reading, gather, read_files, record_name
from site_builder.content.model import Known
from site_builder.content.prose_pages import read_prose_pages
from site_builder.diagnostics import Diagnostic
from site_builder.parallel import without_collection
from site_builder.preview.marks import Marks, changes, marks, marks_after


class Library:
    """The content of one folder, for a site in the language `lang` (BCP 47).

    Diagnostics name files by their way from `base`.
    """

    def __init__(self, folder: Path, base: Path, lang: str) -> None:
        self.folder, self.lang = folder, lang
        self._base = base
        self._marks: Marks = {}
        self._folder, self._misplaced = Folder((), ()), list[Diagnostic]()
        self._known = Known()
        self._files: dict[Name, RecordFile] = {}
        self._by_file: dict[str, Name] = {}  # by the way to the file
        self._by_label: dict[str, Name] = {}  # by what diagnostics call the file
        self._readings: dict[Name, Reading] = {}
        self._names: dict[Name, set[Name]] = {}  # by record, what it names
        self._named_by = defaultdict[Name, set[Name]](set)
        self._found: dict[Name, list[Found]] = {}  # by record
        self._catalogue = link(Records(), lang)
        self._content: Content | None = None

    def refresh(self, written: Collection[str] = ()) -> Content:
        """The content as it is now; the same object as before where nothing has changed.

        Where it is known that these paths were `written`, only there is looked for changes.
        """
        seen = marks_after(self._marks, written) if written else None
        if seen is None:
            seen = marks([self.folder])
        changed = changes(self._marks, seen)
        if self._content is not None and not changed:
            return self._content
        with nullcontext() if self._content else without_collection():
            edited = self._read(changed, seen)
            self._marks = seen
            touched = self._touched(edited)
            readings = (self._readings[name] for name in self._files)
            records, faults = gather(readings)
            self._catalogue = relink(self._catalogue, records, touched)
            self._check(touched, records)
            across = rules.check(self._catalogue, rules.ACROSS_RECORDS)
            found = [*chain(*self._found.values()), *locate(across, self._base, records.faulty)]
            waivers, unread = read_waivers(self.folder, self._base)
            pages, misread = read_prose_pages(
                self.folder / PAGES, self._base, self._known, records.statement_ids
            )
        judged = waive(found, waivers, self._known, rules.WAIVABLE, faults)
        diagnostics = in_order(*self._misplaced, *faults, *judged.diagnostics, *unread, *misread)
        size = self._catalogue.size
        content = Content(diagnostics, judged.waived, size, self._folder, self._catalogue, pages)
        if content != self._content:
            self._content = content
        return self._content

    def _read(self, changed: set[str], seen: Marks) -> set[Name]:
        """Read what changed and whatever depends on it; returns the records that may be others now.

        What a file without faults gives depends on which of the ids that it names are known; of a
        file with faults, the messages depend on all that are.
        """
        edited, stale = set[Name](), set[Name]()
        if self._content is None or not self._are_records(changed, seen):
            before = self._known
            self._survey()
            edited |= self._readings.keys() - self._files.keys()
            stale |= self._files.keys() - self._readings.keys()
            if self._known != before:
                stale |= {name for name, reading in self._readings.items() if reading.faults}
                for name in _ids(before) - _ids(self._known):
                    stale |= self._named_by[name]
                edited |= self._found.keys()
            for name in self._readings.keys() - self._files.keys():
                self._forget(name)
        stale |= {self._by_file[path] for path in changed if path in self._by_file}
        files = [self._files[name] for name in sorted(stale) if name in self._files]
        for reading in read_files(files, self._known):
            name = record_name(reading.file)
            if reading != self._readings.get(name) or name in self._found:
                edited.add(name)
            self._forget(name)
            self._readings[name] = reading
            self._names[name] = named_in(reading.record) if reading.record else set()
            for other in self._names[name]:
                self._named_by[other].add(name)
        return edited

    def _survey(self) -> None:
        self._folder, self._misplaced = survey(self.folder, self._base)
        self._known = self._folder.known
        self._files = {record_name(file): file for file in self._folder.records}
        self._by_file = {str(file.file): name for name, file in self._files.items()}
        self._by_label = {file.path: name for name, file in self._files.items()}

    def _are_records(self, changed: set[str], seen: Marks) -> bool:
        """Whether all of these are files of records that were there before and still are."""
        return all(
            path in self._by_file and path in seen and seen[path].kind == self._marks[path].kind
            for path in changed
        )

    def _forget(self, name: Name) -> None:
        self._readings.pop(name, None)
        for other in self._names.pop(name, ()):
            self._named_by[other].discard(name)

    def _touched(self, edited: Iterable[Name]) -> set[Name]:
        """These records, all sources that draw on them, and whatever names any of these."""
        touched = set(edited)
        waiting = [*touched]
        while waiting:
            drawing = {name for name in self._named_by[waiting.pop()] if name[0] == "source"}
            waiting += drawing - touched
            touched |= drawing
        return touched.union(*(self._named_by[name] for name in [*touched]))

    def _check(self, touched: set[Name], records: Records) -> None:
        for name in touched:
            self._found.pop(name, None)
        there = part(self._catalogue, touched)
        naming = chain(there.people.values(), there.themes.values(), there.sources.values())
        named = chain.from_iterable(map(statements_named, naming))
        unknown = unknown_statements(named, records.statement_ids)
        for found in chain(
            find(there, self._base, records.faulty), locate(unknown, self._base, records.faulty)
        ):
            self._found.setdefault(self._by_label[found.diagnostic.span.path], []).append(found)


def _ids(known: Known) -> set[Name]:
    return {
        *(("person", id_) for id_ in known.people),
        *(("theme", id_) for id_ in known.themes),
        *(("source", id_) for id_ in known.sources),
        *(("image", name) for name in known.images),
    }
