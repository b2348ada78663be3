"""What can be found, and by which words."""

from pathlib import Path

import pytest

from site_builder.evidence.comparison import Proof, Status
from site_builder.examine import Inputs, load
from site_builder.search.documents import Documents, Field
from tests.support.project import SOURCE, Project, person, statement
from tests.support.views import example_cases


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A site of one statement."""
    return Project(tmp_path / "project")


def documents_of(project: Project) -> Documents:
    """All documents of a project."""
    return Documents(load(Inputs(project.content, project.folder)).catalogue)


def texts_of(project: Project) -> dict[Field, list[str]]:
    """The texts of Ada Keeper's statement, by their fields."""
    documents = documents_of(project)
    (entry,) = (it for it in documents.entries if it.person.id == "ada-keeper")
    return {field: [text for text, _ in texts] for field, texts in documents.statement(entry).texts}


def test_everything_about_a_statement_is_searched(project: Project) -> None:
    """Each text is in the field that says whose words it is."""
    said = statement(
        original="Маяк.",
        spoken_lang="ru",
        translation="editor",
        medium="a briefing",
        context="On lamps.",
        as_printed="the keeper",
        about=["boris-maslov"],
        citations=[{"source": "gazette", "prefix": "she said: “", "suffix": "” and left"}],
    )
    other = person(statement("tide", quote="High tide."), name="Boris Maslov")
    names = [{"name": "Ада Смотрителева", "lang": "ru"}]
    project.write("people/ada-keeper.yml", person(said, names=names))
    project.write("people/boris-maslov.yml", other)
    assert texts_of(project) == {
        Field.WORDS: ["Keep the lamps lit."],
        Field.BY: ["Ada Keeper", "Ада Смотрителева"],
        Field.THEME: ["Lighthouses"],
        Field.SOURCE: ["The Gazette of the third"],
        Field.OFFICE: ["the keeper"],
        Field.PASSAGE: ["she said: “ Keep the lamps lit. ” and left"],
        Field.ORIGINAL: ["Маяк."],
        Field.ABOUT: ["Boris Maslov"],
        Field.MEDIUM: ["a briefing"],
        Field.CONTEXT: ["On lamps."],
    }


def test_a_name_in_latin_letters_has_no_language(project: Project) -> None:
    """No stem makes one name of two, such as Mark and Marks."""
    names = [{"name": "Ada Mark", "lang": "en"}, {"name": "Ада Марк", "lang": "ru"}]
    project.write("people/ada-keeper.yml", person(statement(), names=names))
    documents = documents_of(project)
    texts = dict(documents.statement(documents.entries[0]).texts)
    assert texts[Field.BY] == (("Ada Keeper", ""), ("Ada Mark", ""), ("Ада Марк", "ru"))


def test_an_office_that_is_only_possible_is_not_searched(project: Project) -> None:
    """Nobody is found by an office that they may not have held at the time."""
    office = {"title": "Warden", "start": "2020", "citations": [{"source": "gazette"}]}
    project.write("people/ada-keeper.yml", person(statement(), offices=[office]))
    assert Field.OFFICE not in texts_of(project)


def test_the_order_reversed_is_that_of_pages(project: Project) -> None:
    """From the last document on, statements come newest first; those of a day keep their order."""
    days = {"one": "2020-01-01", "two": "2024-01-01", "three": "2024-01-01", "four": "2021-01-01"}
    said = [statement(id_, quote=f"Lamp {id_}.", date=day) for id_, day in days.items()]
    project.write("people/ada-keeper.yml", person(*said))
    ids = [entry.statement.id for entry in reversed(documents_of(project).entries)]
    assert ids == ["two", "three", "four", "one"]


def test_values_of_a_facet_that_share_a_name_are_told_apart(project: Project) -> None:
    """Two people with one name are two values, with their ids."""
    project.write("people/other-keeper.yml", person(statement("tide", quote="High tide.")))
    documents = documents_of(project)
    people = {documents.statement(entry).facets["Person"] for entry in documents.entries}
    assert people == {("Ada Keeper (ada-keeper)",), ("Ada Keeper (other-keeper)",)}


def test_a_source_is_cited_by_the_title_that_it_has(project: Project) -> None:
    """What tells two sources of one title apart is for the facet, not in the title of either."""
    project.write("sources/bulletin.yml", SOURCE)
    documents = documents_of(project)
    shown = [documents.statement(entry) for entry in documents.entries]
    assert {it.facets["Source"] for it in shown} == {(f"{SOURCE['title']} (gazette)",)}
    address = {"source": SOURCE["title"], "address": "sources/gazette/"}
    assert [it.shown["citations"] for it in shown] == [[address]]


def test_people_are_found_by_party_and_district() -> None:
    """All affiliations of a person are searched, past ones too; each country is a choice."""
    catalogue = example_cases()
    deputy = Documents(catalogue).record(catalogue.people["example-harbourmaster"])
    texts = {field: [text for text, _ in own] for field, own in deputy.texts}
    assert {"Example Lamp Party", "Friends of the Quay (Quay district)"} <= {*texts[Field.TEXT]}
    assert "Example Sample" in texts[Field.TITLE]
    assert deputy.facets["Country"] == ("Antarctica", "Soviet Union", "United Nations")


def test_organisations_are_found() -> None:
    """An organisation is found by each of its names and by what it is."""
    catalogue = example_cases()
    cabinet = Documents(catalogue).record(catalogue.organisations["example-cabinet"])
    texts = {field: [text for text, _ in own] for field, own in cabinet.texts}
    assert texts[Field.TITLE] == ["Example Cabinet", "Пример Кабинет", "Council of Examples"]
    assert texts[Field.TEXT] == ["Government", "Decides on storms."]
    assert cabinet.facets["Kind"] == ("Organisation",)


def test_a_statement_is_filtered_by_its_evidence(project: Project) -> None:
    """The value is that of the citation that shows most; without a copy, nothing was checked."""
    project.write("people/ada-keeper.yml", person(statement("lamps"), statement("tide")))
    catalogue = load(Inputs(project.content, project.folder)).catalogue
    documents = Documents(catalogue, {"ada-keeper/lamps": (Proof(Status.EXACT),)})
    found = {
        it.statement.id: documents.statement(it).facets["Evidence"] for it in documents.entries
    }
    assert found == {"lamps": ("Exact",), "tide": ("No-copy",)}


def test_another_wording_of_a_remark_is_told_as_such(project: Project) -> None:
    """A result that has another source's words for a remark says so."""
    relayed = statement("relayed", quote="Let no lamp go out.", wording_of="ada-keeper/lamps")
    project.write("people/ada-keeper.yml", person(statement("lamps"), relayed))
    documents = documents_of(project)
    told = {
        it.statement.id: documents.statement(it).shown.get("wording_of") for it in documents.entries
    }
    assert told == {"lamps": None, "relayed": "people/ada-keeper/lamps/"}


def test_an_office_is_one_speakers(project: Project) -> None:
    """Of several speakers, even of one name, it is said whose an office was; of one, it is not."""
    ends = {"start": "2020", "end": "2025", "citations": [{"source": "gazette"}]}
    held, other = {"title": "Warden", **ends}, {"title": "Pilot", **ends}
    joint, own = {**statement("joint"), "with": ["ada-too"]}, statement("own", quote="Alone.")
    project.write("people/ada-keeper.yml", person(joint, own, offices=[held]))
    project.write("people/ada-too.yml", person(offices=[held, other]))
    documents = documents_of(project)
    made = {it.statement.id: documents.statement(it) for it in documents.entries}
    assert {id_: it.shown["offices"] for id_, it in made.items()} == {
        "joint": [
            "Ada Keeper (ada-keeper): Warden",
            "Ada Keeper (ada-too): Warden",
            "Ada Keeper (ada-too): Pilot",
        ],
        "own": ["Warden"],
    }
    assert made["own"].shown.get("holders") is None
    assert made["joint"].shown["holders"] == [
        "Ada Keeper (ada-keeper): ",
        "Ada Keeper (ada-too): ",
        "Ada Keeper (ada-too): ",
    ]
    assert [text for text, _ in dict(made["joint"].texts)[Field.OFFICE]] == ["Warden", "Pilot"]
