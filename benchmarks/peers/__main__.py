"""The command `python -m benchmarks.peers`."""

import os
import resource
import shutil
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from benchmarks.generate import Plan, mkdocs_yml, write_site
from benchmarks.measure import HERE
from benchmarks.peers.compare import Likeness, likeness
from benchmarks.peers.given import write_given
from benchmarks.peers.markdown import write_pages
from benchmarks.robustness.writers import program

_TEMPLATES = Path(__file__).parent
# What one of a few pages in the navigation costs is another question than what a page costs.
_MOST_MARKDOWN = 100
OURS, MARKDOWN = "this project", "MkDocs and Material, from Markdown"
_PLAIN_MKDOCS = """\
site_name: Synthetic fact sheet
site_url: https://example.org/
theme: { name: material, font: false }
plugins: []
markdown_extensions: [attr_list]
validation: { links: { absolute_links: ignore } }
nav: [index.md, people/index.md, themes/index.md, sources/index.md, timeline/index.md]
"""


@dataclass(frozen=True, slots=True)
class Took:
    """Seconds on the clock, and of all processors."""

    wall: float
    processor: float


Build = Callable[[Path], Took]


def timed(command: Sequence[str | Path], folder: Path, **more: str) -> Took:
    """Run a command in a folder; `more` are further variables.

    Raises:
        SystemExit: it failed; its output is the message.
    """
    before, start = _used(resource.RUSAGE_CHILDREN), time.perf_counter()
    with tempfile.TemporaryDirectory() as cache:
        variables = {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(HERE), "XDG_CACHE_HOME": cache}
        # A package that is installed has its modules compiled.
        around = {key: it for key, it in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
        done = subprocess.run(
            command,
            cwd=folder,
            env=around | variables | more,
            capture_output=True,
            text=True,
            check=False,
        )
    took = Took(time.perf_counter() - start, _used(resource.RUSAGE_CHILDREN) - before)
    if done.returncode:
        raise SystemExit(f"{command} failed:\n{done.stdout}{done.stderr}")
    return took


def _used(who: int) -> float:
    used = resource.getrusage(who)
    return used.ru_utime + used.ru_stime


def rewritten(site: Path) -> Build:
    """Return what writes the files of a site once more."""
    files = {
        file.relative_to(site).as_posix(): file.read_bytes()
        for file in site.rglob("*")
        if file.is_file()
    }

    def write(target: Path) -> Took:
        before, start = _used(resource.RUSAGE_SELF), time.perf_counter()
        made = set[str]()
        for path, data in files.items():
            place = f"{target}/{path}"
            folder = place.rpartition("/")[0]
            if folder not in made:
                os.makedirs(folder, exist_ok=True)  # noqa: PTH103
                made.add(folder)
            with open(place, "wb") as opened:  # noqa: PTH123
                opened.write(data)
        return Took(time.perf_counter() - start, _used(resource.RUSAGE_SELF) - before)

    return write


def prepared(people: int, seed: int, folder: Path, hugo: str, modules: Path) -> dict[str, Build]:
    """Write the content and what each generator needs; return what builds with each."""
    own = folder / "own"
    own.mkdir()
    write_site(Plan(people, seed), own)
    settings = f"{mkdocs_yml(search=False)}      cards: false\n      exports: []\n"
    (own / "mkdocs.yml").write_text(settings, encoding="utf-8")

    def ours(target: Path) -> Took:
        return timed((program("mkdocs"), "build", "--quiet", "--site-dir", target), own)

    site = folder / "first"
    ours(site)
    content = own / "content"
    for name in ("javascript", "eleventy", "hugo"):
        shutil.copytree(_TEMPLATES / name, folder / name)
    (folder / "node_modules").symlink_to(modules.absolute())
    # Not the page of a former address, which has nothing around it.
    a_statement = next(site.glob("people/person-*/statement-1/index.html"))
    write_given(site, a_statement, folder / "javascript" / "given.json")
    data = folder / "hugo" / "data"
    shutil.copytree(content, data)
    shutil.copyfile(folder / "javascript" / "given.json", data / "given.json")
    node = shutil.which("node") or "node"
    eleventy = modules.absolute() / "@11ty" / "eleventy" / "cmd.cjs"
    return {
        OURS: ours,
        "Hugo": lambda target: timed(
            (hugo, "build", "--quiet", "--noBuildLock", "--destination", target), folder / "hugo"
        ),
        "Eleventy": lambda target: timed(
            (node, eleventy, "--config=eleventy.config.cjs", "--quiet", f"--output={target}"),
            folder / "eleventy",
            CONTENT=str(content),
        ),
        "a plain program in JavaScript": lambda target: timed(
            (node, "print.cjs", content, target), folder / "javascript"
        ),
        **(_by_markdown(folder, site) if people <= _MOST_MARKDOWN else {}),
        "writing the finished files": rewritten(site),
    }


def _by_markdown(folder: Path, site: Path) -> dict[str, Build]:
    written = folder / "mkdocs"
    write_pages(site, written / "docs")
    (written / "mkdocs.yml").write_text(_PLAIN_MKDOCS, encoding="utf-8")
    return {
        MARKDOWN: lambda target: timed(
            (program("mkdocs"), "build", "--quiet", "--site-dir", target), written
        )
    }


def described(found: Likeness) -> str:
    """Return in words how like ours a site is."""
    quotes = "same" if found.quotes else "other"
    return (
        f"{len(found.missing)} pages missing, {len(found.further)} more, {found.words:.2%} of words"
        f" shared, {quotes} quotes, {found.bytes:.2%} of bytes"
    )


def table(turns: Sequence[dict[str, Took]]) -> str:
    """Return medians, and the medians of what ours is of each in the same turn."""
    rows = [
        ["", "time", "processor time", "ours / it", "ours / it, processor time"],
        ["---", *4 * ["---:"]],
    ]
    for name in turns[0]:
        wall = statistics.median(turn[name].wall for turn in turns)
        processor = statistics.median(turn[name].processor for turn in turns)
        ratios = (
            statistics.median(turn[OURS].wall / turn[name].wall for turn in turns),
            statistics.median(turn[OURS].processor / turn[name].processor for turn in turns),
        )
        figures = (f"{wall:.2f} s", f"{processor:.2f} s", *(f"{ratio:.2f}" for ratio in ratios))
        rows.append([name, *figures])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


@click.command()
@click.option("--runs", default=3, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=7, show_default=True, help="For the synthetic content.")
@click.option("--hugo", default="hugo", show_default=True, help="Hugo's own program.")
@click.option(
    "--modules",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    required=True,
    help="The folder `node_modules` that has what eleventy/package.json names.",
)
@click.option("--only", multiple=True, help="A peer, by its name in the table; can be repeated.")
@click.argument("sizes", nargs=-1, required=True, type=click.IntRange(min=10))
def main(
    runs: int, seed: int, hugo: str, modules: Path, only: tuple[str, ...], sizes: tuple[int, ...]
) -> None:
    """Build SIZES, numbers of people, with each generator in turns."""
    for people in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            every = prepared(people, seed, folder, hugo, modules)
            builds = {peer: every[peer] for peer in every if not only or peer in (OURS, *only)}
            target = folder / "target"
            for peer, build in builds.items():
                build(target)
                found = likeness(folder / "first", target)
                print(f"{peer}: {described(found)}", flush=True)
                if not (found.is_enough or peer == MARKDOWN):
                    raise SystemExit(f"{peer} builds other pages: {found}")
                shutil.rmtree(target)
            turns = []
            for _ in range(runs):
                took = {}
                for peer, build in builds.items():
                    took[peer] = build(target)
                    print(f"{peer}: {took[peer]}", flush=True)
                    shutil.rmtree(target)
                turns.append(took)
            print(f"{people:,} people, {runs} turns:\n\n{table(turns)}\n", flush=True)


if __name__ == "__main__":
    main()
