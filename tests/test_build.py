"""What is written beside the pages: redirects from former ids, images, a folder of any name."""

from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.support.project import Project, person, statement
from tests.support.web import served

# Each former address, and the one that it leads to.
REDIRECTS = {
    "people/ada-warden/": "people/ada-keeper/",
    "people/ada-of-old/": "people/ada-keeper/",
    "people/ada-keeper/lights/": "people/ada-keeper/lamps/",
    "people/ada-warden/lamps/": "people/ada-keeper/lamps/",
    "people/ada-warden/lights/": "people/ada-keeper/lamps/",
    "people/ada-of-old/lamps/": "people/ada-keeper/lamps/",
    "people/ada-of-old/lights/": "people/ada-keeper/lamps/",
    "people/ada-warden/boats/": "people/ada-keeper/boats/",
    "people/ada-of-old/boats/": "people/ada-keeper/boats/",
    "themes/beacons/": "themes/lighthouses/",
    "sources/gazette-2/": "sources/gazette/",
}


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A project in which every kind of record has had other ids."""
    project = Project(
        tmp_path_factory.mktemp("moved"),
        site_url="https://facts.example/below/",
        plugins=[{"factsheet": {"content": "dossier"}}],
    )
    said = [statement("lamps", former_ids=["lights"]), statement("boats", quote="Mind the boats.")]
    ada = person(*said, former_ids=["ada-warden", "ada-of-old"])
    project.write("people/ada-keeper.yml", ada)
    lighthouses = {"title": "Lighthouses", "definition": "Words.", "former_ids": ["beacons"]}
    project.write("themes/lighthouses.yml", lighthouses)
    gazette = {"title": "Gazette", "type": "article-newspaper", "former_ids": ["gazette-2"]}
    project.write("sources/gazette.yml", gazette)
    project.build()
    return project


def test_every_former_address_redirects(moved: Project) -> None:
    """Each address that a record or a statement has had is there, and no other redirect."""
    redirects = {
        file.parent.relative_to(moved.site).as_posix() + "/"
        for file in moved.site.rglob("index.html")
        if b'http-equiv="refresh"' in file.read_bytes()
    }
    assert redirects == REDIRECTS.keys()


@pytest.mark.parametrize(("old", "new"), REDIRECTS.items())
def test_redirect(moved: Project, old: str, new: str) -> None:
    """A redirect leads to the present page, for browsers, for people and for search engines."""
    page = LexborHTMLParser(moved.page(old))
    up = "../" * old.count("/")
    refresh, link, canonical, robots = (
        page.css_first(selector)
        for selector in ("meta[http-equiv]", "body a", "link[rel=canonical]", "meta[name=robots]")
    )
    assert refresh is not None
    assert refresh.attributes["content"] == f"0; url={up}{new}"
    assert link is not None
    assert link.attributes["href"] == f"{up}{new}"
    assert canonical is not None
    assert canonical.attributes["href"] == f"https://facts.example/below/{new}"
    assert robots is not None
    assert robots.attributes["content"] == "noindex"
    assert (moved.site / new / "index.html").is_file()


def test_redirect_in_a_browser(moved: Project, page: Page, tmp_path: Path) -> None:
    """A browser goes on to the present page, also where the site stands in a folder of its host."""
    (tmp_path / "below").symlink_to(moved.site)
    with served(tmp_path) as address:
        page.goto(f"{address}/below/people/ada-warden/lights/")
        page.wait_for_url(f"{address}/below/people/ada-keeper/lamps/")
        assert page.locator("main h1").count() == 1
