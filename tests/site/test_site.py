"""This repository's own site, as whoever reads it meets it."""

import os
import subprocess
import sys
from collections import Counter
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page, expect
from selectolax.lexbor import LexborHTMLParser

from tests.support.paths import ROOT
from tests.support.project import tree

SITE_URL = "https://fact-sheet.example/"
NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
EDIT = "https://git.example/edit/main/"
# A page of each kind.
PAGES = (
    "",
    "people/",
    "people/dmitry-peskov/",
    "people/dmitry-peskov/unfriendly-country/",
    "themes/",
    "themes/us-russia-relations/",
    "sources/",
    "sources/trumps-victory-putin-expects-real-action/",
    "search/",
)


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page of the site by its address, as a browser reads it."""
    return {
        file.relative_to(site).as_posix().removesuffix("index.html"): LexborHTMLParser(
            file.read_bytes().decode("utf-8")
        )
        for file in sorted(site.rglob("*.html"))
    }


def is_redirect(page: LexborHTMLParser) -> bool:
    """Whether a page only leads to another one."""
    return page.css_first("meta[http-equiv=refresh]") is not None


def test_has_a_page_of_each_kind(pages: dict[str, LexborHTMLParser]) -> None:
    """The site has the pages that the tests below look at."""
    assert [address for address in PAGES if address not in pages] == []


def test_internal_links(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    """Every link and every file that a page asks for is there, and so is the place in it."""

    @cache
    def ids(address: str) -> frozenset[str]:
        # Icons are drawings within one file.
        page = pages.get(address) or LexborHTMLParser((site / address).read_text("utf-8"))
        return frozenset(node.attributes["id"] or "" for node in page.css("[id]"))

    broken = set()
    for address, page in pages.items():
        for node in page.css("[href], [src]"):
            link = node.attributes.get("href") or node.attributes.get("src") or ""
            target = urlsplit(urljoin(f"{SITE_URL}{address}", link))
            if f"{target.scheme}://{target.netloc}/" != SITE_URL:
                continue
            path = unquote(target.path).removeprefix("/")
            file = site / path / "index.html" if path.endswith("/") or not path else site / path
            if not file.is_file() or (target.fragment and target.fragment not in ids(path)):
                broken.add(f"{address}: {link}")
    assert sorted(broken) == []


def test_nothing_from_elsewhere(pages: dict[str, LexborHTMLParser]) -> None:
    """No page has a script, a style, an image or a frame from another machine."""
    foreign = {
        f"{address}: {node.html}"
        for address, page in pages.items()
        # A browser loads nothing for these three.
        for node in page.css("[src], link[href]:not([rel=canonical], [rel=cite-as], [rel=license])")
        if "://" in (node.attributes.get("src") or node.attributes.get("href") or "")
    }
    assert foreign == set()


def test_ids_are_unique(pages: dict[str, LexborHTMLParser]) -> None:
    """No page has an id twice: a link would lead to the first."""
    for address, page in pages.items():
        ids = Counter(node.attributes["id"] for node in page.css("[id]"))
        assert [id_ for id_, number in ids.items() if number > 1] == [], address


def test_titles_are_unique(pages: dict[str, LexborHTMLParser]) -> None:
    """No two pages have the same title: tabs and results of searches tell them apart."""
    titles = Counter(
        node.text()
        for address, page in pages.items()
        for node in page.css("head title")
        if address != "404.html" and not is_redirect(page)
    )
    assert [title for title, number in titles.items() if number > 1] == []


def test_sitemap(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    """The sitemap lists every page once, in order, and nothing else."""
    root = ET.parse(site / "sitemap.xml").getroot()  # noqa: S314  made by the code under test
    listed = [element.text or "" for element in root.iter(f"{NAMESPACE}loc")]
    wanted = [
        f"{SITE_URL}{address}"
        for address, page in pages.items()
        if address != "404.html" and not is_redirect(page)
    ]
    assert listed == sorted(wanted)
    assert not (site / "sitemap.xml.gz").exists()


def test_canonical_address(pages: dict[str, LexborHTMLParser]) -> None:
    """Every page names the address at which it stands."""
    for address, page in pages.items():
        if address != "404.html" and not is_redirect(page):
            link = page.css_first("link[rel=canonical]")
            assert link is not None
            assert link.attributes["href"] == f"{SITE_URL}{address}"


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("people/dmitry-peskov/", "content/people/dmitry-peskov.yml"),
        ("people/dmitry-peskov/unfriendly-country/", "content/people/dmitry-peskov.yml"),
        ("themes/us-russia-relations/", "content/themes/us-russia-relations.yml"),
        (
            "sources/trumps-victory-putin-expects-real-action/",
            "content/sources/trumps-victory-putin-expects-real-action.yml",
        ),
    ],
)
def test_edit_link(pages: dict[str, LexborHTMLParser], address: str, file: str) -> None:
    """The edit link of a page opens the file that the page comes from."""
    link = pages[address].css_first("a[rel=edit]")
    assert link is not None
    assert (link.attributes["href"] or "").endswith(f"/edit/main/{file}")
    assert (ROOT / file).is_file()


def test_every_edit_link_opens_a_file(pages: dict[str, LexborHTMLParser]) -> None:
    """An edit link, on whatever page, opens a file of this repository."""
    paths = [
        (address, (link.attributes["href"] or "").partition("/edit/main/")[2])
        for address, page in pages.items()
        for link in page.css("a[rel=edit]")
    ]
    assert len({path for _, path in paths}) > 10
    assert [(address, path) for address, path in paths if not (ROOT / path).is_file()] == []


@pytest.mark.parametrize("address", PAGES)
def test_in_a_browser(site_url: str, page: Page, address: str) -> None:
    """A page opens without an error, without asking another machine, and stays at its address."""
    page.goto(f"{site_url}/{address}", wait_until="networkidle")
    assert page.locator("main h1").count() == 1
    assert page.url == f"{site_url}/{address}"


@pytest.mark.parametrize("address", ["people/dmitry-peskov/", "themes/us-russia-relations/"])
def test_contents_lead_to_headings(site_url: str, page: Page, address: str) -> None:
    """Each entry of the table of contents brings its heading into view."""
    page.set_viewport_size({"width": 1400, "height": 800})
    page.goto(f"{site_url}/{address}")
    links = page.locator("[data-md-component=toc] a")
    assert links.count() > 1
    for number in range(links.count()):
        links.nth(number).click()
        target = (links.nth(number).get_attribute("href") or "").partition("#")[2]
        expect(page.locator(f"[id='{target}']")).to_be_in_viewport()


# Everything that a machine may do differently from another one.
ELSEWHERE = {
    "PYTHONHASHSEED": "7",
    "TZ": "Pacific/Kiritimati",
    "LC_ALL": "C",
    "LANG": "C",
}
BACKWARDS = """
import os
list_folder, scan = os.listdir, os.scandir

class Scan:
    def __init__(self, entries): self.entries = iter(entries)
    def __iter__(self): return self.entries
    def __next__(self): return next(self.entries)
    def __enter__(self): return self
    def __exit__(self, *error): pass
    def close(self): pass

def scan_backwards(folder="."):
    with scan(folder) as entries:
        return Scan(sorted(entries, key=lambda entry: entry.name, reverse=True))

os.listdir = lambda folder=".": sorted(list_folder(folder), reverse=True)
os.scandir = scan_backwards
"""


def test_same_bytes_everywhere(site: Path, tmp_path: Path) -> None:
    """Another hash seed, time zone, locale and order of folders give the same site, all bytes."""
    (tmp_path / "sitecustomize.py").write_text(BACKWARDS, encoding="utf-8")
    again = tmp_path / "site"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(again)],
        cwd=ROOT,
        env=os.environ
        | ELSEWHERE
        | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(tmp_path)}
        # Nothing is taken from the pages of the first.
        | {"XDG_CACHE_HOME": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    first, second = tree(site), tree(again)
    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
