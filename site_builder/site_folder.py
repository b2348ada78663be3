"""The folder of a site: its files are written here, and it replaces the last one when complete.

All other modules only say what is in the files.
"""

import hashlib
import os
import shutil
import stat
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import Literal, NamedTuple

from site_builder.parallel import Processes, chunks
from site_builder.temporary import Turn

# As Linux names them: AT_FDCWD, RENAME_EXCHANGE.
_FROM_HERE, _EXCHANGE = -100, 2
_FOLDERS_A_TASK = 1_000
# How often the clock of a file system is looked at, and how many seconds after the last time.
_TRIES, _SECONDS = 40, 0.005


class SiteFile(NamedTuple):
    """What a file of the site holds; `path` is relative to the site, with forward slashes."""

    path: str
    data: bytes


class Held(NamedTuple):
    """What a file holds: its SHA-256 in hexadecimal, and its size in bytes."""

    digest: str
    size: int


def held(data: bytes) -> Held:
    """Return what a file with these bytes holds."""
    return Held(hashlib.sha256(data).hexdigest(), len(data))


class Output:
    """The folder that a site is written into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.held: dict[str, Held] = {}
        """What files hold that were written here whole, so that nobody reads them to find out."""
        # A prefix is joined much faster than a path of `pathlib`, and a site has many files.
        self._prefix = f"{folder}/"

    def write(self, file: SiteFile) -> None:
        """Write a file, and create its folder if needed.

        Raises:
            OSError: it cannot be written.
        """
        place = self._place(file.path)
        try:
            _write(place, file.data, "xb")
        except FileExistsError:
            # Nothing is written into what is there: the last site may share it.
            os.unlink(place)  # noqa: PTH108
            _write(place, file.data, "xb")
        self.held[file.path] = held(file.data)

    def write_all(self, files: Iterable[SiteFile]) -> None:
        """Write several files.

        Raises:
            OSError: one cannot be written.
        """
        for file in files:
            self.write(file)

    def share(self, path: str, source: str) -> None:
        """Have a file that is somewhere else here, too, without copying it (a hard link).

        Raises:
            OSError: it cannot be shared.
        """
        os.link(source, self._place(path))

    def append(self, file: SiteFile) -> None:
        """Write a piece of a file after the pieces before it.

        Raises:
            OSError: it cannot be written.
        """
        _write(self._place(file.path), file.data, "ab")
        self.held.pop(file.path, None)

    def held_since(self, moment: int) -> dict[str, Held]:
        """Return what files hold that nobody has touched since a moment (`moment_of`)."""
        return {path: holds for path, holds in self.held.items() if self._is_old(path, moment)}

    def _is_old(self, path: str, moment: int) -> bool:
        try:
            return os.lstat(self._prefix + path).st_ctime_ns < moment
        except OSError:
            return False

    def _place(self, path: str) -> str:
        """Return where a file is to be, in a folder that is there."""
        place = self._prefix + path
        # Nearly every page is the first file in its folder.
        with suppress(FileExistsError):
            _make(place.rpartition("/")[0])
        return place


def _write(place: str, data: bytes, mode: Literal["xb", "ab"]) -> None:
    with open(place, mode) as opened:  # noqa: PTH123
        opened.write(data)


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103


def moment_of(folder: Path) -> int | None:
    """Return a moment on the clock of a folder's file system, in nanoseconds.

    A file that was changed before this call has an earlier time of change, and one that is changed
    after it has not; nobody can set that time (`st_ctime`). None if the folder is not there, is
    somebody else's, or has no such time (Windows).
    """
    first = None
    try:
        for _ in range(_TRIES):
            # The clock goes by steps of some milliseconds.
            folder.chmod(stat.S_IMODE(folder.stat().st_mode))
            now = folder.stat().st_ctime_ns
            first = first or now
            if now > first:
                return now
            time.sleep(_SECONDS)
    except OSError:
        pass
    return None


class StagingError(Exception):
    """The site's folder cannot be made or replaced; the message is a sentence."""


class Staging:
    """The folder in which a site is built, next to the one that it will replace.

    Whatever ends the build before `publish`, the last site stays as it was; `close` removes the new
    one, and the next `open` does so if a process was killed before it could. Two builds of one site
    take turns.
    """

    def __init__(self, site: Path) -> None:
        # If the site's folder is a link, what it leads to is replaced, and the link stays.
        self.site = Path(os.path.realpath(site))
        self.folder = self.site.with_name(f".{self.site.name}.new")
        self._old = self.site.with_name(f".{self.site.name}.old")
        self._turn = Turn(self.site.with_name(f".{self.site.name}.lock"))

    def open(self, tell: Callable[[str], object]) -> None:
        """Create the folder, empty; if another build has it, say so and wait for its end.

        Raises:
            StagingError: it cannot be created, or the site's place is taken by a file.
        """
        if self.site.exists() and not self.site.is_dir():
            raise StagingError(f"{self.site} is a file; the site needs a folder there.")
        try:
            self._turn.take(lambda: tell(f"Waiting for another build of {self.site} to end."))
            self._clear()
            self.folder.mkdir()
        except OSError as error:
            self._turn.end()
            raise StagingError(f"Cannot create {self.folder}: {error.strerror}.") from None

    def publish(self) -> None:
        """Put the finished site in the place of the last one.

        Raises:
            StagingError: the folders cannot be renamed; the last site stays as it was.
        """
        try:
            self._keep_hidden()
            if not _swap(self.folder, self.site):
                if self.site.exists():
                    self.site.rename(self._old)
                self.folder.rename(self.site)
        except OSError as error:
            raise StagingError(f"Cannot replace {self.site}: {error.strerror}.") from None
        finally:
            self.close()

    def close(self) -> None:
        """Remove what was built and not published, and let the next build begin."""
        if self._turn.is_taken:
            self._clear()
            self._turn.end()

    def _clear(self) -> None:
        self._settle()
        _remove(self.folder)

    def _settle(self) -> None:
        """Finish a replacement, or undo one that was interrupted."""
        if not self._old.exists():
            return
        if not self.site.exists():
            self._old.rename(self.site)
            return
        _remove(self._old)

    def _keep_hidden(self) -> None:
        """As MkDocs does, keep what is hidden in the site's folder, such as a worktree's `.git`.

        It is copied: a move would take it from the last site before the new one is there.
        """
        for hidden in self.site.glob(".*"):
            copy = self.folder / hidden.name
            if copy.exists():
                continue
            if hidden.is_dir() and not hidden.is_symlink():
                shutil.copytree(hidden, copy, symlinks=True)
            else:
                shutil.copy2(hidden, copy, follow_symlinks=False)


def _remove(folder: Path) -> None:
    """Remove a site; a large one takes seconds, so all processors do it."""
    below = [*chain.from_iterable(map(_folders, _folders(str(folder))))]
    for _ in Processes().map(_remove_all, chunks(below, _FOLDERS_A_TASK)):
        pass
    shutil.rmtree(folder, ignore_errors=True)


def _folders(place: str) -> list[str]:
    """Return the folders in a place, but no links: these may lead out of it."""
    with suppress(OSError), os.scandir(place) as found:
        return [one.path for one in found if one.is_dir(follow_symlinks=False)]
    return []


def _remove_all(folders: Sequence[str]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)


def _swap(one: Path, other: Path) -> bool:
    """Let two folders exchange their names in one step; return False where that is impossible.

    Python has no call for it, and of the systems only Linux is asked. Elsewhere, and on a file
    system that cannot do it, there is a moment between two renames in which a site is not there.
    """
    if sys.platform != "linux":
        return False
    import ctypes

    # From C libraries of 2018 on.
    rename = getattr(ctypes.CDLL(None), "renameat2", None)
    if rename is None:
        return False
    ways = (_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other))
    return bool(rename(*ways, ctypes.c_uint(_EXCHANGE)) == 0)
