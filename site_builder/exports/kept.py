"""Keep what was made of each part of the records, so that the next build makes only what changed.

Of a part there are two things: the files of its records, and the pieces of files of many records.
Its key is the digest of everything that these are made from: what the pages of the records are made
from, the settings, and which statements are selected.
"""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from itertools import chain

from site_builder.content.catalogue import Entry
from site_builder.content.kinds import THEME
from site_builder.exports.data import Data, Exported
from site_builder.exports.format import Made
from site_builder.exports.parts import Part
from site_builder.installed import installed
from site_builder.kept import Kept, key_of, packed, unpacked
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of, former_addresses

_FILES, _PIECES = "files", "pieces"


class KeptData:
    """Takes what was made of records in some formats from a store, and puts it there."""

    def __init__(self, data: Data, names: Collection[str], kept: Kept) -> None:
        self._data = data
        self._kept = kept
        # The page about the data tells their sizes; they themselves do not.
        site = data.site._replace(downloads=())
        told = site, data.catalogue.lang, data.selection, sorted(names)
        self._setting = hashlib.sha256(installed().digest + repr(told).encode()).digest()

    def key(self, part: Part) -> str:
        """Return what a part is kept under."""
        whole = hashlib.sha256(self._setting)
        for record in part:
            # An origin has one length, and a day ten letters or none.
            whole.update(self._kept.origins.of(address_of(record)))
            whole.update(self._day(self._data.exported(record)).encode().ljust(10))
        return whole.hexdigest()

    def has(self, key: str) -> bool:
        """Check whether the pieces of a part seem to be kept; `pieces` may find them damaged."""
        return self._kept.store.has(_of(key, _PIECES))

    def pieces(self, key: str) -> dict[str, bytes] | None:
        """Return the pieces of a part; None if they are not kept."""
        data = self._kept.store.get(_of(key, _PIECES))
        return None if data is None else unpacked(data)

    def files(self, key: str, part: Part) -> Sequence[SiteFile] | None:
        """Return the files of a part; None if they are not kept."""
        folders = tuple(chain.from_iterable(map(_folders, map(self._data.exported, part))))
        return self._kept.files(_of(key, _FILES), folders)

    def touch(self, key: str) -> None:
        """Count the files of a part as used."""
        self._kept.store.touch(_of(key, _FILES))

    def put(self, key: str, made: Made) -> None:
        """Keep what was made of a part."""
        self._kept.put_files(_of(key, _FILES), made.files)
        self._kept.store.put(_of(key, _PIECES), *packed(made.pieces))

    def _day(self, record: Exported) -> str:
        """Return the day of the release if a feed of the record tells it."""
        is_told = any(entry.statement.date.is_unknown for entry in self._entries(record))
        return self._data.release.day if is_told else ""

    def _entries(self, record: Exported) -> Iterable[Entry]:
        if record.kind == THEME:
            return self._data.catalogue.by_theme.get(record.record.id, ())
        return chain(record.entries, record.joint_entries)


def _of(key: str, what: str) -> str:
    return key_of(f"{key} {what}".encode())


def _folders(record: Exported) -> tuple[str, ...]:
    """Return where the files of a record are."""
    id_ = record.record.id
    return (
        address_of(record.record),
        *former_addresses(record.record),
        f"api/v1/{record.kind.folder}/",
        *(
            f"{folder}/{it}/"
            for folder in ("embed", "oembed")
            for it in (id_, *record.record.former_ids)
        ),
    )
