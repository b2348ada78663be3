"""The search page in a real browser.

The site is invented, small, and served below a folder: no address may begin at the host's root.
"""

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from site_builder.examine import Inputs, load
from site_builder.parallel import Processes
from site_builder.search.documents import Documents
from site_builder.search.index import FOLDER, write_index
from site_builder.settings import Site
from site_builder.site_folder import Output
from site_builder.views.citations import bibtex, ris
from site_builder.views.statement import Statements
from tests.support.browser import held, watched
from tests.support.project import SOURCE, Project, person, statement
from tests.support.web import served

QUOTE = "The lamps stay lit,\nand  the  <harbour> & its lamps “stay” open."
FORMULA = '=HYPERLINK("https://example.org")'
BULLETIN = "https://bulletin.example/a?b=1&copy=2"
RUSSIAN = "Маяки работают всю ночь, и новые трубопроводы не нужны."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A site about lighthouses, built with its search index."""
    project = Project(
        tmp_path_factory.mktemp("search"),
        plugins=[{"factsheet": {"content": "dossier"}}],
    )
    project.write(
        "people/ada-keeper.yml",
        person(
            statement("lamps", quote=QUOTE, date="2024-11-06"),
            statement("formula", quote=FORMULA, date="2023-01-02"),
            statement(
                "harbour",
                paraphrase="Said that the harbour is safe.",
                date="2022-05-05",
                citations=[
                    {"source": "gazette"},
                    {"source": "bulletin", "locator": "page  2 &amp;"},
                ],
            ),
            offices=[
                {
                    "title": "Keeper of <lamps> for Maslov",
                    "start": "2020",
                    "end": "2023-06-30",
                    "citations": [{"source": "gazette"}],
                }
            ],
            country="NZ",
            names=[{"name": "Ада Смотрителева", "lang": "ru"}],
        ),
    )
    project.write(
        "people/boris-maslov.yml",
        person(
            statement(
                "night",
                "bulletin",
                quote="The lighthouses work all night, and no new pipelines are needed.",
                original=RUSSIAN,
                spoken_lang="ru",
                translation="editor",
                date="2021-03-04",
                citations=[{"source": "bulletin", "prefix": "They shine far into the sea: “"}],
            ),
            *(
                statement(
                    f"fog-{day}",
                    paraphrase=f"Warned of fog, report {day}.",
                    date=f"2020-03-{day:02}",
                )
                for day in range(1, 31)
            ),
            name="Boris Maslov",
            names=[
                {"name": "Борис Маслов", "lang": "ru"},
                {"name": "马斯洛夫", "lang": "zh"},
                {"name": "Ｂｏｒｉｓ", "lang": "ja"},
            ],
            country="AQ",
        ),
    )
    project.write(
        "people/harbour-official.yml",
        person(
            statement(
                "haze",
                quote="The haze hides the far buoys.",
                date="2019-01-01",
                date_basis="published",
            ),
            statement(
                "haze-relayed",
                quote="Haze hides the far buoys today.",
                date="2019-01-01",
                citations=[{"source": "bulletin"}],
                wording_of="harbour-official/haze",
            ),
            name="a quayside official",
            kind="unnamed",
        ),
    )
    bulletin = {"title": "The Bulletin of the lamps", "publication": "Bulletin", "url": BULLETIN}
    copy = {"url": "https://archive.example/1", "captured": "2022-05-06"}
    project.write(
        "sources/bulletin.yml", {**SOURCE, **bulletin, "issued": "2022-05-06", "archives": [copy]}
    )
    project.build()
    return project


@pytest.fixture(scope="module")
def root(project: Project) -> Iterator[str]:
    """The site's address, with a slash at its end."""
    with served(project.folder) as address:
        yield f"{address}/site/"


@pytest.fixture(scope="module")
def open_page(browser: Browser) -> Iterator[Page]:
    """A page that stays open: to open one takes longer than to search."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


@pytest.fixture
def reused(open_page: Page) -> Iterator[Page]:
    """That page, for a test that leaves nothing behind but what it has opened."""
    with watched(open_page.context):
        yield open_page
        # What scripts had still to do is this test's fault, not the next one's.
        open_page.evaluate("new Promise((done) => setTimeout(done))")


@pytest.fixture
def search(reused: Page, root: str) -> Callable[[str], Page]:
    """Opens the search page with what follows its address, and waits for what it says."""

    def search(query: str) -> Page:
        reused.goto(f"{root}search/{query}")
        expect(reused.get_by_role("status").first).to_have_text(re.compile("result"))
        return reused

    return search


def arrive(page: Page, address: str) -> None:
    """Open the search page, and wait until it has done all that it does by itself."""
    page.goto(address)
    expect(page.locator(".fs-facet li").first).to_be_attached()


def hits(page: Page) -> list[str]:
    """The headings of the results that are shown."""
    return page.locator(".fs-hit__who b").all_inner_texts()


# Finding


@pytest.mark.parametrize("query", ['"lit stay"', "“lamps lit”", "«harbour lamps»", "“fog” lamps"])
def test_a_phrase_has_its_order(search: Callable[[str], Page], query: str) -> None:
    """Within quotation marks, words stand one after the other; what is beside them counts too."""
    expect(search(f"?q={query}").get_by_role("status").first).to_have_text("0 results")


@pytest.mark.parametrize("query", ['"lamps stay lit"', "“its lamps” harbour", "«LAMPS STAY»"])
def test_a_phrase_is_found_and_opened(search: Callable[[str], Page], query: str) -> None:
    """A phrase in quotation marks of any kind finds the statement; its heading opens it."""
    page = search(f"?q={query}")
    assert hits(page) == ["Ada Keeper, 6 November 2024"]
    page.get_by_role("link", name="Ada Keeper, 6 November 2024").click()
    expect(page).to_have_url(re.compile(re.escape("people/ada-keeper/lamps/") + "$"))


def test_a_result_shows_the_words_as_they_are(search: Callable[[str], Page]) -> None:
    """The whole text stands in the result, markup characters too, with the found words marked."""
    page = search('?q="stay lit" harbour')
    quote = page.locator(".fs-hit blockquote")
    assert quote.evaluate("node => node.textContent") == f"“{QUOTE}”"
    assert quote.locator("mark").all_inner_texts() == ["stay lit", "harbour"]


def test_a_result_leads_to_its_sources(search: Callable[[str], Page], root: str) -> None:
    """Each source of a statement is named in the result, and its name opens its page."""
    links = search("?q=harbour safe").locator(".fs-hit__source a").all()
    assert [(link.inner_text(), link.get_attribute("href")) for link in links] == [
        ("The Gazette of the third", f"{root}sources/gazette/"),
        ("The Bulletin of the lamps", f"{root}sources/bulletin/"),
    ]


def test_only_quotes_are_quoted(search: Callable[[str], Page]) -> None:
    """A paraphrase stands in no quotation."""
    page = search("?q=harbour safe")
    assert hits(page) == ["Ada Keeper, 5 May 2022"]
    assert page.locator(".fs-hit blockquote").count() == 0


@pytest.mark.parametrize("query", ["трубопроводами", "маяк", "Маяков работает", "ночь трубопровод"])
def test_a_russian_query_in_another_case_finds_the_original(
    search: Callable[[str], Page], query: str
) -> None:
    """Words in the original language are found in any of their forms, and marked there."""
    page = search(f"?q={query}")
    assert hits(page) == ["Boris Maslov, 4 March 2021"]
    assert page.locator('.fs-original [lang="ru"] mark').count() > 0
    # Whose words those above the original are.
    told = page.locator(".fs-hit__source").inner_text()
    assert told.endswith("said in Russian, translated by the editors of this site")


def test_characters_beyond_the_usual_ones_are_marked(search: Callable[[str], Page]) -> None:
    """What folds them is loaded for whoever asks for them, and for results that have them."""
    page = search("?q=斯洛")
    assert hits(page)[0] == "Boris Maslov"
    assert page.locator(".fs-hit").first.locator("mark").all_inner_texts() == ["斯洛"]


def test_results_do_not_wait_for_characters_that_nobody_asked_for(page: Page, root: str) -> None:
    """What folds them is loaded once results are shown, which then have all of their marks."""
    marks = page.locator(".fs-hit").first.locator("mark")
    with held(page, "**/folding-rare-*"):
        page.goto(f"{root}search/?q=boris")
        expect(marks).to_have_text(["Boris"])
    expect(marks).to_have_text(["Boris", "Ｂｏｒｉｓ"])


@pytest.mark.parametrize("query", ["Boris", "Маслову", "Борисом Масловым", "maslov"])
def test_a_person_is_found_by_all_names(search: Callable[[str], Page], query: str) -> None:
    """A name in another script or case finds the person, before what they said."""
    page = search(f"?q={query}")
    assert hits(page)[0] == "Boris Maslov"


def test_a_source_is_found_by_its_title(search: Callable[[str], Page]) -> None:
    """The words of a title find the source before statements drawn from it."""
    assert hits(search("?q=bulletin of the lamps"))[0] == "The Bulletin of the lamps"


def test_the_words_of_a_statement_come_before_a_source(search: Callable[[str], Page]) -> None:
    """Who said these words comes before the source that has them in its title; then what it has."""
    found = hits(search("?q=lamps"))
    at = found.index("The Bulletin of the lamps")
    assert found[0] == "Ada Keeper, 6 November 2024"
    assert at < found.index("Ada Keeper, 5 May 2022")
    assert hits(search("?q=source:lamps"))[0] == "The Bulletin of the lamps"


def test_english_words_are_found_in_other_forms(search: Callable[[str], Page]) -> None:
    """A query in the singular finds the plural, and the base form what is built on it."""
    assert hits(search("?q=lighthouse need pipeline")) == ["Boris Maslov, 4 March 2021"]


def test_another_wording_is_labelled(search: Callable[[str], Page]) -> None:
    """A result with another source's words for a remark says so, and no other result does."""
    page = search("?q=haze buoys")
    labels = page.locator(".fs-hit", has=page.locator("blockquote"))
    told = {it.locator("blockquote").inner_text(): it.inner_text() for it in labels.all()}
    assert {words: "another wording" in text for words, text in told.items()} == {
        "“The haze hides the far buoys.”": False,
        "“Haze hides the far buoys today.”": True,
    }


# What a query means

MEANINGS = {
    "U.S. troops": "U S troops",
    "-Russia-Ukraine war": "-“Russia-Ukraine” war",
    "by:Peskov BY:“Dmitry Peskov” -by:Trump": "by:Peskov by:“Dmitry Peskov” -by:Trump",
    "by: foo:bar constructor:x": "by foo bar constructor x",
    "don’t ‘quoted’ l’homme": "don’t quoted l’homme",
    '„de“ “en two” «fr» "us"': "“de” “en two” “fr” “us”",
    "1,000 x–y x - y --z": "1 000 x y -z",
    "中国人 said": "“中国人” said",
    "“never closed": "“never closed”",
    "“-x” −treaty": "“-x” -treaty",
    "lamp Lamp lamp": "lamp",
    "“” - : ": "",
}


def test_what_is_typed_is_read_as_it_is_meant(page: Page, root: str) -> None:
    """Words, phrases, exclusions and prefixes, in all the ways in which they are written."""
    page.goto(f"{root}search/")
    read = page.evaluate(
        """async (queries) => {
            const { opening } = await import("../assets/javascripts/search-start.js")
            const { typed } = await import("../assets/javascripts/search-query.js")
            const engine = await opening
            await engine.words.learn(queries.join(" "))
            return queries.map((query) => engine.parse(query).map(typed).join(" "))
        }""",
        [*MEANINGS],
    )
    assert dict(zip(MEANINGS, read, strict=True)) == MEANINGS


# What is not there, and what may be meant


@pytest.mark.parametrize(
    ("query", "said", "meant"),
    [
        ("harbuor", "Nothing here has “harbuor”.", "harbour"),
        ("safe harbuor", "Nothing here has “harbuor”.", "harbour"),
        ("“harbuor is safe”", "Nothing here has “harbuor”.", "“harbour is safe”"),
        ("pipelnies", "Nothing here has “pipelnies”.", "pipelines"),
        ("Maslof", "Nothing here has “Maslof”.", "maslov"),
        ("трубопровды", "Nothing here has “трубопровды”.", "трубопроводы"),
    ],
)
def test_a_typing_error_is_named_and_never_mended_in_silence(
    search: Callable[[str], Page], query: str, said: str, meant: str
) -> None:
    """A word that nothing has finds nothing; what is written much like it is offered."""
    page = search(f"?q={query}")
    expect(page.get_by_role("status").first).to_have_text("0 results")
    expect(page.get_by_text(said)).to_be_visible()
    page.get_by_role("button", name=f"Did you mean {meant}?").click()
    expect(page.get_by_role("status").first).not_to_have_text("0 results")


@pytest.mark.parametrize(
    ("query", "offered"), [("by:maslof", ["by:maslov"]), ("by:harbuor", []), ("by:harbour", [])]
)
def test_what_is_offered_is_found_where_its_prefix_looks(
    search: Callable[[str], Page], query: str, offered: list[str]
) -> None:
    """A word that is somewhere else only is not offered with the prefix."""
    page = search(f"?q={query}")
    page.wait_for_load_state("networkidle")
    ways = page.get_by_role("button", name="Did you mean")
    expect(ways).to_have_text([f"Did you mean {one}?" for one in offered])


@pytest.mark.parametrize("query", ["核", "ig"])
def test_nothing_is_offered_for_a_word_of_one_or_two_letters(
    search: Callable[[str], Page], query: str
) -> None:
    """Any other short word would be much like it."""
    page = search(f"?q={query}")
    expect(page.get_by_text(f"Nothing here has “{query}”.")).to_be_visible()
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Did you mean")).to_have_count(0)


def test_results_without_an_unknown_word_are_offered(search: Callable[[str], Page]) -> None:
    """They are counted, and shown only when somebody asks for them."""
    page = search("?q=harbour submarine")
    assert hits(page) == []
    page.get_by_role("button", name="Without “submarine”: 2 results").click()
    expect(page.get_by_role("status").first).to_have_text("2 results")


PASTED = "the lighthouses work all night and no new pipelines are needed"


@pytest.mark.parametrize(
    ("query", "way"),
    [
        (f"{PASTED} fog", "Without “fog”: 1 result"),
        (f"“{PASTED} fog”", "Without “fog”: 1 result"),
        (f"{PASTED} fog submarine", "Without “submarine” or “fog”: 1 result"),
        (
            "lighthouses work all night pipelines needed gazette harbour -safe fog",
            "Without “gazette”, “harbour”, or “fog”: 1 result",
        ),
        (
            f"{PASTED} bulletin maslov sea shine far lamps"
            " fog report harbour safe stay lit open haze",
            "With 17 of 25 words: 1 result",
        ),
    ],
)
def test_a_pasted_text_leads_to_what_has_most_of_its_words(
    search: Callable[[str], Page], query: str, way: str
) -> None:
    """Nothing is shown in its place: a search that finds it is offered, and says what it lacks."""
    page = search(f"?q={query}")
    assert hits(page) == []
    page.get_by_role("button", name=way).click()
    expect(page.get_by_role("status").first).to_have_text("1 result")
    assert hits(page) == ["Boris Maslov, 4 March 2021"]


def test_words_that_nothing_here_has_lead_nowhere(search: Callable[[str], Page]) -> None:
    """What has less than half of the words is not offered."""
    page = search("?q=fog submarine periscope torpedo galley")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Without")).to_have_count(1)
    page = search("?q=safe buoys pipelines formula")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Without")).to_have_count(0)


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("harbour -safe", ["Ada Keeper, 6 November 2024"]),
        ("by:keeper harbour -“its lamps”", ["Ada Keeper, 5 May 2022"]),
        ("BY:Маслову pipelines", ["Boris Maslov, 4 March 2021"]),
        ("in:bulletin harbour", ["Ada Keeper, 5 May 2022"]),
        ("source:“bulletin of the lamps” safe", ["Ada Keeper, 5 May 2022"]),
        ("by:harbour", []),
        # An office may have somebody else's name in it.
        ("by:maslov harbour", []),
        ("office:maslov harbour", ["Ada Keeper, 5 May 2022"]),
        ("theme:lighthouses “its lamps”", ["Ada Keeper, 6 November 2024"]),
    ],
)
def test_where_to_look(search: Callable[[str], Page], query: str, found: list[str]) -> None:
    """A prefix looks in its fields alone, and a minus leaves out."""
    assert hits(search(f"?q={query}")) == found


def test_words_around_a_quote_are_marked_as_such(search: Callable[[str], Page]) -> None:
    """A passage that was pasted from the source is found, and not shown as the speaker's words."""
    page = search("?q=“far into the sea: the lighthouses work”")
    assert hits(page) == ["Boris Maslov, 4 March 2021"]
    line = page.locator(".fs-hit__beside", has_text="Passage in the source, not all of it")
    assert line.locator("mark").all_inner_texts() == ["far into the sea: “The lighthouses work"]


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("?from=2022-01-01&to=2022-12-31", "1 result"),
        ("?q=fog&to=2020-03-10", "10 results"),
        ("?from=2021-03-05", "3 results"),
        ("?from=2021-02-30", ""),
    ],
)
def test_a_range_of_dates(reused: Page, root: str, query: str, count: str) -> None:
    """Only what may have been said within the range is found; a day that is none is no filter."""
    reused.goto(f"{root}search/{query}", wait_until="networkidle")
    expect(reused.locator("[data-search=count]")).to_have_text(count)


def test_a_range_of_dates_is_chosen_and_removed(search: Callable[[str], Page]) -> None:
    """The range is in the address, and one click takes it away."""
    page = search("?q=fog")
    page.get_by_label("Until").fill("2020-03-10")
    expect(page.get_by_role("status").first).to_have_text("10 results")
    expect(page).to_have_url(re.compile(r"to=2020-03-10"))
    page.get_by_role("button", name="Remove filter Until 2020-03-10").click()
    expect(page.get_by_role("status").first).to_have_text("30 results")


@pytest.mark.parametrize(
    ("query", "offered", "rest"),
    [
        ("2022-05-05", ["Dated 2022-05-05: 1 result"], ""),
        ("05.05.2022", ["Dated 2022-05-05: 1 result"], ""),
        ("5 May 2022", ["Dated 2022-05-05: 1 result"], ""),
        ("May 5th, 2022", ["Dated 2022-05-05: 1 result"], ""),
        ("“5 May 2022”", ["Dated 2022-05-05: 1 result"], ""),
        ("2020-03", ["Dated 2020-03: 30 results"], ""),
        ("March 2020", ["Dated 2020-03: 30 results"], ""),
        ("2021", ["Dated 2021: 1 result"], ""),
        ("11/3/2020", ["Dated 2020-03-11: 1 result"], ""),
        ("warned 7 March 2020", ["Dated 2020-03-07: 1 result"], "warned"),
        ("2/3/2020", ["Dated 2020-03-02: 1 result"], ""),
        ("2020-04-01", ["Dated 2020: 30 results"], ""),
        ("2022-05-32", [], ""),
        ("-“5 May 2022” 1999", [], ""),
        ("“shine 5 May 2022”", [], ""),
        ("2017-01-01", [], ""),
    ],
)
def test_a_date_is_offered_as_a_filter(
    search: Callable[[str], Page], query: str, offered: list[str], rest: str
) -> None:
    """What reads as a date is offered as one, and no other number in its place."""
    page = search(f"?q={query}")
    page.wait_for_load_state("networkidle")
    expect(page.get_by_role("button", name="Dated")).to_have_text(offered)
    expect(page.get_by_role("button", name="Did you mean")).to_have_count(0)
    if offered:
        page.get_by_role("button", name=offered[0]).click()
        count = offered[0].partition(": ")[2]
        expect(page.get_by_role("status").first).to_have_text(count)
        expect(page.locator(".fs-search input[name=q]")).to_have_value(rest)


def test_words_of_a_date_that_are_found_are_told_from_it(
    search: Callable[[str], Page],
) -> None:
    """Where words have the date, what is dated so is offered above them."""
    page = search("?q=6 May 2022")
    assert "The Bulletin of the lamps" in hits(page)[0]
    expect(page.locator("[data-search=why]")).to_have_text(
        "“6 May 2022” was searched for as words, not as a date."
    )
    expect(page.get_by_role("button", name="Dated 2022-05: 1 result")).to_be_visible()


@pytest.mark.parametrize(
    ("typed", "offered", "query"),
    [
        ("masl", "Boris Maslov (Person)", "“Boris Maslov”"),
        ("fog by:bor", "Boris Maslov (Person)", "fog by:“Boris Maslov”"),
        (
            "quays",
            "a quayside official (not named) (Person)",
            "“a quayside official”",
        ),
        ("斯", "Boris Maslov (Person)", "“Boris Maslov”"),
        ("lighth", "Lighthouses (Theme)", "Lighthouses"),
        ("pipel", "pipelines", "pipelines"),
        ("abo", "about:", "about:"),
    ],
)
def test_suggestions(reused: Page, root: str, typed: str, offered: str, query: str) -> None:
    """While somebody types, people, themes, words and prefixes that go on like it are offered."""
    arrive(reused, f"{root}search/")
    field = reused.locator(".fs-search input[name=q]")
    field.fill(typed)
    reused.get_by_role("button", name=offered, exact=True).click()
    expect(field).to_have_value(query)


HOSTILE = [
    "a" * 10_000,
    "-" * 10_000,
    '"' * 9_999,
    "by:" * 3_333,
    " ".join(f"w{at}" for at in range(2_000)),
    '-by:"the\x00\x07" ' * 600,
    "".join(map(chr, range(1, 0x2000))),
    "<img src=x onerror=alert(1)> " * 300,
    "(((.*+?^${}[]|\\))) " * 500,
    "\ud83d\ude00" * 5_000,
    "the " * 2_500,
]


@pytest.mark.parametrize("number", range(len(HOSTILE)))
def test_a_hostile_query_is_answered(page: Page, root: str, number: int) -> None:
    """Ten thousand characters of anything are answered, and run nothing."""
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.goto(f"{root}search/")
    page.locator(".fs-search input[name=q]").fill(HOSTILE[number])
    page.locator(".fs-search form").get_by_role("button").click()
    # A query without any letter or digit asks for nothing.
    answer = page.locator("[data-search=count], [data-search=start]").filter(visible=True)
    expect(answer.first).to_have_text(re.compile("result|Search statements"))
    expect(page.locator("[data-search=failed]")).to_be_hidden()


# Facets, order, address


def test_the_address_holds_facets_and_order(search: Callable[[str], Page]) -> None:
    """What was chosen stands in the address, and the same address shows the same again."""
    page = search("?q=harbour")
    page.locator("summary", has_text="Person").click()
    page.get_by_role("group", name="Person").get_by_label("Ada Keeper").check()
    expect(page.get_by_role("status").first).to_have_text("2 results")
    page.get_by_role("group", name="Kind").get_by_label("Paraphrase").check()
    expect(page.get_by_role("status").first).to_have_text("1 result")
    page.get_by_role("group", name="Kind").get_by_label("Quote").check()
    expect(page.get_by_role("status").first).to_have_text("2 results")
    page.get_by_label("Sort by").select_option("oldest")
    expect(page.locator(".fs-hit__who b").first).to_have_text("Ada Keeper, 5 May 2022")
    shown = hits(page)
    page.goto(page.url)
    expect(page.get_by_role("status").first).to_have_text("2 results")
    assert hits(page) == shown == ["Ada Keeper, 5 May 2022", "Ada Keeper, 6 November 2024"]
    page.locator("summary", has_text="Person (1 chosen)").click()
    expect(page.get_by_role("group", name="Person").get_by_label("Ada Keeper")).to_be_checked()


def test_back_goes_to_what_was_shown_before(search: Callable[[str], Page]) -> None:
    """Each choice is a step that the browser can take back, the query included."""
    page = search("?q=fog")
    page.get_by_role("group", name="Kind").get_by_label("Paraphrase").check()
    expect(page).to_have_url(re.compile(re.escape("?q=fog&kind=Paraphrase") + "$"))
    page.locator(".fs-search input[name=q]").fill("harbour")
    expect(page).to_have_url(re.compile(re.escape("?q=harbour&kind=Paraphrase") + "$"))
    page.go_back()
    expect(page.get_by_role("status").first).to_have_text("30 results")
    assert page.locator(".fs-search input[name=q]").input_value() == "fog"
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape("?q=fog") + "$"))


def test_a_facet_is_counted_without_its_own_choice(search: Callable[[str], Page]) -> None:
    """A chosen value leaves the others of its facet with what they would add."""
    page = search("?person=Ada+Keeper")
    page.locator("summary", has_text="Person (1 chosen)").click()
    people = page.get_by_role("group", name="Person").get_by_role("listitem")
    expect(people).to_have_count(3)
    counts = ["Boris Maslov\n31", "Ada Keeper\n3", "a quayside official (not named)\n2"]
    assert people.all_inner_texts() == counts
    years = page.get_by_role("group", name="Year").get_by_role("listitem")
    assert years.all_inner_texts() == ["2024\n1", "2023\n1", "2022\n1"]


# Loading


def test_nothing_of_the_search_waits_for_style_sheets(page: Page, root: str) -> None:
    """All that results need is asked for before the first style sheet, and filters after them."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(urlsplit(request.url).path).name))
    arrive(page, f"{root}search/?q=harbour")
    first = next(at for at, name in enumerate(asked) if name.endswith(".css"))
    scripts = {name for name in asked if name.startswith("search") and name.endswith(".js")}
    assert scripts - {"search-facets.js"} <= {*asked[:first]}
    words = next(at for at, name in enumerate(asked) if name.startswith("shown-"))
    assert asked.index("search-facets.js") > words


def test_no_results_stay_under_a_search_that_failed(browser: Browser, root: str) -> None:
    """A search that could not load shows none of the last results; the next one shows its own."""
    page = browser.new_page()  # its console names what it could not load
    page.goto(f"{root}search/?q=fog")
    expect(page.locator(".fs-hit")).to_have_count(10)
    page.context.set_offline(True)
    field = page.locator(".fs-search input[name=q]")
    field.fill("трубопровод")
    failed = page.locator("[data-search=failed]")
    expect(failed).to_be_visible()
    expect(page.locator(".fs-hit")).to_have_count(0)
    expect(page.locator("[data-search=bar]")).to_be_hidden()
    page.context.set_offline(False)
    field.fill("harbour")
    expect(page.locator(".fs-hit")).to_have_count(2)
    expect(failed).to_be_hidden()
    page.close()


def _gone(route: Route) -> None:
    route.fulfill(status=404)


def _half(route: Route) -> None:
    body = route.fetch().body()
    route.fulfill(body=body[: len(body) // 2], content_type="application/octet-stream")


def _page(route: Route) -> None:
    """Answer as hosts do that have a page for every address, and networks that want a login."""
    route.fulfill(body="<!doctype html><title>Welcome</title>", content_type="text/html")


_FAILURES = [
    ("**/search.js", _gone),
    ("**/search.js", _page),
    ("**/search.js", lambda route: route.abort()),
    ("**/search-start.js", _gone),
    ("**/search-engine.js", _gone),
    ("**/search-results.js", _gone),
    ("**/words.js", _gone),
    ("**/find/stemmers-*/base.js", _gone),
    ("**/find/stemmers-*/english.js", _page),
    ("**/find/index.json", _gone),
    ("**/find/index.json", _half),
    ("**/find/index.json", _page),
    ("**/find/*/words-*", _gone),
    ("**/find/*/words-*", _half),
    ("**/find/*/shown-*", _page),
]


@pytest.mark.parametrize(
    ("missing", "answer"), _FAILURES, ids=[f"{one}{how.__name__}" for one, how in _FAILURES]
)
def test_a_search_that_cannot_be_says_so(
    browser: Browser, root: str, missing: str, answer: Callable[[Route], None]
) -> None:
    """Whatever does not arrive: no search is said to be there, and how to browse is."""
    page = browser.new_page()  # its console names what it could not load
    page.route(missing, answer)
    page.goto(f"{root}people/ada-keeper/lamps/")
    page.get_by_role("searchbox", name="Search").fill("harbour")
    page.keyboard.press("Enter")
    said = page.get_by_role("alert")
    expect(said).to_contain_text("The search is not available")
    expect(page.locator(".fs-hit")).to_have_count(0)
    expect(page.locator("[data-search=start]")).to_be_hidden()
    expect(page.locator(".fs-search input[name=q]")).to_have_value("harbour")
    # What was asked for stays in the address, so that to load the page again asks for it again.
    page.unroute(missing)
    page.reload()
    expect(page.locator(".fs-hit")).to_have_count(2)
    expect(said).to_be_hidden()
    page.close()


@pytest.mark.parametrize(
    "lacking",
    [
        "delete Array.prototype.toSorted",
        "delete window.DecompressionStream",
        "delete Intl.NumberFormat",
    ],
)
def test_an_old_browser_is_told(browser: Browser, root: str, lacking: str) -> None:
    """A browser without what the search needs does not leave its reader waiting."""
    page = browser.new_page()
    page.add_init_script(lacking)
    page.goto(f"{root}search/?q=“harbour is safe”")
    expect(page.get_by_role("alert")).to_contain_text("this browser is too old for it")
    page.close()


def test_without_any_script_the_style_sheet_says_so(browser: Browser, root: str) -> None:
    """Where scripts may run and none arrives, the page says so by itself after some seconds."""
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 390, "height": 800})
    page.route("**/*.js", _gone)
    page.goto(f"{root}search/?q=harbour")
    expect(page.locator("[data-search=filters] > summary")).to_be_hidden()
    said = page.locator("[data-search=failed]")
    # It may have taken those seconds to come this far.
    said.evaluate("(said) => said.getAnimations().forEach((one) => (one.currentTime = 0))")
    assert not said.is_visible()
    said.evaluate("(said) => said.getAnimations().forEach((one) => one.finish())")
    expect(said).to_be_visible()
    said.get_by_role("link", name="people").click()
    expect(page).to_have_url(f"{root}people/")
    page.close()


def test_without_a_style_sheet_either(browser: Browser, root: str) -> None:
    """A page with neither scripts nor styles says at once that it cannot search."""
    page = browser.new_page()
    page.route(re.compile(r"\.(js|css)$"), _gone)
    page.goto(f"{root}search/?q=harbour")
    expect(page.locator("[data-search=failed]")).to_be_visible()
    page.close()


def test_results_stay_where_only_filters_are_missing(browser: Browser, root: str) -> None:
    """Results do not go because something else is not there; that is said, too."""
    page = browser.new_page()
    page.route("**/search-facets.js", _gone)
    page.goto(f"{root}search/?q=harbour")
    expect(page.get_by_role("alert")).to_contain_text("filters or further results may be missing")
    expect(page.locator(".fs-hit")).to_have_count(2)
    page.close()


def test_without_a_connection_what_is_there_is_still_searched(browser: Browser, root: str) -> None:
    """What has been loaded is found, and nothing is said to be missing."""
    page = browser.new_page()
    arrive(page, f"{root}search/?q=fog")
    page.context.set_offline(True)
    page.clock.install()
    field = page.locator(".fs-search input[name=q]")
    field.fill("harbours")
    page.clock.run_for(10_000)
    expect(page.get_by_role("status").first).to_have_text("2 results")
    expect(page.locator(".fs-hit")).to_have_count(2)
    expect(page.locator("[data-search=failed]")).to_be_hidden()
    page.close()


def test_what_is_typed_while_the_index_is_loading_is_searched(page: Page, root: str) -> None:
    """No letter is lost, whether it was typed before the index was there or right after."""
    field = page.locator(".fs-search input[name=q]")
    with held(page, "**/find/index.json"):
        page.goto(f"{root}search/?q=fog", wait_until="load")
        field.press_sequentially("har")
    field.press_sequentially("bour")
    expect(page.get_by_role("status").first).to_have_text("2 results")
    expect(field).to_have_value("harbour")
    expect(page).to_have_url(re.compile(r"\?q=harbour$"))


def test_each_letter_is_searched_at_once(page: Page, root: str) -> None:
    """Results need no pause; that there are none, and the address, come with the next pause."""
    page.clock.install()
    arrive(page, f"{root}search/?q=harbour")
    count = page.locator("[data-search=count]")
    expect(count).to_have_text("2 results")
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    field = page.locator(".fs-search input[name=q]")
    field.fill("fog")
    page.clock.run_for(80)
    expect(count).to_have_text("30 results")
    expect(page).to_have_url(re.compile(r"\?q=harbour$"))
    page.clock.run_for(200)
    expect(page).to_have_url(re.compile(r"\?q=fog$"))
    field.fill("foggies")
    page.clock.run_for(80)
    expect(count).to_have_text("30 results")
    page.clock.resume()
    expect(count).to_have_text("0 results")


def test_letters_typed_fast_load_no_texts_before_the_last(page: Page, root: str) -> None:
    """Whoever types a letter every 60 ms loads the texts of one answer, not of each letter's."""
    page.clock.install()
    arrive(page, f"{root}search/")
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    field = page.locator(".fs-search input[name=q]")
    with page.expect_response("**/words-*"):
        field.fill("report")
    for longer in ("report 2", "report 20"):
        page.clock.run_for(60)
        field.fill(longer)
    # All texts of this small site are in one file, which is asked for once.
    with page.expect_request("**/shown-*"):
        page.clock.run_for(80)
    expect(page.locator("[data-search=count]")).to_have_text("1 result")


def test_a_digit_typed_just_before_a_filter_is_kept(page: Page, root: str) -> None:
    """The first letter or digit of a word waits for a pause; a filter chosen before adds to it."""
    page.clock.install()
    page.goto(f"{root}search/?q=report")
    kinds = page.get_by_role("group", name="Kind")
    expect(kinds.get_by_role("listitem")).to_have_text("Paraphrase30")
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    field = page.locator(".fs-search input[name=q]")
    field.press_sequentially(" 7")
    kinds.get_by_role("checkbox").check()
    expect(page.locator("[data-search=count]")).to_have_text("1 result")
    page.clock.run_for(200)
    expect(field).to_have_value("report 7")
    expect(page).to_have_url(re.compile(r"\?q=report\+7&kind=Paraphrase$"))
    # What was typed and what was chosen are one step back.
    page.go_back()
    expect(field).to_have_value("report")


@pytest.mark.parametrize(
    ("typed", "waits"),
    [
        ("of", False),
        ("“of", True),
        ("“of”", False),
        ("“warned of", True),
        ("“of fog", False),
        ("“fog” of", False),
    ],
)
def test_two_letters_of_a_phrase_wait_for_a_pause(
    page: Page, root: str, typed: str, *, waits: bool
) -> None:
    """A phrase that is being typed is not searched by the first two letters of a word."""
    page.clock.install()
    arrive(page, f"{root}search/?q=harbour")
    page.clock.pause_at(page.evaluate("Date.now()") + 60_000)
    count = page.locator("[data-search=count]")
    page.locator(".fs-search input[name=q]").fill(typed)
    page.clock.run_for(80)
    page.wait_for_load_state("networkidle")
    expect(count).to_have_text("2 results" if waits else re.compile("3. results"))
    page.clock.run_for(300)
    expect(count).to_have_text(re.compile("3. results"))


def test_a_new_index_is_searched_by_pages_that_are_open(
    page: Page, project: Project, root: str
) -> None:
    """A page that was opened before finds what has been published since."""
    page.clock.install()
    looks = count(1)
    # The page asks for the root once more, to see whether a cache had an old one.
    with page.expect_request_finished(
        lambda request: request.url.endswith("/find/index.json") and next(looks) == 2
    ):
        page.goto(f"{root}search/?q=fog")
    # Facets are counted after results are shown, from files of the same index.
    kinds = page.get_by_role("group", name="Kind").get_by_role("listitem")
    expect(kinds).to_have_text("Paraphrase30")
    said = statement("moss", quote="Moss grows.")
    project.write("people/new-one.yml", person(said, name="New One"))
    catalogue = load(Inputs(project.content, project.folder)).catalogue
    (project.content / "people" / "new-one.yml").unlink()
    index, kept = project.site / FOLDER, project.folder / "kept"
    index.rename(kept)
    write_index(Documents(catalogue), Output(project.site), Processes())
    page.clock.fast_forward(20_000)
    # Without a pause in which suggestions are loaded: those of an old index may be gone.
    page.locator(".fs-search input[name=q]").evaluate(
        "field => { field.value = 'moss'; field.form.requestSubmit() }"
    )
    expect(page.get_by_role("status").first).to_have_text("1 result")
    expect(kinds).to_have_text("Quote1")
    shutil.rmtree(index)
    kept.rename(index)


@pytest.mark.parametrize("query", ["by:Маслову", "by:Борис by:马斯洛夫", "by:“Борис Маслов” fog"])
def test_a_name_that_results_do_not_show_is_named(
    search: Callable[[str], Page], query: str
) -> None:
    """Statements found by another name of their speaker say that name, and mark it."""
    page = search(f"?q={query}")
    first = page.locator(".fs-hit--paraphrase").first
    expect(first.get_by_text("Also called: ")).to_contain_text("Борис Маслов; 马斯洛夫")
    expect(first.locator(".fs-hit__who mark")).to_have_count(0)
    expect(first.locator(".fs-hit__beside mark").first).to_have_text(re.compile("Маслов|Борис"))


def test_a_name_that_results_show_is_not_named_twice(search: Callable[[str], Page]) -> None:
    """A statement found by the name above it has no other one; nor has what somebody else said."""
    page = search("?q=by:Maslov")
    expect(page.get_by_role("group", name="Kind").get_by_role("listitem")).to_have_count(2)
    expect(page.get_by_text("Also called")).to_have_count(0)
    page = search("?q=by:Смотрителева")
    expect(page.get_by_text("Also called")).to_have_count(3)
    expect(page.get_by_text("Маслов")).to_have_count(0)


def test_a_word_is_offered_without_its_hyphen(search: Callable[[str], Page]) -> None:
    """Whoever types “light-houses” is told that there are lighthouses."""
    page = search("?q=light-houses pipe-lines")
    expect(page.get_by_role("status").first).to_have_text("0 results")
    page.get_by_role("button", name="Without hyphens: 1 result").click()
    expect(page.get_by_role("status").first).to_have_text("1 result")
    expect(page).to_have_url(re.compile(r"\?q=lighthouses\+pipelines$"))


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("“the harbour[12] is safe”", "Without footnote marks: 1 result"),
        ("“the harbour¹ is safe”", "Without footnote marks: 1 result"),
        ("“Said … harbour is safe”", "The parts around what is left out: 1 result"),
        ('"Said [...] harbour is safe"', "The parts around what is left out: 1 result"),
        ("“the har- bour is safe”", "Without hyphens: 1 result"),
        ("the%2520harbour%2520is%2520safe", "Read as part of an address: 1 result"),
    ],
)
def test_what_comes_with_a_copy_is_taken_away_on_request(
    search: Callable[[str], Page], query: str, offered: str
) -> None:
    """Signs that were copied with the words are searched for, and a search without is offered."""
    page = search(f"?q={query}")
    expect(page.get_by_role("status").first).to_have_text("0 results")
    page.get_by_role("button", name=offered, exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("1 result")
    assert hits(page) == ["Ada Keeper, 5 May 2022"]


@pytest.mark.parametrize(
    ("query", "offered"),
    [
        ("hаrbour", "harbour"),  # a Cyrillic “а”
        ("“the hаrbour is safe”", "“the harbour is safe”"),
        ("HΑRBOUR lamps", "HARBOUR lamps"),  # a Greek “Α”
        ("трубoпровод", "трубопровод"),  # a Latin “o”
        ("by:Kееper", "by:Keeper"),
    ],
)
def test_letters_of_another_script_are_offered_in_one(
    search: Callable[[str], Page], query: str, offered: str
) -> None:
    """A word with letters of two scripts finds nothing; its plain form is offered."""
    page = search(f"?q={query}")
    assert hits(page) == []
    expect(page.get_by_role("status").first).to_have_text("0 results")
    page.get_by_role("button", name=f"With letters of one alphabet: {offered}", exact=True).click()
    expect(page.locator(".fs-search input[name=q]")).to_have_value(offered)
    expect(page.locator(".fs-hit").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "said", "way"),
    [
        (
            "lamps -hаrbour",
            "hаrbour",
            "With letters of one alphabet: lamps -harbour",
        ),  # Cyrillic “а”
        ("lamps -harbuor", "harbuor", "Did you mean -harbour?"),
        ("lamps -by:Kееper", "by:Kееper", "With letters of one alphabet: lamps -by:Keeper"),
        ("lamps -by:keepre", "by:keepre", "Did you mean -by:keeper?"),
        (
            "lamps -“the harbuor is safe”",
            "the harbuor is safe",
            "Did you mean -“the harbour is safe”?",
        ),
    ],
)
def test_what_leaves_nothing_out_is_named(
    search: Callable[[str], Page], query: str, said: str, way: str
) -> None:
    """Whoever excludes what nothing has is told so above the results, and offered what is meant."""
    page = search(f"?q={query}")
    count = page.get_by_role("status").first
    all_ = count.inner_text()
    expect(page.locator("[data-search=why]")).to_have_text(
        re.compile(f"^Nothing here has “?{said}”?, so leaving it out changes nothing.$")
    )
    expect(page.locator("[data-search=browse]")).to_be_hidden()
    page.get_by_role("button", name=way, exact=True).click()
    expect(page.locator("[data-search=nothing]")).to_be_hidden()
    expect(count).not_to_have_text(all_)
    expect(page.locator(".fs-hit").first).to_be_visible()


def test_what_is_left_out_is_not_doubted(search: Callable[[str], Page]) -> None:
    """Where an exclusion leaves something out, nothing is said."""
    page = search("?q=lamps -safe")
    page.wait_for_load_state("networkidle")
    expect(page.locator("[data-search=nothing]")).to_be_hidden()


@pytest.mark.parametrize(
    ("query", "count", "said", "way"),
    [
        ("harb*", "0 results", "Nothing here has “harb”.", "Did you mean harbour?"),
        ("harb", "0 results", "Nothing here has “harb”.", "Did you mean harbour?"),
        ("lamp* harbour", "2 results", "“*” stands for nothing here.", "Did you mean lamps?"),
    ],
)
def test_a_cut_word_is_completed_on_request(
    search: Callable[[str], Page], query: str, count: str, said: str, way: str
) -> None:
    """A sign that other searches complete is said to do nothing; whole words are offered."""
    page = search(f"?q={query}")
    expect(page.get_by_role("status").first).to_have_text(count)
    expect(page.locator("[data-search=why]")).to_contain_text(said)
    page.get_by_role("button", name=way, exact=True).click()
    expect(page.locator(".fs-hit").first).to_be_visible()


@pytest.mark.parametrize(
    ("query", "way"),
    [
        ("“the harbuor is safe”", "Did you mean “the harbour is safe”?"),
        ("“Said that, the harbuor”", "Did you mean “Said that, the harbour”?"),
    ],
)
def test_a_typing_error_within_a_phrase_is_mended_on_request(
    search: Callable[[str], Page], query: str, way: str
) -> None:
    """The phrase is offered with the word that is meant, if something has it so."""
    page = search(f"?q={query}")
    expect(page.get_by_role("status").first).to_have_text("0 results")
    page.get_by_role("button", name=way, exact=True).click()
    expect(page.get_by_role("status").first).to_have_text("1 result")
    assert hits(page) == ["Ada Keeper, 5 May 2022"]


@pytest.mark.parametrize("query", ["hаddock", "Здравствуйте", "wörd", "łódź"])
def test_words_in_one_script_are_left_as_they_are(
    search: Callable[[str], Page], query: str
) -> None:
    """Nothing is offered in place of words that mix no scripts, or that nothing here has."""
    page = search(f"?q={query} nowhere-at-all")
    page.wait_for_load_state("networkidle")
    assert not page.locator("[data-search=ways] li", has_text=re.compile("mean|alphabet")).count()


def test_names_are_marked_one_by_one(search: Callable[[str], Page]) -> None:
    """Of two names that follow each other, each has a mark of its own."""
    page = search("?q=maslov борис")
    names = page.locator(".fs-hit__beside", has_text=" · ").first
    assert names.locator("mark").all_inner_texts() == ["Борис"]
    page = search("?q=маслов 马斯洛夫")
    assert names.locator("mark").all_inner_texts() == ["Маслов", "马斯洛夫"]


def test_signs_that_nobody_sees_part_no_characters(search: Callable[[str], Page]) -> None:
    """What a page from which somebody has pasted puts between two characters is no space."""
    found = hits(search("?q=洛夫"))
    assert found[0] == "Boris Maslov"
    assert hits(search("?q=洛\u200b夫\ufe00")) == found
    expect(search("?q=夫\u200b洛").get_by_role("status").first).to_have_text("0 results")


# On paper


def test_paper_says_in_words_what_was_asked(page: Page, root: str) -> None:
    """A printed list says what was searched for, its filters, order, and part of all results."""
    page.goto(f"{root}search/?q=“report”+fog&kind=Paraphrase&year=2020&sort=oldest")
    expect(page.get_by_role("group", name="Kind").get_by_role("listitem")).to_have_count(1)
    said = "Search: “report” fog · Oldest statement first · Shown: 10 of 30"
    printed = page.get_by_text(said)
    expect(printed).to_be_hidden()
    page.emulate_media(media="print")
    expect(printed).to_be_visible()
    assert page.locator("[data-search=chosen] :visible").all_inner_texts() == [
        "Kind: Paraphrase",
        "Year: 2020",
    ]
    for controls in ("input", "select", "details", "[data-search=more]"):
        assert not page.locator(f".fs-search :is({controls}):visible").count()
    page.emulate_media(media="screen")
    page.get_by_role("button", name="Show 20 more").click()
    page.get_by_label("Sort by").select_option("newest")
    expect(page.get_by_text("fog · Newest statement first · Shown: 10")).to_be_attached()


# Empty states


def test_nothing_typed_is_no_result(page: Page, root: str) -> None:
    """Without words or filters the page says what can be searched, and lists nothing."""
    page.goto(f"{root}search/")
    expect(page.get_by_text("Search statements, as printed here")).to_be_visible()
    expect(page.get_by_role("group", name="Country").get_by_role("listitem")).to_have_count(2)
    assert hits(page) == []
    expect(page.get_by_role("button", name="Export")).not_to_be_visible()


@pytest.mark.parametrize(
    ("query", "way", "count"),
    [
        ("?q=fog&person=Ada+Keeper", "Without filters", "30 results"),
        ("?q=“stay lamps”", "The words in any order", "1 result"),
        ("?q=fog pipelines", "Only pipelines", "1 result"),
    ],
)
def test_nothing_found_leads_on(
    search: Callable[[str], Page], query: str, way: str, count: str
) -> None:
    """Where nothing is found, the page offers what finds something."""
    page = search(query)
    page.get_by_role("button", name=way).click()
    expect(page.get_by_role("status").first).to_have_text(count)


# Keyboard, export, header


def test_the_keyboard_is_enough(page: Page, root: str) -> None:
    """`/` goes to the field, arrows to the results and back, Enter opens one."""
    page.goto(f"{root}people/")
    page.keyboard.press("/")
    page.keyboard.type("fog")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("30 results")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator(".fs-search input[name=q]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"people/boris-maslov/fog-\d+/$"))


def test_further_results_take_the_focus(search: Callable[[str], Page]) -> None:
    """More results come below those that stand there, and the first of them is focused."""
    page = search("?q=fog")
    page.get_by_role("button", name="Show 20 more").click()
    expect(page.locator(".fs-hit")).to_have_count(30)
    expect(page.locator(".fs-hit__who a").nth(10)).to_be_focused()


def exported(page: Page, kind: str) -> str:
    """The file that an export gives."""
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name=kind, exact=True).click()
    return Path(download.value.path()).read_bytes().decode("utf-8")


def test_json_holds_all_results_exactly(search: Callable[[str], Page], root: str) -> None:
    """The export has every result, not only those shown, with each text as it was written."""
    data = json.loads(exported(search("?person=Ada+Keeper&sort=newest"), "JSON"))
    assert [result["words"] for result in data["results"]] == [
        QUOTE,
        FORMULA,
        "Said that the harbour is safe.",
    ]
    assert data["results"][0]["address"] == f"{root}people/ada-keeper/lamps/"
    assert data["results"][0]["source_addresses"] == [f"{root}sources/gazette/"]
    assert (data["found"], data["exported"]) == (3, 3)
    assert len(json.loads(exported(search("?q=fog"), "JSON"))["results"]) == 30


def test_an_export_says_what_is_another_wording(search: Callable[[str], Page]) -> None:
    """Whoever counts the results of an export can tell two wordings from two remarks."""
    results = json.loads(exported(search("?q=haze buoys"), "JSON"))["results"]
    nearest = {it["words"]: it.get("wording_of") for it in results}
    (other,) = filter(None, nearest.values())
    assert nearest["The haze hides the far buoys."] is None
    assert other in {it["address"] for it in results}


def test_what_is_below_stays_when_results_arrive(page: Page, root: str) -> None:
    """The foot of the page is below the screen before the results are there, too."""
    page.set_viewport_size({"width": 390, "height": 844})
    with held(page, "**/find/index.json"):
        page.goto(f"{root}search/?q=fog")
        foot = page.get_by_role("contentinfo").bounding_box()
        assert foot is not None
        assert foot["y"] >= 844
    expect(page.get_by_text("30 results")).to_be_visible()


def test_an_export_is_of_what_was_shown(page: Page, root: str) -> None:
    """Whoever searches on while an export loads gets the results and the search of the click."""
    page.goto(f"{root}search/?q=fog")
    count = page.locator("[data-search=count]")
    expect(count).to_have_text("30 results")
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download, held(page, "**/search-export.js"):
        page.get_by_role("button", name="JSON", exact=True).click()
        page.locator(".fs-search input[name=q]").fill("harbour")
        expect(count).to_have_text("2 results")
    data = json.loads(Path(download.value.path()).read_bytes())
    assert data["search"] == f"{root}search/?q=fog"
    assert (data["found"], len(data["results"])) == (30, 30)
    assert "-search-fog-" in download.value.suggested_filename


def test_csv_guards_formulas_and_says_so(search: Callable[[str], Page], root: str) -> None:
    """A cell that a spreadsheet would run is guarded and named; all others are exact."""
    text = exported(search("?person=Ada+Keeper&sort=newest"), "CSV")
    assert text.startswith("\ufeff")
    header, first, second, _ = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""))
    at = header.index("words")
    assert header[-1].startswith("guarded: columns with an added apostrophe")
    assert (first[at], first[-1]) == (QUOTE, "")
    assert first[header.index("source_addresses")] == f"{root}sources/gazette/"
    assert (second[at], second[-1]) == (f"'{FORMULA}", "words")


def test_exports_say_where_the_words_stand(search: Callable[[str], Page]) -> None:
    """An export has the offices and, of each citation, outlet, place, original address and copy."""
    page = search("?q=safe")
    (result,) = json.loads(exported(page, "JSON"))["results"]
    assert result["offices"] == ["Keeper of <lamps> for Maslov"]
    assert result["citations"] == [
        {"source": "The Gazette of the third"},
        {
            "source": "The Bulletin of the lamps",
            "outlet": "Bulletin",
            "locator": "page  2 &amp;",
            "url": BULLETIN,
            "archive": "https://archive.example/1",
        },
    ]
    page.reload()
    header, row = csv.reader(io.StringIO(exported(search("?q=safe"), "CSV"), newline=""))
    assert dict(zip(header, row, strict=True)).items() >= {
        ("offices", "Keeper of <lamps> for Maslov"),
        ("cited_source", "The Gazette of the third; The Bulletin of the lamps"),
        ("cited_outlet", "; Bulletin"),
        ("cited_locator", "; page  2 &amp;"),
        ("cited_url", f"; {BULLETIN}"),
        ("cited_archive", "; https://archive.example/1"),
    }


def test_a_date_of_publication_is_called_one(search: Callable[[str], Page]) -> None:
    """Nobody reads the day of a publication as the one on which the words were said."""
    page = search("?q=“hides the far buoys” -today")
    told = "1 January 2019 (date of publication)"
    assert hits(page) == [f"a quayside official (not named), {told}"]
    (result,) = json.loads(exported(page, "JSON"))["results"]
    assert (result["date"], result["date_in_words"]) == ("2019-01-01", told)
    page.reload()
    header, row = csv.reader(io.StringIO(exported(page, "CSV").removeprefix("\ufeff"), newline=""))
    assert row[header.index("date_in_words")] == told
    assert row[header.index("date_basis")] == "published"


@pytest.mark.parametrize(("kind", "ending"), [("BibTeX", "bib"), ("RIS", "ris")])
def test_citations_are_those_of_the_pages(
    search: Callable[[str], Page], project: Project, kind: str, ending: str
) -> None:
    """The citations of all statements that were found, in their order, as they were written."""
    page = search("?q=harbour&sort=newest")
    text = exported(page, kind)
    catalogue = load(Inputs(project.content, project.folder)).catalogue
    statements = Statements(catalogue, Site("Dossier"))
    made = [
        statements.view(catalogue.entries[f"ada-keeper/{id_}"]).reference
        for id_ in ("lamps", "harbour")
    ]
    write = {"bib": bibtex, "ris": ris}[ending]
    expected = [write(one) for one in made]
    assert text == "\n\n".join(expected) + "\n"


def test_citations_for_programs(search: Callable[[str], Page]) -> None:
    """CSL-JSON has one list of all statements."""
    items = json.loads(exported(search("?q=harbour&sort=newest"), "CSL-JSON"))
    assert [item["id"] for item in items] == ["ada-keeper/lamps", "ada-keeper/harbour"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("?q=Fog,+report", "search-fog-report"),
        (
            "?q=%D1%82%D1%80%D1%83%D0%B1%D0%BE%D0%BF%D1%80%D0%BE%D0%B2%D0%BE%D0%B4",
            "search-трубопровод",
        ),
        ("?person=Ada+Keeper", "search-ada-keeper"),
    ],
)
def test_the_name_of_an_export(search: Callable[[str], Page], query: str, name: str) -> None:
    """A file's name says of which site it is, of which search and of which day."""
    page = search(query)
    site = page.locator('meta[property="og:site_name"]').get_attribute("content") or ""
    page.get_by_text("Export", exact=True).click()
    with page.expect_download() as download:
        page.get_by_role("button", name="CSV").click()
    day = page.evaluate("new Date().toLocaleDateString('sv')")
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", day)
    slug = site.lower().replace(" ", "-")
    assert download.value.suggested_filename == f"{slug}-{name}-{day}.csv"


def test_the_header_searches_from_any_depth(page: Page, root: str) -> None:
    """The field in the header leads to the results from a statement's page."""
    page.goto(f"{root}people/ada-keeper/lamps/")
    page.get_by_role("searchbox", name="Search").fill("трубопровод")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").first).to_have_text("1 result")
    assert hits(page) == ["Boris Maslov, 4 March 2021"]


def test_no_page_loads_the_index_but_the_one_that_searches(page: Page, root: str) -> None:
    """The header costs other pages no request."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}people/ada-keeper/")
    page.wait_for_load_state("networkidle")
    assert not [address for address in asked if "/search" in address]


def test_the_search_loads_while_somebody_types_in_the_header(page: Page, root: str) -> None:
    """From the focus on, the page that is asked for next finds the engine in the cache."""
    page.goto(f"{root}people/ada-keeper/")
    page.wait_for_load_state("networkidle")
    with page.expect_response("**/find/index.json") as answer:
        page.get_by_role("searchbox", name="Search").focus()
    assert answer.value.ok
