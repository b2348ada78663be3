import json

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.catalogue import Catalogue
from site_builder.content.kinds import BY_NAME
from site_builder.html.press import Press
from site_builder.settings import Download, Publisher, Site
from site_builder.views import Views
from site_builder.views.data import DataPage, size
from tests.support.views import example_cases, example_sheet

FIRST_TABLES = ("statements", "citations", "people", "themes", "sources", "organisations")
DOWNLOADS = tuple(
    Download(f"data/v1/{name}", 2_345_678)
    for name in (
        "aliases.csv",
        "factsheet.db",
        "statements.csv",
        "statements.jsonl.gz",
        "SHA256SUMS",
    )
)
SITE = Site(
    "Dossier",
    "https://sheet.example/",
    publisher=Publisher(licence_url="https://licence.example/by/"),
    exports=("csv", "sqlite"),
    downloads=DOWNLOADS,
)


def page(site: Site, catalogue: Catalogue | None = None) -> DataPage | None:
    """The page on the data of the example sheet, or of another catalogue."""
    plans = Views(catalogue or example_sheet(), site).lists()
    found = next((plan.page() for plan in plans if plan.address == "data/"), None)
    assert found is None or isinstance(found, DataPage)
    return found


def test_files_by_format() -> None:
    """Each format has its files with their sizes, the statements first."""
    found = page(SITE)
    assert found is not None
    assert [it.name for it in found.files["csv"]] == ["statements.csv", "aliases.csv"]
    assert found.files["sqlite"][0].size == "2.3 MB"
    assert found.counts == ("8 statements", "3 people and groups", "2 themes", "3 sources")


def test_misattributed_words_are_in_the_files_only() -> None:
    """The page says that files have more than it counts: words that are nobody's statements."""
    found, cases = page(SITE), page(SITE, example_cases())
    assert found is not None
    assert cases is not None
    assert not found.has_misattributed
    assert cases.counts[0] == "15 statements"
    assert len(example_cases().entries) == 16
    assert cases.has_misattributed


def test_dataset() -> None:
    """The page describes the data as a schema.org Dataset with its downloads and licence."""
    found = page(SITE)
    assert found is not None
    (node,) = map(json.loads, found.graph)
    assert node["@type"] == "Dataset"
    assert node["license"] == "https://licence.example/by/"
    assert node["includedInDataCatalog"]["@type"] == "DataCatalog"
    assert node["distribution"][0] == {
        "@type": "DataDownload",
        "contentUrl": "https://sheet.example/data/v1/statements.csv",
        "encodingFormat": "text/csv",
        "contentSize": "2.3 MB",
    }


def test_no_page_without_data() -> None:
    """If no data are written, no page describes them."""
    assert page(SITE._replace(exports=())) is None


@pytest.mark.parametrize(
    ("number", "words"), [(999, "999 bytes"), (12_345, "12 kB"), (3_250_000, "3.2 MB")]
)
def test_size(number: int, words: str) -> None:
    """Sizes are in decimal units."""
    assert size(Download("a", number), "en") == words


def test_size_in_the_language_of_the_site() -> None:
    """Sizes have the number's form and the unit of the site's language."""
    assert size(Download("a", 3_250_000), "de") == "3,2 MB"
    assert size(Download("a", 12_345), "ru") == "12 кБ"


def test_a_preview_links_no_files() -> None:
    """Before a build has written the data, the page says so, and leads to none of them."""
    for downloads in (DOWNLOADS, ()):
        own = SITE._replace(exports=("api", "csv", "feeds"), downloads=downloads)
        found = page(own)
        assert found is not None
        html = LexborHTMLParser(Press(own, "en").sheet(found).content)
        hrefs = [it.attributes["href"] or "" for it in html.css("a")]
        linked = [it for it in hrefs if it.startswith(("./v1", "../api", "../feed."))]
        assert bool(linked) == bool(downloads)
        assert ("This is a preview" in html.text()) == (not downloads)


def test_every_table_and_schema_is_linked() -> None:
    """The page leads to each table and schema; tables of lists that few people want are folded."""
    names = [*FIRST_TABLES, "aliases", "zones"]
    downloads = tuple(Download(f"data/v1/{name}.csv", 1) for name in reversed(names))
    own = SITE._replace(exports=("csv",), downloads=downloads)
    found = page(own)
    assert found is not None
    html = LexborHTMLParser(Press(own, "en").sheet(found).content)
    hrefs = [(it.attributes["href"] or "").rpartition("/")[2] for it in html.css("a")]
    assert [it for it in hrefs if it.endswith(".csv")] == [f"{name}.csv" for name in names]
    folded = [it.attributes["href"] for it in html.css("details a")]
    assert folded == ["./v1/aliases.csv", "./v1/zones.csv"]
    schemas = {it for it in hrefs if it.endswith(".schema.json")}
    assert schemas == {f"{kind}.schema.json" for kind in (*BY_NAME, "statement")}
