"""What changed between two releases, for programs that rely on the data."""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from site_builder.changes.difference.compare import (
    NO_REDIRECT,
    WORDS,
    Change,
    FieldChange,
    How,
    statements_in,
)
from site_builder.changes.difference.sides import Difference, Unread, between
from site_builder.changes.git import Snapshot, moment, two_snapshots
from site_builder.content.discover import record_at
from site_builder.content.document import parse
from site_builder.content.kinds import PERSON
from site_builder.content.model import StatementKind

VERSION = "1.2"
Json = dict[str, Any]
_KINDS = {kind.value for kind in StatementKind}
# In which list a change of a field is; all others are in `changed`.
_LISTS = {
    **dict.fromkeys(WORDS, "words_changed"),
    **dict.fromkeys(("status", "status_note", "retracts"), "status_changed"),
    "citations": "recited",
    "corrections": "corrections",
}


def changes(content: Path, before: str, now: str) -> Json:
    """Return what changed in a content folder between two revisions, by what it means.

    `removed` and `renamed` are tombstones: no id vanishes without one of them.

    Raises:
        GitError: there is no repository, or no such revision.
    """
    then, later = two_snapshots(content, before, now)
    commits = ((before, then.commit), (now, later.commit))
    sides = [
        {"revision": revision, "commit": commit, "date": _date(content, commit)}
        for revision, commit in commits
    ]
    difference = between(then, later)
    ended, unread = _let_stand(difference.changes, later)
    more = (it for it in unread if it.path not in {it.path for it in difference.unread})
    found = by_meaning(replace(difference, unread=(*difference.unread, *more)))
    found["status_changed"] += ended
    return {"schema": VERSION, "from": sides[0], "to": sides[1]} | found


def by_meaning(difference: Difference) -> Json:
    """Return the changes in lists, one for each thing that they can mean to a reader."""
    found: dict[str, list[Json]] = {
        name: []
        for name in (
            *("added", "removed", "renamed", "words_changed", "status_changed", "recited"),
            "changed",
        )
    }
    for change in difference.changes:
        own: Json = {"kind": change.kind, "address": change.address}
        if change.status:
            own |= {"status": change.status}
        if _is_another(change):
            kind = next(
                (it.name for it in change.fields if it.name in _KINDS and it.before), change.kind
            )
            gone = {"kind": kind, "address": change.former, "gone": "withdrawn"}
            found["removed"].append(gone | _why(change.former, difference))
            found["added"].append(own)
            continue
        if change.how is How.ADDED:
            found["added"].append(own)
            continue
        if change.how is How.REMOVED:
            gone = own | {"gone": "withdrawn"}
            found["removed"].append(gone | _why(change.address, difference))
            continue
        if change.former:
            moved = {"kind": change.kind, "address": change.former, "gone": "moved"}
            found["renamed"].append(moved | {"into": change.address})
        _sort(change, own, found)
    found["status_changed"] += [*_taken_back(difference.changes)]
    unread = [
        {"path": item.path, "side": "from" if item.is_before else "to", "why": item.why}
        for item in difference.unread
    ]
    return found | ({"unread": unread} if unread else {})


def _why(address: str, difference: Difference) -> Json:
    """Return the reason that `withdrawn.yml` gives for what was removed, if it has one."""
    entry = difference.listed.entry_of(address)
    return {"reason": entry.reason} if entry else {}


def _is_another(change: Change) -> bool:
    """Check whether a removed and an added statement are two, whatever they have in common.

    One of somebody else is, and one in other words, unless its `former_ids` claim the address:
    “Taxes will rise.” is nearly “Taxes will not rise.”.
    """
    has_other_words = any(field.name in WORDS for field in change.fields)
    return change.changes_speaker or (change.note.startswith(NO_REDIRECT) and has_other_words)


def _taken_back(changes: Iterable[Change]) -> Iterator[Json]:
    """Yield each statement that another one has come to take back.

    In its own file, nothing may have changed.
    """
    before, now = _retractions(changes)
    for address in sorted(now.keys() - before.keys()):
        yield _retraction(address, "", now[address], "retracted")


def _let_stand(changes: Iterable[Change], later: Snapshot) -> tuple[list[Json], list[Unread]]:
    """Return each statement that nothing takes back any more, neither its own file nor another.

    Another may be in a file that has not changed, so all of them are searched; those that cannot be
    read, and may have one, are returned, too.
    """
    before, now = _retractions(changes)
    lost = before.keys() - now.keys()
    people = {address.rpartition("/")[0] for address in lost}
    left: dict[str, Any] = {}
    unread: list[Unread] = []
    for path, data in later.read(path for path in later.files if lost and _of_person(path)):
        address = f"{PERSON.folder}/{path.split('/')[1].removesuffix('.yml')}"
        if address not in people and b"retracts" not in data:
            continue
        document, faults = parse(data.decode(errors="replace"), path)
        if document is None:
            # What it names may be taken back there; of what it would hold, the status is unknown.
            unknown = {
                key
                for key in lost
                if key.removeprefix(f"{PERSON.folder}/").encode() in data
                or key.startswith(f"{address}/")
            }
            if unknown:
                unread.append(Unread(path, is_before=False, why=faults[0].message))
            lost = lost - unknown
            continue
        for key, said in statements_in({address: document.plain()}).items():
            if key in lost:
                left[key] = said.fields.get("status", "published")
            lost = lost - {f"{PERSON.folder}/{said.fields.get('retracts', '')}"}
    ended = [
        _retraction(address, before[address], "", left[address])
        for address in sorted(lost & left.keys())
        if left[address] not in ("retracted", "misattributed")
    ]
    return ended, unread


def _of_person(path: str) -> bool:
    key = record_at(path)
    return key is not None and key[0] == PERSON.name


def _retractions(changes: Iterable[Change]) -> tuple[dict[str, str], dict[str, str]]:
    """Return which statements were and are taken back, as far as it changed, and by which."""
    changes = [*changes]
    moved = {change.former: change.address for change in changes if change.former}
    retracts = [(it, field) for it in changes for field in it.fields if field.name == "retracts"]
    before = {f"{PERSON.folder}/{field.before}": it for it, field in retracts if field.before}
    now = {f"{PERSON.folder}/{field.now}": it.address for it, field in retracts if field.now}
    return {
        moved.get(address, address): it.former or it.address for address, it in before.items()
    }, now


def _retraction(address: str, before: str, now: str, status: str) -> Json:
    by = [key.removeprefix(f"{PERSON.folder}/") for key in (before, now)]
    field = {"name": "retracted_by", "before": by[0], "after": by[1]}
    own = {"kind": "statement", "address": address}
    return own | ({} if status == "published" else {"status": status}) | {"fields": [field]}


def _sort(change: Change, own: Json, found: Mapping[str, list[Json]]) -> None:
    by_list: dict[str, list[FieldChange]] = {}
    for field in change.fields:
        by_list.setdefault(_LISTS.get(field.name.partition(" ")[0], "changed"), []).append(field)
    noted = by_list.pop("corrections", [])
    if "words_changed" not in by_list:
        by_list.setdefault("changed", []).extend(noted)
    for name, fields in by_list.items():
        if fields:
            more = {"corrections": [it.now for it in noted]} if name == "words_changed" else {}
            found[name].append(own | {"fields": _fields(fields)} | more)


def _fields(fields: Iterable[FieldChange]) -> list[Json]:
    return [{"name": it.name, "before": it.before, "after": it.now} for it in fields]


def _date(content: Path, commit: str) -> str:
    date = datetime.datetime.fromtimestamp(moment(content, commit), datetime.UTC)
    return date.strftime("%Y-%m-%dT%H:%M:%SZ")
