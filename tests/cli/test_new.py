"""`factsheet new`, with a terminal and without."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.build import Inputs, load
from site_builder.cli import main
from tests.support.paths import ROOT

SETTINGS = """\
site_name: Dossier
docs_dir: content/pages
theme: { name: material, font: false }
plugins: [{ factsheet: { content: content } }]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site with a person, a theme and a source, made by the command that is tested."""
    (tmp_path / "content" / "pages").mkdir(parents=True)
    (tmp_path / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    for options in (
        ("person", "--name", "Ada Keeper", "--kind", "official"),
        ("theme", "--title", "Lighthouses", "--definition", "Words on lighthouses."),
        ("source", "--title", "Gazette", "--type", "article-newspaper", "--lang", "en"),
    ):
        assert new(*options).exit_code == 0
    return tmp_path


def new(*options: str) -> Result:
    """Run the command without a terminal."""
    return CliRunner().invoke(main, ["new", *options])


STATEMENT = (
    "statement", "--person", "ada keeper", "--theme", "lighthouses", "--source", "gazette",
    "--date", "2024-11-06", "--quote", "Keep: the #lamps “lit”.",
)  # fmt: skip


def test_checks_clean(folder: Path) -> None:
    """Records with only the required fields have no faults and form a catalogue."""
    assert new(*STATEMENT, "--id", "lamps", "--locator", "page 1").exit_code == 0
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    statement = content.catalogue.entries["ada-keeper/lamps"].statement
    assert statement.words == "Keep: the #lamps “lit”."
    assert statement.citations[0].locator == "page 1"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("person",), "Missing: --name, --kind."),
        (("person", "--name", "Bo", "--kind", "offical"), "Did you mean `official`?"),
        (("person", "--name", "Bo", "--kind", "official", "--country", "ru"), "Write `RU`."),
        (
            ("person", "--name", "Ada Keeper", "--kind", "official"),
            "The person `ada-keeper` already exists",
        ),
        (
            ("person", "--name", "☎", "--kind", "official"),
            "Missing: --id. Use lower-case Latin letters",
        ),
        (
            ("person", "--name", "Бо", "--kind", "official", "--id", "../bo"),
            "`../bo` is not an id.",
        ),
        (("theme", "--title", "A", "--definition", "[x](person:bo)"), "--definition: There is no"),
        (("theme", "--title", "A", "--definition", "a\u202eb"), "U+202E"),
        (("statement", "--person", "ada"), "Missing: --theme, --source, --date, --quote or"),
        ((*STATEMENT, "--person", "keper"), "Did you mean `ada-keeper` (Ada Keeper)?"),
        ((*STATEMENT, "--person", "xyz"), "Add one with `factsheet new person`."),
        ((*STATEMENT, "--action", "Left."), "only one is allowed"),
        ((*STATEMENT, "--about", "bo"), "--about: There is no person `bo`."),
        ((*STATEMENT, "--date", "6.11.2024"), "--date: "),
    ],
)
def test_refused(folder: Path, options: tuple[str, ...], said: str) -> None:
    """Invalid input is refused in a sentence, with exit code 2, and nothing is written."""
    before = {file: file.read_bytes() for file in folder.rglob("*.yml")}
    result = new(*options)
    assert said in result.output
    assert result.exit_code == 2
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_same_id_twice(folder: Path) -> None:
    """A person cannot have two statements with the same id."""
    assert new(*STATEMENT).exit_code == 0
    before = (folder / "content" / "people" / "ada-keeper.yml").read_bytes()
    result = new(*STATEMENT, "--quote", "Something else.", "--id", "keep-the-lamps-lit")
    assert result.exit_code == 2
    assert "people/ada-keeper.yml already has a statement `keep-the-lamps-lit`." in result.output
    assert (folder / "content" / "people" / "ada-keeper.yml").read_bytes() == before


def test_broken_file_is_left_alone(folder: Path) -> None:
    """A person's file that cannot be read stays as it is; the place of its fault is named."""
    file = folder / "content" / "people" / "ada-keeper.yml"
    file.write_text("name: Ada Keeper\nkind: [official\n", encoding="utf-8")
    result = new(*STATEMENT, "--person", "ada-keeper")
    assert result.exit_code == 2
    assert "Cannot add to people/ada-keeper.yml. Line 2: This is not valid YAML" in result.output
    assert file.read_text(encoding="utf-8") == "name: Ada Keeper\nkind: [official\n"


def test_old_faults_stop_nobody(folder: Path) -> None:
    """Faults in other files are counted and do not change the exit code."""
    (folder / "content" / "themes" / "broken.yml").write_text("title: A\n", encoding="utf-8")
    result = new(*STATEMENT)
    assert "1 more fault in other files. Run `factsheet check` to see all." in result.output
    assert result.exit_code == 0


def test_read_only_folder(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """If a folder cannot be written to, the file is named and nothing is left behind."""
    themes = folder / "content" / "themes"

    def refuse(*_: object, **__: object) -> None:
        # The superuser may write everywhere, so the system's answer is given here.
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    result = new("theme", "--title", "Harbours", "--definition", "Words on harbours.")
    assert result.exit_code == 2
    assert "harbours.yml: Permission denied." in result.output
    assert [file.name for file in themes.iterdir()] == ["lighthouses.yml"]


def in_a_terminal(folder: Path, kind: str, *answers: str) -> str:
    """Run the command without options in a terminal, with these answers; return its output."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", "from site_builder.cli import main; main()", "new", kind],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
    output = process.communicate(timeout=60)[0].decode()
    os.close(ours)
    os.close(theirs)
    assert process.returncode == 0, output
    return output


def test_a_statement_in_a_terminal(folder: Path) -> None:
    """In a terminal, the command asks until each answer is valid, and offers existing records."""
    output = in_a_terminal(
        folder, "statement", "keper", "1", "light", "", "gaz", "", "quote", "Put: the lamps out.",
        "6.11.2024", "2024-11-06", "", "", "page 2", "",
    )  # fmt: skip
    assert "  1  Ada Keeper  ada-keeper" in output
    assert "Write a date as `2024-11-06`" in output
    content = load(Inputs(folder / "content", folder))
    assert not content.diagnostics
    statement = content.catalogue.entries["ada-keeper/put-the-lamps-out"].statement
    assert statement.words == "Put: the lamps out."
    assert statement.citations[0].locator == "page 2"


@pytest.mark.parametrize(
    ("kind", "answers", "file"),
    [
        ("person", ("Bo New", "offical", "official", "", "", ""), "people/bo-new.yml"),
        ("theme", ("", "Harbours", "Words on harbours.", "", ""), "themes/harbours.yml"),
        ("source", ("Herald", "webpage", "", "2024-11-06", "", "", "herald"), "sources/herald.yml"),
    ],
)
def test_a_record_in_a_terminal(
    folder: Path, kind: str, answers: tuple[str, ...], file: str
) -> None:
    """A record needs no options either."""
    assert f"Wrote content/{file}" in in_a_terminal(folder, kind, *answers)
    assert not load(Inputs(folder / "content", folder)).diagnostics
