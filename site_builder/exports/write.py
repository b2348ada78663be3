"""Write the data of a site in several formats, each record taken once for all of them.

Processes make what is a part's own: the files of its records, and its pieces of files of many. This
process joins the pieces.
"""

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from functools import partial
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import cast

from site_builder.exports import FORMATS, package
from site_builder.exports.data import Data
from site_builder.exports.format import FOLDER, Format, Made
from site_builder.exports.kept import KeptData
from site_builder.exports.package import Written
from site_builder.exports.parts import Part, parts
from site_builder.site_folder import Held, Output, SiteFile

_ENOUGH = 1 << 20
"""Bytes of a file that are worth opening it for."""


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
        for writer in writers.values():
            yield from _marked(writer, writer.begin())
        for part in parts(data):
            records = [*map(data.exported, part)]
            for record in records:
                for writer in writers.values():
                    yield from ((file, False) for file in writer.of(record))
                    writer.add(record)
                on_record()
            for writer in writers.values():
                if piece := writer.piece(records):
                    yield from _marked(writer, writer.join(piece))
        for writer in writers.values():
            yield from _marked(writer, writer.end())


def _formats(data: Data, names: Collection[str]) -> Mapping[str, type[Format]]:
    made = {name: format_of(name) for name in FORMATS if name in names}
    return {name: it for name, it in made.items() if data.site.url or not it.needs_url}


@contextmanager
def _writers(data: Data, names: Collection[str]) -> Iterator[Mapping[str, Format]]:
    writers = dict[str, Format]()
    try:
        for name, it in _formats(data, names).items():
            writers[name] = it(data)
        yield writers
    finally:
        for writer in writers.values():
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


class Export:
    """The data of a site: what is written of all records together, and the files of each.

    What is kept of a part is not made again. With a store, files of records go there first, and
    `write` writes them: no hook or plugin of the host is to alter what sites share.
    """

    def __init__(self, data: Data, names: Collection[str], kept: KeptData | None = None) -> None:
        self._data, self._names, self._kept = data, names, kept
        self._maker = _Maker(data, names)
        # Keys are found here because pages are kept under the same origins, which this process
        # hands on to those that print.
        cut = parts(data) if names else []
        self._parts = {kept.key(part) if kept else str(at): part for at, part in enumerate(cut)}

    @property
    def later(self) -> Sequence[str]:
        """The keys of the parts that `write_together` has not written."""
        return [*self._parts] if self._kept else []

    def write_together(self, output: Output, executor: Executor) -> tuple[Written, ...]:
        """Write what is joined from all records, and what describes it; return what to download.

        Raises:
            OSError: a file cannot be written.
        """
        if not self._names:
            return ()
        ledger = _Ledger(output)
        with _writers(self._data, self._names) as writers:
            for writer in writers.values():
                ledger.take(writer, writer.begin())
            for part, pieces_of in self._pieces(output, executor):
                for record in map(self._data.exported, part):
                    for writer in writers.values():
                        writer.add(record)
                for name, piece in pieces_of.items():
                    ledger.take(writers[name], writers[name].join(piece))
            for writer in writers.values():
                ledger.take(writer, writer.end())
        ledger.close()
        for file in package.files(self._data, ledger.written):
            ledger.write(file)
        output.write(package.checksums(ledger.written))
        return ledger.written

    def _pieces(
        self, output: Output, executor: Executor
    ) -> Iterator[tuple[Part, Mapping[str, bytes]]]:
        """Yield each part with its pieces, which other processes make where none are kept."""
        kept, make = self._kept, partial(self._make, output.folder)
        missing = dict.fromkeys(key for key in self._parts if not (kept and kept.has(key)))
        made = executor.map(make, missing)
        for key, part in self._parts.items():
            pieces_of: Mapping[str, bytes] | None
            held: dict[str, Held] = {}
            if key in missing:
                pieces_of, held = next(made)
            else:
                pieces_of = kept.pieces(key) if kept else None
            if pieces_of is None:  # what was kept is damaged
                pieces_of, held = make(key)
            output.held |= held
            yield part, pieces_of
        # It has no more results, but ends its processes only when it is asked for one.
        for _ in made:
            pass

    def _make(self, folder: Path, key: str) -> tuple[Mapping[str, bytes], dict[str, Held]]:
        """Make what is a part's own, and keep or write it; return its pieces."""
        made, output = self._maker.make(self._parts[key]), Output(folder)
        if self._kept:
            self._kept.put(key, made)
        else:
            output.write_all(made.files)
        return made.pieces, output.held

    @staticmethod
    def key(part: str) -> str:
        """Return the key of a part, by which it is called."""
        return part

    def write(self, key: str, output: Output) -> None:
        """Write the files of a part.

        Raises:
            OSError: a file cannot be written.
        """
        part = self._parts[key]
        found = self._kept.files(key, part) if self._kept else None
        if found is None:
            made = self._maker.make(part)
            found = made.files
            # What was kept is damaged or gone.
            if self._kept:
                self._kept.put(key, made)
        output.write_all(found)

    def touch(self, key: str) -> None:
        """Count the files of a part as used, although they need not be written."""
        if self._kept:
            self._kept.touch(key)


class _Maker:
    """Makes what is some records' own in some formats."""

    def __init__(self, data: Data, names: Collection[str]) -> None:
        self._data = data
        formats = _formats(data, names)
        self._of = [it(data) for it in formats.values() if it.of is not Format.of]
        self._piece = {name: it.piece for name, it in formats.items()}

    def make(self, part: Part) -> Made:
        records = [*map(self._data.exported, part)]
        files = chain.from_iterable(writer.of(it) for it in records for writer in self._of)
        made = {name: piece(records) for name, piece in self._piece.items()}
        return Made([*files], {name: it for name, it in made.items() if it})


class _Ledger:
    """Writes files, and notes the size and the checksum of those to download."""

    def __init__(self, output: Output) -> None:
        self._output = output
        self._waiting: dict[str, bytearray] = {}
        self._begun = set[str]()
        self._sizes: dict[str, int] = {}
        self._hashes: dict[str, hashlib._Hash] = {}

    def take(self, writer: Format, made: Iterable[SiteFile]) -> None:
        for file in made:
            if writer.in_pieces:
                self._append(file)
            else:
                self.write(file)

    def write(self, file: SiteFile) -> None:
        self._output.write(file)
        self._note(file)

    def _append(self, file: SiteFile) -> None:
        waiting = self._waiting.setdefault(file.path, bytearray())
        waiting += file.data
        if len(waiting) >= _ENOUGH:
            self._flush(file.path)

    def _flush(self, path: str) -> None:
        file = SiteFile(path, bytes(self._waiting[path]))
        self._waiting[path].clear()
        if path in self._begun:
            self._output.append(file)
        else:
            # A hook or another plugin of the host may have written a file there.
            self._output.write(file)
            self._begun.add(path)
        self._note(file)

    def _note(self, file: SiteFile) -> None:
        if file.path.startswith(FOLDER):
            self._sizes[file.path] = self._sizes.get(file.path, 0) + len(file.data)
            self._hashes.setdefault(file.path, hashlib.sha256()).update(file.data)

    def close(self) -> None:
        """Write what is left of files that came in pieces."""
        for path in self._waiting:
            self._flush(path)
            if path in self._hashes:
                self._output.held[path] = Held(self._hashes[path].hexdigest(), self._sizes[path])

    @property
    def written(self) -> tuple[Written, ...]:
        return tuple(
            Written(path, size, self._hashes[path].hexdigest())
            for path, size in sorted(self._sizes.items())
        )
