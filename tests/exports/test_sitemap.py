from xml.etree import ElementTree

import pytest

from site_builder.exports.sitemap import sitemap
from site_builder.site_folder import SiteFile

NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
URL = "https://facts.example/a&b/"


def locations(file: SiteFile) -> list[str | None]:
    """The addresses that a file lists."""
    root = ElementTree.fromstring(file.data)  # noqa: S314  made here
    return [element.text for element in root.iter(f"{{{NAMESPACE}}}loc")]


def test_every_address_in_order() -> None:
    """A site's addresses are listed whole and in order, whatever characters they have."""
    (file,) = sitemap(["people/", "", "a'b<c>/"], URL)
    assert file.path == "sitemap.xml"
    assert locations(file) == [URL, f"{URL}a'b<c>/", f"{URL}people/"]


def test_many_addresses_go_into_several_files(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file has more addresses than the protocol admits, and `sitemap.xml` lists all files."""
    monkeypatch.setattr("site_builder.exports.sitemap.MAX_ADDRESSES", 2)
    *parts, index = sitemap([f"{number}/" for number in range(5)], URL)
    assert index.path == "sitemap.xml"
    assert locations(index) == [f"{URL}{part.path}" for part in parts]
    assert [location for part in parts for location in locations(part)] == [
        f"{URL}{number}/" for number in range(5)
    ]
    assert {len(locations(part)) for part in parts} == {1, 2}


def test_a_site_without_pages() -> None:
    """Without an address there is a sitemap all the same, and it is well formed."""
    (file,) = sitemap([], URL)
    assert locations(file) == []
