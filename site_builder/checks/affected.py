"""What a change can reach: the records that tell all that it has made wrong.

What is wrong with a record follows from its file, from the records that it names, and from which
ids there are. So faults come and go where a file has changed, and where one names what has; other
files are only searched for that, which takes a thirtieth of the time of reading them.
"""

import re
from collections.abc import Iterable, Iterator, Set
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.checks.waivers import read_waivers
from site_builder.content.catalogue import KINDS, Name, named_in
from site_builder.content.discover import (
    FOLDERS,
    IMAGES,
    PAGES,
    WAIVERS,
    Folder,
    RecordFile,
    survey,
)
from site_builder.content.document import plain_bytes, read_text
from site_builder.content.load import read_files, record_name
from site_builder.content.model import Known, Record
from site_builder.history.git import Snapshot

_MOST_CHANGES = 50
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# What an id may be written with instead of its letters: YAML's and Markdown's escapes.
_ESCAPED = r"\\[xuU\r\n-]|&"


def reach(content: Path, folder: Folder, before: Snapshot) -> Set[Name]:
    """The names of all records to read, and perhaps of others that there are not.

    They are those that changed, those that may name one of these, those that waivers are for, and
    whatever one of all these names, now or before; all where too much has changed to tell.
    """
    files = {record_name(file): file for file in folder.records}
    if len(before.changed) > _MOST_CHANGES:
        return files.keys()
    with TemporaryDirectory() as name:
        then = Path(name)
        before.write({*before.changed, WAIVERS}, then)
        old, _ = survey(then, then)
        # By the ids of both, so that nothing is left out of a record since it names what is gone.
        known = _united(folder.known, old.known)
        changed = [file for file in folder.records if _way(file.file) in before.changed]
        records = _records([*changed, *old.records], known)
        reached = {name for place in (content, then) for name in _waived(place)}
        pages = [place / path for place in (content, then) for path in before.changed]
        for page in (page for page in pages if page.parent.name == PAGES):
            text = read_text(page, page.name)[0] or ""
            if re.search(_ESCAPED, text):
                return files.keys()
            reached |= {("person", id_) for id_ in re.findall(_ID, text)}
    retired = {(KINDS[type(record)], id_) for record in records for id_ in record.former_ids}
    ids = {_named(path) for path in before.changed} | {id_ for _, id_ in retired}
    reached |= {record_name(file) for file in (*changed, *_naming(folder.records, ids))}
    records += _records([files[name] for name in reached & files.keys()], known)
    reached |= retired.union(*map(named_in, records))
    return _with_chains(reached, files, known)


def _with_chains(reached: set[Name], files: dict[Name, RecordFile], known: Known) -> Set[Name]:
    """The records with all sources that they draw on, and all themes that are broader."""
    waiting = {name for name in reached if name[0] != "person"}
    while waiting:
        records = _records([files[name] for name in waiting & files.keys()], known)
        waiting = {
            name
            for record in records
            for name in named_in(record)
            if name[0] == KINDS[type(record)] and name not in reached
        }
        reached |= waiting
    return reached


def _records(files: Iterable[RecordFile], known: Known) -> list[Record]:
    readings = read_files([*files], known)
    return [reading.record for reading in readings if reading.record is not None]


def _naming(files: Iterable[RecordFile], ids: Set[str]) -> Iterator[RecordFile]:
    """The files that may name one of these ids."""
    words = [id_.encode() for id_ in ids]
    whole = re.compile(rb"(?<![a-z0-9-])(?:%b)(?![a-z0-9-])" % b"|".join(map(re.escape, words)))
    escaped = re.compile(_ESCAPED.encode())
    for file in files:
        data = plain_bytes(file.file)
        # Sought as they are at first, which is many times as fast.
        if (
            data is None
            or (any(word in data for word in words) and whole.search(data))
            or ((b"\\" in data or b"&" in data) and escaped.search(data))
        ):
            yield file


def _waived(content: Path) -> Iterator[Name]:
    """The records that have waivers."""
    for waiver in read_waivers(content, content)[0].waivers:
        folder, id_, *_ = waiver.record.split("/")
        yield KINDS[FOLDERS[folder]], id_


def _way(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def _named(path: str) -> str:
    """How records name what stands at a path: an image by its file's name, all else by its id."""
    file = Path(path)
    return file.name if file.parent.name == IMAGES else file.stem


def _united(one: Known, other: Known) -> Known:
    return Known(
        one.people | other.people,
        one.themes | other.themes,
        one.sources | other.sources,
        one.images | other.images,
    )
