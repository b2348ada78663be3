"""Write the data of a site in several formats, each record taken once for all of them."""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import cast

from site_builder.exports import FORMATS, package
from site_builder.exports.data import Data
from site_builder.exports.format import FOLDER, Format
from site_builder.exports.kept import KeptData
from site_builder.exports.package import Written
from site_builder.site_folder import Output, SiteFile


class FormatError(Exception):
    """A format cannot be written here; the message is a sentence."""


def format_of(name: str) -> type[Format]:
    """Return a format by its name.

    Raises:
        FormatError: it takes a library that is not installed.
    """
    try:
        module = import_module(f"{__package__}.formats.{FORMATS[name]}")
    except ModuleNotFoundError as error:
        raise FormatError(
            f"The format `{name}` needs the library `{error.name}`."
            f" Install it with `pip install 'officials-fact-sheet[{name}]'`."
        ) from None
    return cast("type[Format]", module.Writer)


def files(
    data: Data,
    names: Collection[str],
    on_record: Callable[[], object] = lambda: None,
    kept: KeptData | None = None,
) -> Iterator[tuple[SiteFile, bool]]:
    """Yield the files of these formats, and whether each is a piece of a file.

    Pieces of one file come in their order, among other files. `on_record` is called after each
    record.
    """
    made = [format_of(name) for name in FORMATS if name in names]
    writers = [it(data) for it in made if data.site.url or not it.needs_url]
    with ExitStack() as stack:
        for writer in writers:
            stack.callback(writer.close)
        for writer in writers:
            yield from _marked(writer, writer.begin())
        for record in data.records():
            own = kept.take(record) if kept else None
            is_new = own is None
            if own is None:
                own = tuple(chain.from_iterable(writer.of(record) for writer in writers))
            for file in own:
                yield file, False
            for writer in writers:
                yield from _marked(writer, writer.add(record))
            if kept and is_new:
                kept.put(record, own)
            on_record()
        for writer in writers:
            yield from _marked(writer, writer.end())


def _marked(writer: Format, made: Iterable[SiteFile]) -> Iterator[tuple[SiteFile, bool]]:
    for file in made:
        yield file, writer.in_pieces


def pieces(data: Data, name: str, wanted: str, on_record: Callable[[], object]) -> Iterator[bytes]:
    """Yield one file of a format, piece by piece."""
    for file, _ in files(data, [name], on_record):
        if file.path in (wanted, FOLDER + wanted):
            yield file.data


def write_into(folder: Path, data: Data, name: str, on_record: Callable[[], object]) -> None:
    """Write all files of a format into an empty folder.

    Raises:
        OSError: a file cannot be written.
    """
    output = Output(folder)
    for file, is_piece in files(data, [name], on_record):
        if is_piece:
            output.append(file)
        else:
            output.write(file)


def write(
    data: Data, names: Collection[str], output: Output, kept: KeptData | None = None
) -> tuple[Written, ...]:
    """Write these formats, and what describes them; return the files to download.

    What is kept of a record is not made again.

    Raises:
        OSError: a file cannot be written.
    """
    if not names:
        return ()
    ledger = _Ledger(output)
    for file, is_piece in files(data, names, kept=kept):
        ledger.write(file, is_piece=is_piece)
    for file in package.files(data, ledger.written):
        ledger.write(file)
    output.write(package.checksums(ledger.written))
    return ledger.written


class _Ledger:
    """Writes files, and notes the size and the checksum of those to download."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._sizes: dict[str, int] = {}
        self._hashes: dict[str, hashlib._Hash] = {}

    def write(self, file: SiteFile, *, is_piece: bool = False) -> None:
        if is_piece:
            self._output.append(file)
        else:
            self._output.write(file)
        if file.path.startswith(FOLDER):
            self._sizes[file.path] = self._sizes.get(file.path, 0) + len(file.data)
            self._hashes.setdefault(file.path, hashlib.sha256()).update(file.data)

    @property
    def written(self) -> tuple[Written, ...]:
        return tuple(
            Written(path, size, self._hashes[path].hexdigest())
            for path, size in sorted(self._sizes.items())
        )
