"""What the last build has left in the site's folder, so that the next one need not write it again.

The new site shares files with the last one: each gets a second name there (a hard link). So the
last site stays whole until the new one takes its place, and what it held only loses a name then.
"""

import json
import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from site_builder.site_folder import Held, Output
from site_builder.user_cache import CachedValue, place_of


class Mark(NamedTuple):
    """What the system says of a file; nobody can set the last of these times to another.

    Times are in nanoseconds. Whoever alters a file, or its mode, changes its mark.
    """

    inode: int
    mode: int
    size: int
    written: int
    changed: int


class Left(NamedTuple):
    """A file of a site as a build has left it: its path there, what it holds, and its mark."""

    path: str
    held: Held
    mark: Mark


class LastSite:
    """The files that the last build has left in a site's folder, in groups, each under a key.

    A group is shared whole or not at all. Which files these were is in the user's cache.
    """

    def __init__(self, site: Path) -> None:
        self._prefix = f"{site}/"
        # A build with another mask gives its files other modes.
        mask = os.umask(0o077)
        os.umask(mask)
        self._cached = CachedValue(place_of(site, "site"), f"{mask:o}")
        # Pieces of JSON: only the processes that share a group need what is in it.
        self._groups: dict[str, bytes] = self._cached.read() or {}
        self._new: dict[str, Sequence[Left]] = {}

    def share(self, key: str, output: Output) -> Sequence[Left] | None:
        """Share the files of a group with a new site, and return them; None if that cannot be.

        It cannot if one was altered, or has a further name already: whoever writes to that would
        write to the site. Nor can it on file systems without links. Then the group is to be
        written, in the place of whatever is shared of it by then.
        """
        group = self._groups.get(key)
        if group is None:
            return None
        files = [Left(path, Held(*held), Mark(*mark)) for path, held, mark in json.loads(group)]
        try:
            for file in files:
                if _mark(self._prefix + file.path) != file.mark:
                    return None
            for file in files:
                output.share(file.path, self._prefix + file.path, file.held)
        except OSError:
            return None
        return files

    def note(self, groups: Mapping[str, Sequence[Left]]) -> None:
        """Note groups of files that are in the new site."""
        self._new.update(groups)

    def keep(self) -> None:
        """Keep what was noted, now that the new site is in its place, for the next build.

        To share a file, and to remove its other name, changes the last time of its mark. The rest
        is as it was, or somebody has altered the file since.
        """
        groups = {}
        for key, files in self._new.items():
            try:
                marks = [_mark(self._prefix + file.path) for file in files]
            except OSError:
                continue
            is_same = (a and a[:-1] == b.mark[:-1] for a, b in zip(marks, files, strict=True))
            if all(is_same):
                group = [(*file[:2], mark) for file, mark in zip(files, marks, strict=True)]
                groups[key] = json.dumps(group).encode()
        self._cached.write(groups)


def left_in(output: Output) -> list[Left] | None:
    """Return the files that were written whole into a folder just now.

    None if one has a further name already, or is gone: without it, the next site would lack it.
    """
    found = []
    for path, held in output.held.items():
        try:
            mark = _mark(f"{output.folder}/{path}")
        except OSError:
            return None
        if mark is None:
            return None
        found.append(Left(path, held, mark))
    return found


def unaltered(folder: Path, left: Sequence[Left]) -> dict[str, Held]:
    """Return what files hold that nobody has altered since they were left in a folder."""
    found = {}
    for file in left:
        with suppress(OSError):
            if _mark(f"{folder}/{file.path}") == file.mark:
                found[file.path] = file.held
    return found


def _mark(place: str) -> Mark | None:
    """Return the mark of a file; None if it has further names.

    Raises:
        OSError: it is not there.
    """
    it = os.lstat(place)
    if it.st_nlink != 1:
        return None
    return Mark(it.st_ino, it.st_mode, it.st_size, it.st_mtime_ns, it.st_ctime_ns)
