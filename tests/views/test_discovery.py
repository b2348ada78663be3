from site_builder.settings import Download, Publisher, Site
from site_builder.views.discovery import LINKSET, Link, links, shown

PUBLISHER = Publisher(licence_url="https://licence.example/by/")
ALL = ("api", "feeds", "markdown", "embed")
WRITTEN = (Download("data/v1/SHA256SUMS", 1),)
SITE = Site(
    "Dossier", "https://sheet.example/", publisher=PUBLISHER, exports=ALL, downloads=WRITTEN
)


def hrefs(address: str, site: Site = SITE) -> list[str]:
    """Where the links of a page lead, without the site's feed and the licence."""
    of_all = ("feed.", "https://licence")
    return [link.href for link in links(address, site) if not link.href.startswith(of_all)]


def test_every_page() -> None:
    """Each page names the licence, and the feeds of the site unless it has feeds of its own."""
    for address in ("", "people/", "people/ada/", "timeline/2024/"):
        found = [*links(address, SITE)]
        assert found[0] == Link("license", "https://licence.example/by/")
        of_site = {"feed.atom", "feed.json"} <= {link.href for link in found}
        assert of_site == (address != "people/ada/")


def test_records() -> None:
    """A record's page, and each later part of it, leads to its data and its feeds."""
    of_ada = ["api/v1/people/ada.json", "people/ada/feed.atom", "people/ada/feed.json"]
    of_ada.append("people/ada/index.md")
    assert hrefs("people/ada/") == hrefs("people/ada/page_2/") == of_ada
    assert hrefs("themes/a/")[1:] == [
        "themes/a/feed.atom",
        "themes/a/feed.json",
        "themes/a/index.md",
    ]
    assert hrefs("sources/a/") == ["api/v1/sources/a.json"]
    assert hrefs("people/") == []


def test_the_theme_fetches_nothing() -> None:
    """No `rel` is `alternate` alone, for which the theme's script fetches a sitemap each time."""
    rels = {
        link.rel for address in ("", "people/a/", "people/a/b/") for link in links(address, SITE)
    }
    assert "alternate feed" in rels
    assert "alternate" not in rels


def test_statement() -> None:
    """A statement's page says how to cite it, and where its card is."""
    found = {link.rel: link.href for link in links("people/ada/lamps/", SITE)}
    assert found["cite-as"] == "https://sheet.example/people/ada/lamps/"
    assert "oembed/ada/lamps.json" in hrefs("people/ada/lamps/")


def test_corrections() -> None:
    """The page of corrections leads to their feeds."""
    assert hrefs("corrections/") == ["corrections.atom", "corrections.json"]


def test_data() -> None:
    """The page on the data names each file, and the one that describes them (Signposting)."""
    paths = ("data/v1/statements.csv", "data/v1/datapackage.json")
    downloads = tuple(Download(path, 1) for path in paths)
    found = [*links("data/", SITE._replace(downloads=downloads))]
    assert Link("item", paths[0]) in found
    assert Link("describedby", paths[1]) in found


def test_linkset() -> None:
    """The page on the data leads to a linkset of the files, and says how to cite them."""
    found = [*links("data/", SITE)]
    assert Link("linkset", LINKSET, "application/linkset+json") in found
    assert Link("cite-as", "https://sheet.example/data/") in found


def test_a_preview_links_nothing() -> None:
    """Where no data are written, nothing leads to them."""
    preview = SITE._replace(downloads=())
    for address in ("", "people/ada/", "people/ada/lamps/", "corrections/", "data/"):
        assert {link.rel for link in links(address, preview)} <= {"license", "cite-as"}
        assert shown(address, preview) == ()


def test_only_what_is_written() -> None:
    """Nothing is linked that a setting turns off, or that a site without an address has not."""
    assert [*links("people/ada/lamps/", Site("A"))] == []
    without = Site("A", exports=ALL, downloads=WRITTEN)
    assert [link.rel for link in links("people/ada/lamps/", without)] == [
        "describedby",
        "alternate describedby",
    ]


def test_shown() -> None:
    """A page shows its own feeds and data, not those of the site, which the page on data shows."""
    assert shown("themes/a/", SITE) == (
        ("JSON", "api/v1/themes/a.json"),
        ("Atom feed", "themes/a/feed.atom"),
        ("JSON Feed", "themes/a/feed.json"),
        ("Markdown", "themes/a/index.md"),
    )
    assert shown("corrections/", SITE)[0] == ("Atom feed", "corrections.atom")
    assert shown("themes/a/", Site("A")) == ()


def test_shown_in_the_language_of_the_site() -> None:
    """Names and titles of feeds are in the site's language, addresses are the same in all."""
    assert shown("corrections/", SITE, "de")[0] == ("Atom-Feed", "corrections.atom")
    titles = [link.title for link in links("themes/a/", SITE, "de")]
    assert "Aussagen dieser Seite (Atom)" in titles
    german, english = links("corrections/", SITE, "de"), links("corrections/", SITE)
    assert [link.href for link in german] == [link.href for link in english]
