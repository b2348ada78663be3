"""Files and folders that are there for a while, and that no killed process leaves for good.

Their process holds a lock on them, which the system releases however that process ends. Windows has
no such locks: there, a killed process leaves its folders.
"""

import errno
import os
import shutil
import stat
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

_PREFIX = "factsheet-temporary-"


class TemporaryFolder:
    """A folder that `path` leads to until `remove`, or until the end of its block.

    Whoever makes the next such folder removes those that no process holds any more.
    """

    def __init__(self) -> None:
        if sys.platform == "win32":
            self.path, self._lock = Path(tempfile.mkdtemp(prefix=_PREFIX)), None
        else:
            _remove_abandoned()
            self.path, self._lock = _locked()

    def __enter__(self) -> Path:
        return self.path

    def __exit__(self, *_exception: object) -> None:
        self.remove()

    def remove(self) -> None:
        """Remove the folder, and what is in it, if it is still there."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


class Turn:
    """A turn to write in a place: a hidden file beside it, which only one process has at a time.

    The system ends the turn of a process that is killed, and the next one takes over its file.
    On Windows, nobody waits.
    """

    def __init__(self, file: Path) -> None:
        self._file = file
        self._lock: int | None = None

    def take(self, on_wait: Callable[[], object]) -> None:
        """Wait until nobody else has it; `on_wait` is called if somebody does.

        Makes the file's folder, if it is missing.

        Raises:
            OSError: the file cannot be created.
        """
        above = self._file.parent
        while True:
            try:
                above.mkdir(parents=True, exist_ok=True)
            except FileExistsError:
                wrong = errno.ENOTDIR
                raise NotADirectoryError(wrong, os.strerror(wrong), str(above)) from None
            if sys.platform == "win32":
                return
            # Who had it until now may have removed the folder with it.
            with suppress(FileNotFoundError):
                self._lock = _held(self._file, 0o666, on_wait)
                return

    @property
    def is_taken(self) -> bool:
        """Whether it is this one's turn."""
        return self._lock is not None or sys.platform == "win32"

    def end(self) -> None:
        """Let the next one write."""
        if self._lock is not None:
            self._file.unlink(missing_ok=True)
            os.close(self._lock)
            self._lock = None


@contextmanager
def whole(
    place: Path, *, mode: int = 0o666, allow: Callable[[], None] | None = None
) -> Iterator[BinaryIO]:
    """Open a hidden file beside a place, which moves there when the block ends well.

    So the place holds what it held before, or all that is written; if the block raises anything,
    nothing is left. What a killed process has left is taken over by the next one that writes there,
    and who writes there at the same time waits. `allow` is called when all is written, and may
    still raise; `mode` is that of a file that is new there.

    Raises:
        OSError: it cannot be written.
    """
    aside = place.with_name(f".{place.name}~")
    opened, lock = _taken(aside, mode)
    try:
        with opened:
            yield opened
        if allow is not None:
            allow()
        with suppress(FileNotFoundError):
            aside.chmod(stat.S_IMODE(place.stat().st_mode))
        aside.replace(place)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise
    finally:
        if lock is not None:
            os.close(lock)


if sys.platform == "win32":

    def _taken(aside: Path, mode: int) -> tuple[BinaryIO, None]:
        del mode
        return aside.open("wb"), None

else:

    def _taken(aside: Path, mode: int) -> tuple[BinaryIO, int]:
        """Open a file for this process alone; return it, empty, and what holds its lock."""
        lock = _held(aside, mode, lambda: None)
        try:
            os.ftruncate(lock, 0)
            return open(os.dup(lock), "wb"), lock  # noqa: PTH123
        except BaseException:
            os.close(lock)
            raise

    def _held(file: Path, mode: int, on_wait: Callable[[], object]) -> int:
        """Return a descriptor that holds a file until it is closed; make the file if needed."""
        while True:
            lock = os.open(file, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, mode)
            try:
                with suppress(OSError):  # some network folders have no locks
                    try:
                        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    except BlockingIOError:
                        on_wait()
                        fcntl.flock(lock, fcntl.LOCK_EX)
                # Who held it until now has moved it to its place, or removed it.
                with suppress(FileNotFoundError):
                    if os.path.samestat(os.fstat(lock), file.lstat()):
                        return lock
            except BaseException:
                os.close(lock)
                raise
            os.close(lock)

    def _locked() -> tuple[Path, int | None]:
        while True:
            path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            lock = _lock(path)
            # Another process may have taken it for abandoned in between.
            if lock is not None and path.exists():
                return path, lock

    def _remove_abandoned() -> None:
        for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
            with suppress(OSError):
                status = path.lstat()
                if not stat.S_ISDIR(status.st_mode) or status.st_uid != os.getuid():
                    continue
                if (lock := _lock(path)) is not None:
                    shutil.rmtree(path, ignore_errors=True)
                    os.close(lock)

    def _lock(path: Path) -> int | None:
        """Return a descriptor that holds a folder until it is closed; None if another holds it."""
        try:
            lock = os.open(path, os.O_RDONLY)
        except OSError:
            return None
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(lock)
            return None
        return lock
