"""A statement as HTML to paste: the words exactly, never without their status and source."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.content.catalogue import Catalogue
from site_builder.exports.data import Data
from site_builder.html.press import Press
from site_builder.settings import Download
from site_builder.views import Views
from site_builder.views.snippet import frame, snippet
from tests.support.awkward import STRINGS
from tests.support.data import SITE, awkward, awkward_catalogue, data
from tests.support.views import example_sheet

PAGE = "https://sheet.example/people/"


def pasted(made: Data, key: str) -> LexborHTMLParser:
    """What a page shows into which a statement was pasted."""
    html = snippet(made.said(made.catalogue.entries[key]).reference)
    return LexborHTMLParser(f"<!doctype html><body>{html}")


@pytest.fixture(scope="module")
def sheet() -> Data:
    """The data of the example sheet."""
    return data(example_sheet())


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Catalogue:
    """Records in which each awkward text is every text."""
    return awkward_catalogue(tmp_path_factory.mktemp("awkward"))


def test_reads_back(texts: Catalogue) -> None:
    """Words, original, speaker and source are shown exactly, whatever they are; nothing runs."""
    made = data(texts)
    for number, text in enumerate(STRINGS):
        said = made.said(texts.entries[f"{awkward(number)}/said"]).json
        page = pasted(made, f"{awkward(number)}/said")
        words, spoken = [it.text() for it in page.css("blockquote")]
        assert words == f"{said.get('opening', '')}{text}{said.get('closing', '')}"
        assert text in spoken
        (caption,) = page.css("figcaption")
        translated = "Said in Russian, translated by the outlet."
        assert caption.text().startswith(
            f"{text}, about January 2020 (inferred). {translated} In: "
        )
        assert said["sources_in_words"] in caption.text()
        assert [it.tag for it in page.css("body *")] == [
            *("figure", "blockquote", "p", "p", "blockquote", "p", "figcaption", "a", "a")
        ]


def test_status_and_kind_stand_first(sheet: Data) -> None:
    """A retracted paraphrase is called so before its words; a quote that stands has no label."""
    page = pasted(sheet, "example-minister/two-metres")
    figure = page.css("figure")[0].text()
    assert figure.strip().startswith("Retracted. Paraphrase")
    assert page.css("strong")[0].text() == "Retracted. Paraphrase"
    assert pasted(sheet, "example-minister/deep-enough").css("strong") == []


def test_links(sheet: Data) -> None:
    """The source is linked, and the page of the statement, which the quotation names, too."""
    page = pasted(sheet, "example-minister/deep-enough")
    hrefs = [it.attributes["href"] for it in page.css("a")]
    own = f"{PAGE}example-minister/deep-enough/"
    assert hrefs[-1] == own == page.css("blockquote")[0].attributes["cite"]
    assert "https://gazette.example/2021/quay?page=1" in hrefs


def test_paragraphs_stay(sheet: Data) -> None:
    """Lines of the words are lines of the page that they are pasted into."""
    (quote,) = pasted(sheet, "example-minister/long-speech").css("blockquote")
    assert "look for it whole.<br>\n<br>\nA second paragraph" in (quote.html or "")


def test_frame(sheet: Data) -> None:
    """A frame has the card's address, and the statement's title with its status first."""
    made = sheet.said(sheet.catalogue.entries["example-minister/two-metres"]).reference
    found = LexborHTMLParser(frame(made.title, "https://sheet.example/embed/a/b/?x=1&y=2"))
    attributes = found.css("iframe")[0].attributes
    assert attributes["src"] == "https://sheet.example/embed/a/b/?x=1&y=2"
    assert attributes["title"] == made.title
    assert made.title.startswith("Retracted: ")


def test_shown_as_text_where_cards_are_written(sheet: Data) -> None:
    """The page of a statement shows both to be copied, as text, if the site has cards."""
    site = SITE._replace(exports=("embed",), downloads=(Download("data/v1/SHA256SUMS", 1),))
    for own, names in ((site, ["HTML", "iframe"]), (site._replace(downloads=()), [])):
        view = Views(sheet.catalogue, own).at("people/example-minister/deep-enough/")
        assert view is not None
        page = LexborHTMLParser(Press(own, "en").sheet(view).content)
        shown = {
            it.css("summary")[0].text(): it.css("code")[0].text() for it in page.css(".fs-cite")
        }
        assert [name for name in shown if name in ("HTML", "iframe")] == names
        assert page.css("iframe, figure") == []
        if names:
            said = sheet.said(sheet.catalogue.entries["example-minister/deep-enough"]).reference
            assert shown["HTML"] == snippet(said)
            assert "<iframe src=" in shown["iframe"]
