"""Do work on all processors, and without garbage collection."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")

# Two tasks are worth forking for. Starting processes takes several, because each has to load Python
# and the package first.
_FEWEST_TO_FORK, _FEWEST_TO_START = 2, 10

# The work of this process, if it works for another one.
_work: Callable[..., Any]


def can_fork() -> bool:
    """Check whether this process can be forked.

    A process with threads, such as `mkdocs serve`, may lock up when it is forked; so may one on
    macOS.
    """
    return sys.platform == "linux" and threading.active_count() == 1


def chunks(items: Sequence[T], size: int) -> list[Sequence[T]]:
    """Cut items into tasks of `size` each; the last one may be smaller."""
    return [items[at : at + size] for at in range(0, len(items), size)]


class Processes(Executor):
    """An executor that maps many tasks over all processors, and does a few in this process.

    Processes live for one `map`. Forked ones share `fn` and all that it holds; for others it is
    pickled once each. What it raises is raised here. If the system kills a process, for example
    because memory has run out, this one does what is left.
    """

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call `fn` in this process, now."""
        future = Future[T]()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001  raised where the result is asked for
            future.set_exception(error)
        return future

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[T]:
        """Yield the result of each task, in their order, whichever processor did it."""
        tasks = [*zip(*iterables, strict=True)]
        forks = can_fork()
        processors = min(os.cpu_count() or 1, len(tasks))
        if processors < 2 or len(tasks) < (_FEWEST_TO_FORK if forks else _FEWEST_TO_START):
            yield from (fn(*task) for task in tasks)
            return
        context = multiprocessing.get_context("fork" if forks else "spawn")
        done = 0
        try:
            with ProcessPoolExecutor(processors, context, _begin, (fn,)) as executor:
                for result in executor.map(_do, tasks, timeout=timeout, chunksize=chunksize):
                    yield result
                    done += 1
        except BrokenProcessPool:
            yield from (fn(*task) for task in tasks[done:])


def _begin(work: Callable[..., Any]) -> None:
    global _work  # noqa: PLW0603  the one value that a process of a pool is given
    _work = work
    # Ctrl-C reaches every process of a terminal; the parent ends the others in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None  # a pool has started this process
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
    """End this process when its parent has ended, even if it was killed."""
    parent.join()
    os._exit(1)


def _do(task: tuple[Any, ...]) -> Any:
    return _work(*task)


@contextmanager
def without_collection() -> Iterator[None]:
    """Work without garbage collection, and exempt everything made by then from it for good.

    Records are kept once they are read, so looking for garbage among them finds nothing and takes
    long (decision 17).
    """
    collected = gc.isenabled()
    gc.disable()
    try:
        yield
        gc.freeze()
    finally:
        if collected:
            gc.enable()
