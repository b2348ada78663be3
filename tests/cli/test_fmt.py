"""`factsheet fmt` over a whole site."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.generate import Plan, write_site
from site_builder.cli import main


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site of synthetic content, as the current folder."""
    write_site(Plan(people=6, seed=3), tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def fmt(*options: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, ["fmt", *options])


@pytest.mark.usefixtures("folder")
def test_command() -> None:
    """Reordered files are named; the second run finds nothing to do."""
    assert fmt("--check").exit_code == 1
    result = fmt()
    assert result.exit_code == 0
    assert "content/people/person-00000.yml" in result.output.split("\n")
    assert result.output.endswith(" of 17 files reordered.\n")
    assert fmt().output == "0 of 17 files reordered.\n"
    assert fmt("--check").exit_code == 0


def test_only_some(folder: Path) -> None:
    """With paths, only the records there are touched; other files are refused."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    assert fmt("content/themes", "content/people/person-00001.yml").exit_code == 0
    changed = {file.parent.name for file in before if file.read_bytes() != before[file]}
    assert changed == {"themes", "people"}
    result = fmt("mkdocs.yml")
    assert result.exit_code == 2
    assert "mkdocs.yml is not a record of this site" in result.output


def test_broken_files_are_left_alone(folder: Path) -> None:
    """A file that cannot be read is named with its line and not touched; the others are done."""
    file = folder / "content" / "themes" / "theme-0000.yml"
    for broken in (b"title: [\n", b"title: \xff\n", b"title: a\xe2\x80\xaeb\n", b"a: 1\r\n"):
        file.write_bytes(broken)
        result = fmt()
        assert result.exit_code == 1
        assert "content/themes/theme-0000.yml: " in result.output
        assert file.read_bytes() == broken
    assert fmt().output.endswith("0 of 17 files reordered, 1 skipped.\n")
