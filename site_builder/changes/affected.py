"""Find the records that a change can affect. Only these can have new faults.

The faults of a record depend on its file, on the records that it names, on which ids exist, and on
whether another file seems to be of the same person or source, or to have the same statement. So
faults come and go only in files that have changed and in files that name one of these or are alike.
The other files are only searched for such names, which is much faster than reading them
(decision 13).
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Set
from concurrent.futures import Executor
from functools import partial
from pathlib import Path

from site_builder.changes.alike import Alike, Worded
from site_builder.changes.git import Snapshot
from site_builder.checks.rules import circular_reference, duplicate_statement
from site_builder.checks.waivers import read_waivers
from site_builder.checks.withdrawn import read_withdrawn
from site_builder.content.catalogue import named_in
from site_builder.content.discover import (
    IMAGES,
    PAGES,
    RECEIPTS,
    WAIVERS,
    WITHDRAWN,
    Listing,
    RecordFile,
    discover,
    record_at,
    whole_records,
)
from site_builder.content.document import plain_bytes, read_text
from site_builder.content.kinds import BY_FOLDER, KINDS, PERSON, SOURCE, RecordId
from site_builder.content.load import read_files
from site_builder.content.model import Known, Person, Record, Statement
from site_builder.temporary import TemporaryFolder

_MOST_CHANGES = 50
_ID = r"[a-z0-9]+(?:-[a-z0-9]+)*"
# With escapes of YAML or Markdown, an id can be written without its letters.
_ESCAPED = r"\\[xuU\r\n-]|&"


def affected(
    content: Path, listing: Listing, before: Snapshot, executor: Executor, lang: str
) -> Set[RecordId]:
    """Return the records to read; may include records that no longer exist.

    These are the records that have changed and those with waivers, those that may name a changed
    one or be the same as one of all these under another id, those that may have a statement of
    theirs, and everything that these name, now or before the change; and all sources whose chains a
    changed source is part of. After a large change, these are all records.
    """
    files = {file.key: file for file in listing.records}
    if len(before.changed) > _MOST_CHANGES:
        return files.keys()
    with TemporaryFolder() as then:
        before.write({*whole_records(before.changed, before.files), WAIVERS, WITHDRAWN}, then)
        old = discover(then, then, lang)
        # With the ids of both sides, so that no reference is dropped because its target is gone.
        read = partial(
            _read, known=_united(listing.known_once_named, old.known_once_named), executor=executor
        )
        edited = {record_at(path) for path in before.changed}
        changed = [file for file in listing.records if file.key in edited]
        records, were = read([*changed, *listing.misnamed]), read([*old.records])
        reached = {key for at in (content, then) for key in (*_waived(at), *_withdrawn(at))}
        waived = {key for at in (content, then) for key in _waived(at, duplicate_statement.CODE)}
        pages = [place / path for place in (content, then) for path in before.changed]
        for page in (page for page in pages if page.parent.name == PAGES):
            text = read_text(page, page.name)[0] or ""
            if re.search(_ESCAPED, text):
                return files.keys()
            reached |= {(PERSON.name, id_) for id_ in re.findall(_ID, text)}
    retired = {(record.KIND.name, id_) for record in (*records, *were) for id_ in record.former_ids}
    ids = {_named(path) for path in before.changed} | {id_ for _, id_ in retired}
    ids |= {file.id for file in (*listing.misnamed, *old.misnamed)}
    # What was withdrawn may be a former id of something else.
    ids |= {id_ for kind, id_ in _withdrawn(content) if (kind, id_) not in files}
    beside = read([files[key] for key in reached & files.keys()])
    alike = Alike([*records, *were, *beside])
    # A statement that is as before has no new fault; if one is waived, it has to be found again.
    again = (record for record in beside if (record.KIND.name, record.id) in waived)
    worded = Worded(_statements(records) ^ _statements(were) | _statements(again))
    reached |= {file.key for file in (*changed, *_naming(listing.records, ids, alike, worded))}
    received = [Path(path) for path in before.changed if path.startswith(f"{RECEIPTS}/")]
    reached |= {(PERSON.name, path.stem) for path in received}
    sources = [file for file in listing.records if file.kind is SOURCE]
    reached |= _drawing_on({file.id for file in changed if file.kind is SOURCE}, sources)
    records += [*were, *read([files[key] for key in reached & files.keys()])]
    reached |= retired.union(*map(named_in, records)) | _answered(records, files, read)
    return _with_chains(reached, files, read)


def _drawing_on(ids: Set[str], sources: list[RecordFile]) -> set[RecordId]:
    """Return the sources that draw on some others, directly or not: their chains may get longer."""
    found: set[RecordId] = set()
    while ids:
        if len(ids) > _MOST_CHANGES:
            return {file.key for file in sources}
        new = {file.key for file in _naming(sources, ids)} - found
        found |= new
        ids = {id_ for _, id_ in new}
    return found


def _answered(
    records: list[Record],
    files: Mapping[RecordId, RecordFile],
    read: Callable[[list[RecordFile]], list[Record]],
) -> set[RecordId]:
    """Return the people whose statements these retract or answer, and so on: maybe in a circle.

    Statements are followed, and not people: many answer some statement of each other.
    """
    found, seen = set[RecordId](), set[str]()
    own = defaultdict[str, list[Statement]](list)  # by its address, a remark in all its wordings
    waiting = {it for _, statement in _statements(records) for it in _earlier(statement)}
    while waiting:
        seen |= waiting
        people = {(PERSON.name, key.partition("/")[0]) for key in waiting} - found
        found |= people
        for id_, statement in _statements(read([files[key] for key in people & files.keys()])):
            own[f"{id_}/{statement.id}"].append(statement)
            if statement.wording_of:
                own[statement.wording_of].append(statement)
        # Of a remark, any wording may be the one that answers.
        roots = {statement.wording_of for key in waiting for statement in own.get(key, ())}
        remarks = waiting | {key for key in roots if key}
        new = {it for key in remarks for one in own.get(key, ()) for it in _earlier(one)}
        waiting = new - seen
    return found


def _earlier(statement: Statement) -> Iterator[str]:
    """Yield the statements before which this one was not made."""
    return (it for how, it in statement.relations if how in circular_reference.LATER)


def _with_chains(
    reached: set[RecordId],
    files: Mapping[RecordId, RecordFile],
    read: Callable[[list[RecordFile]], list[Record]],
) -> Set[RecordId]:
    """Add all sources that the records draw on, and all their broader themes."""
    waiting = {key for key in reached if key[0] != PERSON.name}
    while waiting:
        waiting = {
            key
            for record in read([files[key] for key in waiting & files.keys()])
            for key in named_in(record)
            if key[0] == record.KIND.name and key not in reached
        }
        reached |= waiting
    return reached


def _read(files: list[RecordFile], known: Known, executor: Executor) -> list[Record]:
    readings = read_files(files, known, executor)
    return [record for reading in readings if (record := reading.for_rules) is not None]


def _statements(records: Iterable[Record]) -> set[tuple[str, Statement]]:
    """Return all statements of some people, each with the person's id."""
    return {
        (record.id, statement)
        for record in records
        if isinstance(record, Person)
        for position in record.positions
        for statement in position.statements
    }


def _naming(
    files: Iterable[RecordFile], ids: Set[str], *alike: Alike | Worded
) -> Iterator[RecordFile]:
    """Yield the files that may name one of these ids, or be `alike`."""
    words = [id_.encode() for id_ in ids]
    whole = re.compile(rb"(?<![a-z0-9-])(?:%b)(?![a-z0-9-])" % b"|".join(map(re.escape, words)))
    escaped = re.compile(_ESCAPED.encode())

    def names(file: RecordFile, data: bytes | None) -> bool:
        # The plain search comes first, as it is much faster.
        return (
            data is None
            or (any(word in data for word in words) and whole.search(data) is not None)
            or ((b"\\" in data or b"&" in data) and escaped.search(data) is not None)
            or any(it.may_be(file.kind, data) for it in alike)
        )

    for file in files:
        if any(names(file, plain_bytes(one)) for one in file.files):
            yield file


def _waived(content: Path, rule: str | None = None) -> Iterator[RecordId]:
    """Yield the records that have waivers of a rule, or of any."""
    for waiver in read_waivers(content, content)[0].waivers:
        if rule in (None, waiver.rule):
            folder, id_, *_ = waiver.record.split("/")
            yield BY_FOLDER[folder].name, id_


def _withdrawn(content: Path) -> Iterator[RecordId]:
    """Yield the records that were withdrawn, and the people of whom statements were."""
    for withdrawal in read_withdrawn(content, content)[0].withdrawn:
        for address in withdrawal.addresses:
            folder, id_, *_ = address.split("/")
            yield BY_FOLDER[folder].name, id_


def _named(path: str) -> str:
    """Return how records name the file at a path: an image by its file name, all else by id."""
    if (key := record_at(path)) is not None:
        return key[1]
    file = Path(path)
    return file.name if file.parent.name == IMAGES else file.stem


def _united(one: Known, other: Known) -> Known:
    ids = {kind.name: one.of(kind.name) | other.of(kind.name) for kind in KINDS}
    return Known(ids, one.images | other.images)
