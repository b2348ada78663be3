from pathlib import Path
from typing import NamedTuple
from urllib.parse import urljoin

import pytest
from markdown_it import MarkdownIt
from selectolax.lexbor import LexborHTMLParser, LexborNode

from site_builder.exports.data import Data
from site_builder.exports.formats.markdown import escape
from site_builder.html.frame import Sheet
from site_builder.html.press import Press
from site_builder.settings import Site
from site_builder.views import PersonPage, ThemePage, Views
from site_builder.views.addresses import address_of
from tests.support.awkward import STRINGS
from tests.support.data import SITE, awkward, data, written
from tests.support.project import person, statement
from tests.support.views import linked


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
    headings = [it.text() for it in page.css("h3")]
    assert "Retracted. Paraphrase. example-minister/two-metres" in headings


def test_list_of_all(sheet_data: Data) -> None:
    """`llms.txt` begins with the site's name, and lists each file with its address."""
    found = written(sheet_data, "markdown")
    page = shown(found["llms.txt"].decode())
    assert page.css("h1")[0].text() == "Dossier & <Co>"
    listed = {it.attributes["href"] for it in page.css("li a")}
    assert listed == {f"https://sheet.example/{path}" for path in found if path != "llms.txt"}


# What a page says of its record, and not of statements.
RECORD = (
    "h1 > bdi, .fs-names, .fs-office, .fs-elsewhere a[rel], .fs-offices strong, .fs-offices cite,"
    " .fs-summary p:not(.fs-summary__label), .fs-stances strong, .fs-stances a, .fs-further a,"
    " .fs-facts dd a, .fs-facts dd p"
)


class Shown(NamedTuple):
    """What a page shows of a statement, which stands under a heading."""

    heading: str
    key: str
    words: list[str]
    status: list[str]
    who: str
    date: str
    sources: list[str]
    evidence: list[str]
    why: list[str]


def on_page(sheet: Sheet) -> list[Shown]:
    """The statements on a printed page."""
    found, heading = list[Shown](), ""
    for node in LexborHTMLParser(sheet.content).css("h2, h3, .fs-statement, .fs-row"):
        for aside in node.css("small"):
            aside.decompose()
        if node.tag in ("h2", "h3"):
            heading = plain(node)
            continue
        links = {
            urljoin(f"/{sheet.address}", link.attributes["href"] or "")
            for link in node.css("a[aria-label]")
        }

        def texts(selector: str, node: LexborNode = node) -> list[str]:
            return [plain(it) for it in node.css(selector)]

        found.append(
            Shown(
                heading,
                "".join(links).removeprefix("/people/").rstrip("/"),
                texts(".fs-question__words, .fs-words"),
                texts(".fs-status"),
                "".join(texts(".fs-labels > b")),
                "".join(texts(".fs-evidence > :first-child")).removesuffix(" ·").partition(" (")[0],
                texts(".fs-evidence cite"),
                texts(".fs-evidence > li:last-child"),
                texts(".fs-note > p:not(.fs-note__title):not(.fs-note__source)"),
            )
        )
    return found


def in_twin(page: LexborHTMLParser) -> list[tuple[str, str, list[str], dict[str, list[str]]]]:
    """The statements of a twin: heading, label with key, quotations, and facts by their labels."""
    found: list[tuple[str, str, list[str], dict[str, list[str]]]] = []
    above = ""
    for node in page.css("body > h2, body > h3, body > blockquote, body > ul > li"):
        if node.tag == "h2":
            above = plain(node)
        elif node.tag == "h3":
            found.append((above, plain(node), [], {}))
        elif node.tag == "blockquote":
            found[-1][2].append(plain(node))
        elif found:
            name, _, value = plain(node).partition(": ")
            found[-1][3].setdefault(name, []).append(value)
    return [it for it in found if it[2]]


def plain(node: LexborNode) -> str:
    """The text of a node in one line."""
    return " ".join(node.text().split())


@pytest.mark.parametrize("site", ["sheet_data", "cases_data", "own_data"])
def test_a_twin_has_what_its_page_has(request: pytest.FixtureRequest, site: str) -> None:
    """Section by section: the same statements in the same order, and all that is shown of each."""
    made: Data = request.getfixturevalue(site)
    twins, press = written(made, "markdown"), Press(made.site, made.catalogue.lang)
    views = Views(made.catalogue, made.site, made.proofs)
    compared = 0
    for record in (*made.people, *made.themes):
        address = address_of(record)
        parts = [it for it in views.family(address) if isinstance(it, PersonPage | ThemePage)]
        here = [it for part in parts for it in on_page(press.sheet(part))]
        twin = in_twin(shown(twins[f"{address}index.md"].decode()))
        # After each statement come the other wordings of the remark.
        expected: list[tuple[str, str]] = []
        own = []
        for on in here:
            own += twin[len(expected) : len(expected) + 1]
            wordings = made.catalogue.wordings.get(on.key, ())
            expected += [(on.heading, key) for key in (on.key, *(it.key for it in wordings))]
        assert [(it[0], it[1].rpartition(" ")[2]) for it in twin] == expected
        for on, (_, label, quotations, facts) in zip(here, own, strict=True):
            # A row leaves out the words in the speaker's language, and the reason for a status.
            assert quotations[: len(on.words)] == on.words
            assert len(quotations) - len(on.words) in (0, 1)
            assert set(on.why) <= {*facts.get("Why", ())}
            assert all(label.startswith(f"{word}. ") for word in on.status)
            assert on.who in (facts.get("By") or facts["Of"])[0]
            assert facts["Date"][0].startswith(on.date)
            sources = facts.get("Source") or facts["Circulates in"]
            assert all(any(title in it for it in sources) for title in on.sources)
            assert {*on.evidence} <= {*facts["Evidence"]}
            compared += 1
    assert compared > 10


@pytest.mark.parametrize("site", ["sheet_data", "cases_data", "own_data"])
def test_a_twin_has_what_its_page_says_of_the_record(
    request: pytest.FixtureRequest, site: str
) -> None:
    """Names, offices with their sources, summaries, stances, the scope of a theme."""
    made: Data = request.getfixturevalue(site)
    twins, press = written(made, "markdown"), Press(made.site, made.catalogue.lang)
    views = Views(made.catalogue, made.site, made.proofs)
    compared = 0
    for record in (*made.people, *made.themes):
        twin = plain(shown(twins[f"{address_of(record)}index.md"].decode()).css("body")[0])
        for part in views.family(address_of(record)):
            if not isinstance(part, PersonPage | ThemePage):
                continue
            page = LexborHTMLParser(press.sheet(part).content)
            for node in page.css(RECORD):
                assert plain(node) in twin
                compared += 1
    assert compared > 10


def test_a_former_address_names_the_present_one(tmp_path: Path) -> None:
    """Where a renamed person was, a line leads on, on a site without an address, too."""
    catalogue = linked(tmp_path, {"bo": person(statement(), name="Bo", former_ids=["bob"])})
    for site, there in ((SITE, "https://sheet.example/"), (Site("A"), "../../")):
        moved = written(data(catalogue, site=site), "markdown")["people/bob/index.md"]
        assert moved.decode() == f"Moved: [Bo](<{there}people/bo/index.md>)\n"


def test_who_was_withdrawn_has_a_twin_that_says_so(tmp_path: Path) -> None:
    """People and themes, as they had one; statements and sources had none."""
    why = {"date": "2024-11-08", "reason": "Not *his* words."}
    more = {"former_ids": ["si"], "statements": ["fog"]}
    entries = [{"address": "people/cy", **why, **more}, {"address": "themes/war", **why}]
    entries += ({"address": it, **why} for it in ("people/bo/tide", "sources/post"))
    listed = {"withdrawn": {"withdrawn": entries}}
    found = written(data(linked(tmp_path, {"bo": person(statement())}, listed)), "markdown")
    for address in "people/cy/", "people/si/", "themes/war/":
        page = shown(found[f"{address}index.md"].decode())
        assert [it.text() for it in page.css("h1, p")] == [
            "Withdrawn",
            "What was here has been removed: 8 November 2024",
            "Not *his* words.",
        ]
    assert not {"people/cy/fog/index.md", "sources/post/index.md"} & {*found}
    assert "cy" not in found["llms.txt"].decode()
