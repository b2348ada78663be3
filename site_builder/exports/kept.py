"""Keep what was made of each record, so that the next build makes only what has changed since.

What is kept of a record are its own files, and what it adds to files of many records. Its key is
the digest of everything that this is made from: what its pages are made from, the settings, and
which statements are selected.
"""

import hashlib
import json
from collections.abc import Collection, Iterable
from itertools import chain

from pydantic_core import from_json

from site_builder.content.catalogue import Entry
from site_builder.content.kinds import THEME
from site_builder.exports.data import Data, Exported, compact
from site_builder.exports.format import Made
from site_builder.installed import installed
from site_builder.kept import Kept
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of


class KeptData:
    """Takes what was made of records in some formats from a store, and puts it there."""

    def __init__(self, data: Data, names: Collection[str], kept: Kept) -> None:
        self._data, self._store, self._origins = data, *kept
        # The page about the data tells their sizes; they themselves do not.
        site = data.site._replace(downloads=())
        told = site, data.catalogue.lang, data.selection, sorted(names)
        self._setting = hashlib.sha256(installed().digest + repr(told).encode()).digest()

    def key(self, record: Exported) -> str:
        """Return what a record is kept under."""
        origin = self._origins.of(address_of(record.record))
        return hashlib.sha256(self._setting + origin + self._day(record).encode()).hexdigest()

    def take(self, key: str, record: Exported) -> Made | None:
        """Return what was made of a record; None if it is not kept."""
        kind, id_ = record.kind, record.record.id
        address = address_of(record.record)
        folders = (address, f"api/v1/{kind.folder}/", f"embed/{id_}/", f"oembed/{id_}/")
        data = self._store.get(key)
        return None if data is None else _unpacked(data, folders)

    def put(self, key: str, made: Made) -> None:
        """Keep what was made of a record."""
        self._store.put(key, *_packed(made))

    def _day(self, record: Exported) -> str:
        """Return the day of the release if a feed of the record tells it."""
        is_told = any(entry.statement.date.is_unknown for entry in self._entries(record))
        return self._data.release.day if is_told else ""

    def _entries(self, record: Exported) -> Iterable[Entry]:
        if record.kind == THEME:
            return self._data.catalogue.by_theme.get(record.record.id, ())
        return chain(record.entries, record.joint_entries)


def _packed(made: Made) -> list[bytes]:
    """Return a table of files and lines, with their sizes; what they hold; then the rows."""
    files = [(file.path, len(file.data)) for file in made.files]
    lines = [(kind, len(data)) for kind, data in made.lines.items()]
    return [
        json.dumps((files, lines)).encode() + b"\n",
        *(file.data for file in made.files),
        *made.lines.values(),
        compact(made.rows),
    ]


def _unpacked(data: bytes, folders: tuple[str, ...]) -> Made | None:
    """Return what was packed; None if a file is in none of these folders."""
    at = data.index(b"\n") + 1
    paths, kinds = json.loads(data[:at])
    # The store finds damage. This keeps a forged file, too, from writing anywhere else.
    if any(not path.startswith(folders) or ".." in path.split("/") for path, _ in paths):
        return None
    held = list[bytes]()
    for _, size in (*paths, *kinds):
        held.append(data[at : at + size])
        at += size
    files = (SiteFile(path, it) for (path, _), it in zip(paths, held, strict=False))
    lines = (kind for kind, _ in kinds)
    return Made(
        tuple(files), dict(zip(lines, held[len(paths) :], strict=True)), from_json(data[at:])
    )
