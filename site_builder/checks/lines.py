"""Look up the lines that diagnostics point to."""

import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from site_builder.diagnostics import Span

_MOST_BYTES = 1 << 20
ReadLine = Callable[[Span], str | None]
"""Returns the line in which a span begins, or None if there is no such line."""


def line_reader(base: Path) -> ReadLine:
    """Return a function that reads lines of files, whose paths are relative to `base`."""

    # Diagnostics are sorted by file, so few files need to be kept.
    @lru_cache(maxsize=2)
    def lines_of(path: str) -> list[str]:
        file = base / path
        try:
            # Links, devices and huge files are reported elsewhere, and must not be shown.
            status = file.lstat()
            if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
                return []
            return file.read_bytes().decode("utf-8", "replace").split("\n")
        except OSError:
            return []

    def read(span: Span) -> str | None:
        lines = lines_of(span.path)
        return lines[span.line - 1] if 0 < span.line <= len(lines) else None

    return read
