"""Find what a change has made wrong: today's diagnostics without those from before the change.

The older content is checked by today's rules, and the faults that it had are left out. So an old
fault stops nobody, and a new one is found wherever it shows, even in a file that the change did not
touch. Of the older content, only files that have changed or have faults are read (decision 13).
"""

import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from site_builder.changes.git import Snapshot
from site_builder.checks.check import Results
from site_builder.checks.lines import ReadLine, line_reader
from site_builder.content.discover import (
    CAPTURES,
    CHECKS,
    IMAGES,
    PAGES,
    RECEIPTS,
    WAIVERS,
    Listing,
    discover,
    record_at,
    whole_records,
)
from site_builder.content.kinds import BY_NAME, RecordId
from site_builder.content.load import Reading
from site_builder.diagnostics import Diagnostic

# What is read whole, whatever has changed.
_WHOLE = (f"{PAGES}/", WAIVERS, f"{CAPTURES}/", f"{RECEIPTS}/", f"{CHECKS}/")
_LINE_NUMBER = re.compile(r"\bline \d+")


class Before(NamedTuple):
    """The content before a change: its files, and the readings that are the same today."""

    listing: Listing
    kept: dict[RecordId, Reading]


def restore(
    before: Snapshot,
    listing: Listing,
    results: Results,
    faulty: Iterable[str],
    folder: Path,
    lang: str,
) -> Before:
    """Write into an empty folder the files of the older content that must be read.

    These are the files that have changed, those that are `faulty` today (paths within the content
    folder), and those that are not records. `listing` and `results` are today's; for all other
    files, what they hold is reused. `lang` is the site's language.
    """
    again = {path for path in before.files if path in before.changed or path.startswith(_WHOLE)} | (
        before.files.keys() & {*faulty}
    )
    again = whole_records({*again, *before.changed}, before.files)
    before.write(again, folder)
    read = discover(folder, folder, lang)

    def is_kept(path: str) -> bool:
        return path in before.files and path not in again

    records = [file for file in listing.records if all(map(is_kept, file.names))]
    images = [image for image in listing.images if is_kept(f"{IMAGES}/{image.name}")]
    return Before(
        Listing(
            (*read.records, *records),
            (*read.images, *images),
            read.pages,
            read.faults,
            read.captures,
            read.receipts,
            read.links,
            read.misnamed,
        ),
        {file.key: results[file.key].reading for file in records if file.key in results},
    )


class _Signature(NamedTuple):
    """What identifies a fault before and after a change: the line's text instead of its number.

    `path` is that of the record's own file, as statements may move between a person's files.
    """

    path: str
    code: str
    message: str
    line: str


def known_faults(
    old: Iterable[Diagnostic], folder: Path, listing: Listing, results: Results
) -> Counter[_Signature]:
    """Count the faults that the older content in `folder` had, under today's file names."""
    read_line, renamed = line_reader(folder), _renamed(listing, results)
    return Counter(_signature(item, "", read_line, renamed) for item in old)


def new_faults(
    now: Iterable[Diagnostic], known: Counter[_Signature], prefix: str, base: Path
) -> tuple[Diagnostic, ...]:
    """Return today's faults without those that are known; `prefix` is the content folder's."""
    read_line, left = line_reader(base), Counter(known)
    new: list[Diagnostic] = []
    for item in now:
        fault = _signature(item, prefix, read_line, {})
        if left[fault] > 0:
            left[fault] -= 1
        else:
            new.append(item)
    return tuple(new)


def _signature(
    item: Diagnostic, prefix: str, read_line: ReadLine, renamed: dict[str, str]
) -> _Signature:
    path = item.span.path.removeprefix(prefix)
    if (key := record_at(path)) is not None:
        path = f"{BY_NAME[key[0]].folder}/{key[1]}.yml"
    message = _LINE_NUMBER.sub("line", item.message)
    line = (read_line(item.span) or "").strip()
    return _Signature(renamed.get(path, path), item.code, message, line)


def _renamed(listing: Listing, results: Results) -> dict[str, str]:
    """Return the new paths of files by their old ones, as far as `former_ids` tells."""
    there = {file.key for file in listing.records}
    return {
        f"{file.kind.folder}/{former}.yml": f"{file.kind.folder}/{file.id}.yml"
        for file in listing.records
        if file.key in results and (record := results[file.key].reading.record)
        for former in record.former_ids
        if (file.kind.name, former) not in there
    }
