"""What a change has made wrong: today's diagnostics without those that there were before it.

The older content is checked as today's is, by the rules of today, and whatever it would have been
told already is left out. So an old fault stops nobody, and a new one is found wherever it shows,
in files too that the change did not touch. Only what the change can reach is read (`reach`), and of
the older content only what is not as it was or has faults.
"""

import re
from collections import Counter
from collections.abc import Mapping, Set
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from site_builder.build import Content, judge
from site_builder.checks.affected import reach
from site_builder.checks.check import check_files
from site_builder.checks.reports.terminal import ReadLine, line_reader
from site_builder.checks.rules import circular_reference
from site_builder.content.catalogue import Catalogue, Name
from site_builder.content.discover import FOLDERS, PAGES, WAIVERS, Folder, label, survey
from site_builder.content.load import reading_of, record_name
from site_builder.content.model import Person, Record, Source, Theme
from site_builder.diagnostics import Diagnostic
from site_builder.history.git import Snapshot
from site_builder.parallel import without_collection

_LINE_NUMBER = re.compile(r"\bline \d+")


class _Fault(NamedTuple):
    """What makes a fault the same as before: not its line's number, but what stands in the line."""

    path: str
    code: str
    message: str
    line: str


@dataclass(frozen=True, slots=True)
class Since:
    """What was read to judge a change, what is new of its faults, and how many files were not read.

    Files that were not read are `known`, so no reference to them is a fault.
    """

    content: Content
    new: tuple[Diagnostic, ...]
    unread: int


def check_since(content: Path, base: Path, lang: str, before: Snapshot) -> Since:
    """Check what has changed in a content folder since a snapshot of it, and what that reaches."""
    with without_collection():
        folder, misplaced = survey(content, base)
        every = frozenset(map(record_name, folder.records))

        def check(names: Set[Name]) -> Content:
            read = [file for file in folder.records if record_name(file) in names]
            unread = [
                file
                for file in folder.records
                if file.model is Person and record_name(file) not in names
            ]
            checked = check_files(read, folder.known, base, lang)
            # Whether these have the statements that others refer to is not judged.
            checked.records.statement_ids |= {file.id: None for file in unread}
            return judge(content, base, lang, folder, checked, misplaced)

        read = reach(content, folder, before) & every
        now = check(read)
        # Which circle is found among several depends on where the search for them begins.
        if any(item.code == circular_reference.CODE for item in now.diagnostics) and read < every:
            read = every
            now = check(read)
    return Since(now, new_faults(now, content, base, before), len(every - read))


def new_faults(now: Content, content: Path, base: Path, before: Snapshot) -> tuple[Diagnostic, ...]:
    """The diagnostics of `now` that the content folder did not have in the snapshot of it."""
    if not now.diagnostics:
        return ()
    prefix = f"{label(content, base)}/"
    with TemporaryDirectory() as folder:
        then = Path(folder)
        old = _check_before(now, prefix, then, before)
        read_line, renamed = line_reader(then), _renamed(now)
        known = Counter(_fault(item, "", read_line, renamed) for item in old.diagnostics)
    read_line = line_reader(base)
    new: list[Diagnostic] = []
    for item in now.diagnostics:
        fault = _fault(item, prefix, read_line, {})
        if known[fault] > 0:
            known[fault] -= 1
        else:
            new.append(item)
    return tuple(new)


def _check_before(now: Content, prefix: str, then: Path, before: Snapshot) -> Content:
    """Check the content of the snapshot in the empty folder `then`, with what is the same now."""
    faulty = {item.span.path.removeprefix(prefix) for item in now.diagnostics}
    again = {
        path
        for path in before.files
        if path in before.changed or path in faulty or path.startswith((f"{PAGES}/", WAIVERS))
    }
    before.write(again, then)
    folder, misplaced = survey(then, then)

    def is_kept(path: str) -> bool:
        return path in before.files and path not in again

    kept = [file for file in now.folder.records if is_kept(file.path.removeprefix(prefix))]
    images = [image for image in now.folder.images if is_kept(f"{image.parent.name}/{image.name}")]
    everything = Folder((*folder.records, *kept), (*folder.images, *images))
    readings = [reading_of(file, _records(now.catalogue, file.model).get(file.id)) for file in kept]
    lang = now.catalogue.lang
    checked = check_files(folder.records, everything.known, then, lang, readings=readings)
    return judge(then, then, lang, everything, checked, misplaced)


def _fault(item: Diagnostic, prefix: str, read_line: ReadLine, renamed: dict[str, str]) -> _Fault:
    path = item.span.path.removeprefix(prefix)
    message = _LINE_NUMBER.sub("line", item.message)
    return _Fault(renamed.get(path, path), item.code, message, (read_line(item.span) or "").strip())


def _renamed(now: Content) -> dict[str, str]:
    """Where files are now that had other names, as far as the records say so."""
    there = {(file.model, file.id) for file in now.folder.records}
    return {
        f"{folder}/{former}.yml": f"{folder}/{record.id}.yml"
        for folder, model in FOLDERS.items()
        for record in _records(now.catalogue, model).values()
        for former in record.former_ids
        if (model, former) not in there
    }


def _records(catalogue: Catalogue, model: type[Record]) -> Mapping[str, Record]:
    by_model: dict[type[Record], Mapping[str, Record]] = {
        Person: catalogue.people,
        Theme: catalogue.themes,
        Source: catalogue.sources,
    }
    return by_model[model]
