"""Read the files that differ between a commit and now, and compare them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from site_builder.changes.difference.compare import Change, Fields, How, compare
from site_builder.changes.git import Snapshot
from site_builder.content.discover import files_of, record_at, whole_records
from site_builder.content.document import read
from site_builder.content.kinds import BY_NAME, RecordId


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be read on one side, so it was not compared."""

    path: str
    is_before: bool
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences in records and other files (pages, images, waivers); unreadable files."""

    changes: tuple[Change, ...]
    files: Mapping[str, How]
    unread: tuple[Unread, ...]


def difference(content: Path, before: Snapshot) -> Difference:
    """Compare a content folder with the snapshot of it."""
    records = {key: None for path in sorted(before.changed) if (key := record_at(path))}
    with TemporaryDirectory() as folder:
        then = Path(folder)
        before.write(sorted(whole_records(before.changed, before.files)), then)
        old, unread_before = _read(then, records, is_before=True)
    new, unread_now = _read(content, records, is_before=False)
    unread = (*unread_before, *unread_now)
    # With one side unreadable, the record would seem added or removed.
    for key in {record_at(item.path) for item in unread}:
        if key is not None:
            old.pop(_address(key), None)
            new.pop(_address(key), None)
    others = sorted(path for path in before.changed if record_at(path) is None)
    files = {path: _how(path in before.files, (content / path).exists()) for path in others}
    return Difference(compare(old, new), files, unread)


def between(before: Snapshot, now: Snapshot) -> Difference:
    """Compare a content folder as it was in two commits."""
    with TemporaryDirectory() as folder:
        now.write(sorted(whole_records(now.changed, now.files)), Path(folder))
        return difference(Path(folder), before)


def _read(
    folder: Path, records: Iterable[RecordId], *, is_before: bool
) -> tuple[dict[str, Fields], list[Unread]]:
    fields: dict[str, Fields] = {}
    unread: list[Unread] = []
    for key in records:
        for path in files_of(folder, key):
            document, faults = read(folder / path, path)
            if document is None:
                unread.append(Unread(path, is_before, faults[0].message))
            else:
                there = fields.setdefault(_address(key), {})
                fields[_address(key)] = _together(there, document.plain())
    return fields, unread


def _together(record: Fields, part: Fields) -> Fields:
    """Return the fields of a person, with the positions of one more file."""
    before, more = record.get("positions"), part.get("positions")
    if isinstance(before, list) and isinstance(more, list):
        return {**record, **part, "positions": [*before, *more]}
    return {**record, **part}


def _address(key: RecordId) -> str:
    return f"{BY_NAME[key[0]].folder}/{key[1]}"


def _how(was: bool, is_now: bool) -> How:
    if was and is_now:
        return How.CHANGED
    return How.REMOVED if was else How.ADDED
