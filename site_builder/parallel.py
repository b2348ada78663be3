"""How work is done fast: shared among the machine's processors, and without interruption."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

# The work of this process, where it is one that shares another one's.
_work: Callable[[Any], Any]


def can_fork() -> bool:
    """Whether another process can begin at once, with all that this one holds.

    One that has threads, as `mkdocs serve` has, may lock up when it is forked; and so may macOS.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def share(work: Callable[[T], R], tasks: Sequence[T]) -> Iterator[R]:
    """What `work` makes of each task, in their order, whichever processor did it.

    Where a process can be forked, `work` is there without being copied; elsewhere it is pickled
    once for each process. Whatever it raises is raised here. Where the system kills a process, as
    for want of memory, this one does alone what is left.
    """
    processors = min(os.cpu_count() or 1, len(tasks))
    if processors < 2:
        yield from map(work, tasks)
        return
    context = multiprocessing.get_context("fork" if can_fork() else "spawn")
    done = 0
    try:
        with ProcessPoolExecutor(processors, context, _begin, (work,)) as executor:
            for result in executor.map(_do, tasks):
                yield result
                done += 1
    except BrokenProcessPool:
        yield from map(work, tasks[done:])


def _begin(work: Callable[[Any], Any]) -> None:
    global _work  # noqa: PLW0603  the one value that a process of a pool is given
    _work = work
    # Ctrl-C reaches every process of a terminal; the first one ends the others in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: multiprocessing.process.BaseProcess) -> None:
    """End this process when the one that wanted its work has ended, even by being killed."""
    parent.join()
    os._exit(1)


def _do(task: Any) -> Any:
    return _work(task)


@contextmanager
def without_collection() -> Iterator[None]:
    """Work without looking for garbage, and never look among what has been made by then.

    What is read and kept is none: with 10,000 people, the looking took a third of the time.
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collected:
            gc.enable()
