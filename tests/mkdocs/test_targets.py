import socket
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort

from site_builder.examine import Inputs
from site_builder.mkdocs.log import Log
from site_builder.mkdocs.targets import Live, OnThisMachine
from tests.support.preview import Served
from tests.support.project import Project, person, statement

WARNING = person(statement(quote="“Keep the lamps lit.”"))
ERROR = person(statement(date="2023-02-30"))


def test_a_taken_port_is_said(project: Project) -> None:
    """Where something else serves already, a sentence says so, and what to type."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        second = Served(project.folder, port)
        assert second.process.wait(60) == 1
    said = second.log.read_text()
    assert f"127.0.0.1:{port}" in said
    assert f"--dev-addr 127.0.0.1:{port + 1}" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("record", "strict", "is_built"),
    [(WARNING, False, True), (WARNING, True, False), (ERROR, False, False)],
    ids=["a warning", "a warning, strictly", "an error"],
)
def test_what_a_folder_is_built_from(
    project: Project,
    record: dict[str, object],
    strict: bool,
    is_built: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Errors, and in a strict build warnings, keep a site from being built; both are shown."""
    project.write("people/ada-keeper.yml", record)
    target, inputs = OnThisMachine(Log()), Inputs(project.content, project.folder)
    if is_built:
        assert target.content(inputs, strict=strict).catalogue.people
    else:
        with pytest.raises(Abort):
            target.content(inputs, strict=strict)
    assert "ada-keeper.yml:1:" in capsys.readouterr().err


def test_a_folder_is_built_beside_the_last_site(project: Project) -> None:
    """MkDocs builds into a folder beside the site, which is gone if nothing is published."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    target = OnThisMachine(Log())
    target.open(config)
    built_in = Path(config.site_dir)
    assert built_in.parent == project.site.parent
    assert built_in.is_dir()
    target.close()
    assert not built_in.exists()
    assert not project.site.exists()


def test_a_preview_builds_from_what_has_no_errors(project: Project) -> None:
    """With errors from the start a preview builds pages of nothing; nothing is left of it."""
    project.write("people/ada-keeper.yml", ERROR)
    config = load_config(str(project.folder / "mkdocs.yml"), dev_addr="127.0.0.1:0")
    target = Live()
    assert not target.has_pages
    assert not target.content(Inputs(project.content, project.folder), strict=True).catalogue.people
    target.open(config)
    built_in = Path(config.site_dir)
    assert built_in.is_dir()
    target.close()
    assert not built_in.exists()


def test_without_a_search_nothing_is_made_beside(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With `search: false` no process is started for an index that there is not."""
    project.write("people/ada-keeper.yml", person(statement()))
    monkeypatch.setattr("site_builder.mkdocs.targets.Beside", None)
    project.build()
    assert "<h1" in project.page("people/ada-keeper")
