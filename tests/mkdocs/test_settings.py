"""What settings the commands can use, and what they say of others."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from site_builder.cli import main
from site_builder.mkdocs.settings import Settings, read_settings
from site_builder.settings import Site
from tests.support.project import Project

Spoil = Callable[[Project], object]


NOT_USED = "mkdocs.yml does not use the plugin `factsheet`. Add it under `plugins:`."


# How settings are spoilt, and what a check and a build make of it. A check loads no other plugin,
# no theme and no hook, so it does not mind those (None).
SETTINGS: dict[str, tuple[Spoil, str | None, str]] = {
    "no mkdocs.yml": (
        lambda project: (project.folder / "mkdocs.yml").unlink(),
        "No mkdocs.yml here. Change to the project's folder, or name the file with -f."
        " `factsheet init FOLDER` starts a new site.",
        "No mkdocs.yml here. Change to the project's folder, or name the file with -f."
        " `factsheet init FOLDER` starts a new site.",
    ),
    "mkdocs.yml is no YAML": (
        lambda project: (project.folder / "mkdocs.yml").write_text("a: [", encoding="utf-8"),
        "Cannot use mkdocs.yml: line 1: This is not valid YAML: after a bracket, brace or comma,",
        "Cannot use mkdocs.yml",
    ),
    "an unknown plugin": (
        lambda project: project.set(plugins=["no-such"]),
        NOT_USED,
        'The "no-such" plugin is not installed',
    ),
    "a wrong setting": (
        lambda project: project.set(plugins=[{"factsheet": {"content": 7}}]),
        "Cannot use mkdocs.yml: `content` is not the name of a folder.",
        "'content': Expected type",
    ),
    "without the plugin": (lambda project: project.set(plugins=[]), NOT_USED, NOT_USED),
    "no pages folder": (
        lambda project: (project.content / "pages").rmdir(),
        None,
        "dossier/pages' isn't an existing directory",
    ),
    "not settings at all": (
        lambda project: (project.folder / "mkdocs.yml").write_text("- a", encoding="utf-8"),
        "Cannot use mkdocs.yml: it contains no settings.",
        "Expected a key-value mapping",
    ),
}


@pytest.mark.parametrize(("spoil", "checked", "built"), SETTINGS.values(), ids=SETTINGS.keys())
def test_unusable_settings(
    project: Project,
    spoil: Spoil,
    checked: str | None,
    built: str,
    caplog: pytest.LogCaptureFixture,
) -> None:
    """Settings that cannot be used are a sentence and exit code 2, not a traceback."""
    spoil(project)
    for command, message in (("check", checked), ("build", built)):
        done = CliRunner().invoke(main, [command])
        assert done.exit_code == (0 if message is None else 2), command
        assert (message or "") in done.stderr + caplog.text
        assert done.exception is None or isinstance(done.exception, SystemExit)


TAGGED = """\
INHERIT: base.yml
theme:
  name: material
  language: !ENV [NO_SUCH_VARIABLE, de]
markdown_extensions:
  - pymdownx.emoji:
      emoji_index: !!python/name:no.such.module
"""


def test_settings_of_all_kinds(project: Project) -> None:
    """The commands read settings as MkDocs does: inherited ones, variables; and they run none."""
    base = {"plugins": {"factsheet": {"content": "dossier"}, "tags": {}}}
    (project.folder / "base.yml").write_text(json.dumps(base), encoding="utf-8")
    (project.folder / "mkdocs.yml").write_text(TAGGED, encoding="utf-8")
    assert read_settings(Path("mkdocs.yml")) == Settings(project.content, "de", Site(""))


def test_language_without_names(project: Project) -> None:
    """The check says, as the build does, that dates cannot be written in the site's language."""
    project.set(theme={"name": "material", "font": False, "language": "sh"})
    done = CliRunner().invoke(main, ["check"])
    assert done.exit_code == 2
    assert "The names of countries and months are not known in `sh`" in done.stderr
