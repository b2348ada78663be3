"""Count what a process does to files; kill it at the chosen moment, as `kill -9` does.

Python imports this at its start if this folder is in `PYTHONPATH`. `WRITES_LOG` names a file that
gets a line for each moment; `KILL_AT` is the number of the one before which the process ends, from
1 on. What the process starts or forks is not counted.
"""

import os
import signal
import sys
from typing import Any

_LOG, _AT = os.environ.pop("WRITES_LOG", ""), int(os.environ.pop("KILL_AT", "0"))
_MAKE = os.O_WRONLY | os.O_RDWR | os.O_CREAT
_EVENTS = frozenset(
    f"os.{name}" for name in ("rename", "remove", "mkdir", "rmdir", "link", "symlink", "truncate")
)


def _watch() -> None:
    own, number = os.getpid(), 0

    def on_event(event: str, arguments: tuple[Any, ...]) -> None:
        nonlocal number
        if event == "open":
            path, _, flags = arguments
            if isinstance(path, int) or not flags & _MAKE:
                return
        elif event not in _EVENTS:
            return
        if os.getpid() != own:
            return
        number += 1
        if number == _AT:
            os.kill(own, signal.SIGKILL)
        if log is not None:
            os.write(log, f"{event} {arguments[0]}\n".encode(errors="replace"))

    log = os.open(_LOG, os.O_WRONLY | os.O_CREAT | os.O_TRUNC) if _LOG else None
    sys.addaudithook(on_event)


if _LOG or _AT:
    _watch()
