import logging
from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from site_builder.examine import Inputs
from site_builder.html.frame import Sheet
from site_builder.preview.answers import OWN, Responses
from site_builder.preview.preview import Preview
from tests.support.host import SmallHost
from tests.support.preview import FAULTS, PERSON
from tests.support.project import Project, person, statement

FILE = "people/ada-keeper.yml"


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project whose host has written three files."""
    project = Project(tmp_path)
    (tmp_path / "made").mkdir()
    for name in ("main.css", "icon.svg", "data.json.gz"):
        (tmp_path / "made" / name).write_text(name, encoding="utf-8")
    return project


@pytest.fixture
def preview(project: Project) -> Iterator[Preview]:
    """Its preview, with no file looked at yet; it makes nothing in the background."""
    preview = Preview(project.folder, lambda *_: None, logging.getLogger("test"))
    yield preview
    preview.end()


def answers(preview: Preview, project: Project, host: type[SmallHost] = SmallHost) -> Responses:
    """The answers once the host has built what is there."""
    content = preview.content(Inputs(project.content, project.folder))
    preview.built(host(content, project.folder / "made"))
    preview.begin(lambda: None)
    return Responses(preview, "/below/", lambda _: "")


def test_a_page_waits_for_news(preview: Preview, project: Project) -> None:
    """A page is answered as HTML that names no fault, and ends with the script for news."""
    answer = answers(preview, project).at(PERSON)
    assert (answer.status, answer.kind) == (HTTPStatus.OK, "text/html; charset=utf-8")
    before, _, after = answer.body.rpartition(b"</main>")
    assert b"Keep the lamps lit." in before
    assert f"/below/{OWN}news/".encode() in after
    assert FAULTS.encode() not in answer.body


def test_files_have_their_types(preview: Preview, project: Project) -> None:
    """A file is answered as it is, with its media type; what is compressed is not unpacked."""
    found = answers(preview, project)
    for path, kind in {
        "main.css": "text/css; charset=utf-8",
        "icon.svg": "image/svg+xml",
        "data.json.gz": "application/octet-stream",
    }.items():
        assert (found.at(path).kind, found.at(path).body) == (kind, path.encode())
    assert found.at(f"{OWN}panel.css").status == HTTPStatus.OK


def test_what_is_not_there(preview: Preview, project: Project) -> None:
    """What the site lacks is not found; what lacks a slash is led to the page."""
    found = answers(preview, project)
    for path in ("people/nobody/", "nothing.css", f"{OWN}nothing.css", f"{OWN}../mkdocs.yml"):
        assert found.at(path).status == HTTPStatus.NOT_FOUND, path
    moved = found.at(PERSON.rstrip("/"))
    assert (moved.status, moved.location) == (HTTPStatus.FOUND, PERSON)


def test_faults_lie_over_every_page(preview: Preview, project: Project) -> None:
    """What is wrong is named on pages that are there and on those that are not."""
    found = answers(preview, project)
    project.write(FILE, person(statement(source="gazete")))
    preview.look()
    for path in (PERSON, "people/nobody/"):
        body = found.at(path).body.decode()
        assert FAULTS in body
        assert "unknown-source" in body
    assert FAULTS.encode() not in found.at("main.css").body


def test_nothing_to_show_yet(preview: Preview, project: Project) -> None:
    """Content with errors from the start is 503 with what is wrong, and no words of it."""
    project.write(FILE, person(statement(source="gazete")))
    preview.content(Inputs(project.content, project.folder))
    preview.begin(lambda: None)
    answer = Responses(preview, "/", lambda _: "").at(PERSON)
    assert answer.status == HTTPStatus.SERVICE_UNAVAILABLE
    assert b"unknown-source" in answer.body


class BrokenHost(SmallHost):
    """A host whose templates fail."""

    def render(self, sheet: Sheet) -> str:
        """Fail."""
        raise ValueError(f"The template of {sheet.address} is broken.")


def test_a_page_that_cannot_be_printed(preview: Preview, project: Project) -> None:
    """Where a template fails, the page says so, and others are answered."""
    found = answers(preview, project, BrokenHost)
    answer = found.at("people/")
    assert answer.status == HTTPStatus.INTERNAL_SERVER_ERROR
    assert b"The template of people/ is broken." in answer.body
    assert found.at(PERSON).status == HTTPStatus.OK
