"""Write files: whole or not at all, and never over what somebody else wrote."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from site_builder.temporary import whole


class WriteError(Exception):
    """A file cannot be written; the message is a sentence that says why."""


@dataclass(frozen=True, slots=True)
class FileWrite:
    """A file to write; `was` is the text it must still hold, or None if it must not exist."""

    file: Path
    text: str
    was: str | None = None


def write(new: FileWrite) -> None:
    """Write a file in one step; make its folder if it is missing.

    Raises:
        WriteError: it cannot be written, or somebody else has changed it.
    """
    try:
        new.file.parent.mkdir(parents=True, exist_ok=True)
        with whole(new.file, allow=partial(_require_unchanged, new)) as opened:
            opened.write(new.text.encode())
    except OSError as error:
        raise WriteError(f"Cannot write {new.file}: {error.strerror}.") from None


@contextmanager
def written(writes: Iterable[FileWrite]) -> Iterator[None]:
    """Write several files, all or none, and undo that if the block raises anything.

    Raises:
        WriteError: one of them cannot be written, or somebody else has changed it.
    """
    with ExitStack() as undoing:
        for new in writes:
            write(new)
            undoing.callback(_undo, new)
        yield
        undoing.pop_all()


def write_all(writes: Iterable[FileWrite]) -> None:
    """Write several files, all or none: if one cannot be written, those before it are undone.

    Raises:
        WriteError: one of them cannot be written, or somebody else has changed it.
    """
    with written(writes):
        pass


def _undo(done: FileWrite) -> None:
    if done.was is None:
        done.file.unlink()
    else:
        write(FileWrite(done.file, done.was, done.text))


def _require_unchanged(new: FileWrite) -> None:
    file = new.file
    if new.was is None:
        if file.exists() or file.is_symlink():
            raise WriteError(f"{file} already exists. Nothing was written.")
    elif file.is_symlink() or file.read_bytes() != new.was.encode():
        raise WriteError(f"{file} has changed in the meantime. Nothing was written; try again.")
