"""Keep compiled templates, as Python keeps compiled modules: for this process, and for later ones.

Compiling them is a tenth of a build of 100 people (decision 34).
"""

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from site_builder.user_cache import CachedValue, place


class Compiled(BytecodeCache):
    """The templates of one language, which are compiled with its words in them.

    They are a file of the user's cache.
    """

    def __init__(self, lang: str) -> None:
        self._cached = CachedValue(place(f"{lang}.templates"))
        self._templates: dict[str, bytes] = self._cached.read() or {}
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
        if not self._is_kept:
            self._cached.write(self._templates)
            self._is_kept = True
