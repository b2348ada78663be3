"""Do work on all processors, and without garbage collection."""

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Generic, ParamSpec, TypeVar, cast

P = ParamSpec("P")
T = TypeVar("T")

# Two tasks are worth forking for. Starting processes takes several, because each has to load Python
# and the package first.
_FEWEST_TO_FORK, _FEWEST_TO_START = 2, 10
# So many tasks for each process may be done or begun before somebody takes their results: these do
# not pile up where whoever takes them is slower.
_AHEAD = 4

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

    def __init__(self, processors: int | None = None, *, takes_long: bool = False) -> None:
        """Use so many processors, or all.

        One of them is left to this process if it `takes_long` to use the results.
        """
        self._processors = processors
        self._own = int(takes_long)

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Call `fn` in this process, now."""
        return _called(fn, *args, **kwargs)

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,  # noqa: ARG002  who makes tasks makes them large enough
    ) -> Iterator[T]:
        """Yield the result of each task, in their order, whichever processor did it."""
        tasks = [*zip(*iterables, strict=True)]
        forks = can_fork()
        processors = min(self._processors or os.cpu_count() or 1, len(tasks))
        if processors < 2 or len(tasks) < (_FEWEST_TO_FORK if forks else _FEWEST_TO_START):
            yield from (fn(*task) for task in tasks)
            return
        context = multiprocessing.get_context("fork" if forks else "spawn")
        done, begun, others = 0, deque[Future[T]](), processors - self._own
        try:
            with ProcessPoolExecutor(others, context, _begin, (fn,)) as executor:
                try:
                    for at in range(len(tasks) + others * _AHEAD):
                        begun.extend(executor.submit(_do, task) for task in tasks[at : at + 1])
                        if at >= others * _AHEAD:
                            yield begun.popleft().result(timeout)
                            done += 1
                finally:
                    for future in begun:
                        future.cancel()
        except BrokenProcessPool:
            yield from (fn(*task) for task in tasks[done:])


def _called(fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
    """Call a function now; what it raises is raised where the result is asked for."""
    future = Future[T]()
    try:
        future.set_result(fn(*args, **kwargs))
    except Exception as error:  # noqa: BLE001
        future.set_exception(error)
    return future


class Beside(Generic[T]):
    """A call that another process makes while this one goes on.

    If this process cannot be forked, or has only one processor, the call is made when somebody
    waits for its result; so it is if the system kills the other process.
    """

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self._result: Future[T] | None = None
        self._process: BaseProcess | None = None
        if can_fork() and (os.cpu_count() or 1) > 1:
            context = multiprocessing.get_context("fork")
            self._answer, there = context.Pipe(duplex=False)
            self._process = context.Process(target=_answer, args=(call, there), daemon=True)
            self._process.start()
            there.close()

    def result(self) -> T:
        """Wait for what the call returns or raises; the same each time."""
        if self._result is None:
            self._result = self._made()
        return self._result.result()

    def _made(self) -> Future[T]:
        if self._process is None:
            return _called(self._call)
        try:
            result, error = self._answer.recv()
        except EOFError:
            return _called(self._call)
        finally:
            self.stop()
        future = Future[T]()
        if error is not None:
            future.set_exception(error)
        else:
            future.set_result(cast(T, result))
        return future

    def stop(self) -> None:
        """End the call, if it has not come to its end."""
        if self._process is not None:
            self._process.kill()
            self._process.join()
            self._answer.close()
            self._process = None


def _answer(call: Callable[[], Any], there: Connection) -> None:
    _end_with_parent()
    answer: tuple[Any, Exception | None]
    try:
        answer = call(), None
    except Exception as error:  # noqa: BLE001  raised where somebody waits for the result
        answer = None, error
    there.send(answer)


def _begin(work: Callable[..., Any]) -> None:
    global _work  # noqa: PLW0603  the one value that a process of a pool is given
    _work = work
    _end_with_parent()


def _end_with_parent() -> None:
    """End this process when its parent has ended, even if it was killed."""
    # Ctrl-C reaches every process of a terminal; the parent ends the others in good order.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    assert parent is not None  # it has started this process
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()


def _end_with(parent: BaseProcess) -> None:
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
