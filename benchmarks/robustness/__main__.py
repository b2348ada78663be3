"""The commands of `python -m benchmarks.robustness`."""

import sys
import tempfile
from collections import Counter
from contextlib import suppress
from pathlib import Path
from random import Random

import click

from benchmarks.robustness.disks import can_mount, on_disk, sizes
from benchmarks.robustness.flips import flip
from benchmarks.robustness.kills import kill
from benchmarks.robustness.trees import build, surroundings
from benchmarks.robustness.writers import WRITERS, Trial
from benchmarks.same import Digests, differences


@click.group()
def main() -> None:
    """Whether what writes files leaves them old or new, and nothing else."""


_people = click.option("--people", default=20, show_default=True, type=click.IntRange(min=10))
_of = click.option(
    "--only", "names", multiple=True, type=click.Choice([*WRITERS]), help="Can be repeated."
)


@main.command()
@_people
@_of
@click.option("--times", default=100, show_default=True, help="How often each is killed.")
@click.option("--seed", default=7, show_default=True, help="For the moments.")
def kills(people: int, names: tuple[str, ...], times: int, seed: int) -> None:
    """Kill each command at many moments; end with 1 if one leaves anything half."""
    found = False
    print("| command | kills | half or lost | not as new after the next run |")
    print("| --- | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or WRITERS:
            trial = Trial(WRITERS[name], people, Path(folder, "trial"))
            number = half = later = 0
            # Whoever has not the time for all kills sees what those have shown that there were.
            with suppress(KeyboardInterrupt):
                for when, problems in kill(trial, times, Random(seed)):
                    number += 1
                    half += any("half" in it or "neither" in it for it in problems)
                    later += any("next run" in it for it in problems)
                    if problems:
                        found = True
                        print(f"{name}, {when}:", *problems, sep="\n  ", flush=True)
            print(f"| `{name}` | {number} | {half} | {later} |", flush=True)
    raise SystemExit(found)


@main.command()
@_people
@_of
@click.option("--sizes", "number", default=50, show_default=True, help="How many sizes of disks.")
def disks(people: int, names: tuple[str, ...], number: int) -> None:
    """Run each command on disks of many sizes, and on one that nobody may write to."""
    if not can_mount():
        raise SystemExit("This user cannot mount a disk in a name space (`unshare`).")
    found = False
    print("| command | disks | failed | succeeded | wrong |\n| --- | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder:
        for name in names or WRITERS:
            trial = Trial(WRITERS[name], people, Path(folder, "trial"))
            codes, wrong = Counter[bool](), 0
            for at, size in enumerate((0, *sizes(trial, number))):
                # The first disk has room for everything, and cannot be written to.
                ended = on_disk(trial, size, read_only=not at)
                codes[ended.code in trial.writer.codes] += 1
                if ended.problems:
                    wrong += 1
                    print(f"{name}, {size:,} bytes:", *ended.problems, sep="\n  ", flush=True)
            found |= bool(wrong)
            total, failed = codes.total(), codes[False]
            print(f"| `{name}` | {total} | {failed} | {codes[True]} | {wrong} |", flush=True)
    raise SystemExit(found)


@main.command()
@_people
@click.option("--times", default=20, show_default=True, help="How often it is built.")
@click.option(
    "--python",
    "pythons",
    multiple=True,
    help="A Python with this project installed; can be repeated. Otherwise this one.",
)
def trees(people: int, times: int, pythons: tuple[str, ...]) -> None:
    """Build the same content in as many surroundings; end with 1 if a byte differs."""
    first: Digests = {}
    found = False
    for around in surroundings(times, pythons or (sys.executable,)):
        with tempfile.TemporaryDirectory() as folder:
            built = build(("mkdocs", "build", "--quiet"), people, around, Path(folder, "trial"))
        first = first or built
        lines = [*differences(first, built)]
        found |= bool(lines)
        print(f"{around}: {len(built):,} files, {len(lines)} differ", flush=True)
        print("".join(f"  {line}\n" for line in lines[:20]), end="")
    raise SystemExit(found)


@main.command()
@_people
@click.option("--times", default=200, show_default=True, help="How many bits.")
@click.option("--seed", default=7, show_default=True, help="For the places.")
def flips(people: int, times: int, seed: int) -> None:
    """Flip bits in what is kept; end with 1 if the site has one, or it is not made anew."""
    found = total = 0
    with tempfile.TemporaryDirectory() as folder:
        for number, problems in flip(people, times, Random(seed), Path(folder, "trial")):
            total += number
            found += bool(problems)
            print(f"{total} bits flipped, {len(problems)} problems", *problems[:20], sep="\n  ")
    raise SystemExit(bool(found))


if __name__ == "__main__":
    main()
