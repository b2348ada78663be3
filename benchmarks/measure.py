"""How long each stage takes, and how much memory, on synthetic content of several sizes.

`python -m benchmarks.measure 100 1000 10000` prints a Markdown table. Each run is a process of its
own, so that no run profits from what another one left in memory.
"""

import json
import os
import re
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import click
import psutil

from benchmarks.generate import Plan, mkdocs_yml, write_site
from site_builder.publishing.manifest import MANIFEST

HERE = Path(__file__).parents[1]
Figures = dict[str, float]
"""Seconds by stage; what is called `memory` is in bytes."""

# Looking takes time of the process that is looked at: of a large one, some milliseconds.
_LOOK_SECONDS = 0.25
# What the plugin logs, and the row that it fills.
_LOGGED = {
    "data": re.compile(r"factsheet: wrote the data .* in ([\d.]+) s"),
    "printing": re.compile(r"factsheet: printed [\d,]+ pages in ([\d.]+) s"),
    "search index": re.compile(r"factsheet: search index of [\d,]+ records in ([\d.]+) s"),
}
# The last word of a quote that YAML has without quotation marks.
_WORD = re.compile(r"""^( +quote: (?!["']).*?)\w+\W*$""", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Ended:
    """A process that ended well: seconds on the clock and of processors, and what it printed.

    `memory` is the most, in bytes, that it and all that it started held at one time. What several
    of them share is counted once, where the system can tell (Linux).
    """

    seconds: float
    processors: float
    memory: float
    stdout: str
    stderr: str


def run(
    program: str,
    *arguments: str | Path,
    code: Path = HERE,
    cache: Path | None = None,
    may_return: tuple[int, ...] = (),
) -> Ended:
    """Run a program of this environment in a process of its own, with the package in `code`.

    `cache` is the user's cache folder; without one, an empty one. `may_return` are exit codes
    besides 0 that are no failure.

    Raises:
        SystemExit: it failed; its output is the message.
    """
    with (
        tempfile.TemporaryFile("w+") as stdout,
        tempfile.TemporaryFile("w+") as stderr,
        tempfile.TemporaryDirectory() as empty,
    ):
        start, used = time.perf_counter(), _used()
        process = subprocess.Popen(
            [Path(sys.executable).with_name(program), *arguments],
            stdout=stdout,
            stderr=stderr,
            env=os.environ
            | {
                "NO_MKDOCS_2_WARNING": "1",
                "PYTHONPATH": str(code),
                "XDG_CACHE_HOME": str(cache or empty),
            },
        )
        memory = 0
        while True:
            try:
                process.wait(_LOOK_SECONDS)
                break
            except subprocess.TimeoutExpired:
                memory = max(memory, held(psutil.Process(process.pid)))
        seconds = time.perf_counter() - start
        stdout.seek(0)
        stderr.seek(0)
        ended = Ended(seconds, _used() - used, memory, stdout.read(), stderr.read())
    if process.returncode not in (0, *may_return):
        called = " ".join(map(str, (program, *arguments)))
        raise SystemExit(f"{called} failed:\n{ended.stdout}{ended.stderr}")
    return ended


def _used() -> float:
    """Return the processor time of all processes that this one has started and that have ended."""
    own = resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime


def held(process: psutil.Process) -> int:
    """Return the bytes of memory that a process and all that it has started hold."""
    bytes_ = 0
    for one in (process, *process.children(recursive=True)):
        with suppress(psutil.Error):  # it has ended meanwhile
            memory = one.memory_full_info()
            bytes_ += memory.pss if psutil.LINUX else memory.uss
    return bytes_


def check(folder: Path, code: Path = HERE) -> Figures:
    """Read and check everything; then once more, after an edit of one file.

    Among very many generated texts, two are alike by chance, which is a warning.
    """
    command = ("factsheet", "check", "--format", "json", "--config-file", folder / "mkdocs.yml")
    edited = min((folder / "content" / "people").iterdir())
    text = edited.read_bytes()
    with tempfile.TemporaryDirectory() as cache:
        ended = run(*command, code=code, cache=Path(cache), may_return=(1,))
        edited.write_bytes(text + b"\n")
        again = run(*command, code=code, cache=Path(cache), may_return=(1,))
        edited.write_bytes(text)
    return {
        "check, by its own clock": json.loads(ended.stdout)["summary"]["seconds"],
        "check, from start to end": ended.seconds,
        "its memory": ended.memory,
        "check after an edit": again.seconds,
    }


def build(folder: Path, code: Path = HERE) -> Figures:
    """Build the whole site twice: without its search index and with it."""
    figures: Figures = {}
    for search, name in ((False, "without search index"), (True, "with search index")):
        config, site = folder / f"{name.replace(' ', '-')}.yml", folder / "site"
        config.write_text(mkdocs_yml(search=search), encoding="utf-8")
        options = ("--config-file", config, "--site-dir", site)
        ended = run("mkdocs", "build", *options, code=code)
        shutil.rmtree(site)
        for stage, pattern in _LOGGED.items():
            if found := pattern.search(ended.stderr):
                figures[stage] = float(found[1])
        figures[f"whole build, {name}"] = ended.seconds
        figures[f"its memory, {name}"] = ended.memory
    return figures


def build_again(folder: Path, code: Path = HERE) -> Figures:
    """Build the whole site, edit one word, and build it again with the pages that were kept."""
    config, site = folder / "again.yml", folder / "site"
    config.write_text(mkdocs_yml(search=True), encoding="utf-8")
    options = ("--config-file", config, "--site-dir", site)
    people = sorted((folder / "content" / "people").glob("*.yml"))
    # Not the first: of 10,000 people, 169 answer that one's first statement.
    person = people[len(people) // 2]
    text = person.read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as cache:
        run("mkdocs", "build", *options, code=code, cache=Path(cache))
        before = _listed(site)
        person.write_text(_WORD.sub(r"\1other", text, count=1), encoding="utf-8")
        ended = run("mkdocs", "build", *options, code=code, cache=Path(cache))
        after = _listed(site)
    person.write_text(text, encoding="utf-8")
    shutil.rmtree(site)
    return {
        "whole build after an edit of one word": ended.seconds,
        "its processor time": ended.processors,
        "files to publish after it": len(after - before),
    }


def _listed(site: Path) -> set[str]:
    return {*(site / MANIFEST).read_text(encoding="utf-8").splitlines()}


def table(columns: dict[int, list[Figures]]) -> str:
    """Return a Markdown table: a column for each number of people, medians of its runs by stage."""
    sizes = [f"{people:,} people" for people in columns]
    rows = [["", *sizes], ["---", *("---:" for _ in sizes)]]
    stages = next(iter(columns.values()))[0]
    for stage in stages:
        medians = (
            statistics.median(figures[stage] for figures in runs) for runs in columns.values()
        )
        rows.append([stage, *(in_words(stage, median) for median in medians)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def in_words(stage: str, value: float) -> str:
    """Return a figure as a table shows it."""
    if stage.startswith("files"):
        return f"{value:,.0f}"
    return f"{value / 1e6:,.0f} MB" if "memory" in stage else f"{value:,.2f} s"


@click.command()
@click.option("--runs", default=3, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=7, show_default=True, help="For the synthetic content.")
@click.option("--check-only", is_flag=True, help="Read and check; build nothing.")
@click.option("--edit-only", is_flag=True, help="Build, edit one word, build again; no more.")
@click.argument("sizes", nargs=-1, required=True, type=click.IntRange(min=2))
def main(runs: int, seed: int, check_only: bool, edit_only: bool, sizes: tuple[int, ...]) -> None:
    """Measure with each of SIZES, numbers of people; print the medians of all runs."""
    stages = (
        (build_again,) if edit_only else (check,) if check_only else (check, build, build_again)
    )
    columns: dict[int, list[Figures]] = {}
    for people in sizes:
        with tempfile.TemporaryDirectory() as folder:
            write_site(Plan(people, seed), Path(folder))
            columns[people] = [
                dict(chain.from_iterable(stage(Path(folder)).items() for stage in stages))
                for _ in range(runs)
            ]
    print(table(columns))


if __name__ == "__main__":
    main()
