"""Kill commands with `kill -9`, and look at what is left then and after the next run."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.robustness.writers import Trial, digests_of

# A moment is a write to a file; around these it is decided what is there.
_TURNS = ("os.rename", "os.link")


def moments(log: list[str], number: int, random: Random) -> list[int]:
    """Choose moments from 1 on: those around renames, as many as half of all, and any others."""
    turns = [at for at, line in enumerate(log, 1) if line.startswith(_TURNS)]
    around = {at + beside for at in turns for beside in (-1, 0, 1)} & {*range(1, len(log) + 1)}
    chosen = random.sample(sorted(around), min(len(around), number // 2))
    others = sorted({*range(1, len(log) + 1)} - {*chosen})
    return sorted((*chosen, *random.sample(others, min(len(others), number - len(chosen)))))


def kill(trial: Trial, number: int, random: Random) -> Iterator[tuple[str, list[str]]]:
    """Kill a command as often; yield when, and what was wrong.

    Half are killed at a write to a file, half after a random time.
    """
    for moment in moments(trial.moments, number // 2, random):
        trial.killed_at(moment)
        yield f"before {trial.moments[moment - 1]}", looked_at(trial)
    for _ in range(number - number // 2):
        seconds = random.uniform(0, trial.ended.seconds)
        trial.killed_after(seconds)
        yield f"after {seconds:.2f} s", looked_at(trial)


def looked_at(trial: Trial) -> list[str]:
    """Return what is wrong now, and what still is after the next run."""
    return [*trial.half(digests_of(Path(trial.folder))), *trial.again()]
