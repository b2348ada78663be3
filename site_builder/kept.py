"""What builds keep for later ones: where, under which keys, and files of a site as one file of it.

That file has a table of the files, then what these hold.
"""

import json
from collections.abc import Sequence
from typing import NamedTuple

from site_builder.site_folder import SiteFile
from site_builder.user_cache import Store
from site_builder.views.origins import Origins

Group = tuple[str, tuple[SiteFile, ...]]
"""Files under a name, such as those of a page under its address."""


class Kept(NamedTuple):
    """A store, and what finds out what things are made from, under which they are kept."""

    store: Store
    origins: Origins


def packed(groups: Sequence[Group]) -> list[bytes]:
    """Return files as pieces of one file."""
    table = [[name, [[file.path, len(file.data)] for file in files]] for name, files in groups]
    return [
        json.dumps(table).encode() + b"\n",
        *(file.data for _, files in groups for file in files),
    ]


def unpacked(data: bytes, *folders: str) -> list[Group] | None:
    """Return files from what was kept of them; None if one is in none of these folders."""
    end = data.index(b"\n") + 1
    groups: list[Group] = []
    for name, files in json.loads(data[:end]):
        found = []
        for path, size in files:
            # The store finds damage. This keeps a forged file, too, from writing anywhere else.
            if not path.startswith(folders) or ".." in path.split("/"):
                return None
            found.append(SiteFile(path, data[end : end + size]))
            end += size
        groups.append((name, tuple(found)))
    return groups
