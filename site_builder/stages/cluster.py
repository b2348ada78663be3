"""Share a build among the workers of a Dask cluster, which see the same folders.

Workers are told names, and answer with nothing: what they need and make is in the work folder.
Dask does the shards of a lost worker again, on another one.

Nobody but those who may run programs on the machines must reach the scheduler: whoever does can
run any.
"""

import gc
import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, TypeVar
from uuid import uuid4

from distributed import Client, Future, KilledWorker, as_completed
from distributed.comm.core import CommClosedError

from site_builder.installed import Installed, installed
from site_builder.parallel import without_collection
from site_builder.stages.work import INDEX, PRINT, Shard, StageError, Work, in_words

T = TypeVar("T")
# Seconds until a scheduler answers, and until the first worker is there.
_PATIENCE = 30
# Several shards for each worker, so that all finish at about the same time.
_SHARDS_A_WORKER, _FAMILIES_A_SHARD = 8, 500
_JOBS = "jobs"


class ClusterError(Exception):
    """The cluster cannot do the work; the message is a sentence."""


class Cluster(Executor):
    """An executor on the workers of a cluster, and what has them do stages.

    Use it as a context: it connects, and makes sure that all workers have what is installed here.
    """

    def __init__(self, address: str, work: Work) -> None:
        self._address, self._work = address, work

    def __enter__(self) -> "Cluster":
        """Connect.

        Raises:
            ClusterError: there is no scheduler or no worker, or one of them has other versions.
        """
        try:
            self._client = Client(self._address, timeout=_PATIENCE, set_as_default=False)
        except (OSError, ValueError) as error:
            raise ClusterError(f"Cannot reach a Dask scheduler: {error}.") from None
        try:
            self._client.wait_for_workers(1, timeout=_PATIENCE)
            self._check()
        except TimeoutError:
            self._client.close()
            raise ClusterError(
                f"The scheduler {self._address} has no workers. Start some with"
                f" `dask worker {self._address} --nthreads 1`."
            ) from None
        except BaseException:
            self._client.close()
            raise
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        """Leave the cluster. Workers hold the work until they get some other."""
        self._client.close()

    def _check(self) -> None:
        """Make sure that each worker has the same versions, and sees the work folder."""
        self._work.folder.mkdir(parents=True, exist_ok=True)
        with _said(self._address):
            answers = self._client.run(_look, self._work.folder, on_error="return")
        for worker, answer in sorted(answers.items()):
            if not isinstance(answer, _Looked):
                raise ClusterError(
                    f"The worker {worker} cannot run this version of the fact sheet ({answer})."
                    " Install the same `requirements.lock` and the same version there."
                )
            refused = _refusal(answer.installed)
            if refused:
                raise ClusterError(f"The worker {worker} has {refused}")
            if not answer.sees:
                raise ClusterError(
                    f"The worker {worker} does not see the folder {self._work.folder}. Name one"
                    " with `--work` that all machines share under this name."
                )

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,
        chunksize: int = 1,
    ) -> Iterator[T]:
        """Yield the result of each task, in their order; `fn` and results are in the work folder.

        Raises:
            ClusterError: the cluster is lost.
        """
        del timeout, chunksize
        tasks = [*zip(*iterables, strict=True)]
        if len(tasks) < 2:
            yield from (fn(*task) for task in tasks)
            return
        job = self._work.folder / _JOBS / uuid4().hex
        job.mkdir(parents=True)
        (job / "work").write_bytes(pickle.dumps(fn, pickle.HIGHEST_PROTOCOL))
        for number, task in enumerate(tasks):
            (job / f"{number}.task").write_bytes(pickle.dumps(task))
        named = {f"task {at} of {job.name}": (job, at) for at in range(len(tasks))}
        self.wait(self._hand_out(_do_task, named))
        for number in range(len(tasks)):
            result: T = _read(job / f"{number}.result")
            yield result

    def begin(self) -> Sequence[Future[None]]:
        """Have the workers begin all shards of all stages; return what to `wait` for.

        Raises:
            ClusterError: the cluster is lost.
        """
        work = self._work
        with _said(self._address):
            # Those that were there to begin with may have gone; others may come.
            workers = max(1, len(self._client.scheduler_info(-1)["workers"]))
        printed = max(_SHARDS_A_WORKER * workers, len(work.families) // _FAMILIES_A_SHARD)
        # Segments first: they are few and take long, and the others print meanwhile.
        numbers = {INDEX: len(work.segments), PRINT: printed}
        return self._hand_out(
            _do_shard,
            {
                f"{stage} {shard} of {work.digest}": (work.folder, work.digest, stage, shard)
                for stage, number in numbers.items()
                for shard in (Shard(at, number) for at in range(1, number + 1))
            },
        )

    def wait(
        self,
        begun: Sequence[Future[None]],
        progress: Callable[[int, int], None] = lambda _done, _all: None,
    ) -> None:
        """Wait until all is done; `progress` is told how much is, and of how much.

        Raises:
            ClusterError: the cluster is lost.
            StageError: a worker cannot do a shard.
            OSError: a file cannot be written.
        """
        with _said(self._address):
            for done, _ in enumerate(as_completed(begun, self._client.loop, with_results=True), 1):
                progress(done, len(begun))
            # Without a scheduler, no more of them come.
            if any(future.status != "finished" for future in begun):
                raise CancelledError

    def _hand_out(
        self, fn: Callable[..., None], tasks: Mapping[str, tuple[object, ...]]
    ) -> Sequence[Future[None]]:
        """Have the workers call a function with each of these arguments, by the tasks' names."""
        arguments = zip(*tasks.values(), strict=True)
        with _said(self._address):
            futures: Sequence[Future[None]] = self._client.map(
                fn, *arguments, key=[*tasks], here=installed(), pure=False
            )
            return futures


@contextmanager
def _said(address: str) -> Iterator[None]:
    """Say in a sentence that a cluster is lost."""
    try:
        yield
    except (CommClosedError, CancelledError):
        raise ClusterError(
            f"The scheduler {address} has ended, or cannot be reached any more."
        ) from None
    except KilledWorker as error:
        raise ClusterError(
            f"Several workers have ended while they did {error.task}. Perhaps they have too little"
            " memory: each holds all content."
        ) from None


class _Looked(NamedTuple):
    """What a worker answers: what is installed there, and whether it sees a folder."""

    installed: Installed
    sees: bool


def _look(folder: Path) -> _Looked:
    return _Looked(installed(), folder.is_dir())


def _refusal(there: Installed) -> str:
    different = [*there.differences(installed())]
    return in_words(different) if different else ""


# What a worker does one after the other, whatever number of threads it has: views and press are
# not made for several, which would also wait for each other.
_alone = Lock()
_held: dict[tuple[Any, ...], Any] = {}


def _do_shard(folder: Path, digest: str, stage: str, shard: Shard, *, here: Installed) -> None:
    _require(here)
    with _alone:
        _once((folder, digest), lambda: Work(folder)).do(stage, shard)


def _do_task(job: Path, number: int, *, here: Installed) -> None:
    _require(here)
    with _alone:
        work = _once((job,), lambda: _read(job / "work"))
        result = work(*_read(job / f"{number}.task"))
        # Complete or not there: a lost worker may have begun to write it.
        new = job / f".{number}-{uuid4().hex}"
        new.write_bytes(pickle.dumps(result, pickle.HIGHEST_PROTOCOL))
        new.replace(job / f"{number}.result")


def _read(file: Path) -> Any:
    with without_collection():
        return pickle.loads(file.read_bytes())  # noqa: S301  a work folder is trusted (`stages`)


def _require(here: Installed) -> None:
    """Refuse work from other versions: this worker may have come after all had been asked."""
    if different := [*installed().differences(here)]:
        raise StageError(f"A worker has {in_words(different)}")


def _once(key: tuple[Any, ...], read: Callable[[], T]) -> T:
    """Return what the last task has read too, or read it in place of that."""
    if key not in _held:
        _held.clear()
        # What is exempt from collection (`without_collection`) goes with the last task's work.
        gc.unfreeze()
        gc.collect()
        _held[key] = read()
    held: T = _held[key]
    return held
