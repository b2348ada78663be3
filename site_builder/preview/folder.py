"""Folders that no preview leaves behind, not even one that was killed."""

import os
import shutil
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

_PREFIX = "factsheet-preview-"


class OwnFolder:
    """A temporary folder; `path` leads to it until `remove`.

    Its process holds a lock on it, which the system releases however that process ends. Whoever
    makes the next such folder removes those that nobody holds. Windows has no such locks: there, a
    killed preview leaves its folders.
    """

    def __init__(self) -> None:
        if sys.platform == "win32":
            self.path, self._lock = Path(tempfile.mkdtemp(prefix=_PREFIX)), None
        else:
            _remove_abandoned()
            self.path, self._lock = _locked()

    def remove(self) -> None:
        """Remove the folder, and what is in it, if it is still there."""
        shutil.rmtree(self.path, ignore_errors=True)
        if self._lock is not None:
            os.close(self._lock)
            self._lock = None


if sys.platform != "win32":

    def _locked() -> tuple[Path, int | None]:
        while True:
            path = Path(tempfile.mkdtemp(prefix=_PREFIX))
            lock = _lock(path)
            # Another preview may have taken it for abandoned in between.
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
