"""This code against an older state of it, in turns on the same content.

`python -m benchmarks.turns HEAD~5 --people 1000` prints a Markdown table. A machine's own speed
varies by half within an hour, so only runs right after each other can be compared: a ratio is
the median of those of single turns.
"""

import io
import shutil
import statistics
import subprocess
import tempfile
import tomllib
import zipfile
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


def table(turns: list[tuple[Figures, Figures]]) -> str:
    """Return a Markdown table: medians of both states, and of their ratios, by stage."""
    rows = [["", "before", "now", "now / before"], ["---", "---:", "---:", "---:"]]
    for stage in turns[0][0]:
        before, now = ([figures[stage] for figures in state] for state in zip(*turns, strict=True))
        ratio = statistics.median(b / a for a, b in zip(before, now, strict=True))
        medians = (in_words(stage, statistics.median(state)) for state in (before, now))
        rows.append([stage, *medians, f"{ratio:.2f}"])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@click.command()
@click.option("--people", default=1000, show_default=True, type=click.IntRange(min=2))
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=7, show_default=True, help="For the synthetic content.")
@click.option("--check-only", is_flag=True, help="Read and check; build nothing.")
@click.option("--edit-only", is_flag=True, help="Build, edit one word, build again; no more.")
@click.argument("revision")
def main(
    revision: str, people: int, runs: int, seed: int, check_only: bool, edit_only: bool
) -> None:
    """Measure the code of REVISION and this one, in turns."""
    with tempfile.TemporaryDirectory() as folder:
        content, before = Path(folder, "content"), Path(folder, "before")
        older(revision, before)
        content.mkdir()
        write_site(Plan(people, seed), content)

        def measure(code: Path) -> Figures:
            if edit_only:
                return build_again(content, code)
            return check(content, code) | ({} if check_only else build(content, code))

        turns = [(measure(before), measure(HERE)) for _ in range(runs)]
    print(table(turns))


if __name__ == "__main__":
    main()
