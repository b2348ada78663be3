"""Write the data of a site in several formats, each record taken once for all of them."""

import hashlib
from collections.abc import Collection, Iterable, Iterator
from contextlib import ExitStack
from importlib import import_module
from typing import cast

from site_builder.exports import package
from site_builder.exports.data import Data
from site_builder.exports.format import FOLDER, Format
from site_builder.exports.package import Written
from site_builder.site_folder import Output, SiteFile

FORMATS = {
    "api": "api",
    "jsonl": "jsonl",
    "csv": "csv",
    "sqlite": "sqlite",
    "parquet": "parquet",
    "feeds": "feeds",
    "pair-feeds": "pair_feeds",
    "markdown": "markdown",
    "popolo": "popolo",
    "embed": "embed",
}
"""The modules of the formats, by their names in settings and commands."""
DEFAULTS = ("api", "jsonl", "csv", "sqlite", "feeds")
"""The formats that are written unless a setting says otherwise."""


def format_of(name: str) -> type[Format]:
    """Return a format by its name.

    Raises:
        ImportError: it takes a library that is not installed.
    """
    module = import_module(f"{__package__}.formats.{FORMATS[name]}")
    return cast("type[Format]", module.Writer)


def files(data: Data, names: Collection[str]) -> Iterator[tuple[SiteFile, bool]]:
    """Yield the files of these formats, and whether each is a piece of a file.

    Pieces of one file come in their order, among other files.
    """
    made = [format_of(name) for name in FORMATS if name in names]
    writers = [it(data) for it in made if data.site.url or not it.needs_url]
    with ExitStack() as stack:
        for writer in writers:
            stack.callback(writer.close)
        for writer in writers:
            yield from _marked(writer, writer.begin())
        for record in data.records():
            for writer in writers:
                yield from _marked(writer, writer.add(record))
        for writer in writers:
            yield from _marked(writer, writer.end())


def _marked(writer: Format, made: Iterable[SiteFile]) -> Iterator[tuple[SiteFile, bool]]:
    for file in made:
        yield file, writer.in_pieces


def write(data: Data, names: Collection[str], output: Output) -> tuple[Written, ...]:
    """Write these formats, and what describes them; return the files to download.

    Raises:
        OSError: a file cannot be written.
    """
    if not names:
        return ()
    ledger = _Ledger(output)
    for file, is_piece in files(data, names):
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
