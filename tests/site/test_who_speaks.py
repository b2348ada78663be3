"""Who made a statement is said by everything that shows it: here, by every exit of a built site."""

import json
import re
from pathlib import Path
from typing import Literal, cast
from urllib.parse import quote

import pytest
from playwright.sync_api import Page, expect

from site_builder.examine import Inputs, load
from site_builder.search.documents import Documents, Field
from tests.support.exits import EVERYTHING, cited_in, exits
from tests.support.project import Fields, Project, person, statement
from tests.support.web import served

ADA, BO, CY, DI = "Ada Keeper", "Bo Warden", "Cy Spokesman", "Di Silent"
LAMPS, TIDE, STORM = "Keep the lamps lit.", "We both mind the tide.", "She fears no storm."
ASKED, ANSWER = "Will the harbour be dredged?", "Not while I live."
DAMS = "Dams cost nothing."
RUMOUR = "The sea is a rumour."
REFUTED = "The sea is not in the speech."
MEDIA: tuple[Literal["screen", "print"], ...] = ("screen", "print")
SAILS, WRONG = "Nobody sails as I do.", "Wrong: three do."
UNNAMED = "a senior official (not named)"
ENDINGS = ("bib", "ris", "json")
HELD_THEN = ("Bo Warden: Warden", "Ada Keeper: Lamplighter")
DATA = ("jsonl", "csv", "embed")
FROM_GAZETTE: Fields = {"citations": [{"source": "gazette"}]}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built site: joint statements, one on somebody's behalf, an answer, and one of nobody."""
    made = Project(tmp_path_factory.mktemp("speakers"), **EVERYTHING)
    both: Fields = {"with": ["ada-keeper"]}
    joint = {**statement("tide", quote=TIDE), **both}
    also = {**statement("moon", paraphrase="Said they mind the moon."), **both}
    behalf = statement("storm", quote=STORM, on_behalf_of="ada-keeper")
    sure = [{"title": "Lamplighter", "start": "2020", "end": "2030", **FROM_GAZETTE}]
    own = statement("tide", quote=LAMPS)
    made.write("people/ada-keeper.yml", person(own, name=ADA, offices=sure))
    unsure = [{"title": "Warden", "start": "2020", **FROM_GAZETTE}]
    made.write("people/bo.yml", person(joint, also, name=BO, offices=unsure))
    made.write("people/cy.yml", person(behalf, name=CY))
    verdict = {"by": "Checkers", "quote": WRONG, "date": "2024-11-09", **FROM_GAZETTE}
    found = statement("sails", quote=SAILS, findings=[verdict])
    made.write("people/fay.yml", person(found, name="Fay Sailor"))
    question = {"by": "a reporter of the Gazette", "quote": ASKED}
    answer = statement("answer", quote=ANSWER, question=question)
    made.write("people/ed.yml", person(answer, name="Ed Dredger"))
    unnamed = {"kind": "unnamed", "name": "a senior official"}
    made.write("people/official-a.yml", person(statement("dams", quote=DAMS), **unnamed))
    made.write("people/official-b.yml", person(statement("dikes", quote="Dikes."), **unnamed))
    made.write("sources/checkers.yml", {"title": "She never said so", "type": "webpage"})
    note = {"note": REFUTED, "citations": [{"source": "checkers"}]}
    false = statement(
        "rumour",
        quote=RUMOUR,
        lang="en",
        spoken_lang="ru",
        translation="outlet",
        status="misattributed",
        status_note=note,
    )
    offices = [{"title": "Harbour master", "start": "2020", "end": "2030", **FROM_GAZETTE}]
    made.write("people/di.yml", person(false, name=DI, country="AQ", offices=offices))
    made.build()
    return made


@pytest.mark.parametrize("key", ["bo/tide", "bo/moon"])
def test_a_joint_statement_names_all_speakers(project: Project, key: str) -> None:
    """No exit names one speaker without the other."""
    found = exits(project, key)
    assert len(found) > 30
    assert [name for name, text in found.items() if BO not in text] == []
    assert [name for name, text in found.items() if ADA not in text] == []


def test_a_joint_statement_is_on_the_pages_of_all_speakers(project: Project) -> None:
    """Both pages and the timeline have it once, the theme by date and as an example of each."""
    for address in ("people/bo", "people/ada-keeper", "timeline"):
        assert project.page(address).count(f">“</span>{TIDE}<") == 1
    assert project.page("themes/lighthouses").count(f">“</span>{TIDE}<") == 2
    assert 'id="bo--tide"' in project.page("people/ada-keeper")
    assert 'id="tide"' in project.page("people/ada-keeper")


def test_a_joint_statement_counts_for_each_speaker_and_once_in_all(project: Project) -> None:
    """Ada has one quote alone, and a quote and a paraphrase with Bo."""
    assert "2 quotes" in project.page("people/ada-keeper")
    assert "1 paraphrase" in project.page("people/ada-keeper")
    assert "8 statements on this site" in " ".join(project.page("timeline").split())
    speakers = json.loads((project.site / "themes/lighthouses/speakers.json").read_text("utf-8"))
    assert [(name, count) for _, name, count, _ in speakers] == [
        (f"{UNNAMED} (official-a)", 1),
        (f"{UNNAMED} (official-b)", 1),
        (ADA, 3),
        (BO, 2),
        (CY, 1),
        ("Ed Dredger", 1),
        ("Fay Sailor", 1),
    ]


def test_a_joint_statement_stands_on_both_sides_of_a_comparison(
    project: Project, page: Page
) -> None:
    """Two speakers side by side each have it, under both names."""
    with served(project.site) as address:
        page.goto(f"{address}/themes/lighthouses/?speaker=bo&speaker=ada-keeper")
        sides = page.locator("#beside > section")
        expect(sides).to_have_count(2)
        for side in sides.all():
            expect(side.locator(".fs-statement", has_text=TIDE)).to_contain_text(f"{BO} and {ADA}")


def test_words_on_behalf_are_never_those_of_the_other(project: Project) -> None:
    """Wherever the president's name is, the spokesman's is before it, with what lies between."""
    found = exits(project, "cy/storm")
    assert len(found) > 30
    assert [name for name, text in found.items() if CY not in text] == []
    said = f"{CY}, on behalf of {ADA}"
    assert [name for name, text in found.items() if ADA in text.replace(said, "")] == []
    assert found["authors"] == CY
    assert json.loads(found["linked data"])["creator"]["name"] == CY
    assert [name for name, text in found.items() if said not in text] == ["authors"]


def test_words_on_behalf_are_on_both_pages_and_count_for_the_speaker(project: Project) -> None:
    """The president's page has them in a section of its own, under the spokesman's name."""
    page = " ".join(project.page("people/ada-keeper").split())
    assert page.count(f">“</span>{STORM}<") == 1
    section = page[page.index('id="said-for"') :]
    assert "They do not count as statements by" in section
    assert STORM in section
    assert "3 quotes" not in page


def test_misattributed_words_are_marked_before_all_else(project: Project) -> None:
    """No exit has the words, or the name, before it says that they are misattributed."""
    found = exits(project, "di/rumour")
    assert len(found) > 20
    for name, text in found.items():
        first = text.lower().index("misattributed")
        assert RUMOUR not in text[:first], name
        assert DI not in text[:first], name
        named = text.count(DI) - name.startswith("linked")
        assert named == text.count(f"not by {DI}"), name


def test_nobody_said_misattributed_words_in_any_language(project: Project) -> None:
    """What was translated says so, and from what, but not that somebody said it."""
    found = exits(project, "di/rumour")
    assert [name for name, text in found.items() if "said in" in text.lower()] == []
    translated = "original in russian, translated by the outlet"
    for name in (
        "whole",
        "copied",
        "cite: RIS",
        "feed.json: content",
        "embed",
        "people/di/index.md",
    ):
        assert translated in found[name].lower(), name


def test_misattributed_words_are_in_no_file_of_somebodys_statements(project: Project) -> None:
    """Di said nothing, so no file for reference managers has statements by Di."""
    folder = project.site / "people/di"
    assert {file.name for file in folder.glob("*.*")} >= {f"misattributed.{it}" for it in ENDINGS}
    assert [*folder.glob("citations.*")] == []
    page = " ".join(project.page("people/di/rumour").split())
    assert "All that is misattributed to <bdi>Di Silent</bdi>, for reference managers" in page
    for ending in ENDINGS:
        assert [*cited_in(folder / f"misattributed.{ending}")] == ["di/rumour"]
        assert f'href="../misattributed.{ending}"' in page
        assert f'href="../citations.{ending}"' not in page


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_file_of_citations_has_all_that_somebody_made(project: Project, ending: str) -> None:
    """Whoever imports it gets joint statements, too, whoever's file they are in."""
    made = {it.parent.name: {*cited_in(it)} for it in project.site.rglob(f"citations.{ending}")}
    assert made["ada-keeper"] == {"ada-keeper/tide", "bo/tide", "bo/moon"}
    assert made["bo"] == {"bo/tide", "bo/moon"}
    assert made["cy"] == {"cy/storm"}


@pytest.mark.parametrize(
    ("words", "beside", "where"),
    [(RUMOUR, REFUTED, "She never said so"), (SAILS, WRONG, "The Gazette of the third")],
    ids=["misattributed", "found"],
)
def test_no_result_has_words_without_what_refutes_them(
    project: Project, page: Page, words: str, beside: str, where: str
) -> None:
    """A result, and every export of it, says what refutes its words, and where that is."""
    with served(project.site) as address:
        page.goto(f"{address}/search/?q={quote(words)}")
        noted = page.locator(".fs-hit").filter(has_text=words).locator(".fs-hit__noted")
        expect(noted).to_contain_text(beside)
        expect(noted.get_by_role("link", name=where)).to_have_attribute(
            "href", re.compile("/sources/")
        )
        page.get_by_text("Export", exact=True).click()
        for name in ("JSON", "CSV"):
            with page.expect_download() as download:
                page.get_by_role("button", name=name, exact=True).click()
            text = Path(download.value.path()).read_text("utf-8")
            assert beside in text
            assert where in text.partition(beside)[2]


def test_a_search_exports_citations_of_misattributed_words(project: Project, page: Page) -> None:
    """They come from files of their own."""
    with served(project.site) as address:
        page.goto(f"{address}/search/?q=rumour")
        expect(page.get_by_role("status").first).to_have_text("1 result")
        expect(page.locator(".fs-hit .fs-kind").first).to_have_text("Attributed")
        page.get_by_text("Export", exact=True).click()
        with page.expect_download() as download:
            page.get_by_role("button", name="CSL-JSON", exact=True).click()
        (item,) = json.loads(Path(download.value.path()).read_bytes())
    assert item["id"] == "di/rumour"
    assert "author" not in item
    assert item["title"].startswith("Misattributed: not by Di Silent")


def test_misattributed_words_are_nobodys(project: Project) -> None:
    """Nothing that a machine reads has an author, speaker or office for them."""
    found = exits(project, "di/rumour")
    assert "authors" not in found
    graph = json.loads(found["linked data"])
    assert graph["@type"] == "WebPage"
    assert graph.keys().isdisjoint({"creator", "spokenByCharacter", "author", "text"})
    assert "author" not in json.loads(found["cite: CSL-JSON"])
    assert "AU  -" not in found["cite: RIS"]
    assert "author = " not in found["cite: BibTeX"]
    assert json.loads(found["csv"])["person"] == ""
    assert "person" not in json.loads(found["jsonl"])
    assert json.loads(found["jsonl"])["attributed_to"] == "di"
    assert "author_name" not in json.loads(found["oembed"])
    assert [name for name, text in found.items() if "Harbour master" in text] == []


def test_misattributed_words_have_sources_for_both(project: Project) -> None:
    """Where they circulate and what refutes them are on the page and in every citation."""
    found = exits(project, "di/rumour")
    both = "Circulates in: “The Gazette of the third”. Refuted in: “She never said so”."
    for name in ("copied", "cite: Plain text", "cite: BibTeX", "cite: RIS", "cite: CSL-JSON"):
        assert both in found[name]
    assert "She never said so" in found["whole"]
    assert "Refuted in" in found["embed"]


@pytest.mark.parametrize(
    ("words", "beside"), [(RUMOUR, REFUTED), (SAILS, WRONG)], ids=["misattributed", "found"]
)
def test_no_page_has_words_without_what_refutes_them(
    project: Project, page: Page, words: str, beside: str
) -> None:
    """Wherever a page lists such words, on the screen and on paper, the refutation is beside."""
    listing = [
        file.relative_to(project.site).parent.as_posix()
        for file in project.site.rglob("index.html")
        if re.search(rf"<span[^>]*>“</span>{re.escape(words)}", file.read_text(encoding="utf-8"))
    ]
    assert len(listing) > 2
    with served(project.site) as url:
        for address in listing:
            page.goto(f"{url}/{address}/")
            listed = page.locator(
                ".fs-row, .fs-speakers > li, .fs-statement:not(.fs-statement--whole)"
            )
            for media in MEDIA:
                page.emulate_media(media=media)
                for text in listed.filter(has_text=words).all_inner_texts():
                    assert beside in text, (address, media)
                assert page.get_by_text(beside).first.is_visible(), (address, media)


def test_offices_are_somebodys(project: Project) -> None:
    """Of several speakers, it is said whose each office was, or may have been."""
    for name in ("people/bo/tide", "people/bo", "people/ada-keeper", "sources/gazette"):
        html = (project.site / name / "index.html").read_text(encoding="utf-8")
        assert "Bo Warden: Warden (since 2020, end not recorded)<" in html, name
        assert "Ada Keeper: Lamplighter<" in html, name
    found = exits(project, "bo/tide")
    told = [{name for name, text in found.items() if one in text} for one in HELD_THEN]
    assert told[0] == told[1]
    assert len(told[0]) > 10


def test_a_joint_statement_is_found_by_each_office(project: Project) -> None:
    """The search finds it by the office of a speaker in whose file it is not."""
    documents = Documents(load(Inputs(project.content, project.folder)).catalogue)
    found = [
        entry.key
        for entry in documents.entries
        if ("Lamplighter", "en") in dict(documents.statement(entry).texts).get(Field.OFFICE, ())
    ]
    assert sorted(found) == ["ada-keeper/tide", "bo/moon", "bo/tide"]


def test_of_two_of_one_name_one_has_the_office(tmp_path: Path) -> None:
    """Where both speak, every exit that has the office in words has the id of who holds it."""
    project = Project(tmp_path, **EVERYTHING)
    held = {"title": "Warden", "start": "2020", "end": "2025", "citations": [{"source": "gazette"}]}
    joint = {**statement("joint"), "with": ["ada-too"]}
    project.write("people/ada-keeper.yml", person(joint, offices=[held]))
    project.write("people/ada-too.yml", person())
    project.build(strict=False)  # it warns of the name
    found = exits(project, "ada-keeper/joint")
    told = {name: text for name, text in found.items() if "Warden" in text and "{" not in text}
    assert len(told) > 10
    for name, text in told.items():
        assert text.count("Warden") == text.count("Ada Keeper (ada-keeper): Warden"), name


def test_a_name_is_not_found_in_an_office(tmp_path: Path, page: Page) -> None:
    """A search for the second speaker shows no office as the reason; one for the office does."""
    project = Project(tmp_path, **EVERYTHING)
    held = {"title": "Warden", "start": "2020", "end": "2025", "citations": [{"source": "gazette"}]}
    joint = {**statement("joint"), "with": ["bo"]}
    project.write("people/ada-keeper.yml", person(joint))
    project.write("people/bo.yml", person(name="Bo Miller", offices=[held]))
    project.build()
    with served(project.site) as address:
        for query, offices in ("miller lamps", []), ("warden lamps", ["Office: Bo Miller: Warden"]):
            page.goto(f"{address}/search/?q={quote(query)}")
            hit = page.locator(".fs-hit--quote")
            expect(hit.locator("mark").first).to_be_visible()
            expect(hit.locator(".fs-hit__beside")).to_have_text(offices)
            expect(hit.locator(".fs-hit__beside mark")).to_have_text(["Warden"] * len(offices))


def test_why_a_remark_is_disputed_is_said_of_each_wording(tmp_path: Path) -> None:
    """On a theme that lists another wording alone, it would be disputed for no reason."""
    project = Project(tmp_path, **EVERYTHING)
    why, source = "She says that she was misheard.", "Letter to the editor"
    project.write("sources/letter.yml", {"title": source, "type": "webpage"})
    project.write("themes/storms.yml", {"title": "Storms", "definition": "Words on storms."})
    note = {"note": why, "citations": [{"source": "letter"}]}
    nearest = statement(quote=STORM, status="disputed", status_note=note)
    other = statement("other", quote="Storms she fears not.", wording_of="ada-keeper/lamps")
    on = zip(("lighthouses", "storms"), (nearest, other), strict=True)
    positions = [{"theme": theme, "statements": [said]} for theme, said in on]
    project.write("people/ada-keeper.yml", person(name=ADA, positions=positions))
    project.build()
    documents = Documents(load(Inputs(project.content, project.folder)).catalogue)
    for entry in documents.entries:
        said = {name for name, text in exits(project, entry.key).items() if why in text}
        kinds = {name.rpartition("/")[2].partition(":")[0] for name in said}
        assert kinds == {"whole", "ada-keeper", "feed.atom", "feed.json", "index.md", *DATA}
        whole = project.page(f"people/{entry.key}")
        assert whole.index(why) < whole.index(source)
        (noted,) = cast("list[dict[str, object]]", documents.statement(entry).shown["noted"])
        assert (noted["told"], noted["text"]) == ("Disputed", why)


def test_misattributed_words_are_neither_counted_nor_listed(project: Project) -> None:
    """They are on their own page, in a section of the person's page, and where they circulate."""
    has_them = {
        file.parent.relative_to(project.site).as_posix()
        for file in project.site.rglob("index.html")
        if RUMOUR in file.read_text(encoding="utf-8")
    }
    assert has_them == {"people/di", "people/di/rumour", "embed/di/rumour", "sources/gazette"}
    assert DI not in project.page("")
    page = " ".join(project.page("people/di").split())
    assert page.index('id="misattributed"') < page.index(RUMOUR)
    assert "quote" not in page[page.index("<header") : page.index("</header>")]
    rows = json.loads((project.site / "api/v1/index.json").read_bytes())["result"]
    assert rows["counts"]["statements"] == 8
    assert {it["id"]: it["statements"] for it in rows["records"]}["di"] == 0
    result = json.loads((project.site / "api/v1/people/di.json").read_bytes())["result"]
    assert [position["statements"] for position in result["positions"]] == [[]]
    assert [it["key"] for it in result["misattributed"]] == ["di/rumour"]
    assert json.loads((project.site / "people/di/feed.json").read_bytes())["items"] == []


def test_misattributed_words_are_not_found_as_anybodys(project: Project) -> None:
    """The search has no speaker, office or country for them; the name is one they are about."""
    documents = Documents(load(Inputs(project.content, project.folder)).catalogue)
    (entry,) = (it for it in documents.entries if it.key == "di/rumour")
    document = documents.statement(entry)
    assert document.facets.keys().isdisjoint({"Person", "Country"})
    assert document.facets["Status"] == ("Misattributed",)
    fields = dict(document.texts)
    assert fields.keys().isdisjoint({Field.BY, Field.OFFICE})
    assert fields[Field.ABOUT] == ((DI, ""),)


def test_a_question_is_before_its_answer_and_not_in_the_speakers_name(project: Project) -> None:
    """Where the answer is, the question is before it, right after the name of whoever asked."""
    found = exits(project, "ed/answer")
    assert len(found) > 30
    # These have a place for a name, or for the words that link to the page.
    short = {"authors", "title", *(name for name in found if name.endswith(": link"))}
    # These have a field for each.
    records = {name for name in found if name in ("linked data", "jsonl", "csv") or "sql" in name}
    for name, text in found.items():
        if name in records:
            assert ASKED in text
            assert "a reporter of the Gazette" in text
        elif name not in short:
            by, question = text.index("by a reporter of the Gazette"), text.index(ASKED)
            assert by < question < text.rindex(ANSWER), name
            between = text[by + len("by a reporter of the Gazette") : question]
            assert len(between) < 100, name
            assert "Dredger" not in between, name
    assert found["authors"] == "Ed Dredger"
    assert json.loads(found["linked data"])["text"] == ANSWER


def test_somebody_unnamed_is_shown_as_such_and_stays_apart(project: Project) -> None:
    """Every exit says that there is no name, and which it is of two under the same words."""
    found = exits(project, "official-a/dams")
    assert len(found) > 30
    # There the heading says it.
    below = {name for name in found if "fs-example" in name}
    assert [name for name, text in found.items() if UNNAMED not in text] == [*below]
    which = f"{UNNAMED} (official-a)"
    # A name by itself is what somebody is called; linked data have the address beside it.
    names = {"authors", "linked data", "search"}
    assert {name for name, text in found.items() if which not in text} <= {*below, *names}
    page = project.page("people/official-a")
    assert "Dikes." not in page
    assert f"<bdi>{which}</bdi>" in page
    assert '<span class="fs-monogram" aria-hidden="true">?</span>' in page
    documents = Documents(load(Inputs(project.content, project.folder)).catalogue)
    for address in ("", "people", "themes/lighthouses", "people/official-a/dams"):
        assert len(re.findall(f'(?:>|name":"){re.escape(which)}<?', project.page(address))) > 0
    for address in ("people/official-a/feed.json", "people/official-a/on_lighthouses.json"):
        feed = json.loads((project.site / address).read_bytes())
        assert feed["title"].startswith(which)
    assert which.replace("(", "\\(").replace(")", "\\)").replace("-", "\\-") in (
        project.site / "llms.txt"
    ).read_text("utf-8")
    labels = {
        it.facets["Person"]
        for it in map(documents.statement, documents.entries)
        if "a senior" in str(it.facets.get("Person"))
    }
    assert labels == {(f"{UNNAMED} (official-a)",), (f"{UNNAMED} (official-b)",)}
    people = [documents.record(it) for it in documents.records if it.id.startswith("official-")]
    both = [f"{UNNAMED} (official-a)", f"{UNNAMED} (official-b)"]
    assert [it.shown["title"] for it in people] == both
    # What suggestions show.
    assert [it.names[1] for it in people] == both
