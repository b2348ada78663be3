"""Work as it comes back from other processes, without the time that it takes to start them."""

import pickle
from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, cast

from site_builder.parallel import Processes

T = TypeVar("T")


class AsFromProcesses(Processes):
    """Do each task in this process, and hand over its result as bytes, as another one does."""

    def map(
        self,
        fn: Callable[..., T],
        *iterables: Iterable[Any],
        timeout: float | None = None,  # noqa: ARG002  an executor has it
        chunksize: int = 1,  # noqa: ARG002  the same
    ) -> Iterator[T]:
        """Yield the result of each task, in their order."""
        for task in zip(*iterables, strict=True):
            yield cast(T, pickle.loads(pickle.dumps(fn(*task))))  # noqa: S301  its own
