"""Read the files that differ between a commit and now, and compare them."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from site_builder.changes.difference.compare import (
    WORDS,
    Change,
    Fields,
    How,
    buried,
    compare,
    forgotten,
    gone,
)
from site_builder.changes.difference.copies import compare_copies, compare_receipts
from site_builder.changes.git import Snapshot
from site_builder.checks.withdrawn import WithdrawnList, read_withdrawn
from site_builder.content.discover import (
    CAPTURES,
    RECEIPTS,
    WITHDRAWN,
    files_of,
    record_at,
    whole_records,
)
from site_builder.content.document import read, read_text
from site_builder.content.kinds import BY_NAME, PERSON
from site_builder.content.model import Withdrawal
from site_builder.temporary import TemporaryFolder


@dataclass(frozen=True, slots=True)
class Unread:
    """A file that cannot be read on one side, so it was not compared."""

    path: str
    is_before: bool
    why: str


@dataclass(frozen=True, slots=True)
class Difference:
    """The differences in records and other files (pages, images, waivers); unreadable files.

    `evidence` are those in what is kept of the copies of sources, and in the receipts. `withdrawn`
    are the addresses that `withdrawn.yml` had before, if it differs. `forgotten` are the former
    addresses that lead nowhere any more, with those to which they led; `buried` are the former ones
    of what is gone itself. `listed` is what `withdrawn.yml` says now. `unsaid` has the words
    or the name of what was withdrawn, by its address: to be compared, and not to be shown.
    `corrected` counts the corrections that statements had which are gone.
    """

    changes: tuple[Change, ...]
    files: Mapping[str, How]
    unread: tuple[Unread, ...]
    evidence: tuple[Change, ...] = ()
    withdrawn: tuple[str, ...] = ()
    forgotten: Mapping[str, str] = field(default_factory=dict)
    buried: Mapping[str, str] = field(default_factory=dict)
    listed: WithdrawnList = field(default_factory=WithdrawnList)
    unsaid: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    corrected: Mapping[str, int] = field(default_factory=dict)


def difference(content: Path, before: Snapshot) -> Difference:
    """Compare a content folder with the snapshot of it."""
    records = {path: key for path in before.changed if (key := record_at(path))}
    captures = sorted(path for path in before.changed if _is_in(CAPTURES, ".yml", path))
    receipts = sorted(path for path in before.changed if _is_in(RECEIPTS, ".jsonl", path))
    with TemporaryFolder() as then:
        there = sorted(whole_records(records, before.files))
        before.write([*there, *captures, *receipts, *before.changed & {WITHDRAWN}], then)
        withdrawn = tuple(sorted(read_withdrawn(then, then)[0].addresses))
        old, unread_before = _read(then, [*there, *captures], is_before=True)
        received_before = _texts(then, receipts)
    there = sorted({path for key in records.values() for path in files_of(content, key)})
    new, unread_now = _read(content, [*there, *captures], is_before=False)
    unread = (*unread_before, *unread_now)
    # With one side unreadable, the record would seem added or removed.
    for address in {_address(item.path) for item in unread}:
        old.pop(address, None)
        new.pop(address, None)
    copied_before, copied = _taken(old, captures), _taken(new, captures)
    listed, _ = read_withdrawn(content, content)
    were = gone(old, new)
    unsayable = [it for address, it in were.items() if listed.entry_of(address)]
    sources = frozenset[str]().union(*(it.sources for it in unsayable))
    receipted = {it.former.partition("/")[2] for it in unsayable}
    evidence = (
        *compare_copies(copied_before, copied, sources),
        *compare_receipts(received_before, _texts(content, receipts), receipted),
    )
    others = sorted(before.changed.difference(records, captures, receipts))
    files = {path: _how(path in before.files, (content / path).exists()) for path in others}
    lost, dead = forgotten(old, new), buried(old, new)
    found = [*compare(old, new)]
    unsaid = {it.address: _words_of(it) for it in found if _entry_of(it, listed)}
    changes = tuple(_without_words(change, listed) for change in found)
    counts = {address: it.corrections for address, it in were.items() if it.corrections}
    return Difference(
        changes, files, unread, evidence, withdrawn, lost, dead, listed, unsaid, counts
    )


def _entry_of(change: Change, listed: WithdrawnList) -> Withdrawal | None:
    """Return the entry of what was withdrawn with a change."""
    return listed.entry_of(change.address) if change.how is How.REMOVED else None


def _words_of(change: Change) -> tuple[str, ...]:
    """Return what a removed record or statement was known by: its words, or a person's name."""
    told = (*WORDS, "name") if change.kind == PERSON.name else WORDS
    return tuple(field.before for field in change.fields if field.name in told)


def _without_words(change: Change, listed: WithdrawnList) -> Change:
    """Say of what was withdrawn why, instead of what it was: that had to go."""
    entry = _entry_of(change, listed)
    if entry is None:
        return change
    # Whatever was taken back is not any more.
    fields = tuple(field for field in change.fields if field.name == "retracts")
    return replace(change, fields=fields, words="", note=f"Withdrawn: {entry.reason}")


def between(before: Snapshot, now: Snapshot) -> Difference:
    """Compare a content folder as it was in two commits."""
    with TemporaryFolder() as folder:
        now.write(sorted({*whole_records(now.changed, now.files), WITHDRAWN}), folder)
        return difference(folder, before)


def _read(
    folder: Path, paths: Sequence[str], *, is_before: bool
) -> tuple[dict[str, Fields], list[Unread]]:
    fields: dict[str, Fields] = {}
    unread: list[Unread] = []
    for path in paths:
        if not os.path.lexists(folder / path):
            continue
        document, faults = read(folder / path, path)
        if document is None:
            unread.append(Unread(path, is_before, faults[0].message))
        else:
            address = _address(path)
            fields[address] = _together(fields.get(address, {}), document.plain())
    return fields, unread


def _taken(fields: dict[str, Fields], paths: Sequence[str]) -> dict[str, Fields]:
    """Take some files out of those that were read, by the names of the files without endings."""
    addresses = [address for path in paths if (address := _address(path)) in fields]
    return {PurePosixPath(address).name: fields.pop(address) for address in addresses}


def _texts(folder: Path, paths: Sequence[str]) -> dict[str, str]:
    """Return the texts of files that can be read, by their names without endings."""
    texts = ((path, read_text(folder / path, path)[0]) for path in paths)
    return {PurePosixPath(path).stem: text for path, text in texts if text is not None}


def _is_in(folder: str, ending: str, path: str) -> bool:
    file = PurePosixPath(path)
    return len(file.parts) == 2 and file.parts[0] == folder and file.suffix == ending


def _together(record: Fields, part: Fields) -> Fields:
    """Return the fields of a person, with the positions of one more file."""
    before, more = record.get("positions"), part.get("positions")
    if isinstance(before, list) and isinstance(more, list):
        return {**record, **part, "positions": [*before, *more]}
    return {**record, **part}


def _address(path: str) -> str:
    key = record_at(path)
    return f"{BY_NAME[key[0]].folder}/{key[1]}" if key else path.removesuffix(".yml")


def _how(was: bool, is_now: bool) -> How:
    if was and is_now:
        return How.CHANGED
    return How.REMOVED if was else How.ADDED
