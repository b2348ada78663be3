"""Keep what was made of each record, so that the next build makes only what has changed since.

What is kept of a record are its own files, and what it adds to files of many records. Its key is
the digest of everything that this is made from: what its pages are made from, and the settings.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from pydantic_core import from_json

from site_builder.content.catalogue import Entry
from site_builder.content.kinds import THEME
from site_builder.exports.data import Data, Exported, compact
from site_builder.installed import installed
from site_builder.kept import Group, Kept, packed, unpacked
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of


class KeptData:
    """Takes what was made of records in some formats from a store, and puts it there."""

    def __init__(self, data: Data, names: Collection[str], kept: Kept) -> None:
        self._data, self._store, self._origins = data, *kept
        # The page about the data tells their sizes; they themselves do not.
        told = data.site._replace(downloads=()), data.catalogue.lang, sorted(names)
        self._setting = hashlib.sha256(installed().digest + repr(told).encode()).digest()

    def take(self, record: Exported) -> tuple[SiteFile, ...] | None:
        """Give a record its rows and lines, and return its files; None if they are not kept."""
        kind, id_ = record.kind, record.record.id
        address = address_of(record.record)
        data = self._store.get(self._key(record))
        folders = (address, f"api/v1/{kind.folder}/", f"embed/{id_}/", f"oembed/{id_}/")
        kept = None if data is None else unpacked(data, *folders)
        if kept is None:
            return None
        (_, files), (_, lines), (_, rows) = kept
        if lines:
            record.lines = {_name(file): file.data for file in lines}
        if rows:
            record.rows = {_name(file): from_json(file.data) for file in rows}
        return files

    def put(self, record: Exported, files: Sequence[SiteFile]) -> None:
        """Keep the files of a record, and as much else as was made of it."""
        address, made = address_of(record.record), record.__dict__
        lines = _group("lines", address, made.get("lines", {}).items())
        rows = ((name, compact(it)) for name, it in made.get("rows", {}).items())
        groups = (("files", tuple(files)), lines, _group("rows", address, rows))
        self._store.put(self._key(record), *packed(groups))

    def _key(self, record: Exported) -> str:
        origin = self._origins.of(address_of(record.record))
        return hashlib.sha256(self._setting + origin + self._day(record).encode()).hexdigest()

    def _day(self, record: Exported) -> str:
        """Return the day of the release if a feed of the record tells it."""
        is_told = any(entry.statement.date.is_unknown for entry in self._entries(record))
        return self._data.release.day if is_told else ""

    def _entries(self, record: Exported) -> Iterable[Entry]:
        if record.kind == THEME:
            return self._data.catalogue.by_theme.get(record.record.id, ())
        return chain(record.entries, record.joint_entries)


def _group(name: str, address: str, parts: Iterable[tuple[str, bytes]]) -> Group:
    return name, tuple(SiteFile(address + part, data) for part, data in parts)


def _name(file: SiteFile) -> str:
    return file.path.rpartition("/")[2]
