"""What the last build has left in the site's folder, so that the next one need not write it again.

The new site shares files with the last one: each gets a second name there (a hard link). So the
last site stays whole until the new one takes its place, and what it held only loses a name then.
"""

import json
import os
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple, Protocol

from site_builder.site_folder import Held, Output, moment_of
from site_builder.user_cache import CachedValue, place_of

Groups = Mapping[str, bytes]
"""Files of a site in groups, by the key of each."""


class Source(Protocol):
    """What writes parts of a site, each of which the last site may have as it would be written."""

    def key(self, part: str) -> str:
        """Return a digest of everything that a part is made from."""
        ...

    def touch(self, key: str) -> None:
        """Keep on what is kept of a part, although it is not asked for."""
        ...

    def write(self, part: str, output: Output) -> None:
        """Write the files of a part.

        Raises:
            OSError: a file cannot be written.
        """
        ...


class _Group(NamedTuple):
    """Files of a site as a build has left them, and the moment when it had done so.

    The files are JSON: of each its path, what it holds, and its mark.
    """

    files: bytes
    moment: int


class LastSite:
    """The files that the last build has left in a site's folder, in groups, each under a key.

    A group is shared whole or not at all. Which files these were is in the user's cache.
    """

    def __init__(self, site: Path) -> None:
        self._site = site
        # A build with another mask gives its files other modes.
        mask = os.umask(0o077)
        os.umask(mask)
        self._cached = CachedValue(place_of(site, "site"), f"{mask:o}")
        self._groups = {key: _Group(*it) for key, it in (self._cached.read() or {}).items()}
        self._new: dict[str, bytes] = {}

    def share(self, key: str, output: Output) -> bytes | None:
        """Share the files of a group with a new site, and return them; None if that cannot be.

        It cannot if one was altered, or has a further name already: whoever writes to that would
        write to the site. Nor can it on file systems without links. Then the group is to be
        written, in the place of whatever is shared of it by then.
        """
        group = self._groups.get(key)
        if group is None:
            return None
        files, site = json.loads(group.files), f"{self._site}/"
        try:
            for path, _, mark in files:
                if _mark(site + path, group.moment) != mark:
                    return None
            for path, _, _ in files:
                output.share(path, site + path)
        except OSError:
            return None
        return group.files

    def share_or_write(self, source: Source, parts: Iterable[str], output: Output) -> Groups:
        """Share the files of each part with a new site, or have them written.

        Returns those that the next site can share; what the others hold is in `output`.

        Raises:
            OSError: a file cannot be written.
        """
        groups: dict[str, bytes] = {}
        for part in parts:
            own, key = Output(output.folder), source.key(part)
            files = self.share(key, own)
            if files is not None:
                source.touch(key)
            else:
                source.write(part, own)
                files = left_in(own)
            if files is not None:
                groups[key] = files
            else:
                output.held |= own.held
        return groups

    def note(self, groups: Groups) -> dict[str, Held]:
        """Note groups of files that are in the new site; return what these hold, by their paths."""
        self._new.update(groups)
        return {path: holds for it in groups.values() for path, holds in held_in(it).items()}

    def keep(self, *, is_replaced: bool) -> None:
        """Keep what was noted for the next build, once the last site or the new one is removed.

        If the new site has not replaced the last one, only what both shared is still there.
        """
        moment = moment_of(self._site)
        if moment is None:
            return
        kept = {} if is_replaced else {**self._groups}
        for key, files in self._new.items():
            if is_replaced or key in kept:
                kept[key] = _Group(files, moment)
        self._cached.write({key: tuple(group) for key, group in kept.items()})


def left_in(output: Output) -> bytes | None:
    """Return the files that were written whole into a folder just now, as a group.

    None if one has a further name already, or is gone: without it, the next site would lack it.
    """
    files = []
    for path, holds in output.held.items():
        try:
            mark = _mark(f"{output.folder}/{path}")
        except OSError:
            return None
        if mark is None:
            return None
        files.append((path, holds, mark))
    return json.dumps(files).encode()


def held_in(files: bytes) -> dict[str, Held]:
    """Return what the files of a group hold, by their paths."""
    return {path: Held(*holds) for path, holds, _ in json.loads(files)}


def _mark(place: str, moment: int | None = None) -> list[int] | None:
    """Return what the system says of a file: what it is, and when it was written.

    None if it has further names, or was not as it is by a certain moment. Whoever alters a file can
    set the time of writing back, but not that of the change.

    Raises:
        OSError: it is not there.
    """
    it = os.lstat(place)
    if it.st_nlink != 1 or (moment is not None and it.st_ctime_ns >= moment):
        return None
    return [it.st_ino, it.st_mode, it.st_size, it.st_mtime_ns]
