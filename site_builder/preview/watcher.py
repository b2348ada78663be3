"""Decide when to look at the files again.

The operating system's reports are a hint to look now, and where. They get lost when a folder is
moved or many files change at once, so everything is looked at a moment later, and every few seconds
anyway.
"""

import os
import threading
import time
from collections.abc import Callable, Collection, Iterable
from pathlib import Path
from queue import Empty, SimpleQueue

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.api import BaseObserver, ObservedWatch

# Not those of reading, or every look would cause the next one.
_WRITTEN: list[type[FileSystemEvent]] = [
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
]
_QUIET_SECONDS = 0.04
"""How long nothing may be written before a look: editors write a file in several steps."""
_LONGEST_SECONDS = 0.5
"""How long a look is put off while writing goes on."""
_MOMENT_SECONDS = 0.3
_IDLE_SECONDS = 2.0
_POLLING_SECONDS = 0.5


class Watcher(FileSystemEventHandler):
    """Calls `look` in a thread of its own, soon after something was written below the `roots`.

    `look` is told what was written, if that is known, and returns whether to look again when
    nothing is written for a moment. With `polling`, it is called twice a second, without reports.
    """

    def __init__(
        self,
        look: Callable[[Collection[str]], bool],
        roots: Callable[[], Iterable[Path]],
        *,
        polling: bool,
    ) -> None:
        self._look, self._roots = look, roots
        self._interval = _POLLING_SECONDS if polling else _IDLE_SECONDS
        self._observer: BaseObserver | None = None if polling else Observer()
        self._watches: dict[Path, tuple[int, ObservedWatch]] = {}
        self._reports = SimpleQueue[str]()
        self._stopped = False
        self._thread = threading.Thread(target=self._run, name="watcher", daemon=True)

    def start(self) -> None:
        """Begin to watch.

        Raises:
            OSError: the system has no more watches to give; polling needs none.
        """
        if self._observer is not None:
            self._observe(self._observer)
            self._observer.start()
        self._thread.start()

    def stop(self) -> None:
        """Stop looking; a look that has begun goes on."""
        self._stopped = True
        self._reports.put("")
        if self._observer is not None:
            self._observer.stop()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note that there is something to look at, and where."""
        for path in (event.src_path, event.dest_path):
            if path:
                self._reports.put(os.fsdecode(path))

    def _run(self) -> None:
        again = False
        while not self._stopped:
            written = self._reported(_MOMENT_SECONDS if again else self._interval)
            if not self._stopped:
                again = self._look(written)
                if self._observer is not None:
                    self._observe(self._observer)

    def _reported(self, seconds: float) -> set[str]:
        """Return what was written, once writing pauses; empty if nothing is for `seconds`."""
        written = set[str]()
        try:
            written.add(self._reports.get(timeout=seconds))
            latest = time.monotonic() + _LONGEST_SECONDS
            while time.monotonic() < latest:
                written.add(self._reports.get(timeout=_QUIET_SECONDS))
        except Empty:
            pass
        return written

    def _observe(self, observer: BaseObserver) -> None:
        """Watch the folders that are there now; one that was replaced counts as new."""
        present: dict[Path, int] = {}
        for root in self._roots():
            folder = root if root.is_dir() else root.parent
            try:
                present[folder] = folder.stat().st_ino
            except OSError:
                continue
        for folder, (inode, watch) in [*self._watches.items()]:
            if present.get(folder) != inode:
                del self._watches[folder]
                observer.unschedule(watch)
        for folder in present.keys() - self._watches.keys():
            recursive = folder in self._roots()
            watch = observer.schedule(self, str(folder), recursive=recursive, event_filter=_WRITTEN)
            self._watches[folder] = (present[folder], watch)
