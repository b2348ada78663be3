from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.examine import Inputs, load
from site_builder.exports.words import facts
from site_builder.views import Page, StatementPage, Views
from site_builder.views.citations import quotation
from site_builder.views.statement import Statements
from site_builder.views.statement_page import Passage, passages
from tests.support.data import data
from tests.support.project import SOURCE, Fields, Project, person, statement
from tests.support.views import SITE, example_cases, linked, one, page_of


def test_answers_both_ways(sheet: tuple[Page, ...]) -> None:
    """A statement's page has what it answers and what answers it."""
    page = one(sheet, StatementPage, "people/example-minister/deep-enough/")
    assert [(label, view.entry.key) for label, view in page.linked] == [
        ("Answers", "example-envoy/too-shallow"),
        ("Answered by", "example-envoy/deep-after-all"),
    ]


@pytest.mark.parametrize(
    ("words", "heading"),
    [
        ("Short.", "“Short.”"),
        ("x" * 300, f"“{'x' * 300}”"),
        ("word " * 60 + "x", "“" + "word " * 23 + "word"),
    ],
)
def test_the_words_are_the_heading(tmp_path: Path, words: str, heading: str) -> None:
    """A page is headed by its words in their marks; long ones are cut, and stay open."""
    catalogue = linked(tmp_path, {"bo": person(statement(quote=words))})
    page = page_of(catalogue, "bo/lamps")
    assert page.heading.whole == heading
    assert page.heading_is_whole == (words in heading)


CASES = {
    "words on both sides": (("called it", "and left"), ("called it ", " and left")),
    "a quotation mark on both sides": (
        ("called it “", "” and left"),
        ("called it “", "” and left"),
    ),
    "other marks": (("called it «", "» and left"), ("called it «", "» and left")),
    "an opening bracket and a full stop": (("it (", "."), ("it (", ".")),
    "a comma before, a bracket behind": (("it,", "(so"), ("it, ", " (so")),
    "a closing mark before, an opening one behind": (("«it»", "«so"), ("«it» ", " «so")),
    "nothing before": (("", "and left"), ("", " and left")),
    "nothing behind": (("called it", ""), ("called it ", "")),
}


@pytest.mark.parametrize(("given", "shown"), CASES.values(), ids=CASES.keys())
def test_spaces_around_a_passage(
    tmp_path: Path, given: tuple[str, str], shown: tuple[str, str]
) -> None:
    """A space stands between the quote and a word beside it, none between it and its own marks."""
    assert shown_around(tmp_path, statement(citations=[citation(*given)])) == [shown]


@pytest.mark.parametrize(
    ("quote", "given", "shown"),
    [
        ("我们不想要战争", ("他说，", "但是"), ("他说，", "但是")),
        ("我们不想要战争", ("他说", "，然后"), ("他说", "，然后")),
        ("เราไม่ต้องการ", ("เขากล่าวว่า", "แล้ว"), ("เขากล่าวว่า", "แล้ว")),
        ("우리는", ("그는", "라고"), ("그는 ", " 라고")),
        ("نحن", ("قال", "ثم"), ("قال ", " ثم")),
        ("OK", ("他说", "but"), ("他说", " but")),
    ],
)
def test_no_space_in_a_script_without_spaces(
    tmp_path: Path, quote: str, given: tuple[str, str], shown: tuple[str, str]
) -> None:
    """A space is added only between words of scripts that have spaces."""
    said = statement(quote=quote, citations=[citation(*given)])
    assert shown_around(tmp_path, said) == [shown]


@pytest.mark.parametrize(
    ("given", "marks"),
    [(("he called it", "again"), "“”"), (("he called it “", ""), ""), (("“He called it", ""), "")],
)
def test_a_passage_has_marks_around_the_words(
    tmp_path: Path, given: tuple[str, str], marks: str
) -> None:
    """Words that have no marks in the source's text have the site's, so that none pass for its."""
    said = statement(quote="deep", citations=[citation(*given)])
    (shown,) = shown_passages(linked(tmp_path, {"bo": person(said)}))
    assert shown.text.opening + shown.text.closing == marks


def test_only_a_quote_has_a_passage(tmp_path: Path) -> None:
    """A citation without words around has no passage, and no words but a quote have one."""
    bare = citation("", "")
    around = citation("called it", "")
    assert shown_around(tmp_path / "a", statement(citations=[bare])) == []
    assert shown_around(tmp_path / "b", statement(paraphrase="So.", citations=[around])) == []


def citation(before: str, after: str) -> Fields:
    """A citation with the words around, those that there are."""
    around = {"prefix": before, "suffix": after}
    return {"source": "gazette", **{name: words for name, words in around.items() if words}}


def shown_around(folder: Path, said: Fields) -> list[tuple[str, str]]:
    """What a statement's page shows before and behind its words."""
    return [(it.before, it.after) for it in shown_passages(linked(folder, {"bo": person(said)}))]


def shown_passages(catalogue: Catalogue) -> list[Passage]:
    """The passages on the page of Bo's statement."""
    (entry,) = catalogue.by_person["bo"]
    return list(passages(Statements(catalogue, SITE).view(entry), catalogue.lang))


def test_a_passage_has_the_words_of_its_source(tmp_path: Path) -> None:
    """A source in the language spoken is shown with the original, never with the translation."""
    project = Project(tmp_path)
    spoken = {**citation("сказал:", ""), "source": "listok"}
    said = statement(
        quote="So we do.",
        original="Так и делаем.",
        spoken_lang="ru",
        translation="outlet",
        citations=[citation("he said:", ""), spoken],
    )
    project.write("people/bo.yml", person(said))
    project.write("sources/gazette.yml", {**SOURCE, "lang": "en"})
    project.write("sources/listok.yml", {**SOURCE, "lang": "ru"})
    shown = shown_passages(load(Inputs(project.content, tmp_path)).catalogue)
    assert [it.text.whole for it in shown] == ["“So we do.”", "«Так и делаем.»"]


def taken_back(by: str, tmp_path: Path, fields: Fields) -> StatementPage:
    """The page of a statement of Bo's, which somebody has taken back."""
    back = statement("back", paraphrase="Took it back.", date="2024-11-08", retracts="bo/lamps")
    said, other = [{**statement(), **fields}], [back]
    people = {
        "bo": person(*said, *(other if by == "bo" else ()), name="Bo"),
        "cy": person(*(other if by == "cy" else ()), name="Cy"),
    }
    catalogue = linked(tmp_path, people)
    return page_of(catalogue, "bo/lamps")


NOTE = {"note": "He denies it.", "citations": [{"source": "gazette"}]}


@pytest.mark.parametrize(
    ("by", "fields", "word", "note"),
    [
        ("bo", {}, "Retracted", "Retracted by the speaker, 8 November 2024"),
        ("cy", {}, "Retracted by Cy", "Retracted by Cy, 8 November 2024"),
        (
            "bo",
            {"status": "disputed", "status_note": NOTE},
            "Retracted",
            "Retracted by the speaker, 8 November 2024",
        ),
        (
            "cy",
            {"status": "retracted", "status_note": NOTE},
            "Retracted",
            "Retracted by Cy, 8 November 2024",
        ),
        ("nobody", {"status": "disputed", "status_note": NOTE}, "Disputed", ""),
        ("nobody", {}, "", ""),
    ],
)
def test_a_retraction_marks_what_it_takes_back(
    tmp_path: Path, by: str, fields: Fields, word: str, note: str
) -> None:
    """A statement that another one takes back says so, and by whom, before anything else."""
    page = taken_back(by, tmp_path, fields)
    assert page.statement.status.word == word
    assert page.statement.retracted_by == note
    begin = f"{word}: " if word else ""
    assert page.title == f"{begin}Bo, 6 November 2024: “Keep the lamps lit.”"
    assert page.description == f"{begin}Quote. Bo, 6 November 2024: “Keep the lamps lit.”"
    assert page.citation.startswith(f"{begin}Bo, 6 November 2024: “Keep")
    assert quotation(page.statement.reference).startswith(f"{begin}Bo, 6 November 2024: “Keep")


LONG_AND_SHORT = (
    "Keep the lamps lit.",
    "Keep the lamps lit. " * 40 + "Go.",
    "Keep\n\nthem lit.",
    f"One.\n\n  Two {'three ' * 100}four",
    "the” (continues). In: the" * 20,
    "Иди́, иди́. " * 60 + "Стой.",
    "אור גדול. " * 60 + "סוף.",
)


def test_what_is_copied_is_on_the_page_once(tmp_path: Path) -> None:
    """The text to copy is the citation, with what that leaves out of the words and no more."""
    question = {"by": "Press", "quote": "Why? " * 90 + "So?"}
    for at, words in enumerate(LONG_AND_SHORT):
        for number, said in enumerate(
            (statement(quote=words), {**statement(quote=words), "question": question})
        ):
            catalogue = linked(tmp_path / f"{at}{number}", {"bo": person(said)})
            page = page_of(catalogue, "bo/lamps")
            cited, copied = page.cited, quotation(page.statement.reference)
            assert f"{cited.before}{cited.shown}{cited.after}" == page.citation
            assert f"{cited.before}{cited.whole}{cited.after}" == copied
            assert words in copied
            # A citation is one line, so line breaks begin what differs.
            assert number or "\n" in words or len(cited.whole) < max(len(words) - 250, 1)


def _remark(tmp_path: Path) -> Catalogue:
    """A remark in three wordings, one of them in another language, and a statement beside them."""
    wordings = {
        "root": {"quote": "We shall never go"},
        "relayed": {"quote": "We will never go", "wording_of": "bo/root"},
        "russian": {"quote": "Мы не уйдём", "lang": "ru", "wording_of": "bo/root"},
        "other": {"quote": "Good evening"},
    }
    return linked(tmp_path, {"bo": person(*(statement(id_, **it) for id_, it in wordings.items()))})


def test_all_wordings_stand_side_by_side(tmp_path: Path) -> None:
    """The page of the wording nearest to the speaker has all, with what differs in its language."""
    catalogue = _remark(tmp_path)
    page = page_of(catalogue, "bo/root")
    assert [
        (wording.statement.entry.statement.id, wording.is_nearest, wording.differs)
        for wording in page.wordings
    ] == [("root", True, ()), ("relayed", False, (("will", "shall"),)), ("russian", False, ())]
    assert page.nearest is None
    assert page.statement.wordings == "2 wordings"


def test_a_wording_leads_to_the_nearest(tmp_path: Path) -> None:
    """A wording's page names the one nearest to the speaker, and its title says what it is."""
    catalogue = _remark(tmp_path)
    page = page_of(catalogue, "bo/relayed")
    assert page.nearest is not None
    assert page.nearest.statement.entry.key == "bo/root"
    assert page.title.endswith("(another wording)")
    assert page.wordings == ()
    assert page.citation.count("As printed in: ") == 1


def test_lists_have_the_nearest_alone(tmp_path: Path) -> None:
    """People, themes and the timeline count a remark once; its source lists all that it prints."""
    catalogue = _remark(tmp_path)
    ids = [entry.statement.id for entry in catalogue.said_by["bo"]]
    assert sorted(ids) == ["other", "root"]
    assert len([*catalogue.remarks]) == 3  # with one by somebody else
    assert len(catalogue.by_theme["lighthouses"]) == 3
    assert len(catalogue.by_source["gazette"]) == 5
    pages = {page.address for page in Views(catalogue, SITE).family("people/bo/")}
    assert {f"people/bo/{id_}/" for id_ in ("root", "relayed", "russian", "other")} <= pages


def test_findings_are_those_of_others() -> None:
    """A verdict stands under the name of whoever found it, with source and date, quoted."""
    catalogue = example_cases()
    entry = catalogue.entries["example-boaster/highest-walls"]
    page = page_of(catalogue, entry.key)
    (found,) = page.statement.findings
    assert (found.by, found.day.words) == ("Example Checkers", "6 March 2021")
    assert found.text.whole == "“Wrong: two coasts have higher ones”"
    assert [cited.source.id for cited in found.cited] == ["example-checkers"]
    said = data(catalogue).said(entry)
    told = {fact.label: fact.text for fact in facts(said)}
    assert told["Found by Example Checkers"] == f"{found.text.whole} (6 March 2021)"
    # That it refutes the words must not make it a source of them.
    assert "Checkers" in told["Source of the finding"]
    assert "Checkers" not in told["Source"]
    assert said.json["findings"][0]["citations"][0]["source_title"] == found.cited[0].source.title
    assert "Wrong" not in said.reference.whole
