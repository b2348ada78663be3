import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from site_builder.checks import explanations
from site_builder.cli import COMMANDS, main
from tests.support.project import Project, person, statement
from tests.support.repository import commit


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A sound project in a folder of its own, in which commands are typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return Project(tmp_path)


def factsheet(*arguments: str) -> Result:
    """What a command prints, and how it ends; an exception is a failure of the test."""
    return CliRunner().invoke(main, arguments, catch_exceptions=False)


FAULT = {"name": "Ben", "kind": "offical"}
WARNING = person(statement(quote="“Keep the lamps lit.”"))


@pytest.mark.parametrize(
    ("record", "code"), [(person(), 0), (WARNING, 1), (FAULT, 1)], ids=["sound", "warning", "error"]
)
def test_exit_codes(project: Project, record: dict[str, object], code: int) -> None:
    """0 for sound content, 1 for errors and warnings: a strict build refuses both."""
    project.write("people/ben.yml", record)
    assert factsheet("check").exit_code == code


def test_paths_limit_what_is_reported(project: Project) -> None:
    """All is read; faults of other files are counted and not told."""
    project.write("people/ben.yml", FAULT)
    project.write("sources/herald.yml", {"title": "The Herald"})
    said = factsheet("check", "dossier/people")
    assert said.exit_code == 1
    assert "[unknown-value]" in said.stdout
    assert "herald" not in said.stdout
    assert said.stdout.rstrip().endswith("Not reported: 1 old or in other files.")
    assert factsheet("check", "dossier/themes").exit_code == 0
    assert (
        factsheet("check", "dossier/people/ben.yml", "dossier/sources").stdout.count("error[") == 2
    )


def test_a_path_outside_the_content_is_said(project: Project) -> None:
    """Nobody takes the good news for news of a file that is no content."""
    (project.folder / "notes").mkdir()
    said = factsheet("check", "notes", "mkdocs.yml", "dossier/people", "dossier", ".")
    assert said.exit_code == 0
    assert said.stderr.splitlines() == [
        "notes is not in dossier/, so it is not checked.",
        "mkdocs.yml is not in dossier/, so it is not checked.",
    ]


def test_a_fault_that_names_a_path_is_reported_there(project: Project) -> None:
    """Who asks for one file hears of a fault in another one that has to do with it."""
    project.write("themes/towers.yml", {"title": "T", "definition": "T.", "former_ids": ["old"]})
    project.write("themes/sea.yml", {"title": "S", "definition": "S.", "former_ids": ["old"]})
    for name in ("towers", "sea"):
        assert "[retired-id]" in factsheet("check", f"dossier/themes/{name}.yml").stdout


def test_old_faults_stop_nobody(project: Project) -> None:
    """With a revision, only what is new since then counts for the exit code."""
    project.write("people/ben.yml", FAULT)
    commit(project.folder)
    project.write("people/cora.yml", person())
    said = factsheet("check", "--changed-since", "main")
    assert said.exit_code == 0
    assert said.stdout.startswith("No faults in 1 person")
    assert said.stdout.rstrip().endswith("4 files unaffected, not read.")
    project.write("people/cora.yml", FAULT)
    said = factsheet("check", "--changed-since", "main")
    assert said.exit_code == 1
    assert "cora.yml" in said.stdout
    assert "ben.yml" not in said.stdout


@pytest.mark.parametrize("command", [("check", "--changed-since"), ("diff",)])
def test_no_history_is_said(project: Project, command: tuple[str, ...]) -> None:
    """Without a repository, and without that revision, a sentence and exit code 2."""
    said = factsheet(*command, "main")
    assert said.exit_code == 2
    assert "is not in a git repository, so it has no history." in said.stderr
    commit(project.folder)
    said = factsheet(*command, "mian")
    assert said.exit_code == 2
    assert said.stderr == "Error: There is no revision `mian` here. Did you mean `main`?\n"


@pytest.mark.parametrize("command", ["check", "diff"])
def test_missing_settings_are_said(project: Project, command: str) -> None:
    """A folder without `mkdocs.yml` is a usage error, which ends with 2."""
    (project.folder / "mkdocs.yml").unlink()
    said = factsheet(*({"check": ["check"], "diff": ["diff", "HEAD"]}[command]))
    assert said.exit_code == 2
    assert "mkdocs.yml" in said.stderr


def test_fix_mends_and_checks_again(project: Project) -> None:
    """Slips of encoding are gone afterwards, other faults stay, and mended files are named."""
    slip = project.write("people/ben.yml", "name: Ben\nkind: official\n")
    slip.write_bytes(b"\xef\xbb\xbfname: Ben\r\nkind: offical  # really\r\n")
    said = factsheet("check", "--fix")
    assert slip.read_bytes() == b"name: Ben\nkind: offical  # really\n"
    assert said.stderr == "Repaired dossier/people/ben.yml.\n"
    assert said.exit_code == 1
    assert "[forbidden-character]" not in said.stdout
    assert "[unknown-value]" in said.stdout
    assert factsheet("check", "--fix").stderr == ""


def test_fix_mends_only_what_is_asked_for(project: Project) -> None:
    """A file outside of the paths stays as it is."""
    slip = project.write("people/ben.yml", "name: Ben\nkind: official\n")
    slip.write_bytes(b"name: Ben\r\nkind: official\r\n")
    assert factsheet("check", "--fix", "dossier/themes").stderr == ""
    assert b"\r\n" in slip.read_bytes()


def test_fix_says_where_it_may_not_write(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that cannot be written is named, and stays as it was."""
    slip = project.write("people/ben.yml", "name: Ben\nkind: official\n")
    slip.write_bytes(b"name: Ben\r\nkind: official\r\n")

    def refuse(*_arguments: object, **_options: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("tempfile.NamedTemporaryFile", refuse)
    said = factsheet("check", "--fix")
    assert said.exit_code == 2
    assert "ben.yml: Permission denied." in said.stderr
    assert b"\r\n" in slip.read_bytes()


def test_each_format_is_printed(project: Project) -> None:
    """The same faults come in the form that is asked for, with the same exit code."""
    project.write("people/ben.yml", FAULT)
    said = {form: factsheet("check", "--format", form) for form in ("github", "json", "sarif")}
    assert {result.exit_code for result in said.values()} == {1}
    assert said["github"].stdout.startswith("::error file=dossier/people/ben.yml,line=1,")
    assert json.loads(said["json"].stdout)["summary"]["errors"] == 1
    assert json.loads(said["sarif"].stdout)["version"] == "2.1.0"


def test_colour_is_what_the_environment_wants(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pipes are plain; `FORCE_COLOR` colours them, and `NO_COLOR` takes all colour away."""
    project.write("people/ben.yml", FAULT)
    commit(project.folder)
    project.write("people/ben.yml", {"name": "Benjamin", "kind": "official"})
    commands = (("check",), ("diff", "HEAD"), ("explain", "missing-citation"))
    assert all("\x1b" not in factsheet(*command).stdout for command in commands)
    project.write("people/ben.yml", {"name": "Benjamin"})
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert all("\x1b[" in factsheet(*command).stdout for command in commands)
    monkeypatch.setenv("NO_COLOR", "1")
    assert all("\x1b" not in factsheet(*command).stdout for command in commands)


def test_diff_ends_with_0(project: Project) -> None:
    """Whether or not anything has changed, a difference is no failure."""
    commit(project.folder)
    said = factsheet("diff", "HEAD")
    assert (said.exit_code, said.stdout) == (0, "Nothing in the content has changed.\n")
    project.write("people/ben.yml", person())
    for form in ("terminal", "markdown", "json"):
        said = factsheet("diff", "HEAD", "--format", form)
        assert said.exit_code == 0
        assert "1 person added" in said.stdout


def test_every_page_is_explained_in_80_columns() -> None:
    """Explaining codes prints their pages, and no line that a narrow terminal would break."""
    codes = explanations.codes()
    said = factsheet("explain", *codes).stdout
    assert [line for line in said.splitlines() if line in codes] == codes
    assert [line for line in said.splitlines() if len(line) > 80 or line != line.rstrip()] == []


def test_all_codes_are_listed() -> None:
    """`explain --all` lists every code with the summary of its page."""
    said = " ".join(factsheet("explain", "--all").stdout.replace("•", "").split())
    listed = (f"{code}: {text}" for code, text in explanations.summaries().items())
    assert said == " ".join(listed).replace("`", "")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["missing-citations"], "Did you mean `missing-citation`?"),
        (["xyzzy"], "`factsheet explain --all` lists all codes."),
        ([], "list all codes with `factsheet explain --all`"),
    ],
)
def test_an_unknown_code_is_said(arguments: list[str], said: str) -> None:
    """What is no code is refused with what to type instead."""
    result = factsheet("explain", *arguments)
    assert result.exit_code == 2
    assert said in result.stderr


def test_help_fits() -> None:
    """The list of commands is told in full at 80 columns."""
    said = CliRunner().invoke(main, ["--help"], env={"COLUMNS": "80"}).output
    assert len(said.partition("Commands:\n")[2].splitlines()) == len(COMMANDS)
    assert "..." not in said.partition("Commands:\n")[2]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a full device is Linux's")
@pytest.mark.parametrize("arguments", [["check"], ["explain", "--all"], ["--help"]], ids=" ".join)
def test_output_that_cannot_be_written(project: Project, arguments: list[str]) -> None:
    """A full disk behind `>` is a sentence and exit code 2, not a traceback."""
    program = Path(sys.executable).with_name("factsheet")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [program, *arguments],
            cwd=project.folder,
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    said = "Error: Cannot write output: No space left on device.\n"
    assert (done.returncode, done.stderr) == (2, said)
