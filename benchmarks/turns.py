"""This code against older states of it, in turns on the same content.

`python -m benchmarks.turns HEAD~5 --people 1000` prints a Markdown table. A machine's own speed
varies by half within an hour, so only runs right after each other can be compared: a ratio is
the median of those of single turns. Ratios are to the first revision.
"""

import io
import shutil
import statistics
import subprocess
import tempfile
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path

import click

from benchmarks.generate import Plan, write_site
from benchmarks.measure import HERE, Figures, build, build_again, check, in_words

PACKAGE = "site_builder"


def older(revision: str, folder: Path) -> None:
    """Put the package as it was in a revision of this repository into a folder.

    Its entry points stand beside it, where Python finds them before those that are installed.

    Raises:
        SystemExit: git does not know the revision.
    """
    git = shutil.which("git") or "git"
    done = subprocess.run(
        [git, "-C", HERE, "archive", "--format=zip", revision, PACKAGE, "pyproject.toml"],
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    with zipfile.ZipFile(io.BytesIO(done.stdout)) as files:
        files.extractall(folder)
    project = tomllib.loads((folder / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    metadata = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    (metadata / "entry_points.txt").write_text(
        "".join(
            f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items())
            for group, points in project["entry-points"].items()
        )
    )


def table(names: Sequence[str], turns: Sequence[Sequence[Figures]]) -> str:
    """Return a Markdown table: medians of all states, and of their ratios to the first, by stage.

    A turn has the figures of each state, in the order of their names.
    """
    ratios = [f"{name} / {names[0]}" for name in names[1:]]
    rows = [["", *names, *ratios], ["---", *["---:"] * (len(names) + len(ratios))]]
    for stage in turns[0][0]:
        first, *others = states = [
            [figures[stage] for figures in state] for state in zip(*turns, strict=True)
        ]
        medians = [in_words(stage, statistics.median(state)) for state in states]
        rows.append([stage, *medians, *(f"{_ratio(first, state):.2f}" for state in others)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _ratio(before: Sequence[float], after: Sequence[float]) -> float:
    return statistics.median(b / a for a, b in zip(before, after, strict=True))


@click.command()
@click.option("--people", default=1000, show_default=True, type=click.IntRange(min=2))
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=7, show_default=True, help="For the synthetic content.")
@click.option("--check-only", is_flag=True, help="Read and check; build nothing.")
@click.option("--edit-only", is_flag=True, help="Build, edit one word, build again; no more.")
@click.argument("revisions", nargs=-1, required=True)
def main(
    revisions: tuple[str, ...],
    people: int,
    runs: int,
    seed: int,
    check_only: bool,
    edit_only: bool,
) -> None:
    """Measure the code of all REVISIONS and this one, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        content = Path(folder, "content")
        states = {name: Path(folder, str(number)) for number, name in enumerate(revisions)}
        for revision, code in states.items():
            older(revision, code)
        content.mkdir()
        write_site(Plan(people, seed), content)

        def measure(code: Path) -> Figures:
            if edit_only:
                return build_again(content, code)
            return check(content, code) | ({} if check_only else build(content, code))

        states["now"] = HERE
        turns = [[*map(measure, states.values())] for _ in range(runs)]
    print(table([*states], turns))


if __name__ == "__main__":
    main()
