"""Who made a statement is said by everything that shows it: here, by every exit of a built site."""

import json

import pytest

from tests.support.exits import EVERYTHING, exits
from tests.support.project import Fields, Project, person, statement

ADA, BO, CY = "Ada Keeper", "Bo Warden", "Cy Spokesman"
LAMPS, TIDE, STORM = "Keep the lamps lit.", "We both mind the tide.", "She fears no storm."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built site with a joint statement, and one on somebody's behalf."""
    made = Project(tmp_path_factory.mktemp("speakers"), **EVERYTHING)
    both: Fields = {"with": ["ada-keeper"]}
    joint = {**statement("tide", quote=TIDE), **both}
    also = {**statement("moon", paraphrase="Said they mind the moon."), **both}
    behalf = statement("storm", quote=STORM, on_behalf_of="ada-keeper")
    made.write("people/ada-keeper.yml", person(statement("tide", quote=LAMPS), name=ADA))
    made.write("people/bo.yml", person(joint, also, name=BO))
    made.write("people/cy.yml", person(behalf, name=CY))
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
    assert "4 statements on this site" in " ".join(project.page("timeline").split())
    speakers = json.loads((project.site / "themes/lighthouses/speakers.json").read_text("utf-8"))
    assert [(name, count) for _, name, count, _ in speakers] == [(ADA, 3), (BO, 2), (CY, 1)]


def test_words_on_behalf_are_never_those_of_the_other(project: Project) -> None:
    """Wherever the president's name is, the spokesman's is before it, with what lies between."""
    found = exits(project, "cy/storm")
    assert len(found) > 30
    assert [name for name, text in found.items() if CY not in text] == []
    said = f"{CY}, on behalf of {ADA}"
    assert [name for name, text in found.items() if ADA in text.replace(said, "")] == []
    assert found["authors"] == CY
    assert json.loads(found["linked data"])["spokenByCharacter"]["name"] == CY
    assert [name for name, text in found.items() if said not in text] == ["authors"]


def test_words_on_behalf_are_on_both_pages_and_count_for_the_speaker(project: Project) -> None:
    """The president's page has them in a section of its own, under the spokesman's name."""
    page = " ".join(project.page("people/ada-keeper").split())
    assert page.count(f">“</span>{STORM}<") == 1
    section = page[page.index('id="said-for"') :]
    assert "They do not count as statements by" in section
    assert STORM in section
    assert "3 quotes" not in page
