from pathlib import Path

import pytest

from site_builder.evidence.link_checks import LinkCheck, Result, text_of
from site_builder.examine import Inputs, load
from site_builder.views import Page, SourcePage, StatementPage, Views
from tests.support.project import SOURCE, Project
from tests.support.views import SITE, linked, one, pages


def test_what_is_drawn_from_a_source(sheet: tuple[Page, ...]) -> None:
    """A source's page has the statements that cite it, then the sources that draw on it."""
    page = one(sheet, SourcePage, "sources/example-agency/")
    assert [view.entry.key for view in page.statements] == ["example-minister/two-metres"]
    assert page.total == 1
    assert [source.id for source in page.relayed_by] == ["example-gazette"]
    assert [step.source.id for step in page.relays] == ["example-broadcast"]


def test_a_source_that_only_others_cite_begins_with_those(tmp_path: Path) -> None:
    """What cites a source leads its contents; no section is there for statements that it lacks."""
    others = {"sources/gazette": {**SOURCE, "relays": ["wire"]}, "sources/wire": SOURCE}
    cited = one(pages(linked(tmp_path, {}, others)), SourcePage, "sources/wire/")
    assert (cited.total, [anchor.id for anchor in cited.contents]) == (0, ["record", "drawn-on"])


def test_a_type_of_csl_in_words(sheet: tuple[Page, ...]) -> None:
    """The type of a source reads as English: the noun comes last."""
    kinds = {page.source.type: page.kind for page in sheet if isinstance(page, SourcePage)}
    assert kinds["article-newspaper"] == "Newspaper article"


def test_a_press_release_and_its_reprints(cases: tuple[Page, ...]) -> None:
    """Reprints are listed with their titles where these differ, and the release is one source."""
    page = one(cases, SourcePage, "sources/example-press-release/")
    assert [
        (reprint.publication, date, title and (title.words, title.lang))
        for reprint, date, title in page.reprints
    ] == [
        ("Example Gazette", "3 January 2006", None),
        ("Example Evening Paper", "3 January 2006", ("Deputy promises piers", "")),
        ("Пример Газета", "4 January 2006", ("Депутат обещает пирсы", "ru")),
    ]


def test_whose_own_channel_it_is(cases: tuple[Page, ...]) -> None:
    """A channel says whose it is; beside their statements, so does the citation, and no other."""
    page = one(cases, SourcePage, "sources/example-harbourmaster-channel/")
    assert [person.id for person in page.primary_for] == ["example-harbourmaster"]
    said = one(cases, StatementPage, "people/example-harbourmaster/piers-first/").statement
    assert [cited.standing for cited in said.cited] == ["the speaker’s own channel", ""]


def test_what_leaked_says_so_wherever_it_is_cited(cases: tuple[Page, ...]) -> None:
    """A leaked document is called that on its page, beside a statement, and in its citation."""
    words = "leaked, not published by those it comes from"
    assert one(cases, SourcePage, "sources/example-memo/").circulation == words
    page = one(cases, StatementPage, "people/example-harbourmaster/too-dear/")
    assert page.statement.cited[0].standing == words
    assert words in page.citation


@pytest.mark.parametrize(
    ("url", "look"),
    [
        ("https://a.example/", ("9 November 2024", "it leads to another address")),
        ("https://moved.example/", None),
    ],
)
def test_the_last_look_at_the_address(
    tmp_path: Path, url: str, look: tuple[str, str] | None
) -> None:
    """A source's page says what a machine has seen at its address, and nothing of another one."""
    project = Project(tmp_path)
    project.write("sources/gazette.yml", {**SOURCE, "url": url})
    check = LinkCheck("gazette", "https://a.example/", "2024-11-09", Result.MOVED)
    project.write("checks/links.jsonl", text_of([check]))
    content = load(Inputs(project.content, project.folder))
    page = Views(content.catalogue, SITE, content.proofs, content.looks).at("sources/gazette/")
    assert isinstance(page, SourcePage)
    assert page.look == look
