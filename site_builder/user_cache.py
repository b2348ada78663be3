"""The user's cache: what one run keeps there for later ones, and nobody else can have written.

All of it can go at any time. What is missing, damaged, foreign, or made by another state of this
package and its libraries is the same as none.
"""

import hashlib
import os
import pickle
import stat
import sys
import time
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from platformdirs import user_cache_path

from site_builder.installed import installed
from site_builder.temporary import whole

_DIGEST = 32
_LETTERS = 64
"""Letters of the digest before what a store keeps: SHA-256 in hexadecimal."""
_NEW = ".new"
_ABANDONED = 3_600
"""Seconds after which nobody can be writing a file any more."""


def place(name: str) -> Path:
    """Return the path of a file or folder of the cache."""
    return user_cache_path("factsheet") / name


def place_of(content: Path, what: str) -> Path:
    """Return the path of what is kept of a content folder."""
    name = hashlib.sha256(os.fsencode(content.resolve())).hexdigest()[:32]
    return place(f"{name}.{what}")


def is_ours(found: os.stat_result) -> bool:
    """Check whether nobody but this user can have written a file or folder.

    Windows does not say so by modes: there, the cache is in a folder of the user's own.
    """
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


class CachedValue:
    """A file of the cache with one value, which is of no use in another `scope`.

    A pickle can run code when it is read, so none is read that somebody else can have written.
    """

    def __init__(self, file: Path, scope: str = "") -> None:
        self._file = file
        made_by = (installed().digest, file.name, scope)
        self._key = hashlib.blake2b(repr(made_by).encode()).digest()

    def read(self) -> Any:
        """Return the value, or None."""
        try:
            with self._file.open("rb") as opened:
                if not is_ours(os.fstat(opened.fileno())):
                    return None
                digest, data = opened.read(_DIGEST), opened.read()
        except OSError:
            return None
        return pickle.loads(data) if digest == self._digest(data) else None  # noqa: S301  it is ours

    def write(self, value: object) -> None:
        """Keep a value. If that fails, the next run makes it again."""
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Otherwise the new file would take over the mode of one that others can write.
            self._file.unlink(missing_ok=True)
            with whole(self._file, mode=0o600) as new:
                digest = hashlib.blake2b(digest_size=_DIGEST, key=self._key)
                new.write(bytes(_DIGEST))
                pickle.dump(value, _Digested(new, digest))
                new.seek(0)
                new.write(digest.digest())

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=_DIGEST, key=self._key).digest()


class _Digested(NamedTuple):
    """A file to which a large value is written bit by bit, and the digest of what is written."""

    file: BinaryIO
    digest: "hashlib.blake2b"

    def write(self, data: bytes) -> None:
        """Write some more."""
        self.digest.update(data)
        self.file.write(data)


class Store:
    """A folder of the cache for what is made of a content folder, each under a key.

    A key is a digest, in hexadecimal, of everything that something is made from. So nothing in a
    store is ever out of date, only unused. Nothing is unpickled.
    """

    def __init__(self, content: Path, what: str) -> None:
        self.folder = place_of(content, what)
        # The clock of a file system lags behind by some milliseconds.
        self._since = time.time() - 1

    def get(self, key: str) -> bytes | None:
        """Return what was kept; None if it is not there as it was kept."""
        if not self._is_ours:
            return None
        file = self._file(key)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        digest, body = data[:_LETTERS], data[_LETTERS:]
        if digest != _digest(key, body):
            return None
        self.touch(key)
        return body

    def has(self, key: str) -> bool:
        """Check whether there is something under a key, whole or not."""
        return self._is_ours and self._file(key).exists()

    def touch(self, key: str) -> None:
        """Count what is kept under a key as used by this run, so that it is not pruned."""
        if self._is_ours:
            with suppress(OSError):
                os.utime(self._file(key))

    def put(self, key: str, *body: bytes) -> None:
        """Keep what these pieces are together. If that fails, the next run makes it again."""
        if not self._is_ours:
            return
        file = self._file(key)
        new = file.with_suffix(f".{os.getpid()}{_NEW}")
        with suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            try:
                with new.open("wb") as opened:
                    opened.writelines((_digest(key, *body), *body))
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the longest unused, so that these take no more room than what this run used."""
        used, unused = 0, list[tuple[float, int, Path]]()
        for file in self.folder.glob("*/*") if self._is_ours else ():
            with suppress(OSError):
                found = file.stat()
                if file.suffix == _NEW:
                    if found.st_mtime < self._since - _ABANDONED or _has_lost_its_writer(file):
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


def _has_lost_its_writer(new: Path) -> bool:
    """Check whether the process whose number is in the name of a new file has ended.

    If it runs elsewhere, on another machine with the same cache, it keeps one thing less.
    """
    process = new.stem.rpartition(".")[2]
    # On Windows, the signal that asks would end the process.
    if sys.platform != "win32" and process.isdecimal():
        try:
            os.kill(int(process), 0)
        except (ProcessLookupError, OverflowError):
            return True
        except OSError:  # somebody else's
            pass
    return False


def _digest(key: str, *body: bytes) -> bytes:
    whole = hashlib.sha256(key.encode())
    for piece in body:
        whole.update(piece)
    return whole.hexdigest().encode()
