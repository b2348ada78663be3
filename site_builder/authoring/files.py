"""Write files: whole or not at all, and never over what somebody else wrote."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path


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
    file, temporary = new.file, None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # A check does not read a file whose name begins with a dot.
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", prefix=".", dir=file.parent, delete=False
        ) as opened:
            temporary = Path(opened.name)
            opened.write(new.text)
        _move(temporary, new)
    except OSError as error:
        raise WriteError(f"Cannot write {file}: {error.strerror}.") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


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


def _move(temporary: Path, new: FileWrite) -> None:
    file = new.file
    if new.was is None:
        try:
            # If two processes want the name, one gets it.
            file.touch(exist_ok=False)
        except FileExistsError:
            raise WriteError(f"{file} already exists. Nothing was written.") from None
    elif file.is_symlink() or file.read_bytes() != new.was.encode():
        raise WriteError(f"{file} has changed in the meantime. Nothing was written; try again.")
    temporary.chmod(file.stat().st_mode)
    temporary.replace(file)
