"""The search index, and the page that searches it in a real browser.

The site is invented, small, and served below a folder: no address may begin at the host's root.
"""

import csv
import gzip
import io
import itertools
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, Route, expect

from site_builder.build import Inputs, load
from site_builder.search.index import FOLDER, results, write_index
from tests.support.awkward import STRINGS
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
                    "title": "Keeper of <lamps>",
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
            names=[{"name": "Борис Маслов", "lang": "ru"}],
            country="AQ",
        ),
    )
    bulletin = {"title": "The Bulletin of the lamps", "publication": "Bulletin", "url": BULLETIN}
    copy = {"url": "https://archive.example/1", "captured": "2022-05-06"}
    project.write("sources/bulletin.yml", {**SOURCE, **bulletin, "archives": [copy]})
    project.build()
    return project


@pytest.fixture(scope="module")
def root(project: Project) -> Iterator[str]:
    """The site's address, with a slash at its end."""
    with served(project.folder) as address:
        yield f"{address}/site/"


@pytest.fixture(scope="module")
def parted(project: Project, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site with its English index in parts of at most ten records, the last of four."""
    site = tmp_path_factory.mktemp("parted") / "site"
    shutil.copytree(project.site, site, ignore=shutil.ignore_patterns(FOLDER))
    catalogue = load(Inputs(project.content, project.folder)).catalogue
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("site_builder.search.index.PART", 10)
        patched.setattr("site_builder.search.index.LATEST", 4)
        write_index(catalogue, site)
    return site


@pytest.fixture
def parted_root(parted: Path) -> Iterator[str]:
    """That site's address, with a slash at its end."""
    with served(parted.parent) as address:
        yield f"{address}/site/"


@pytest.fixture
def search(page: Page, root: str) -> Callable[[str], Page]:
    """Opens the search page with what follows its address, and waits for what it says."""

    def search(query: str) -> Page:
        page.goto(f"{root}search/{query}")
        expect(page.get_by_role("status")).to_have_text(re.compile("result"))
        return page

    return search


def hits(page: Page) -> list[str]:
    """The headings of the results that are shown."""
    return page.locator(".fs-hit__who b").all_inner_texts()


# The index


def fragments(index: Path) -> dict[str, dict[str, Any]]:
    """What the index holds of each record, by its path."""
    contents = (gzip.decompress(file.read_bytes()) for file in index.glob("fragment/*"))
    records = (json.loads(content.removeprefix(b"pagefind_dcd")) for content in contents)
    return {record["url"]: record for record in records}


def test_pagefind_changes_no_text(project: Project, tmp_path: Path) -> None:
    """What a result shows is the text as it was written, over all awkward texts."""
    texts = [
        *STRINGS,
        QUOTE,
        "two  spaces",
        "no\u00a0break",
        "\u200bunseen\u200d\U000e0067",
        "a\\u0020b",
    ]
    sound = [text for text in texts if text == text.strip()]
    awkward = [statement(f"awkward-{at}", quote=text) for at, text in enumerate(sound)]
    project.write("people/odd-one.yml", person(*awkward, name="Odd One"))
    content = load(Inputs(project.content, project.folder))
    (project.content / "people/odd-one.yml").unlink()
    kept = content.catalogue.by_person["odd-one"]
    assert len(kept) > 200
    write_index(content.catalogue, tmp_path)
    found = fragments(tmp_path / FOLDER)
    for entry in kept:
        words = found[f"/en/{entry.address}"]["meta"]["words"]
        assert json.loads(f'"{words}"') == entry.statement.words


def test_another_script_has_an_index_of_its_own(project: Project) -> None:
    """Words and names in Cyrillic are indexed as Russian, at the same address, and only there."""
    found = fragments(project.site / FOLDER)
    russian = {path for path in found if path.startswith("/ru/")}
    assert russian == {
        "/ru/people/ada-keeper/",
        "/ru/people/boris-maslov/",
        "/ru/people/boris-maslov/night/",
    }
    assert found["/ru/people/boris-maslov/night/"]["content"].startswith(RUSSIAN)
    assert RUSSIAN not in found["/en/people/boris-maslov/night/"]["content"]


def test_many_records_are_parted_in_order_of_time(parted: Path) -> None:
    """The first part has what has no date, the last the latest, and is small; others are alike."""
    dates: dict[str, list[str]] = {}
    for path, record in fragments(parted / FOLDER).items():
        date = record["filters"].get("date", [""])[0]
        dates.setdefault(path.split("/")[1], []).append(date)
    names = ["en-x-1", "en-x-2-2020", "en-x-3-2020", "en-x-4-2020", "en-x-5-2021"]
    assert {*dates} == {*names, "ru"}
    assert [len(dates[name]) for name in names] == [8, 9, 9, 9, 4]
    for earlier, later in itertools.pairwise(names):
        assert max(dates[earlier]) <= min(dates[later])
    assert min(dates["en-x-1"]) == ""


def test_values_of_a_facet_that_share_a_name_are_told_apart(project: Project) -> None:
    """Two people with one name are two values, with their ids."""
    project.write("people/other-keeper.yml", person(statement("tide", quote="High tide.")))
    catalogue = load(Inputs(project.content, project.folder)).catalogue
    (project.content / "people/other-keeper.yml").unlink()
    filters = [pair for result in results(catalogue) for pair in result.filters]
    people = {value for key, value in filters if key == "Person"}
    assert people == {"Ada Keeper (ada-keeper)", "Ada Keeper (other-keeper)", "Boris Maslov"}


# Finding


@pytest.mark.parametrize("query", ['"lit stay"', "“lamps lit”", "«harbour lamps»", "“fog” lamps"])
def test_a_phrase_has_its_order(search: Callable[[str], Page], query: str) -> None:
    """Within quotation marks, words stand one after the other; what is beside them counts too."""
    expect(search(f"?q={query}").get_by_role("status")).to_have_text("0 results")


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
    quote = page.locator(".fs-hit blockquote p")
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


@pytest.mark.parametrize("query", ["трубопроводами", "маяк", "Маяков работает", "трубопров"])
def test_a_russian_query_in_another_case_finds_the_original(
    search: Callable[[str], Page], query: str
) -> None:
    """Words in the original language are found in any of their forms, and marked there."""
    page = search(f"?q={query}")
    assert hits(page) == ["Boris Maslov, 4 March 2021"]
    assert page.locator('.fs-original [lang="ru"] mark').count() > 0


@pytest.mark.parametrize("query", ["Boris", "Маслову", "Борисом Масловым", "maslov"])
def test_a_person_is_found_by_all_names(search: Callable[[str], Page], query: str) -> None:
    """A name in another script or case finds the person, before what they said."""
    page = search(f"?q={query}")
    assert hits(page)[0] == "Boris Maslov"


def test_a_source_is_found_by_its_title(search: Callable[[str], Page]) -> None:
    """The words of a title find the source before statements drawn from it."""
    assert hits(search("?q=bulletin of the lamps"))[0] == "The Bulletin of the lamps"


def test_english_words_are_found_in_other_forms(search: Callable[[str], Page]) -> None:
    """A query in the singular finds the plural, and the base form what is built on it."""
    assert hits(search("?q=lighthouse need pipeline")) == ["Boris Maslov, 4 March 2021"]


# Facets, order, address


def test_the_address_holds_facets_and_order(search: Callable[[str], Page]) -> None:
    """What was chosen stands in the address, and the same address shows the same again."""
    page = search("?q=harbour")
    page.locator("summary", has_text="Person").click()
    page.get_by_role("group", name="Person").get_by_label("Ada Keeper").check()
    expect(page.get_by_role("status")).to_have_text("2 results")
    page.get_by_role("group", name="Kind").get_by_label("Paraphrase").check()
    expect(page.get_by_role("status")).to_have_text("1 result")
    page.get_by_role("group", name="Kind").get_by_label("Quote").check()
    expect(page.get_by_role("status")).to_have_text("2 results")
    page.get_by_label("Sort by").select_option("oldest")
    expect(page.locator(".fs-hit__who b").first).to_have_text("Ada Keeper, 5 May 2022")
    shown = hits(page)
    page.goto(page.url)
    expect(page.get_by_role("status")).to_have_text("2 results")
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
    expect(page.get_by_role("status")).to_have_text("30 results")
    assert page.locator(".fs-search input[name=q]").input_value() == "fog"
    page.go_back()
    expect(page).to_have_url(re.compile(re.escape("?q=fog") + "$"))


def test_a_facet_is_counted_without_its_own_choice(search: Callable[[str], Page]) -> None:
    """A chosen value leaves the others of its facet with what they would add."""
    page = search("?person=Ada+Keeper")
    page.locator("summary", has_text="Person (1 chosen)").click()
    people = page.get_by_role("group", name="Person").get_by_role("listitem")
    expect(people).to_have_count(2)
    assert people.all_inner_texts() == ["Boris Maslov\n31", "Ada Keeper\n3"]
    years = page.get_by_role("group", name="Year").get_by_role("listitem")
    assert years.all_inner_texts() == ["2024\n1", "2023\n1", "2022\n1"]


# An index in parts


def answer(page: Page, address: str) -> dict[str, list[str]]:
    """All that the page says of a search."""
    page.goto(address)
    expect(page.get_by_role("status")).to_have_text(re.compile(r"^[\d,]+ results?$"))
    return {
        "said": page.get_by_role("status").all_inner_texts(),
        "hits": hits(page),
        "marked": page.locator(".fs-hit mark").all_inner_texts(),
        "counts": page.locator(".fs-facet li").all_inner_texts(),
    }


@pytest.mark.parametrize(
    "query",
    [
        "?q=fog&sort=newest",
        "?q=fog&sort=oldest",
        "?q=Boris&kind=Paraphrase&sort=newest",
        "?q=“report 17”",
        # Words that stand in one part, and begin like others elsewhere.
        "?q=17",
        "?q=“of fog” 17",
        "?q=harbour&year=2022&year=2024&sort=oldest",
        "?q=трубопроводами",
        "?q=nothing at all",
    ],
)
def test_parts_answer_as_one(page: Page, root: str, parted_root: str, query: str) -> None:
    """Results, their order, marks and counts are those that one index gives."""
    whole, parts = (answer(page, f"{site}search/{query}") for site in (root, parted_root))
    assert parts == whole


def test_the_best_match_of_all_parts_comes_first(page: Page, parted_root: str) -> None:
    """A person stands before what they said, though in another part."""
    assert answer(page, f"{parted_root}search/?q=Boris")["hits"][0] == "Boris Maslov"


def test_what_is_found_first_is_shown_first(page: Page, parted_root: str) -> None:
    """While other parts are searched, results stand there already; in the end all of them do."""

    def impatient(route: Route) -> None:
        answered = route.fetch()
        script = answered.text()
        assert "const PATIENCE = 100\n" in script
        route.fulfill(
            response=answered,
            body=script.replace("const PATIENCE = 100\n", "const PATIENCE = -Infinity\n"),
        )

    page.route("**/search-engine.js", impatient)
    page.add_init_script(
        """window.said = []
        const look = () => {
            const count = document.querySelector("[data-search=count]")?.textContent
            const hits = document.getElementsByClassName("fs-hit").length
            if (count && count !== said.at(-1)?.[0]) said.push([count, hits])
        }
        new MutationObserver(look).observe(document, { childList: true, subtree: true })"""
    )
    assert answer(page, f"{parted_root}search/?q=fog&sort=newest")["said"] == ["30 results"]
    said = [state for state in page.evaluate("said") if state != ["Searching…", 0]]
    assert said == [
        ["Searching… 9 results so far", 5],
        ["Searching… 18 results so far", 5],
        ["Searching… 27 results so far", 5],
        ["30 results", 10],
    ]


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("?q=fog", "en-x-5-2021"),
        ("?q=fog&sort=newest", "en-x-5-2021"),
        ("?q=fog&sort=oldest", "en-x-1"),
        ("?q=fog&year=2020", "en-x-4-2020"),
        ("?q=fog&year=2020&sort=oldest", "en-x-1"),
        ("?q=fog&year=2019", "en-x-1"),
        ("?q=fog&year=2022&sort=oldest", "en-x-5-2021"),
        ("?year=2020&year=2030", "en-x-5-2021"),
    ],
)
def test_the_part_that_a_reader_wants_is_asked_first(
    page: Page, parted_root: str, query: str, first: str
) -> None:
    """The latest comes first, or the one at the end that was asked for, or with the chosen year."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(urlsplit(request.url).path).name))
    answer(page, f"{parted_root}search/{query}")
    lists = [name for name in asked if name.endswith(".pf_meta")]
    assert lists[0].removeprefix("pagefind.").partition("_")[0] == first
    assert len(lists) == 5


def test_parts_are_loaded_a_few_at_a_time(page: Page, parted_root: str) -> None:
    """A part that comes late holds up all but the two behind it."""
    held: list[Route] = []
    asked: list[str] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.on("request", lambda request: asked.append(Path(urlsplit(request.url).path).name))
    page.route("**/pagefind.en-x-4-*.pf_meta", hold)
    with page.expect_request("**/pagefind.en-x-2-*.pf_meta"):
        page.goto(f"{parted_root}search/?q=fog")
    page.wait_for_timeout(300)  # within which the last part would be asked for
    assert not [name for name in asked if name.startswith("pagefind.en-x-1_")]
    held[0].continue_()
    expect(page.get_by_role("status")).to_have_text("30 results")


COUNTED_NEVER = """
    const results = [{ id: "1_a", score: 1, words: [] }]
    const never = new Promise(() => {})
    const search = async (_, { filters } = {}) =>
        filters && !filters.Kind ? never : { results, filters: {}, totalFilters: {} }
    export const createInstance = () => ({ search, preload: async () => {} })
"""
"""Stands in for Pagefind: it answers each search but one that counts the kinds."""


def test_results_do_not_wait_for_counts(page: Page, root: str) -> None:
    """What the first part has found is there before the values of facets are counted in it."""
    languages = {f"en-x-{part}": {"page_count": 9000} for part in (1, 2)}
    page.route(
        "**/pagefind-entry.json*", lambda route: route.fulfill(json={"languages": languages})
    )
    page.route(
        re.compile(r"/pagefind\.js"),
        lambda route: route.fulfill(body=COUNTED_NEVER, content_type="text/javascript"),
    )
    page.goto(f"{root}search/")
    first = page.evaluate(
        """async () => {
            const { Engine } = await import("../assets/javascripts/search-engine.js")
            const chosen = new Map([["Kind", new Set(["Quote"])], ["Year", new Set(["2020"])]])
            const state = { query: "fog", sort: "relevance", chosen }
            const engine = await Engine.open(new URL("../pagefind/", location), "en", state)
            const never = new Promise((done) => setTimeout(done, 5000, "nothing"))
            const answers = engine.search(state)
            const { value } = await Promise.race([answers.next(), never])
            return value && { found: value.results.length, isWhole: value.isWhole }
        }"""
    )
    assert first == {"found": 1, "isWhole": False}


# Loading


def test_nothing_of_the_search_waits_for_style_sheets(page: Page, root: str) -> None:
    """All that the search runs on is asked for before the first style sheet."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(Path(urlsplit(request.url).path).name))
    page.goto(f"{root}search/?q=harbour", wait_until="networkidle")
    first = next(at for at, name in enumerate(asked) if name.endswith(".css"))
    scripts = {name for name in asked if name.startswith("search") and name.endswith(".js")}
    assert {"search.js", "pagefind.js"} | scripts - {"search-key.js"} <= {*asked[:first]}


def test_the_first_letter_of_a_script_loads_its_program(page: Page, root: str) -> None:
    """While a Russian word is typed, what will search it is loaded, before anything is asked."""
    page.goto(f"{root}search/", wait_until="networkidle")
    with page.expect_request(re.compile(r"wasm\.ru\.pagefind$")):
        page.locator(".fs-search input[name=q]").evaluate(
            """field => {
                for (field.value of ["м", ""]) field.dispatchEvent(new Event("input"))
            }"""
        )


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
        ("?q=fog pipelines", "Only: pipelines", "1 result"),
    ],
)
def test_nothing_found_leads_on(
    search: Callable[[str], Page], query: str, way: str, count: str
) -> None:
    """Where nothing is found, the page offers what finds something."""
    page = search(query)
    page.get_by_role("button", name=way).click()
    expect(page.get_by_role("status")).to_have_text(count)


# Keyboard, export, header


def test_the_keyboard_is_enough(page: Page, root: str) -> None:
    """`/` goes to the field, arrows to the results and back, Enter opens one."""
    page.goto(f"{root}people/")
    page.keyboard.press("/")
    page.keyboard.type("fog")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("30 results")
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
        page.get_by_role("button", name=kind).click()
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
    assert result["offices"] == ["Keeper of <lamps>"]
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
        ("offices", "Keeper of <lamps>"),
        ("cited_source", "The Gazette of the third; The Bulletin of the lamps"),
        ("cited_outlet", "; Bulletin"),
        ("cited_locator", "; page  2 &amp;"),
        ("cited_url", f"; {BULLETIN}"),
        ("cited_archive", "; https://archive.example/1"),
    }


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
    expect(page.get_by_role("status")).to_have_text("1 result")
    assert hits(page) == ["Boris Maslov, 4 March 2021"]


def test_no_page_loads_the_index_but_the_one_that_searches(page: Page, root: str) -> None:
    """The header costs other pages nothing: one script of a few lines."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{root}people/ada-keeper/")
    page.wait_for_load_state("networkidle")
    scripts = [address for address in asked if "/search" in address]
    assert [Path(address).name for address in scripts] == ["search.css", "search-key.js"]
