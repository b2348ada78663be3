"""What a date is the date of is said wherever the date is: here, by every exit of a built site."""

import json
import re

import pytest

from tests.support.exits import EVERYTHING, exits
from tests.support.project import Project, person, statement

SAID, PUBLISHED, INFERRED = "ada-keeper/oil", "ada-keeper/lamps", "ada-keeper/tide"
DATES = {
    PUBLISHED: "6 November 2024 (date of publication)",
    INFERRED: "7 November 2024 (inferred)",
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built site with a date of publication, an inferred one, and what refers to them."""
    made = Project(tmp_path_factory.mktemp("dates"), **EVERYTHING)
    printed = statement("lamps", date_basis="published")
    guessed = statement(
        "tide",
        quote="The tide can wait.",
        date="2024-11-07",
        date_basis="inferred",
        date_note="The report says “a day later”.",
        contradicts=PUBLISHED,
    )
    said = statement("oil", quote="Oil is cheap.", date="2024-11-08", retracts=INFERRED)
    holds = {"holds": "for", "statements": ["lamps"]}
    ada = person(printed, guessed, said)
    ada["positions"][0]["stances"] = [holds]  # type: ignore[index]
    made.write("people/ada-keeper.yml", ada)
    made.build()
    return made


@pytest.mark.parametrize("key", DATES)
def test_no_exit_has_the_day_alone(project: Project, key: str) -> None:
    """A day by itself would be read as the one on which the words were said."""
    found = exits(project, key)
    assert len(found) > 30
    date = DATES[key]
    day = date.partition(" (")[0]
    # These have the name alone, or no date.
    assert {name for name, text in found.items() if day not in text} <= {"authors", "search"}
    assert [name for name, text in found.items() if text.count(day) > text.count(date)] == []


@pytest.mark.parametrize("key", DATES)
def test_what_refers_to_a_statement_says_it_too(project: Project, key: str) -> None:
    """Links to another statement, by whom one was retracted, and stances name it by its date."""
    date = DATES[key]
    day = date.partition(" (")[0]
    pages = [file.read_text("utf-8") for file in project.site.rglob("people/**/index.html")]
    text = " ".join(" ".join(pages).replace("</time>", "").split())
    # From when to when there are statements, which is none's date.
    text = re.sub("[0-9]+ November 2024 – [0-9]+ November 2024", "", text)
    assert text.count(day) > 20
    assert text.count(day) == text.count(date)


def test_machines_are_told(project: Project) -> None:
    """A date of publication is none of creation; each record has the basis in a field."""
    printed, guessed = exits(project, PUBLISHED), exits(project, INFERRED)
    assert "dateCreated" not in json.loads(printed["linked data"])
    assert json.loads(printed["linked data"])["datePublished"] == "2024-11-06"
    assert json.loads(guessed["linked data"])["dateCreated"] == "2024-11-07"
    assert json.loads(printed["jsonl"])["date_basis"] == "published"
    assert json.loads(printed["csv"])["date_basis"] == "published"
    items = json.loads((project.site / "feed.json").read_bytes())["items"]
    assert [it["_factsheet"]["date_basis"] for it in items] == ["said", "inferred", "published"]


def test_the_day_of_the_words_has_nothing_beside_it(project: Project) -> None:
    """Most dates are those of the words."""
    found = exits(project, SAID)
    assert found["title"].startswith("Ada Keeper, 8 November 2024: “Oil")
    assert "description" not in json.loads(found["linked data"])
