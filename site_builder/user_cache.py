"""The user's cache: what one run keeps there for later ones, and nobody else can have written.

All of it can go at any time. What is missing, damaged, foreign, or made by another state of this
package and its libraries is the same as none.
"""

import hashlib
import os
import pickle
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from platformdirs import user_cache_path

from site_builder.installed import installed
from site_builder.temporary import whole

_DIGEST = 32


def place(name: str) -> Path:
    """Return the path of a file or folder of the cache."""
    return user_cache_path("factsheet") / name


def place_of(content: Path, what: str) -> Path:
    """Return the path of what is kept of a content folder."""
    name = hashlib.sha256(os.fsencode(content.resolve())).hexdigest()[:32]
    return place(f"{name}.{what}")


def is_ours(found: os.stat_result) -> bool:
    """Check whether nobody but this user can have written a file or folder.

    Windows does not say so by modes: there, the cache is in a folder of the user's own.
    """
    if sys.platform == "win32":
        return True
    return found.st_uid == os.geteuid() and not found.st_mode & 0o022


class CachedValue:
    """A file of the cache with one value, which is of no use in another `scope`.

    A pickle can run code when it is read, so none is read that somebody else can have written.
    """

    def __init__(self, file: Path, scope: str = "") -> None:
        self._file = file
        made_by = (installed().digest, file.name, scope)
        self._key = hashlib.blake2b(repr(made_by).encode()).digest()

    def read(self) -> Any:
        """Return the value, or None."""
        try:
            with self._file.open("rb") as opened:
                if not is_ours(os.fstat(opened.fileno())):
                    return None
                digest, data = opened.read(_DIGEST), opened.read()
        except OSError:
            return None
        return pickle.loads(data) if digest == self._digest(data) else None  # noqa: S301  it is ours

    def write(self, value: object) -> None:
        """Keep a value. If that fails, the next run makes it again."""
        data = pickle.dumps(value)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            # Otherwise the new file would take over the mode of one that others can write.
            self._file.unlink(missing_ok=True)
            with whole(self._file, mode=0o600) as new:
                new.write(self._digest(data))
                new.write(data)

    def _digest(self, data: bytes) -> bytes:
        return hashlib.blake2b(data, digest_size=_DIGEST, key=self._key).digest()
