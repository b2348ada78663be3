from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser

from site_builder.exports.data import Data
from site_builder.exports.formats.markdown import escape
from tests.support.awkward import STRINGS
from tests.support.data import awkward, written


def shown(markdown: str) -> LexborHTMLParser:
    """What a parser of CommonMark makes of a text."""
    return LexborHTMLParser(MarkdownIt("commonmark").render(markdown))


def test_reads_back(awkward_data: Data) -> None:
    """A parser of CommonMark gives the words back, whatever they are."""
    found = written(awkward_data, "markdown")
    for number, text in enumerate(STRINGS):
        person = awkward(number)
        page = shown(found[f"people/{person}/index.md"].decode())
        quotes = [it.text(strip=False).strip("\n") for it in page.css("blockquote")]
        entries = awkward_data.catalogue.by_person[person]
        expected = []
        for entry in entries:
            said = awkward_data.said(entry).json
            expected.append(f"{said.get('opening', '')}{text}{said.get('closing', '')}")
            if entry.statement.original:
                assert text in quotes[len(expected)]
                expected.append(quotes[len(expected)])
        assert quotes == expected
        assert page.css("h1")[0].text() == text
        assert f"Where: {text}" in [it.text().strip("\n") for it in page.css("li")]


def test_paragraphs_stay(sheet_data: Data) -> None:
    """A quote of two paragraphs is one quotation with two paragraphs."""
    page = shown(written(sheet_data, "markdown")["people/example-minister/index.md"].decode())
    long = [it for it in page.css("blockquote") if len(it.css("p")) > 1]
    assert len(long) == 1
    assert long[0].css("p")[1].text() == (
        "A second paragraph, with the end […] of what was said on that day.”"
    )


def test_line_break() -> None:
    """A line break is kept as one."""
    assert MarkdownIt("commonmark").render(escape("a\nb")) == "<p>a<br />\nb</p>\n"


def test_status_stands_before_the_words(sheet_data: Data) -> None:
    """The heading of a retracted paraphrase says so."""
    page = shown(written(sheet_data, "markdown")["themes/example-harbours/index.md"].decode())
    headings = [it.text() for it in page.css("h2")]
    assert "Retracted. Paraphrase. example-minister/two-metres" in headings


def test_list_of_all(sheet_data: Data) -> None:
    """`llms.txt` begins with the site's name, and lists each file with its address."""
    found = written(sheet_data, "markdown")
    page = shown(found["llms.txt"].decode())
    assert page.css("h1")[0].text() == "Dossier & <Co>"
    listed = {it.attributes["href"] for it in page.css("li a")}
    assert listed == {f"https://sheet.example/{path}" for path in found if path != "llms.txt"}
