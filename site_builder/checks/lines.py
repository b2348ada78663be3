"""Look up the lines that diagnostics speak of."""

import stat
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from site_builder.diagnostics import Span

_MOST_BYTES = 1 << 20
ReadLine = Callable[[Span], str | None]
"""Returns the line in which a span begins; None where there is none."""


def line_reader(base: Path) -> ReadLine:
    """Return a function that reads lines of files, `base` being where their paths begin."""

    # Diagnostics come sorted by file, so the last file read is the next one asked for.
    @lru_cache(maxsize=2)
    def lines_of(path: str) -> list[str]:
        file = base / path
        try:
            # A link, a device or a huge file is a fault of its own, and not to be shown.
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
