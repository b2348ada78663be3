"""The same records on pages in several languages: other labels, the same words."""

import re
from functools import cache

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.examine import Inputs, load
from site_builder.html.press import Press
from site_builder.views import Views
from tests.support.paths import FIXTURE_SITE
from tests.support.views import SITE

# What pages show of records, as it was written.
OF_RECORDS = ".fs-words, cite, .fs-person h1 bdi, .fs-labels > b, .fs-summary, .fs-offices bdi"


@cache
def printed(lang: str) -> dict[str, str]:
    """Every page of the example sheet in a language, by address."""
    catalogue = load(Inputs(FIXTURE_SITE / "content", FIXTURE_SITE, lang)).catalogue
    views, press = Views(catalogue, SITE), Press(SITE, lang)
    pages = [*views.records(), *(plan.page() for plan in views.lists())]
    return {view.address: press.sheet(view).content.decode() for view in pages}


def read(lang: str) -> dict[str, LexborHTMLParser]:
    """The same, as a browser reads them."""
    return {address: LexborHTMLParser(html) for address, html in printed(lang).items()}


def records(page: LexborHTMLParser) -> list[str]:
    """What the page shows of records, without quotation marks, which each language has its own."""
    for mark in page.css(".fs-mark, blockquote.fs-words > span, .fs-summary__label"):
        mark.decompose()
    return [re.sub(r"\s+", " ", found.text()) for found in page.css(OF_RECORDS)]


def links(page: LexborHTMLParser) -> list[str]:
    """Where the page leads, without words to highlight: those depend on the records' language."""
    addresses = (link.attributes.get("href") or "" for link in page.css("a"))
    return sorted(address.partition("#:~:")[0] for address in addresses)


@pytest.mark.parametrize("lang", ["de", "ru", "fr"])
def test_no_word_of_a_record_is_lost_or_changed(lang: str) -> None:
    """Each page has the same quotes, names and titles in the same order, whatever its language."""
    found = {address: records(page) for address, page in read(lang).items()}
    assert found == {address: records(page) for address, page in read("en").items()}
    assert sum(map(len, found.values())) > 100


@pytest.mark.parametrize("lang", ["de", "ru"])
def test_every_heading_is_translated(lang: str) -> None:
    """No heading, label or button that is ours is left in English."""
    ours = "h2:not(:has(bdi)), dt, button, th:not(:has(a)), label > span, .fs-kind"
    same_in_german, english = {"Name", "Person", "November 2020"}, read("en")
    for address, page in read(lang).items():
        words = {found.text().strip() for found in page.css(ours)}
        left = words & {found.text().strip() for found in english[address].css(ours)}
        assert left <= same_in_german | {"", "JSON", "CSV", "BibTeX", "RIS", "CSL-JSON"}, address


@pytest.mark.parametrize("lang", ["de", "ru", "fr"])
def test_pages_have_the_same_structure(lang: str) -> None:
    """Every page has the same elements and links in every language, in the same numbers."""
    english = read("en")
    for address, page in read(lang).items():
        for name in ("a", "h2", "li", "bdi", "cite", "blockquote", "code", "dt"):
            assert len(page.css(name)) == len(english[address].css(name)), (address, name)
        assert links(page) == links(english[address]), address
