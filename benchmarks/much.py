"""Content with very much of one kind, and how long its check and its build take.

`python -m benchmarks.much 2500 5000 10000` prints a Markdown table. For 10,000, one person has as
many statements in files of 200, 20 people have as many more on one theme, and half as many people
have an office in one organisation, beside generated people. Times are of all processors together,
so that other work on the machine counts less. `--only FOLDER` writes the content and measures
nothing.
"""

import datetime
import re
import resource
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import click

from benchmarks.generate import Plan, Value, mkdocs_yml, write_record, write_site
from benchmarks.measure import run
from benchmarks.vocabulary import ENGLISH, sentences

ONE, THEME, HOUSE = "much-speaker", "much-said", "example-house"
_A_FILE = 200
_SPEAKERS = 20
_FIRST_DAY = datetime.date(2004, 1, 1)
_DAYS = 20 * 365
_SOURCES = 50
_LOGGED = re.compile(r"factsheet: (?:wrote the|printed|search) .*")


def write_much(size: int, folder: Path) -> None:
    """Write the content and its settings into an existing folder."""
    plan = Plan(max(10, size * 3 // 100), 7)
    write_site(plan, folder)
    content = folder / "content"
    (content / "organisations").mkdir()
    write_record(
        content / "organisations" / f"{HOUSE}.yml", {"name": "Example House", "kind": "parliament"}
    )
    title, definition = "Much said", "What very much was said on."
    write_record(content / "themes" / f"{THEME}.yml", {"title": title, "definition": definition})
    for number in range(_SOURCES):
        write_record(
            content / "sources" / f"record-{number:02}.yml",
            {"title": f"Record {number:02}", "type": "webpage"},
        )
    themes = [f"theme-{number:04}" for number in range(plan.themes)]
    _write_speaker(content / "people", ONE, "Much Speaker", range(size), themes)
    for speaker in range(_SPEAKERS):
        own = range(speaker, size, _SPEAKERS)
        id_ = f"theme-speaker-{speaker:02}"
        _write_speaker(content / "people", id_, f"Theme Speaker {speaker:02}", own, [THEME])
    for number in range(size // 2):
        office: Value = {
            "title": "Member",
            "organisation_id": HOUSE,
            "district": f"District {number % 90}",
            "start": str(2000 + number % 20),
            "citations": [{"source": "record-00"}],
        }
        write_record(
            content / "people" / f"member-{number:05}.yml",
            {"name": f"Member {number:05} Example", "kind": "official", "offices": [office]},
        )


def _write_speaker(
    folder: Path, id_: str, name: str, numbers: range, themes: Sequence[str]
) -> None:
    """Write a person with a file of their own, and their statements in files beside it."""
    write_record(folder / f"{id_}.yml", {"name": name, "kind": "official"})
    (folder / id_).mkdir()
    rng = Random(id_)
    for at in range(0, len(numbers), _A_FILE):
        said: dict[str, list[Value]] = {}
        for number in numbers[at : at + _A_FILE]:
            day = _FIRST_DAY + datetime.timedelta(rng.randrange(_DAYS))
            statement: Value = {
                "id": f"said-{number:05}",
                "quote": sentences(ENGLISH, rng, 10, 40),
                "date": day.isoformat(),
                "citations": [{"source": f"record-{rng.randrange(_SOURCES):02}"}],
            }
            said.setdefault(themes[number % len(themes)], []).append(statement)
        positions: list[Value] = [
            {"theme": theme, "statements": statements} for theme, statements in said.items()
        ]
        part = folder / id_ / f"part-{at // _A_FILE:03}.yml"
        write_record(part, {"positions": positions})


def _times(size: int) -> Iterator[tuple[str, float]]:
    """Yield the seconds of processor time of a check and a build, and what the build logged."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_much(size, folder)
        config = folder / "mkdocs.yml"
        checked = _seconds(
            lambda: run("factsheet", "check", "--config-file", config, may_return=(1,))
        )
        yield "check", checked
        for search in (False, True):
            config.write_text(mkdocs_yml(search=search), encoding="utf-8")
            yield (
                f"build, {'with' if search else 'without'} search index",
                _seconds(partial(_build, folder, config)),
            )


def _build(folder: Path, config: Path) -> None:
    site = folder / "site"
    ended = run("mkdocs", "build", "--config-file", config, "--site-dir", site)
    for line in _LOGGED.findall(ended.stderr):
        click.echo(line, err=True)
    shutil.rmtree(site)


def _seconds(call: Callable[[], object]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    call()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@click.command()
@click.argument("sizes", nargs=-1, type=click.IntRange(min=100), required=True)
@click.option("--only", type=click.Path(path_type=Path, file_okay=False), help="Write it here.")
def main(sizes: tuple[int, ...], only: Path | None) -> None:
    """Measure content of these SIZES."""
    if only is not None:
        only.mkdir(parents=True, exist_ok=True)
        write_much(sizes[0], only)
        return
    print("| statements of one person | stage | seconds of processor time | for each thousand |")
    print("| ---: | --- | ---: | ---: |")
    for size in sizes:
        for stage, seconds in _times(size):
            each = seconds / size * 1000
            print(f"| {size:,} | {stage} | {seconds:.1f} | {each:.2f} |", flush=True)


if __name__ == "__main__":
    main()
