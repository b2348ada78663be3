"""Find what changed in a folder since it was last looked at.

The operating system's reports get lost when a branch is switched or a folder is moved, and network
mounts send none. So reports only say when to look, and where first; the next look at everything
finds what they left out.
"""

import os
import stat
import time
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

_UNSETTLED_NS = 20_000_000
"""Clocks of file systems tick every few milliseconds; younger files may change within one tick."""


class Mark(NamedTuple):
    """What tells two states of a file apart; `kind` is its type (`stat.S_IFMT`)."""

    kind: int
    size: int = 0
    modified: int = 0
    changed: int = 0
    inode: int = 0
    seen: int = 0
    """When this was taken, if the file is too young for the rest to show a change; else 0."""


Marks = dict[str, Mark]
"""The marks of files and folders by their paths. A folder's only says that it exists."""


def marks(roots: Iterable[Path]) -> Marks:
    """Return the marks of these files and folders, and of everything below them."""
    found: Marks = {}
    now = time.time_ns()
    waiting: list[str] = []
    for root in roots:
        if root.exists():
            found[str(root)] = _mark(root.stat(), now)
            waiting.append(str(root))
    while waiting:
        try:
            with os.scandir(waiting.pop()) as entries:
                for entry in entries:
                    if entry.name == "__pycache__":
                        continue
                    try:
                        mark = _mark(entry.stat(follow_symlinks=False), now)
                    except OSError:
                        continue  # it has vanished since
                    found[entry.path] = mark
                    if mark.kind == stat.S_IFDIR:
                        waiting.append(entry.path)
        except OSError:
            continue  # a file, or a folder that has vanished or may not be read
    return found


def marks_after(before: Marks, written: Iterable[str]) -> Marks | None:
    """Return the marks after these paths were written, all others being as before.

    None if more has changed than the contents of files that were there: then only a look at
    everything tells.
    """
    found = {**before}
    now = time.time_ns()
    for path in written:
        try:
            mark = _mark(os.lstat(path), now)
        except OSError:
            if path in before:
                return None
            continue  # it came and went, like a file that an editor writes and renames
        if path not in before or not mark.kind == before[path].kind == stat.S_IFREG:
            return None
        found[path] = mark
    return found


def _mark(status: os.stat_result, now: int) -> Mark:
    kind = stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFDIR:
        return Mark(kind)
    return Mark(
        kind,
        status.st_size,
        status.st_mtime_ns,
        status.st_ctime_ns,
        status.st_ino,
        now if now - status.st_mtime_ns < _UNSETTLED_NS else 0,
    )


def changes(before: Marks, after: Marks) -> set[str]:
    """Return the paths that were added, removed or changed."""
    return {path for path, mark in after.items() if before.get(path) != mark} | (
        before.keys() - after.keys()
    )
