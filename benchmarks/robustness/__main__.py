"""The commands of `python -m benchmarks.robustness`."""

import tempfile
from pathlib import Path
from random import Random

import click

from benchmarks.robustness.kills import kill
from benchmarks.robustness.writers import WRITERS, Trial


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
            for when, problems in kill(trial, times, Random(seed)):
                number += 1
                half += any("half" in it or "neither" in it for it in problems)
                later += any("next run" in it for it in problems)
                if problems:
                    found = True
                    print(f"{name}, {when}:", *problems, sep="\n  ", flush=True)
            print(f"| `{name}` | {number} | {half} | {later} |", flush=True)
    raise SystemExit(found)


if __name__ == "__main__":
    main()
