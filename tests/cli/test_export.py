import gzip
import json
import os
import sqlite3
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_builder.site_folder import Output, SiteFile
from tests.support.commands import factsheet
from tests.support.project import Project, person, statement
from tests.support.repository import commit


def lines(text: str) -> list[str]:
    """The keys of the statements in JSON Lines."""
    return [json.loads(line)["key"] for line in text.splitlines()]


def test_statements_to_standard_output(project: Project) -> None:
    """Without a file, the statements are printed as text, and nothing else is."""
    del project
    said = factsheet("export", "jsonl")
    assert (said.exit_code, said.stderr) == (0, "")
    assert lines(said.stdout) == ["ada-keeper/lamps"]


def test_filters(project: Project) -> None:
    """Statements can be chosen by person, theme and day."""
    project.write("themes/fog.yml", {"title": "Fog", "definition": "Fog."})
    other = person(statement("fog", quote="There is fog.", date="2020"), theme="fog", name="Bo")
    project.write("people/bo.yml", other)
    for options, keys in (
        ((), ["ada-keeper/lamps", "bo/fog"]),
        (("--person", "bo"), ["bo/fog"]),
        (("--theme", "lighthouses"), ["ada-keeper/lamps"]),
        (("--since", "2020-12-31"), ["ada-keeper/lamps", "bo/fog"]),
        (("--since", "2021"), ["ada-keeper/lamps"]),
    ):
        assert lines(factsheet("export", "jsonl", *options).stdout) == keys


def test_into_a_file(project: Project) -> None:
    """A file is replaced when the new one is complete; its ending says whether it is gzipped."""
    for name in ("a.jsonl", "a.jsonl.gz", "a.db"):
        (project.folder / name).write_text("old")
    assert factsheet("export", "jsonl", "--to", "a.jsonl").exit_code == 0
    assert factsheet("export", "jsonl", "--to", "a.jsonl.gz").exit_code == 0
    assert factsheet("export", "sqlite", "--to", "a.db").exit_code == 0
    plain = (project.folder / "a.jsonl").read_bytes()
    assert lines(plain.decode()) == ["ada-keeper/lamps"]
    assert gzip.decompress((project.folder / "a.jsonl.gz").read_bytes()) == plain
    database = sqlite3.connect(project.folder / "a.db")
    assert database.execute("SELECT key FROM statements").fetchall() == [("ada-keeper/lamps",)]
    database.close()


def test_another_file_of_the_format(project: Project) -> None:
    """A format with several files gives each by its name, with or without the ending."""
    del project
    whole = factsheet("export", "csv", "--file", "people.csv").stdout
    assert "Ada Keeper" in whole
    assert factsheet("export", "csv", "--file", "people").stdout == whole


def test_into_a_folder(project: Project) -> None:
    """A folder takes all files; one that is not empty is not touched."""
    assert factsheet("export", "api", "--to", "out/").exit_code == 0
    assert (project.folder / "out/api/v1/people/ada-keeper.json").is_file()
    again = factsheet("export", "api", "--to", "out/")
    assert again.exit_code == 2
    assert "is not an empty folder" in again.stderr


def test_a_folder_that_is_there(project: Project) -> None:
    """An empty folder is filled, also if it is the one that the command runs in."""
    (project.folder / "out").mkdir()
    assert factsheet("export", "csv", "--to", "out/").exit_code == 0
    assert [it.name for it in (project.folder / "out").iterdir()] == ["data"]


def test_a_folder_is_complete_or_not_there(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If writing fails in the middle, nothing of it is left."""
    written = Output.write

    def fail(output: Output, file: SiteFile) -> None:
        if file.path.endswith("openapi.json"):
            raise OSError(28, "No space left on device", file.path)
        written(output, file)

    monkeypatch.setattr(Output, "write", fail)
    before = {*project.folder.iterdir()}
    said = factsheet("export", "api", "--to", "out/")
    assert (said.exit_code, said.stdout) == (2, "")
    assert "Cannot write out/: No space left on device." in said.stderr
    assert {*project.folder.iterdir()} == before


def test_a_run_that_was_killed_is_no_obstacle(project: Project) -> None:
    """What a killed run has left in an empty folder, or beside one, is not there afterwards."""
    for left in ("out/.new/data/half", ".other.new/half"):
        (project.folder / left).mkdir(parents=True)
    for name in ("out", "other"):
        assert factsheet("export", "csv", "--to", f"{name}/").exit_code == 0
        assert [it.name for it in (project.folder / name).iterdir()] == ["data"]
        assert not (project.folder / name / "data" / "half").exists()
    assert not (project.folder / ".other.new").exists()


@pytest.mark.parametrize("form", ["parquet", "popolo"])
def test_same_bytes_anywhere(project: Project, form: str) -> None:
    """Of what a build does not write by default, too: no order of sets, no time zone."""
    made = [
        subprocess.run(
            [Path(sys.executable).with_name("factsheet"), "export", form],
            capture_output=True,
            check=True,
            cwd=project.folder,
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
        ).stdout
        for seed, zone in (("1", "UTC"), ("2", "Pacific/Kiritimati"))
    ]
    assert made[0] == made[1]


def test_a_pipe_stays_one(project: Project) -> None:
    """What is no file, such as a device or a pipe, is written to, never replaced."""
    pipe = project.folder / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor(1) as reader:
        read = reader.submit(pipe.read_text)
        assert factsheet("export", "jsonl", "--to", "pipe").exit_code == 0
        assert lines(read.result(10)) == ["ada-keeper/lamps"]
    assert pipe.is_fifo()


def test_a_link_stays_one(project: Project) -> None:
    """A link to a file leads to the new file."""
    (project.folder / "real.jsonl").write_text("old")
    (project.folder / "link.jsonl").symlink_to("real.jsonl")
    assert factsheet("export", "jsonl", "--to", "link.jsonl").exit_code == 0
    assert (project.folder / "link.jsonl").is_symlink()
    assert lines((project.folder / "real.jsonl").read_text()) == ["ada-keeper/lamps"]


def test_a_dash_is_standard_output(project: Project) -> None:
    """As for other commands, `-` is no file."""
    said = factsheet("export", "jsonl", "--to", "-")
    assert lines(said.stdout) == ["ada-keeper/lamps"]
    assert not (project.folder / "-").exists()


def test_a_filter_that_selects_nothing(project: Project) -> None:
    """An empty file may be meant, so it is written, and a note says that it is empty."""
    del project
    said = factsheet("export", "jsonl", "--since", "2999")
    assert (said.exit_code, said.stdout) == (0, "")
    assert said.stderr == "Note: no statement is selected.\n"


def test_release_is_the_commit(project: Project) -> None:
    """The commit is named, and whether something has changed since; without git, nothing is."""

    def release(folder: str) -> object:
        factsheet("export", "api", "--to", f"{folder}/")
        file = project.folder / folder / "api/v1/index.json"
        return json.loads(file.read_text(encoding="utf-8"))["release"]

    assert release("../none") is None
    sha = commit(project.folder)
    assert release("../clean") == sha
    project.write("people/bo.yml", person(name="Bo"))
    assert release("../modified") == f"{sha}-modified"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("csv", "--file", "peple.csv"), "has no file `peple.csv`. Did you mean `people.csv`?"),
        (("csv", "--person", "ada"), "There is no person `ada`."),
        (("csv", "--theme", "fog"), "There is no theme `fog`."),
        (("csv", "--since", "soon"), "Write a date as `2024-11-06`, `2024-11`"),
        (("csv", "--since", "7 March 2024"), "Write `--since 2024-03-07`."),
        (("api",), "is a folder of files. Name one: `--to api/`."),
        (("feeds",), "Set `site_url`."),
        (("csv", "--to", "no/such/file.csv"), "Cannot write no/such/file.csv"),
        (("csv", "--to", "."), ". is a folder. Name a file,"),
        (("csv", "--to", f"{'a' * 300}/"), "File name too long."),
        (("csv", "--to", "out/", "--file", "people"), "leave out `--file people`."),
        (("changes", "--to", "out/", "--since", "2020"), "it takes no filters."),
    ],
    ids=str,
)
def test_refusals(project: Project, arguments: tuple[str, ...], message: str) -> None:
    """What cannot be done is a sentence that says what to type, and exit code 2."""
    del project
    said = factsheet("export", *arguments)
    assert said.exit_code == 2
    assert message in said.stderr
    assert "Traceback" not in said.stderr


def test_content_with_errors(project: Project) -> None:
    """Data that are at fault are not exported."""
    project.write("people/bo.yml", "name: [")
    said = factsheet("export", "jsonl")
    assert (said.exit_code, said.stdout) == (1, "")
    assert "Run `factsheet check`" in said.stderr


def test_nothing_is_left_half_written(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """If writing fails, the old file is as it was, and no other one is there."""
    (project.folder / "a.jsonl").write_text("old")
    before = {*project.folder.iterdir()}

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device", "a.jsonl")

    monkeypatch.setattr("os.replace", fail)
    said = factsheet("export", "jsonl", "--to", "a.jsonl")
    assert said.exit_code == 2
    assert "No space left on device" in said.stderr
    assert {*project.folder.iterdir()} == before
    assert Path("a.jsonl").read_text() == "old"
