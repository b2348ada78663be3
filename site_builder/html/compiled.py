"""Keep compiled templates, as Python keeps compiled modules: for this process, and for later ones.

Compiling them is a tenth of a build of 100 people (decision 34).
"""

import hashlib
import os
import pickle
from contextlib import suppress

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from platformdirs import user_cache_path

from site_builder.installed import installed
from site_builder.temporary import whole

_DIGEST = 32


class Compiled(BytecodeCache):
    """The templates of one language, which are compiled with its words in them.

    They are a file of the user's cache. One that is missing, damaged, foreign, or of another state
    of this package and its libraries is the same as none.
    """

    def __init__(self, lang: str) -> None:
        self._file = user_cache_path("factsheet") / f"{lang}.templates"
        self._state = installed().digest + lang.encode()
        self._templates = self._read()
        self._is_kept = True

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a template's bucket, if it is not of another state of its file."""
        if code := self._templates.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template that was compiled just now."""
        self._templates[bucket.key] = bucket.bytecode_to_string()
        self._is_kept = False

    def keep(self) -> None:
        """Keep what was compiled. If that fails, the next build compiles it again."""
        if self._is_kept:
            return
        body = pickle.dumps(self._templates)
        with suppress(OSError):
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole(self._file, mode=0o600) as new:
                new.write(self._digest(body) + body)
            self._is_kept = True

    def _read(self) -> dict[str, bytes]:
        try:
            with self._file.open("rb") as opened:
                data = opened.read() if _is_ours(opened.fileno()) else b""
        except OSError:
            return {}
        body = data[_DIGEST:]
        if data[:_DIGEST] != self._digest(body):
            return {}
        kept: dict[str, bytes] = pickle.loads(body)  # noqa: S301  this user's own file
        return kept

    def _digest(self, body: bytes) -> bytes:
        return hashlib.blake2b(self._state + body, digest_size=_DIGEST).digest()


def _is_ours(opened: int) -> bool:
    """Check whether nobody else can have written a file: what is in it will be run.

    Windows does not say so by modes, and nothing is kept there.
    """
    found = os.fstat(opened)
    return not found.st_mode & 0o022 and found.st_uid == os.geteuid()
