"""Keep printed pages, so that the next build prints only what has changed since.

The pages of a family are kept under a key: the digest of everything that they are made from. So
nothing in the store is ever out of date, only unused. It is no part of a build's result: which
files a site has follows from its content alone, and a store that is missing, damaged or foreign is
the same as none.
"""

import hashlib
import json
import os
import stat
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import cached_property
from pathlib import Path

from site_builder.html.print import Page, Printer
from site_builder.installed import installed
from site_builder.site_folder import SiteFile
from site_builder.user_cache import is_ours, place_of
from site_builder.views.card import MOST_STATEMENTS

_DIGEST = 64
"""Letters of a digest in hexadecimal."""
_NEW = ".new"
_ABANDONED = 3_600
"""Seconds after which a file that is being written is left over from a process that was killed."""


class Store:
    """A folder of the user's cache with the pages of one content folder, one file a family."""

    def __init__(self, content: Path) -> None:
        self.folder = place_of(content, "pages")
        # The clock of a file system lags behind by some milliseconds.
        self._since = time.time() - 1

    def get(self, key: str, family: str) -> list[Page] | None:
        """Return the pages of a family; None if they are not there as they were kept."""
        if not self._is_ours:
            return None
        file = self._file(key)
        try:
            data = file.read_bytes()
        except OSError:
            return None
        kept = _unpacked(key, data, family)
        if kept is None:
            return None
        with suppress(OSError):
            os.utime(file)  # what is used is not pruned
        return kept

    def put(self, key: str, pages: Sequence[Page]) -> None:
        """Keep the pages of a family. If that fails, the next build takes longer."""
        if not self._is_ours:
            return
        file = self._file(key)
        new = file.with_suffix(f".{os.getpid()}{_NEW}")
        with suppress(OSError):
            file.parent.mkdir(exist_ok=True)
            try:
                with new.open("wb") as opened:
                    opened.writelines(_packed(key, pages))
                new.replace(file)
            finally:
                new.unlink(missing_ok=True)

    def prune(self) -> None:
        """Remove the longest unused, so that these take no more room than what this build used."""
        used, unused = 0, list[tuple[float, int, Path]]()
        for file in self.folder.glob("*/*") if self._is_ours else ():
            with suppress(OSError):
                found = file.stat()
                if file.suffix == _NEW:
                    if found.st_mtime < self._since - _ABANDONED:
                        file.unlink()
                elif found.st_mtime < self._since:
                    unused.append((found.st_mtime, found.st_size, file))
                else:
                    used += found.st_size
        room = used
        for _, size, file in sorted(unused, reverse=True):
            room -= size
            if room < 0:
                with suppress(OSError):
                    file.unlink()

    @cached_property
    def _is_ours(self) -> bool:
        """Whether nobody else can write into the folder: what is in it gets published."""
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            found = self.folder.lstat()
        except OSError:
            return False
        return stat.S_ISDIR(found.st_mode) and is_ours(found)

    def _file(self, key: str) -> Path:
        return self.folder / key[:2] / key


class KeptPages:
    """Prints what a store does not have."""

    def __init__(self, printer: Printer, store: Store) -> None:
        self._printer, self._store = printer, store
        # Now, so that processes that are forked from this one have both.
        self._setting, self._origins = _setting_of(printer), printer.views.origins()

    def pages(self, families: Sequence[str]) -> Iterator[Page]:
        """Yield what `Printer.pages` yields."""
        for family in families:
            key = self._key(family)
            pages = self._store.get(key, family)
            if pages is None:
                pages = [*self._printer.pages([family])]
                self._store.put(key, pages)
            yield from pages

    def _key(self, family: str) -> str:
        return hashlib.sha256(self._setting + self._origins.of(family)).hexdigest()


def _setting_of(printer: Printer) -> bytes:
    """Return the digest of what all pages depend on."""
    # Only the page about the data, which the host renders, tells their sizes.
    site = printer.site._replace(downloads=()), bool(printer.site.downloads)
    told = (
        site,
        printer.catalogue.lang,
        printer.draw.__qualname__,
        len(printer.catalogue.entries) < MOST_STATEMENTS,
        sorted(printer.frames.items()),
    )
    return hashlib.sha256(installed().digest + repr(told).encode()).digest()


def _packed(key: str, pages: Sequence[Page]) -> list[bytes]:
    """Return pages as pieces of one file: its digest, which files there are, what these hold."""
    table = [[address, [[file.path, len(file.data)] for file in files]] for address, files in pages]
    body = [json.dumps(table).encode() + b"\n"]
    body += [file.data for _, files in pages for file in files]
    return [_digest(key, *body), *body]


def _unpacked(key: str, data: bytes, family: str) -> list[Page] | None:
    """Return the pages of a family from what was kept of them; None if it has been altered."""
    digest, body = data[:_DIGEST], data[_DIGEST:]
    if digest != _digest(key, body):
        return None
    end = body.index(b"\n") + 1
    pages: list[Page] = []
    for address, files in json.loads(body[:end]):
        found = []
        for path, size in files:
            # The digest finds damage. This keeps a forged file, too, from writing anywhere else.
            if not path.startswith(family) or ".." in path.split("/"):
                return None
            found.append(SiteFile(path, body[end : end + size]))
            end += size
        pages.append((address, tuple(found)))
    return pages


def _digest(key: str, *body: bytes) -> bytes:
    whole = hashlib.sha256(key.encode())
    for piece in body:
        whole.update(piece)
    return whole.hexdigest().encode()
