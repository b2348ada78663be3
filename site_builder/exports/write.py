"""Write the data of a site in several formats, each record taken once for all of them.

Processes make what is each record's own, and write it; this one joins what the formats have of all.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import cast

from site_builder.exports import FORMATS, package
from site_builder.exports.data import Data, Exported
from site_builder.exports.format import FOLDER, Format, Made
from site_builder.exports.kept import KeptData
from site_builder.exports.package import Written
from site_builder.exports.tables import Rows
from site_builder.parallel import chunks
from site_builder.site_folder import Held, Output, SiteFile

_RECORDS_A_TASK = 50
_Joined = tuple[dict[str, bytes], Rows]
"""What a record adds to files of many: its lines and its rows."""


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
) -> Iterator[tuple[SiteFile, bool]]:
    """Yield the files of these formats, and whether each is a piece of a file.

    Pieces of one file come in their order, among other files. `on_record` is called after each
    record.
    """
    with _writers(data, names) as writers:
        for writer in writers:
            yield from _marked(writer, writer.begin())
        for record in data.records():
            for writer in writers:
                yield from ((file, False) for file in writer.of(record))
            for writer in writers:
                yield from _marked(writer, writer.add(record))
            on_record()
        for writer in writers:
            yield from _marked(writer, writer.end())


def _formats(data: Data, names: Collection[str]) -> Sequence[type[Format]]:
    made = [format_of(name) for name in FORMATS if name in names]
    return [it for it in made if data.site.url or not it.needs_url]


@contextmanager
def _writers(data: Data, names: Collection[str]) -> Iterator[Sequence[Format]]:
    writers = list[Format]()
    try:
        for it in _formats(data, names):
            writers.append(it(data))
        yield writers
    finally:
        for writer in writers:
            writer.close()


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
    data: Data,
    names: Collection[str],
    output: Output,
    executor: Executor,
    kept: KeptData | None = None,
) -> tuple[Written, ...]:
    """Write these formats, and what describes them; return the files to download.

    What is kept of a record is not made again.

    Raises:
        OSError: a file cannot be written.
    """
    if not names:
        return ()
    ledger = _Ledger(output)
    with _writers(data, names) as writers:
        for writer in writers:
            ledger.take(writer, writer.begin())
        for record in _made(data, names, output, executor, kept):
            for writer in writers:
                ledger.take(writer, writer.add(record))
        for writer in writers:
            ledger.take(writer, writer.end())
    for file in package.files(data, ledger.written):
        ledger.write(file)
    output.write(package.checksums(ledger.written))
    return ledger.written


def _made(
    data: Data,
    names: Collection[str],
    output: Output,
    executor: Executor,
    kept: KeptData | None,
) -> Iterator[Exported]:
    """Have the files of all records written; yield each record with its lines and rows."""
    # Keys are found here because pages are kept under the same origins, which this process hands on
    # to those that print.
    keys = [kept.key(record) if kept else "" for record in data.records()]
    tasks = chunks([*enumerate(keys)], _RECORDS_A_TASK)
    records = data.records()
    work = partial(_make, _Maker(data, names), kept, output.folder)
    for joined, held in executor.map(work, tasks):
        output.held |= held
        # `joined` ends first, and takes no record too many.
        for (lines, rows), record in zip(joined, records, strict=False):
            if lines:
                record.lines = lines
            if rows:
                record.rows = rows
            yield record


def _make(
    maker: "_Maker", kept: KeptData | None, folder: Path, tasks: Sequence[tuple[int, str]]
) -> tuple[list[_Joined], dict[str, Held]]:
    """Write the files of records, given by their numbers and keys; return what else they have."""
    output, joined = Output(folder), list[_Joined]()
    for number, key in tasks:
        record = maker.data.exported(maker.data.all[number])
        made = kept.take(key, record) if kept else None
        if made is None:
            made = maker.make(record)
            if kept:
                kept.put(key, made)
        for file in made.files:
            output.write(file)
        joined.append((made.lines, made.rows))
    return joined, output.held


class _Maker:
    """Makes what is a record's own in some formats, and what these take of it for other files."""

    def __init__(self, data: Data, names: Collection[str]) -> None:
        self.data = data
        formats = _formats(data, names)
        self._writers = [it(data) for it in formats if it.of is not Format.of]
        self._joins = {it.joins for it in formats}

    def make(self, record: Exported) -> Made:
        return Made(
            tuple(chain.from_iterable(writer.of(record) for writer in self._writers)),
            record.lines if "lines" in self._joins else {},
            record.rows if "rows" in self._joins else {},
        )


class _Ledger:
    """Writes files, and notes the size and the checksum of those to download."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._sizes: dict[str, int] = {}
        self._hashes: dict[str, hashlib._Hash] = {}

    def take(self, writer: Format, made: Iterable[SiteFile]) -> None:
        for file in made:
            self.write(file, is_piece=writer.in_pieces)

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
