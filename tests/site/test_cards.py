"""The images of shared links, in a built site and in a browser."""

import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Page
from selectolax.lexbor import LexborHTMLParser

from tests.support.project import Project, person, statement
from tests.support.web import served

URL = "https://facts.example/below/"
OFF = [{"factsheet": {"content": "dossier", "search": False, "cards": False}}]
SAID = [
    statement("tide", quote="Mind the tide."),
    statement("oops", quote="I was wrong.", retracts="bo/tide", date="2024-11-08"),
]


def project(folder: Path, **settings: object) -> Project:
    """A project in which somebody has taken back a quote."""
    made = Project(folder, **settings)
    made.write("people/bo.yml", person(*SAID, name="Bo Warden"))
    return made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """That project, built, with an address."""
    made = project(tmp_path_factory.mktemp("shared"), site_url=URL)
    made.build()
    return made


def tags(html: str) -> dict[str, str | None]:
    """What a page says of its image."""
    elements = LexborHTMLParser(html).css('head meta[property^="og:image"], meta[name^="twitter:"]')
    return {
        element.attributes.get("property") or element.attributes["name"] or "": element.attributes[
            "content"
        ]
        for element in elements
    }


def test_each_image_is_named_by_its_page(shared: Project) -> None:
    """People, themes and statements have an image each, lists and sources none."""
    pages = {
        file.parent.relative_to(shared.site).as_posix(): tags(file.read_text(encoding="utf-8"))
        for file in shared.site.rglob("index.html")
    }
    named = {address: found["og:image"] for address, found in pages.items() if found}
    assert named.keys() == {
        "people/ada-keeper",
        "people/ada-keeper/lamps",
        "people/bo",
        "people/bo/oops",
        "people/bo/tide",
        "themes/lighthouses",
    }
    assert {*named.values()} == {
        f"{URL}{file.relative_to(shared.site).as_posix()}"
        for file in shared.site.rglob("card-*.png")
    }


def test_image_in_a_browser(shared: Project, page: Page, tmp_path: Path) -> None:
    """The image loads at the address that the page names, with the size that it states."""
    found = tags(shared.page("people/bo/tide/"))
    assert found["og:image:alt"] == (
        "Retracted: Quote: “Mind the tide.” – Bo Warden, 6 November 2024, Lighthouses, Dossier"
    )
    (tmp_path / "below").symlink_to(shared.site)
    with served(tmp_path) as address:
        page.goto(f"{address}/below/people/bo/tide/")
        size = page.evaluate(
            """async (url) => {
                const image = new Image()
                image.src = url
                await image.decode()
                return [image.naturalWidth, image.naturalHeight].map(String)
            }""",
            (found["og:image"] or "").replace("https://facts.example", address),
        )
    assert size == [found["og:image:width"], found["og:image:height"]] == ["1200", "630"]


@pytest.mark.parametrize(
    "settings", [{"site_url": URL, "plugins": OFF}, {}], ids=["turned-off", "no-address"]
)
def test_no_images(tmp_path: Path, settings: dict[str, object]) -> None:
    """If they are turned off or the site has no address, nothing is drawn, named or loaded."""
    made = project(tmp_path, **settings)
    program = (
        "import sys; from pathlib import Path; from site_builder.mkdocs.build import build_site;"
        "build_site(Path('mkdocs.yml')); assert 'PIL' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True, capture_output=True)
    assert not [*made.site.rglob("card-*.png")]
    assert tags(made.page("people/bo/tide/")) == {}
