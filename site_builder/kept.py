"""What builds keep for later ones: where, under which keys, and how several files are kept as one.

That one has a table of the files, then what these hold.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from site_builder.site_folder import SiteFile
from site_builder.user_cache import Store
from site_builder.views.origins import Origins


class Kept(NamedTuple):
    """A store, and what finds out what things are made from, under which they are kept."""

    store: Store
    origins: Origins

    def files(self, key: str, folders: tuple[str, ...]) -> list[SiteFile] | None:
        """Return files of the site; None if they are not kept, or one is in none of the folders."""
        data = self.store.get(key)
        if data is None:
            return None
        files = [*map(SiteFile._make, unpacked(data).items())]
        # The store finds damage. This keeps a forged file, too, from writing anywhere else.
        if any(not it.path.startswith(folders) or ".." in it.path.split("/") for it in files):
            return None
        return files

    def put_files(self, key: str, files: Iterable[SiteFile]) -> None:
        """Keep files of the site."""
        self.store.put(key, *packed(dict(files)))


def key_of(*parts: bytes) -> str:
    """Return the key of what is made from all of this."""
    return hashlib.sha256(b"".join(parts)).hexdigest()


def packed(parts: Mapping[str, bytes]) -> list[bytes]:
    """Return named parts as the pieces of one: a table of names and sizes, then the parts."""
    table = {name: len(part) for name, part in parts.items()}
    return [json.dumps(table).encode(), b"\n", *parts.values()]


def unpacked(whole: bytes) -> dict[str, bytes]:
    """Return the parts that `packed` has put together."""
    at = whole.index(b"\n") + 1
    found = {}
    for name, size in json.loads(whole[:at]).items():
        found[name] = whole[at : at + size]
        at += size
    return found
