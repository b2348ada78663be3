"""What MkDocs logs of a build: which lines are left out, and which are counted."""

import logging

from mkdocs.commands import build
from mkdocs.utils import CountHandler

MKDOCS = logging.getLogger("mkdocs")


class Log:
    """Listens to MkDocs from `start` to `stop`."""

    def __init__(self) -> None:
        self._muted = _Muted()
        self._warnings = CountHandler()
        self._warnings.setLevel(logging.WARNING)

    def start(self) -> None:
        """Begin to listen."""
        build.log.addFilter(self._muted)
        MKDOCS.addHandler(self._warnings)

    def stop(self) -> None:
        """Stop listening."""
        build.log.removeFilter(self._muted)
        MKDOCS.removeHandler(self._warnings)

    def mute(self, *lines: str) -> None:
        """Leave lines out of the log that describe how a site is made, not how it went."""
        self._muted.lines.update(lines)

    def forget_warnings(self) -> None:
        """Count from zero, for a new build."""
        self._warnings.counts.clear()

    @property
    def warnings(self) -> str:
        """How many warnings there were, in words; empty if there were none."""
        counts = self._warnings.get_counts()
        return ", ".join(
            f"{number:,} {level.lower()}{'' if number == 1 else 's'}" for level, number in counts
        )


class _Muted(logging.Filter):
    def __init__(self) -> None:
        super().__init__()
        self.lines: set[str] = set()

    def filter(self, record: logging.LogRecord) -> bool:
        return record.getMessage() not in self.lines
