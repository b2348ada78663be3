"""The index and the browser's half of the search, against a search that reads every word."""

import json
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Page

from benchmarks.generate import Plan, write_site
from site_builder.content.catalogue import Catalogue
from site_builder.examine import Inputs, load
from site_builder.parallel import Processes
from site_builder.search.documents import FACETS, Document, Documents
from site_builder.search.index import write_index
from site_builder.site_folder import Output
from tests.support.as_typed import odd_queries
from tests.support.awkward import STRINGS
from tests.support.brute_force import BruteForce, Query, queries
from tests.support.engine import answers, ask, engine
from tests.support.project import person, statement

QUERIES = 300
CHINESE = "我们不会在春天之前谈判，人民日报说。"
# What a phrase scores for so many words in the original is a power of two.
SPEECH = " ".join(f"Wort{number}" for number in range(512))
ODD = [
    statement("speech", quote="A speech.", original=SPEECH, spoken_lang="de", translation="editor"),
    statement("han", quote=CHINESE, lang="zh"),
    statement("thai", quote="เราจะไม่เจรจาก่อนฤดูใบไม้ผลิ", lang="th"),
    statement("mixed", quote="He said “всё хорошо” in Łódź — don’t ask, İstanbul’da ½ ﬁne."),
    statement("ukrainian", quote="Ми не вестимемо переговорів п’ять днів у Києві.", lang="uk"),
    statement("accents", quote="Les élus ont été adoptés, l’Œuvre négociée à Orléans.", lang="fr"),
    statement("plain", quote="Les elus adoptees, la negociee, un eleve.", lang="fr"),
    statement("tilde", quote="La canción del niño español, según las naciones.", lang="es"),
    statement("umlaut", quote="Die Häuser der Straße müssen größere Türen haben.", lang="de"),
]

_OFFERED = """async (queries) => {
    const { datesIn } = await import("/assets/javascripts/search-dates.js")
    const { waysOut } = await import("/assets/javascripts/search-ways.js")
    const offered = {}
    for (const query of queries) {
        const state = { query, sort: "relevance", chosen: new Map(), from: "", to: "" }
        const answer = await engine.search(state)
        const ways = await waysOut(engine, state, answer, [], datesIn(query))
        offered[query] = ways.map(([text]) => text).filter((text) => text.startsWith("Dated"))
    }
    return offered
}"""


def catalogue_in(folder: Path) -> Catalogue:
    """Sixty generated people, and one who says awkward things."""
    write_site(Plan(people=60, seed=11), folder)
    sound = [text for text in STRINGS if text == text.strip()][:80]
    awkward = [
        statement(f"awkward-{at}", "source-00000", quote=text) for at, text in enumerate(sound)
    ]
    odd = [
        {**one, "citations": [{"source": "source-00001", "prefix": "he said: “"}]} for one in ODD
    ]
    fields = person(*awkward, *odd, theme="theme-0000", name="Odd One")
    file = folder / "content" / "people" / "odd-one.yml"
    file.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return load(Inputs(folder / "content", folder)).catalogue


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[Document]]:
    """An index of several segments, and its documents."""
    folder = tmp_path_factory.mktemp("exact")
    catalogue = catalogue_in(folder)
    assert len(catalogue.by_person["odd-one"]) > 60
    write_index(Documents(catalogue), Output(folder / "site"), Processes(), 150)
    documents = Documents(catalogue)
    records = map(documents.record, documents.records)
    return folder / "site", [*records, *map(documents.statement, documents.entries)]


@pytest.fixture
def searching(page: Page, site: tuple[Path, list[Document]], tmp_path: Path) -> Iterator[Page]:
    """The engine on a page of its own."""
    (tmp_path / "find").symlink_to(site[0] / "find")
    with engine(page, tmp_path) as opened:
        yield opened


def test_the_browser_finds_what_reading_everything_finds(
    searching: Page, site: tuple[Path, list[Document]]
) -> None:
    """Equal sets and equal counts for words, forms, phrases, exclusions, facets and dates."""
    _, documents = site
    asked = [*queries(documents, QUERIES, seed=5)]
    oracle = BruteForce(documents)
    expected = [oracle.answer(query) for query in asked]
    found = answers(searching, asked, FACETS)
    for query, own, right in zip(asked, found, expected, strict=True):
        assert own == right, query
    sizes = [len(one.found) for one in expected]
    assert sum(size > 0 for size in sizes) > QUERIES / 2
    assert sum(size == 0 for size in sizes) > QUERIES / 20


def test_a_date_that_is_offered_finds_what_reading_everything_finds(
    searching: Page, site: tuple[Path, list[Document]]
) -> None:
    """Of any day or month that is typed, the offer has the number that is found within it."""
    _, documents = site
    oracle = BruteForce(documents)
    days = [date.fromordinal(d) for d in {one.days[0] for one in documents if one.days[0]}]
    spans = {f"{day:%d.%m.%Y}": (day, day) for day in days[:40]}
    for day in days[:40]:
        last = day.replace(day=monthrange(day.year, day.month)[1])
        spans[f"{day:%Y-%m}"] = day.replace(day=1), last
    offered = searching.evaluate(_OFFERED, [*spans])
    for typed, (first, last) in spans.items():
        query = Query((), "", start=f"{first}", end=f"{last}")
        number = len(oracle.answer(query).found)
        results = "1 result" if number == 1 else f"{number} results"
        length = 10 if first == last else 7
        assert offered[typed] == [f"Dated {first.isoformat()[:length]}: {results}"]


@pytest.mark.parametrize(
    ("lang", "query", "dates"),
    [
        ("ru", "8 ноября 2024 года", ["2024-11-08"]),
        ("ru", "ноябрь 2024", ["2024-11"]),
        ("uk", "8 листопада 2024 р.", ["2024-11-08"]),
        ("de", "8. März 2024", ["2024-03-08"]),
        ("de", "8. 3. 2024", ["2024-03-08"]),
        ("fr", "8 novembre 2024", ["2024-11-08"]),
        ("es", "8 de noviembre de 2024", ["2024-11-08"]),
        ("de", "Sept. 2024", ["2024-09"]),
        ("ru", "November 8th, 2024", ["2024-11-08"]),
        ("en", "11/08/2024", ["2024-08-11", "2024-11-08"]),
        ("en", "11/28/2024", ["2024-11-28"]),
        ("en", "08.08.2024", ["2024-08-08"]),
        ("en", "30.02.2023", []),
        ("en", "2024-25", []),
        ("en", "resolution 12024", []),
    ],
)
def test_dates_are_read_as_they_are_written(
    searching: Page, lang: str, query: str, dates: list[str]
) -> None:
    """In the site's language and in English, alone or cut; no day that does not exist."""
    searching.evaluate("lang => document.documentElement.lang = lang", lang)
    script = 'import("/assets/javascripts/search-dates.js")'
    found = f"async query => (await {script}).datesIn(query).map((one) => one.date)"
    assert searching.evaluate(found, query) == dates


def test_what_is_pasted_asks_for_what_it_says(
    searching: Page, site: tuple[Path, list[Document]]
) -> None:
    """Cut anywhere and written in whatever way, a query finds all that has it, and nothing else."""
    _, documents = site
    asked = [*odd_queries(documents, QUERIES, seed=7)]
    oracle = BruteForce(documents)
    found = answers(searching, asked, [])
    expected = [oracle.answer(query) for query in asked]
    for query, own, right in zip(asked, found, expected, strict=True):
        assert own.found == right.found, query
    assert sum(bool(one.found) for one in expected) > QUERIES / 3


def test_a_whole_speech_is_found(searching: Page, site: tuple[Path, list[Document]]) -> None:
    """A text of any length that is pasted between quotation marks finds its statement."""
    _, documents = site
    addresses = [document.address for document in documents]
    (found,) = ask(searching, [Query((), f"“{SPEECH}”")], [], "relevance")
    assert [addresses[number] for number in found] == ["people/odd-one/speech/"]
