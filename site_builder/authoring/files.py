"""Writing to disk: whole files or nothing, and never over what somebody else wrote."""

import tempfile
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path


class WriteError(Exception):
    """A file that cannot be written: a sentence that says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """A file to write; `was` is the text that it must still hold, None where it must not exist."""

    file: Path
    text: str
    was: str | None = None


def write(change: Change) -> None:
    """Put a file in its place in one step; its folder is made where it is missing.

    Raises:
        WriteError: it cannot be written, or something else stands there by now.
    """
    file, temporary = change.file, None
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        # A name that begins with a dot is no record's, so no check trips over it.
        with tempfile.NamedTemporaryFile(
            "w", encoding="utf-8", newline="\n", prefix=".", dir=file.parent, delete=False
        ) as opened:
            temporary = Path(opened.name)
            opened.write(change.text)
        _move(temporary, change)
    except OSError as error:
        raise WriteError(f"{file} cannot be written: {error.strerror}.") from None
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)


@contextmanager
def written(changes: Iterable[Change]) -> Iterator[None]:
    """Several files written, all or none; they are taken back where the block raises anything.

    Raises:
        WriteError: one of them cannot be written, or something else stands there by now.
    """
    with ExitStack() as undoing:
        for change in changes:
            write(change)
            undoing.callback(_take_back, change)
        yield
        undoing.pop_all()


def write_all(changes: Iterable[Change]) -> None:
    """Write several files, all or none: those before one that cannot be written are taken back.

    Raises:
        WriteError: one of them cannot be written, or something else stands there by now.
    """
    with written(changes):
        pass


def _take_back(change: Change) -> None:
    if change.was is None:
        change.file.unlink()
    else:
        write(Change(change.file, change.was, change.text))


def _move(temporary: Path, change: Change) -> None:
    file = change.file
    if change.was is None:
        try:
            # Of two that want the name, one gets it.
            file.touch(exist_ok=False)
        except FileExistsError:
            raise WriteError(f"{file} is there already. Nothing was written.") from None
    elif file.is_symlink() or file.read_bytes() != change.was.encode():
        raise WriteError(
            f"{file} has been changed in the meantime. Nothing was written; try again."
        )
    temporary.chmod(file.stat().st_mode)
    temporary.replace(file)
