import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import File, Files

from site_builder.html.frame import Sheet, TocEntry
from site_builder.mkdocs.pages import KINDS, SheetPage, source_of
from site_builder.views import Views
from site_builder.views.addresses import kind_of
from tests.support.project import Project
from tests.support.views import SITE, example_sheet

HOSTILE = "<b>\"'&amp;"


def test_every_printed_page_has_a_kind() -> None:
    """Each page that is printed is of a kind that has a specimen."""
    kinds = {kind_of(page.address) for page in Views(example_sheet(), SITE).records()}
    assert kinds
    assert kinds <= KINDS.keys()


@pytest.mark.parametrize("address", ["", "people/", "timeline/", "coverage/", "people/page_2/"])
def test_a_page_stands_at_its_address(project: Project, address: str) -> None:
    """MkDocs puts the page of an address at that address."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    file = File(source_of(address), None, config.site_dir, use_directory_urls=True)
    assert file.url.removeprefix("./") == address


def test_texts_are_escaped(project: Project) -> None:
    """MkDocs prints titles as they are, so they come to it escaped; content comes as it is."""
    config = load_config(str(project.folder / "mkdocs.yml"))
    file = File("people/a.md", None, config.site_dir, use_directory_urls=True)
    contents = (TocEntry("a", HOSTILE),)
    page = SheetPage(Sheet("people/a/", HOSTILE, HOSTILE, contents, b"<p>"), file, config)
    page.read_source(config)
    page.render(config, Files([file]))
    for text in (page.title, page.meta["title"], page.meta["description"]):
        assert str(text) == "&lt;b&gt;&#34;&#39;&amp;amp;"
    (heading,) = page.toc
    assert [str(item.title) for item in (heading, *heading.children)] == [str(page.title)] * 2
    assert page.content == "<p>"
