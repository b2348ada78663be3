from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.cli import main
from tests.support.project import tree


def init(folder: Path) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["init", str(folder)])


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    """If one of the files exists, nothing is written."""
    (tmp_path / "README.md").write_text("mine", encoding="utf-8")
    result = init(tmp_path)
    assert result.exit_code == 2
    assert "README.md already exists. Nothing was written" in result.output
    assert [file.name for file in tmp_path.iterdir()] == ["README.md"]


def test_a_run_that_was_killed_is_finished(tmp_path: Path) -> None:
    """Files that a killed run has written stay, and the others are added."""
    assert init(tmp_path).exit_code == 0
    whole = tree(tmp_path)
    for path in ("mkdocs.yml", "content/people/jane-example.yml"):
        (tmp_path / path).unlink()
    again = init(tmp_path)
    assert again.exit_code == 0
    assert "Wrote 2 files of a new site" in again.output
    assert tree(tmp_path) == whole
    assert "Wrote nothing: all files" in init(tmp_path).output


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
