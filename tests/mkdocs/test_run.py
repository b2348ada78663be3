from typing import Any

from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from site_builder.build import Inputs, load
from site_builder.mkdocs.pages import KINDS
from site_builder.mkdocs.run import STYLES, THEME, Run
from tests.support.project import Project


def prepared(project: Project, *, search: bool = False) -> tuple[Run, MkDocsConfig]:
    """A run that has put its own into the settings."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    run = Run(config, load(Inputs(project.content, project.folder)), search=search)
    run.prepare()
    return run, config


def nav(project: Project, *, search: bool = False) -> list[Any]:
    """The navigation that such a run has."""
    found = prepared(project, search=search)[1].nav
    assert isinstance(found, list)
    return found


def test_navigation(project: Project) -> None:
    """The navigation leads to the lists, the search if there is one, and hand-written pages."""
    project.write("pages/notes.md", "# Notes\n\nText.\n")
    *lists, about = nav(project)
    names = ("people", "themes", "sources", "timeline")
    assert lists == ["index.md", *(f"{name}/index.md" for name in names)]
    assert "notes.md" in about["About"]
    assert "search.md" in nav(project, search=True)
    project.set(nav=["notes.md"])
    assert nav(project) == ["notes.md"]


def test_a_projects_own_comes_first(project: Project) -> None:
    """This package's theme comes before Material's and after the project's; so do its styles."""
    assert prepared(project)[1].theme.dirs[0] == str(THEME)
    (project.folder / "overrides").mkdir()
    project.set(
        theme={"name": "material", "font": False, "custom_dir": "overrides"},
        extra_css=["own.css"],
    )
    config = prepared(project)[1]
    assert config.theme.dirs[:2] == [config.theme.custom_dir, str(THEME)]
    assert [str(path) for path in config.extra_css] == [STYLES, "own.css"]


def test_mkdocs_gets_each_page_once(project: Project) -> None:
    """Files of `docs_dir` are replaced by what was read; each other kind has one specimen."""
    project.write("pages/notes.md", "# Notes\n\nText.\n")
    project.write("pages/notes.md~", "# Old\n")
    run, config = prepared(project)
    files = Files([])
    config.plugins._current_plugin = "factsheet"  # as it is while a hook runs
    run.add_pages(files)
    names = [file.src_uri for file in files]
    assert len(names) == len({*names})
    assert "notes.md" in names
    assert not [name for name in names if name.endswith("~")]
    assert {*run.specimens} < {*names}
    assert len(run.specimens) == len(KINDS)
