"""Keep files of a site, so that the next build makes only what has changed since.

Files that are made from the same are kept under a key: the digest of everything that they are made
from. So nothing in a store is ever out of date, only unused. It is no part of a build's result:
which files a site has follows from its content alone, and a store that is missing, damaged or
foreign is the same as none.
"""

import hashlib
import json
import os
import stat
import time
from collections.abc import Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from site_builder.site_folder import SiteFile
from site_builder.user_cache import is_ours, place_of

Group = tuple[str, tuple[SiteFile, ...]]
"""Files under a name, such as those of a page under its address."""

_DIGEST = 64
"""Letters of a digest in hexadecimal."""
_NEW = ".new"
_ABANDONED = 3_600
"""Seconds after which a file that is being written is left over from a process that was killed."""


class Store:
    """A folder of the user's cache with what is kept of one content folder, a file for each key.

    `what` is what is kept there: each has a folder of its own.
    """

    def __init__(self, content: Path, what: str) -> None:
        self.folder = place_of(content, what)
        # The clock of a file system lags behind by some milliseconds.
        self._since = time.time() - 1

    def get(self, key: str, *folders: str) -> list[Group] | None:
        """Return what is kept under a key; None if it is not there as it was kept.

        All paths begin with one of `folders`.
        """
        if not self._is_ours:
            return None
        file = self._file(key)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        kept = _unpacked(key, data, folders)
        if kept is None:
            return None
        with suppress(OSError):
            os.utime(file)  # what is used is not pruned
        return kept

    def put(self, key: str, groups: Sequence[Group]) -> None:
        """Keep files. If that fails, the next build takes longer."""
        if not self._is_ours:
            return
        file = self._file(key)
        new = file.with_suffix(f".{os.getpid()}{_NEW}")
        with suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            try:
                with new.open("wb") as opened:
                    opened.writelines(_packed(key, groups))
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the longest unused, so that these take no more room than what this build used."""
        used, unused = 0, list[tuple[float, int, Path]]()
        for file in self.folder.glob("*/*") if self._is_ours else ():
            with suppress(OSError):
                found = file.stat()
                if file.suffix == _NEW:
                    if found.st_mtime < self._since - _ABANDONED:
                        file.unlink()
                elif found.st_mtime < self._since:
                    unused.append((found.st_mtime, found.st_size, file))
                else:
                    used += found.st_size
        room = used
        for _, size, file in sorted(unused, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    file.unlink()

    @cached_property
    def _is_ours(self) -> bool:
        """Whether nobody else can write into the folder: what is in it gets published."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = self.folder.lstat()
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and is_ours(found)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key


def _packed(key: str, groups: Sequence[Group]) -> list[bytes]:
    """Return files as pieces of one file: its digest, which files there are, what these hold."""
    table = [[name, [[file.path, len(file.data)] for file in files]] for name, files in groups]
    body = [json.dumps(table).encode() + b"\n"]
    body += [file.data for _, files in groups for file in files]
    return [_digest(key, *body), *body]


def _unpacked(key: str, data: bytes, folders: tuple[str, ...]) -> list[Group] | None:
    """Return files from what was kept of them; None if it has been altered."""
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if digest != _digest(key, body):
        return None
    end = body.index(b"\n") + 1
    groups: list[Group] = []
    for name, files in json.loads(body[:end]):
        found = []
        for path, size in files:
            # The digest finds damage. This keeps a forged file, too, from writing anywhere else.
            if not path.startswith(folders) or ".." in path.split("/"):
                return None
            found.append(SiteFile(path, body[end : end + size]))
            end += size
        groups.append((name, tuple(found)))
    return groups


def _digest(key: str, *body: bytes) -> bytes:
    whole = hashlib.sha256(key.encode())
    for piece in body:
        whole.update(piece)
    return whole.hexdigest().encode()
