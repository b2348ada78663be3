from pathlib import Path

import pytest

from site_builder.examine import Inputs, load
from site_builder.html.press import Press
from site_builder.html.print import Printer
from site_builder.preview.pages import Pages
from tests.support.host import SmallHost
from tests.support.project import Project, person, statement

PNG = b"\x89PNG\r\n\x1a\n"


@pytest.fixture
def pages(tmp_path: Path) -> Pages:
    """The pages of a project with a former id, a page of prose and a portrait."""
    project = Project(tmp_path)
    project.write("people/bo.yml", person(statement("tide"), former_ids=["bo-of-old"]))
    project.write("pages/notes.md", "# Notes\n\nText.\n")
    (project.content / "images").mkdir()
    (project.content / "images" / "bo.png").write_bytes(PNG)
    (tmp_path / "made" / "notes").mkdir(parents=True)
    for path in ("main.css", "notes/index.html"):
        (tmp_path / "made" / path).write_text("from the host", encoding="utf-8")
    content = load(Inputs(project.content, tmp_path))
    host = SmallHost(content, tmp_path / "made")
    return Pages(content, host, Press(host.site))


def test_each_page_is_the_one_that_a_build_prints(pages: Pages) -> None:
    """What is at an address has the bytes that a build writes: a page, a file, a redirect."""
    printer = Printer(pages.content.catalogue, pages.host.frames, pages.host.site)
    families = [*printer.views.families()]
    files = [file for _, files in printer.pages(families) for file in files]
    printed = {
        file.path.removesuffix("index.html"): file.data for file in (*files, *printer.others())
    }
    assert {"people/bo/tide/", "people/bo/citations.bib", "people/bo-of-old/"} <= printed.keys()
    for address, data in printed.items():
        page = pages.page(address)
        assert (pages.file(address) if page is None else page.encode()) == data


def test_the_host_renders_the_others(pages: Pages) -> None:
    """The lists and the pages of prose are the host's, made from the content of now."""
    for address, words in (("", "Keep the lamps lit."), ("people/", "bo"), ("notes/", "Text.")):
        assert words in (pages.page(address) or "")
    assert pages.page("people/nobody/") is None
    assert pages.page("notes") is None


def test_files_that_are_no_pages(pages: Pages) -> None:
    """The host's files and portraits are there; its pages and what lies elsewhere are not."""
    assert pages.file("main.css") == b"from the host"
    assert pages.file("assets/images/bo.png") == PNG
    for path in ("notes/index.html", "assets/images/ada.png", "people/rows.json", "../mkdocs.yml"):
        assert pages.file(path) is None, path
