import os
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks import turns
from benchmarks.generate import Plan, write_site
from benchmarks.measure import table
from benchmarks.weigh import Parts, kind, parts, shares
from site_builder.examine import Inputs, load
from tests.support.paths import ROOT


def generate(folder: Path, hash_seed: str) -> dict[str, bytes]:
    """The files of a small synthetic site, by their ways from `folder`."""
    subprocess.run(
        [sys.executable, "-m", "benchmarks.generate", "--people", "20", "--seed", "3", str(folder)],
        cwd=ROOT,
        env=os.environ | {"PYTHONHASHSEED": hash_seed},
        check=True,
        capture_output=True,
    )
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


@pytest.fixture(scope="module")
def synthetic(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """A synthetic site of twenty people, and its files."""
    folder = tmp_path_factory.mktemp("synthetic")
    return folder, generate(folder, "1")


def test_checks_clean(synthetic: tuple[Path, dict[str, bytes]]) -> None:
    """Synthetic content has as many statements as promised and not one fault."""
    folder, _ = synthetic
    content = load(Inputs(folder / "content", folder))
    assert content.diagnostics == ()
    assert str(content.size) == "20 people, 8 themes, 10 sources, 120 statements"


@pytest.mark.parametrize(("people", "seed"), [(2, 3), (6, 0), (14, 14)])
def test_cites_no_place_twice(people: int, seed: int, tmp_path: Path) -> None:
    """Content with few sources checks clean, though two citations draw the same place in one."""
    write_site(Plan(people, seed), tmp_path)
    assert load(Inputs(tmp_path / "content", tmp_path)).diagnostics == ()


def test_same_bytes(synthetic: tuple[Path, dict[str, bytes]], tmp_path: Path) -> None:
    """The same seed gives the same bytes, whatever order Python gives to its sets."""
    _, files = synthetic
    assert generate(tmp_path, "2") == files


def test_table_has_medians() -> None:
    """A table cell is the median of its runs, in seconds or megabytes."""
    runs = [{"reading": seconds, "its memory": 2e6} for seconds in (9.0, 1.0, 2.0)]
    assert table({100: runs, 1000: runs}).splitlines()[2:] == [
        "| reading | 2.00 s | 2.00 s |",
        "| its memory | 2 MB | 2 MB |",
    ]


def test_a_page_is_weighed_in_parts() -> None:
    """The parts of a page, with the article as one of them, are all of it."""
    data = b'<script type="application/ld+json">{}</script>'
    page = b"<head>%s</head><body><nav></nav><article>Words.</article></body>" % data
    assert parts(page) == Parts(len(data), 13, 17, 15, 17)
    assert sum(parts(page)) == len(page)


@pytest.mark.parametrize(
    ("path", "counted"),
    [
        ("index.html", "/"),
        ("people/ada/index.html", "people/*/"),
        ("people/ada/lamps/index.html", "people/*/*/"),
        ("people/ada/page_2/index.html", "people/*/page_*/"),
        ("people/ada/citations.bib", "people/*/citations.bib"),
        ("people/ada/card-0.png", "people *.png"),
        ("api/v1/people/ada.json", "api *.json"),
    ],
)
def test_files_are_counted_by_kind(path: str, counted: str) -> None:
    """Pages count by what they are of, other files by their folder and ending."""
    assert kind(Path(path)) == counted


def test_small_kinds_have_no_line() -> None:
    """A kind of file has a line if it is a hundredth of the site, and all count in the last."""
    lines = [*shares([("a", 990), ("a", 1_000), ("b", 19)])]
    assert lines[2:] == ["| a | 2 | 0.0 | 99.1% | 995 |", "| all | 3 | 0.0 | | |"]


def test_turns_are_compared_one_by_one() -> None:
    """The ratio of two states is the median of that of each turn, not that of their medians."""
    seconds = [(1.0, 0.5), (2.0, 1.0), (4.0, 8.0)]
    figures = [({"check": before}, {"check": now}) for before, now in seconds]
    lines = turns.table(["before", "now"], figures).splitlines()
    assert lines[0] == "|  | before | now | now / before |"
    assert lines[2:] == ["| check | 2.00 s | 1.00 s | 0.50 |"]


def test_an_older_state_is_what_is_measured(tmp_path: Path) -> None:
    """The package of a revision comes into a folder of its own, whole; an unknown one is said."""
    turns.older("HEAD", tmp_path)
    assert (tmp_path / "site_builder" / "build.py").is_file()
    with pytest.raises(SystemExit, match="no-such-revision"):
        turns.older("no-such-revision", tmp_path)
