"""Check that `fmt` and `import` lose nothing, in thousands of files as nobody should write them.

`python -m benchmarks.lossless --people 2000` writes a synthetic site, adds this repository's own
records, gives all of them a random layout with random comments, and runs both commands over it,
each twice. It ends at the first loss, or prints how much was compared.
"""

import csv
import os
import re
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import click
from click.testing import CliRunner, Result

from benchmarks.generate import Plan, write_site
from site_builder.authoring.yaml.edit import read
from site_builder.cli import main as factsheet
from site_builder.content.document import Plain
from site_builder.content.kinds import BY_FOLDER
from tests.support.awkward import STRINGS
from tests.support.untidy import untidy

HAND_MADE = Path(__file__).parents[1] / "content"
ROWS = 3
"""Rows of the sheet for each person."""

Said = dict[str, dict[str, Plain]]
"""What each file says, by its path."""
Row = tuple[str, str, str, str, str, str]
_MAPPING = """\
columns: { Id: id, Who: person, Words: quote, Day: date, Theme: theme, Source: source }
"""
_COMMENT = re.compile(r"# .: .*")


class LostError(Exception):
    """Something was lost or changed; the message is a sentence that says what."""


def run(people: int, seed: int, folder: Path) -> dict[str, float]:
    """Run both commands over a site in `folder`; return counts, and seconds by command.

    Raises:
        LostError: a record says something else, a line is gone, or a second run changed something.
    """
    files = _write(people, seed, folder)
    rows = _sheet(folder)
    with _in(folder):
        before, comments = _said(files), _comments(files)
        seconds: dict[str, float] = {}
        # Some of these files have their positions in brackets: their rows are refused.
        done = _timed(seconds, "the import", _import)
        imported = _number(r"Statements: ([\d,]+) new", done.output)
        _hold(done.exit_code == (imported < len(rows)), done.output)
        _extended(before, _said(files), rows, imported)
        _hold(_comments(files) == comments, "A comment was lost by the import.")

        before, lines = _said(files), _lines(files)
        done = _timed(seconds, "reordering the fields", _fmt)
        _hold(done.exit_code == 0, done.output)
        _hold(_said(files) == before, "A record says something else in another order.")
        _hold(not lines - _lines(files), "A line was lost by another order.")
        _unchanged(files, _fmt)
        _unchanged(files, _import)
    statements = sum(1 for said in before.values() for _ in _statements(said))
    return {
        "files": len(files), "comments": comments.total(), "statements": statements,
        "rows": len(rows), "rows imported": imported, **seconds,
    }  # fmt: skip


def _write(people: int, seed: int, folder: Path) -> list[Path]:
    """Write the site, untidily; return its records' files, as paths from the folder."""
    write_site(Plan(people, seed), folder)
    for name in BY_FOLDER:
        for file in sorted((HAND_MADE / name).glob("*.yml")):
            (folder / "content" / name / file.name).write_bytes(file.read_bytes())
    files = sorted(file for name in BY_FOLDER for file in (folder / "content" / name).glob("*.yml"))
    for file in files:
        values = read(file.read_text("utf-8")).plain()
        rng = Random(f"{seed} {file.name}")
        file.write_text(untidy(values, rng), encoding="utf-8", newline="\n")
    return [file.relative_to(folder) for file in files]


def _sheet(folder: Path) -> list[Row]:
    """Write a spreadsheet with some rows for each person, and the mapping; return the rows."""
    (folder / "mapping.yml").write_text(_MAPPING, encoding="utf-8")
    rows: list[Row] = [
        (f"imported-{row}", file.stem, STRINGS[(number * ROWS + row) % len(STRINGS)],
         f"{1000 + row}", f"theme-{(number + row) % 8:04}", "source-00000")
        for row in range(ROWS)
        for number, file in enumerate(sorted((folder / "content" / "people").glob("*.yml")))
    ]  # fmt: skip
    with (folder / "sheet.csv").open("w", encoding="utf-8", newline="") as opened:
        csv.writer(opened).writerows([("Id", "Who", "Words", "Day", "Theme", "Source"), *rows])
    return rows


@contextmanager
def _in(folder: Path) -> Iterator[None]:
    was = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(was)


def _fmt() -> Result:
    return CliRunner().invoke(factsheet, ["fmt"])


def _import() -> Result:
    return CliRunner().invoke(factsheet, ["import", "sheet.csv", "-m", "mapping.yml", "--partly"])


def _timed(seconds: dict[str, float], name: str, command: Callable[[], Result]) -> Result:
    start = time.perf_counter()
    result = command()
    seconds[f"seconds for {name}"] = time.perf_counter() - start
    return result


def _unchanged(files: list[Path], command: Callable[[], Result]) -> None:
    """Run a command that has nothing left to do."""
    before = [file.read_bytes() for file in files]
    command()
    _hold([file.read_bytes() for file in files] == before, "A second run changed something.")


def _said(files: list[Path]) -> Said:
    return {str(file): read(file.read_text("utf-8")).plain() for file in files}


def _comments(files: list[Path]) -> Counter[tuple[str, str]]:
    return Counter(
        (str(file), found) for file in files for found in _COMMENT.findall(file.read_text("utf-8"))
    )


def _lines(files: list[Path]) -> Counter[tuple[str, str]]:
    """Count each line that is not empty, by its file."""
    return Counter(
        (str(file), line) for file in files for line in file.read_text("utf-8").split("\n") if line
    )


def _statements(said: dict[str, Plain]) -> Iterator[tuple[str, Plain]]:
    """Yield each statement in a file, by its theme and id."""
    positions = said.get("positions")
    for position in positions if isinstance(positions, list) else []:
        assert isinstance(position, dict)
        statements = position["statements"]
        assert isinstance(statements, list)
        for statement in statements:
            assert isinstance(statement, dict)
            yield f"{position['theme']}/{statement['id']}", statement


def _extended(before: Said, after: Said, rows: list[Row], number: int) -> None:
    """Check that so many rows were imported as they are in the sheet, and nothing else changed."""
    wanted = {(who, f"{theme}/{id_}"): (words, day) for id_, who, words, day, theme, _ in rows}
    new = 0
    for path, said in after.items():
        was = before[path]
        _hold(said | {"positions": ""} == was | {"positions": ""}, f"{path} has other fields.")
        old, now = dict(_statements(was)), dict(_statements(said))
        _hold({**now, **old} == now, f"A statement in {path} has changed.")
        for key in now.keys() - old.keys():
            words, day = wanted[Path(path).stem, key]
            expected = {
                "id": key.rpartition("/")[2], "quote": words, "date": day,
                "citations": [{"source": "source-00000"}],
            }  # fmt: skip
            _hold(now[key] == expected, f"{key} in {path} is not what the sheet says.")
            new += 1
    _hold(new == number, f"{new} statements came in, not {number}.")


def _number(pattern: str, text: str) -> int:
    found = re.search(pattern, text)
    if found is None:
        raise LostError(text)
    return int(found[1].replace(",", ""))


def _hold(holds: bool, otherwise: str) -> None:
    if not holds:
        raise LostError(otherwise)


@click.command()
@click.option("--people", default=2000, show_default=True, type=click.IntRange(min=2))
@click.option("--seed", default=7, show_default=True, help="Another seed, another layout.")
def main(people: int, seed: int) -> None:
    """Run both commands over a site of that many people."""
    with tempfile.TemporaryDirectory() as folder:
        for name, value in run(people, seed, Path(folder)).items():
            print(f"{name}: {value:,.0f}" if isinstance(value, int) else f"{name}: {value:,.1f}")


if __name__ == "__main__":
    main()
