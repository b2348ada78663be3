"""`factsheet init`: a new site without faults."""

import json
import os
import subprocess
import sys
import zipfile
from importlib.metadata import PathDistribution, distribution
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from packaging.requirements import Requirement

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.origin import requirement
from site_builder.authoring.starter import REQUIREMENTS, files
from site_builder.authoring.yaml.edit import SCHEMA
from site_builder.authoring.yaml.format import in_order
from site_builder.build import Inputs, load
from site_builder.cli import main
from site_builder.content.model import MODELS
from tests.support.paths import ROOT


def init(folder: Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["init", str(folder)])


def run(folder: Path, *command: str, **environment: str) -> str:
    """Run a Python module or script in a folder; return its output."""
    done = subprocess.run(
        [sys.executable, *command],
        cwd=folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_builds_strictly(tmp_path: Path) -> None:
    """The new site has no faults, has its fields in order, and builds."""
    result = init(tmp_path / "site")
    assert result.exit_code == 0
    content = tmp_path / "site" / "content"
    assert load(Inputs(content, tmp_path)).diagnostics == ()
    for model in MODELS.values():
        for file in (content / model.KIND.folder).iterdir():
            text = file.read_text(encoding="utf-8")
            assert in_order(text, model) == text
            assert (file.parent / text.split("\n")[0].removeprefix(SCHEMA)).is_file()
    run(tmp_path / "site", "-m", "mkdocs", "build", "--strict")
    assert (tmp_path / "site/site/people/jane-example/the-lamps-stay-lit/index.html").is_file()


def test_from_a_wheel(tmp_path: Path) -> None:
    """The package installed from a wheel writes the same site as a checkout."""
    run(ROOT, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(tmp_path))
    with zipfile.ZipFile(next(tmp_path.glob("*.whl"))) as wheel:
        wheel.extractall(tmp_path / "installed")
    script = "from site_builder.cli import main; main()"
    run(tmp_path, "-c", script, "init", "site", PYTHONPATH=str(tmp_path / "installed"))
    written = tmp_path / "site"
    assert {
        file.relative_to(written).as_posix(): file.read_text(encoding="utf-8")
        for file in written.rglob("*")
        if file.is_file() and file.name != REQUIREMENTS
    } == {name: text for name, text in files().items() if name != REQUIREMENTS}


@pytest.mark.parametrize(
    ("record", "wanted"),
    [
        (None, "officials-fact-sheet==1.2.3"),
        ({"url": "file:///a/b", "dir_info": {"editable": True}}, "… @ file:///a/b"),
        ({"url": "https://example.org/a.whl", "archive_info": {}}, "… @ https://example.org/a.whl"),
        (
            {
                "url": "https://example.org/a.git",
                "vcs_info": {"vcs": "git", "requested_revision": "main", "commit_id": "1f2e"},
            },
            "… @ git+https://example.org/a.git@1f2e",
        ),
    ],
    ids=["an index", "a checkout", "a file", "a repository"],
)
def test_asks_for_the_builder_that_wrote_it(
    tmp_path: Path, record: dict[str, object] | None, wanted: str
) -> None:
    """The new site installs the builder from the same place as this one."""
    (tmp_path / "METADATA").write_text("Name: officials-fact-sheet\nVersion: 1.2.3\n")
    if record is not None:
        (tmp_path / "direct_url.json").write_text(json.dumps(record))
    found = requirement(PathDistribution(tmp_path))
    assert found == wanted.replace("…", "officials-fact-sheet")
    assert Requirement(found).name == "officials-fact-sheet"
    here = requirement(distribution("officials-fact-sheet"))
    assert files()[REQUIREMENTS].splitlines()[-1] == here


def test_has_the_github_files() -> None:
    """The workflows, the form and the scripts are copied; this project's own tests are not."""
    names = {*files()}
    assert {
        ".github/workflows/publish.yml",
        ".github/workflows/pull-request.yml",
        ".github/ISSUE_TEMPLATE/add-a-quote.yml",
        ".github/scripts/report.sh",
        ".vscode/extensions.json",
        ".gitignore",
    } <= names
    assert ".github/workflows/tests.yml" not in names


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """If one of the files exists, nothing is written."""
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "README.md already exists. Nothing was written" in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]


def test_all_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a file cannot be written, those before it are undone."""

    def fail_late(new: FileWrite) -> None:
        if new.file.name == "mkdocs.yml":
            raise WriteError("The disk is full.")
        write(new)

    monkeypatch.setattr("site_builder.authoring.files.write", fail_late)
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "The disk is full." in result.output
    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
