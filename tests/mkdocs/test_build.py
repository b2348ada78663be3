"""Building from another program: `factsheet build`."""

from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from site_builder.mkdocs.build import build_site
from site_builder.mkdocs.settings import SettingsError
from tests.support.project import Project, person, statement


def add_hook(project: Project, program: str) -> None:
    """Put a hook of this program into the project."""
    (project.folder / "hook.py").write_text(program, encoding="utf-8")
    project.set(hooks=["hook.py"])


def test_a_build_is_strict(project: Project) -> None:
    """A warning in the content keeps the site from being built, and nothing is left behind."""
    project.write("people/ada-keeper.yml", person(statement(quote="“Keep the lamps lit.”")))
    with pytest.raises(Abort):
        build_site(Path("mkdocs.yml"))
    assert {file.name for file in project.folder.iterdir()} == {"dossier", "mkdocs.yml"}


HOOKS = {
    "no Python": ("x = 1\ndef on_page(:\n", "line 2: SyntaxError: invalid syntax"),
    "ends when it is loaded": (
        "import nothing_of_that_name\n",
        "line 1: ModuleNotFoundError: No module named 'nothing_of_that_name'",
    ),
}


@pytest.mark.parametrize(("program", "said"), HOOKS.values(), ids=HOOKS)
def test_a_hook_that_cannot_be_loaded(project: Project, program: str, said: str) -> None:
    """A hook that raises as soon as it is loaded is a sentence with its file and line."""
    add_hook(project, program)
    with pytest.raises(SettingsError, match=f"hook.py, {said}"):
        build_site(Path("mkdocs.yml"))
