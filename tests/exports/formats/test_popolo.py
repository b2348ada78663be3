import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from site_builder.exports.data import Data
from tests.support.awkward import STRINGS
from tests.support.data import awkward, data, written
from tests.support.paths import ROOT
from tests.support.project import person, statement
from tests.support.views import linked

CHECKER = Draft202012Validator(
    json.loads((ROOT / "tests/fixtures/popolo.schema.json").read_text()),
    format_checker=FormatChecker(),
)


def whole(made: Data) -> dict[str, Any]:
    """The file."""
    found: dict[str, Any] = json.loads(written(made, "popolo")["data/v1/popolo.json"])
    return found


def test_reads_back(awkward_data: Data) -> None:
    """Names, offices and organisations are exact, whatever they are."""
    found = whole(awkward_data)
    persons = {it["id"]: it for it in found["persons"]}
    memberships = {it["person_id"]: it for it in found["memberships"]}
    organizations = {it["id"]: it["name"] for it in found["organizations"]}
    posts = {it["id"]: it["label"] for it in found["posts"]}
    for number, text in enumerate(STRINGS):
        own = persons[awkward(number)]
        assert (own["name"], own["other_names"]) == (text, [{"name": text}])
        held = memberships[awkward(number)]
        assert held["role"] == posts[held["post_id"]] == text
        assert organizations[held["organization_id"]] == text


@pytest.mark.parametrize("fixture", ["sheet_data", "awkward_data", "cases_data"])
def test_is_popolo(fixture: str, request: pytest.FixtureRequest) -> None:
    """The file has the classes and properties of Popolo's specification, and no others."""
    CHECKER.validate(whole(request.getfixturevalue(fixture)))


def test_identifiers_cross_walk(sheet_data: Data) -> None:
    """A person has the identifiers of other data sets, and their addresses."""
    minister = next(it for it in whole(sheet_data)["persons"] if it["id"] == "example-minister")
    assert minister["identifiers"] == [{"scheme": "wikidata", "identifier": "Q1234567890123"}]
    urls = [link["url"] for link in minister["links"]]
    assert urls[:2] == [
        "https://sheet.example/people/example-minister/",
        "https://www.wikidata.org/wiki/Q1234567890123",
    ]


def test_bodies_are_organizations(sheet_data: Data) -> None:
    """An organisation that makes statements is one in Popolo, too."""
    found = whole(sheet_data)
    assert "example-assembly" in {it["id"] for it in found["organizations"]}
    assert "example-assembly" not in {it["id"] for it in found["persons"]}


def test_only_exact_dates(tmp_path: Path) -> None:
    """Popolo cannot say “about”: such a date is left out rather than made exact."""
    cited = [{"source": "gazette"}]
    offices = [{"title": "Keeper", "start": "2020-02", "end": "2022~", "citations": cited}]
    made = data(linked(tmp_path, {"bo": person(statement(), offices=offices)}))
    (held,) = whole(made)["memberships"]
    assert held["start_date"] == "2020-02"
    assert "end_date" not in held


def test_memberships_of_organisations(cases_data: Data) -> None:
    """An organisation has its own id; offices and affiliations are memberships of it."""
    made = whole(cases_data)
    bodies = {it["id"]: it for it in made["organizations"]}
    office = bodies["organisations/example-harbour-office"]
    assert office["name"] == bodies["example-harbour-office"]["name"] == "Example Harbour Office"
    assert office["classification"] == "ministry"
    assert office["parent_id"] == "organisations/example-cabinet"
    own = [it for it in made["memberships"] if it["person_id"] == "example-harbourmaster"]
    by_id = {it["id"].rpartition("example-harbourmaster/")[2]: it for it in own}
    assert by_id["offices/2"]["organization_id"] == "organisations/example-house"
    assert by_id["offices/2"]["area"] == {"name": "Quay district"}
    party = by_id["affiliations/2"]
    assert (party["role"], party["organization_id"]) == (
        "chair",
        "organisations/example-harbour-party",
    )
    assert "post_id" not in party
    assert "start_date" not in party
    (deputy,) = (it for it in made["persons"] if it["id"] == "example-harbourmaster")
    assert deputy["sort_name"] == "Harbourmaster, Example"
    assert deputy["other_names"][0] == {
        "name": "Example Sample",
        "note": "birth",
        "end_date": "1995",
    }
