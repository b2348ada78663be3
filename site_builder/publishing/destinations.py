"""Where a site is published: what all such places can do, and the simplest of them, a folder."""

import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from threading import get_ident
from typing import Protocol

from site_builder.temporary import Turn

_NEW, _LOCK = ".publishing", ".publishing.lock"
"""The folder of files that are being written, and whose turn it is. A server shows nothing that
begins with a dot."""


class DestinationError(Exception):
    """A destination cannot be read or written; the message is a sentence."""


class Destination(Protocol):
    """A place with files under paths, which have forward slashes and are relative to it.

    Every method raises `DestinationError` if the place cannot be read or written. Each file is old
    or new as a whole, whenever somebody reads it. `put` may be called by several threads at once.
    """

    def alone(self, on_wait: Callable[[], object]) -> AbstractContextManager[None]:
        """Have nobody else publish there during the block, where that is possible."""
        ...

    def get(self, path: str) -> bytes | None:
        """Return what a file holds; None if there is none."""
        ...

    def put(self, path: str, data: bytes) -> None:
        """Write a file, or replace it."""
        ...

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, as far as they are there."""
        ...


class Folder:
    """A folder that a web server serves, on this machine or mounted."""

    def __init__(self, path: Path) -> None:
        self._path, self._new = path, path / _NEW

    @contextmanager
    def alone(self, on_wait: Callable[[], object]) -> Iterator[None]:
        """Wait until nobody else publishes there; `on_wait` is called if somebody does."""
        turn = Turn(self._path / _LOCK)
        try:
            turn.take(on_wait)
        except OSError as error:
            raise _failed("write", error) from None
        try:
            yield
        finally:
            # What a process that was killed has left there, too.
            shutil.rmtree(self._new, ignore_errors=True)
            turn.end()

    def get(self, path: str) -> bytes | None:
        """Return what a file holds; None if there is none."""
        try:
            return (self._path / path).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise _failed("read", error) from None

    def put(self, path: str, data: bytes) -> None:
        """Write a file, or replace it, as a whole."""
        place, new = self._place(path), self._new / f"{os.getpid()}-{get_ident()}"
        try:
            self._new.mkdir(parents=True, exist_ok=True)
            with new.open("wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            place.parent.mkdir(parents=True, exist_ok=True)
            new.replace(place)
        except OSError as error:
            raise _failed("write", error) from None

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files, and the folders that are empty then."""
        try:
            for path in paths:
                place = self._place(path)
                place.unlink(missing_ok=True)
                for folder in [*place.parents][: path.count("/")]:
                    with suppress(OSError):  # it is not empty
                        folder.rmdir()
        except OSError as error:
            raise _failed("write", error) from None

    def _place(self, path: str) -> Path:
        """Return the place of a file, which no symbolic link on the way has led out of the folder.

        Others may be able to make links there, but not to have this user write elsewhere.
        """
        place = self._path / path
        if not place.parent.resolve().is_relative_to(self._path.resolve()):
            raise DestinationError(
                f"Cannot write {place}: a symbolic link leads out of {self._path}. Remove it."
            )
        return place


def _failed(what: str, error: OSError) -> DestinationError:
    return DestinationError(f"Cannot {what} {error.filename}: {error.strerror}.")
