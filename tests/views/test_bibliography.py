import json

import pytest

from site_builder.content.model import Source
from site_builder.views.bibliography import formats, metadata
from tests.support.views import example_cases


@pytest.fixture(scope="module")
def sources() -> dict[str, Source]:
    """The sources of the site with the situations that the documentation tells of."""
    return {**example_cases().sources}


def test_a_chapter_in_each_format(sources: dict[str, Source]) -> None:
    """A chapter has its book, editors, pages and ISBN in the standard fields of each format."""
    bibtex, ris, csl = (it.text for it in formats(sources["example-memoirs"], "en"))
    assert bibtex.startswith("@incollection{example-memoirs,\n")
    for line in (
        "editor = {{Example Editor} and {Other Editor}}",
        "booktitle = {Memoirs of the Quay}",
        "chapter = {7}",
        "pages = {101--117}",
        "isbn = {978-3-16-148410-0}",
        "year = {2009}",
    ):
        assert f"  {line},\n" in bibtex
    assert "TY  - CHAP\n" in ris
    assert "T2  - Memoirs of the Quay\n" in ris
    assert "SP  - 101\nEP  - 117\nSN  - 978-3-16-148410-0\nDO  - 10.1000/182\n" in ris
    (item,) = json.loads(csl)
    assert (item["type"], item["container-title"]) == ("chapter", "Memoirs of the Quay")
    assert item["editor"] == [{"literal": "Example Editor"}, {"literal": "Other Editor"}]
    assert (item["chapter-number"], item["page"], item["ISBN"], item["DOI"]) == (
        "7",
        "101–117",
        "978-3-16-148410-0",
        "10.1000/182",
    )
    assert item["issued"] == {"date-parts": [[2009]]}


def test_an_article_is_in_its_journal(sources: dict[str, Source]) -> None:
    """Reference managers read the journal, volume, issue and ISSN of an article from the page."""
    found = dict(metadata(sources["example-journal"]))
    assert found["citation_journal_title"] == "Journal of Examples"
    assert (found["citation_volume"], found["citation_issue"]) == ("12", "3")
    assert (found["citation_issn"], found["citation_firstpage"]) == ("0378-5955", "1")
    assert found["citation_publication_date"] == "2010/04"
    assert formats(sources["example-journal"], "en")[0].text.startswith("@article{")


def test_other_sources_are_not_cited_as_such(sources: dict[str, Source]) -> None:
    """A source that libraries know by no number has no citation of its own."""
    assert formats(sources["example-times-deputy"], "en") == ()
    assert metadata(sources["example-times-deputy"]) == ()
