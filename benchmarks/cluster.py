"""What a build on a cluster of two workers takes, against the processes of one machine.

`python -m benchmarks.cluster 300 2000 --turns 3` builds the same content in turns, compares the
trees byte for byte, and prints the medians: seconds on the clock, and processor time of all
processes, those of the workers too. Both have two processes; the cluster's are started before, as
those of a cluster are, and have done a build already. Neither finds pages that an earlier build has
kept: a cluster keeps none.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from filecmp import dircmp
from pathlib import Path

import click
import psutil
from distributed import Client, LocalCluster

from benchmarks.generate import Plan, write_site

Figures = tuple[float, float]
"""Seconds on the clock, and of processor time."""


def measured(workers: Sequence[psutil.Process], *command: str | Path) -> Figures:
    """Run a program of this environment, and add what it takes of the workers."""

    def spent() -> float:
        own = os.times()
        theirs = (one.cpu_times() for one in workers)
        return own.children_user + own.children_system + sum(it.user + it.system for it in theirs)

    with tempfile.TemporaryDirectory() as cache:
        before, start = spent(), time.perf_counter()
        subprocess.run(
            [Path(sys.executable).with_name("factsheet"), *command],
            env=os.environ | {"XDG_CACHE_HOME": cache},
            check=True,
            capture_output=True,
        )
        return time.perf_counter() - start, spent() - before


def differs(one: dircmp[str]) -> bool:
    """Check whether two trees differ."""
    found = one.left_only or one.right_only or one.diff_files or one.funny_files
    return bool(found) or any(map(differs, one.subdirs.values()))


@click.command()
@click.argument("people", type=int, nargs=-1, required=True)
@click.option("--turns", default=3, show_default=True)
def main(people: tuple[int, ...], turns: int) -> None:
    """Build on one machine and on a cluster in turns."""
    print("| people | one machine | cluster of two | ratio |")
    print("| ---: | --- | --- | --- |")
    with (
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=":0") as cluster,
        Client(cluster) as client,
    ):
        workers = [*map(psutil.Process, client.run(os.getpid).values())]
        for number in people:
            with tempfile.TemporaryDirectory() as name:
                folder = Path(name)
                write_site(Plan(number, seed=7), folder)
                row = compare(folder, cluster.scheduler_address, workers, turns)
            print(f"| {number:,} | {row} |", flush=True)


def compare(folder: Path, address: str, workers: Sequence[psutil.Process], turns: int) -> str:
    """Return the medians of some turns, as the cells of a row."""
    options = ("build", "--config-file", folder / "mkdocs.yml")
    on_cluster = (*options, "--cluster", address, "--work", folder / "work")
    site, kept = folder / "site", folder / "kept"
    measured(workers, *on_cluster)
    site.rename(kept)
    ways: dict[str, Callable[[], Figures]] = {
        "alone": lambda: measured(workers, *options),
        "cluster": lambda: measured(workers, *on_cluster),
    }
    taken: dict[str, list[Figures]] = {"alone": [], "cluster": []}
    for _ in range(turns):
        for way, build in ways.items():
            taken[way].append(build())
            if differs(dircmp(kept, site)):
                raise SystemExit(f"The site differs ({way}).")
    alone, shared = (
        [statistics.median(figures) for figures in zip(*taken[way], strict=True)] for way in ways
    )
    cells = [f"{clock:.1f} s, {spent:.1f} s of processor time" for clock, spent in (alone, shared)]
    ratios = f"{shared[0] / alone[0]:.2f}, {shared[1] / alone[1]:.2f} of processor time"
    return " | ".join([*cells, ratios])


if __name__ == "__main__":
    main()
