import json
import subprocess
import sys

import pytest

from site_builder.checks import explanations
from tests.support.commands import factsheet
from tests.support.project import Project, person, statement
from tests.support.repository import commit

FAULT = {"name": "Ben", "kind": "offical"}
SOUND = person(name="Ben")
WARNING = person(statement(quote="“Keep the lamps lit.”"), name="Ben")


@pytest.mark.parametrize(
    ("record", "code"), [(SOUND, 0), (WARNING, 1), (FAULT, 1)], ids=["sound", "warning", "error"]
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


@pytest.mark.parametrize("command", [("check", "--changed-since"), ("diff",)], ids=" ".join)
def test_no_history_is_said(project: Project, command: tuple[str, ...]) -> None:
    """Without a repository, and without that revision, a sentence and exit code 2."""
    said = factsheet(*command, "main")
    assert said.exit_code == 2
    assert "is not in a git repository, so it has no history." in said.stderr
    commit(project.folder)
    said = factsheet(*command, "mian")
    assert said.exit_code == 2
    assert said.stderr == "Error: There is no revision `mian` here. Did you mean `main`?\n"


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


def test_all_codes_are_listed() -> None:
    """`explain --all` lists every code with the summary of its page."""
    said = " ".join(factsheet("explain", "--all").stdout.replace("•", "").split())
    listed = (f"{code}: {text}" for code, text in explanations.summaries().items())
    assert said == " ".join(listed).replace("`", "")


def test_missing_content_folder(project: Project) -> None:
    """A content folder that is not there is named, with what to look at."""
    project.set(plugins=[{"factsheet": {"content": "dosier"}}])
    done = factsheet("check")
    assert done.exit_code == 1
    assert "There is no folder `dosier`." in done.stdout
    assert "mkdocs.yml" in done.stdout


def test_a_check_imports_nothing_that_makes_pages() -> None:
    """No view, template, index, nor any part of MkDocs but its reader of `mkdocs.yml`."""
    rooms = (
        *("site_builder.views", "site_builder.html", "site_builder.search", "site_builder.exports"),
        *("jinja2", "mkdocs.config", "mkdocs.plugins", "mkdocs.structure"),
    )
    code = (
        "import sys, site_builder.cli.check\n"
        f"print([name for name in sys.modules if name.startswith({rooms})])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
