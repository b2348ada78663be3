import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from site_builder.examine import Inputs, load
from site_builder.exports.data import EVERYTHING, Data
from site_builder.exports.formats import api
from tests.support.data import RELEASE, SITE, data, written
from tests.support.project import Project, person, statement
from tests.support.repository import commit, git
from tests.support.views import linked


def results(made: Data) -> dict[str, Any]:
    """What each file of the API holds, by its path there."""
    found = written(made, "api")
    return {path.removeprefix(api.FOLDER): json.loads(text) for path, text in found.items()}


def test_reads_back(awkward_data: Data) -> None:
    """A file holds its record as it is exported, whatever its texts are, in an envelope."""
    found = results(awkward_data)
    for record in awkward_data.records():
        whole = found[f"{record.kind.folder}/{record.record.id}.json"]
        assert whole["licence"]["name"] == "CC BY 4.0"
        result = whole["result"]
        if record.kind.name != "person":
            entries = (
                awkward_data.catalogue.by_theme
                if record.kind.name == "theme"
                else (awkward_data.catalogue.by_source)
            )
            keys = [entry.key for entry in entries.get(record.record.id, ())]
            assert result.pop("statements") == keys
        assert result == record.json


def test_lists_say_which_release_they_are_of(sheet_data: Data) -> None:
    """The commit is in the lists alone: a record's file stays the same if the record does."""
    found = results(sheet_data)
    del found["openapi.json"]
    of_release = {path for path, whole in found.items() if whole.get("release") == RELEASE.commit}
    assert of_release == {"index.json", "moved.json"}
    assert {path for path, whole in found.items() if "generated" in whole} == of_release


def test_statements_are_inside(sheet_data: Data) -> None:
    """A person's file has their positions with all statements in them."""
    result = results(sheet_data)["people/example-minister.json"]["result"]
    inside = {it["key"] for position in result["positions"] for it in position["statements"]}
    own = sheet_data.catalogue.by_person["example-minister"]
    assert inside == {entry.key for entry in own}


def test_description_is_openapi(sheet_data: Data) -> None:
    """The description is valid OpenAPI 3.1."""
    OpenAPIV31SpecValidator(results(sheet_data)["openapi.json"]).validate()


def test_files_are_as_described(sheet_data: Data) -> None:
    """Each file satisfies the schema that the description has for its path."""
    found = results(sheet_data)
    described = found.pop("openapi.json")
    components = described["components"]
    for path, whole in found.items():
        folder, _, name = path.rpartition("/")
        route = f"/{folder}/{{id}}.json" if folder else f"/{name}"
        got = described["paths"][route]["get"]["responses"]["200"]["content"]["application/json"]
        schema = {**got["schema"], "components": components}
        assert [*Draft202012Validator(schema).iter_errors(whole)] == [], path
    # One for each record, the index, and the former ids.
    assert len(found) == len([*sheet_data.records()]) + 2


def test_former_ids_lead_on(tmp_path: Path) -> None:
    """At a former id stands where the record is now: an id never vanishes."""
    made = data(linked(tmp_path, {"bo": person(statement(), former_ids=["bob"])}))
    assert results(made)["people/bob.json"]["result"] == {"gone": "moved", "into": "bo"}


def test_what_was_removed_has_a_tombstone(tmp_path: Path) -> None:
    """At the address of a removed record stands since when it is gone, if releases are compared."""
    project = Project(tmp_path)
    project.write("people/bo.yml", person(statement()))
    project.write("people/cy.yml", person(statement(quote="No fog.")))
    commit(project.folder)
    git(project.folder, "tag", "v1")
    (project.content / "people/bo.yml").unlink()
    (project.content / "people/cy.yml").unlink()
    moved = person(statement(quote="No fog."), former_ids=["cy"])
    project.write("people/cyd.yml", moved)
    commit(project.folder)
    git(project.folder, "tag", "v2")
    catalogue = load(Inputs(project.content, tmp_path)).catalogue

    def found(*exports: str) -> dict[str, Any]:
        site = SITE._replace(exports=exports)
        return results(Data(catalogue, site, RELEASE, EVERYTHING, project.content))

    with_changes = found("api", "changes")
    whole = with_changes["people/bo.json"]
    assert {"gone": "withdrawn", "release": "v2"}.items() <= whole["result"].items()
    day = whole["result"]["date"]
    assert day.endswith("Z")
    assert day != RELEASE.date
    described = with_changes["openapi.json"]
    get = described["paths"]["/people/{id}.json"]["get"]
    schema = get["responses"]["200"]["content"]["application/json"]["schema"]
    checker = Draft202012Validator({**schema, "components": described["components"]})
    checker.validate(whole)
    assert with_changes["people/cy.json"]["result"] == {"gone": "moved", "into": "cyd"}
    assert "people/bo.json" not in found("api")


def test_what_was_withdrawn_says_so_without_releases(tmp_path: Path) -> None:
    """Its entry is enough: git need not be asked, nor know what was there."""
    entry = {"address": "people/cy", "date": "2024-11-08", "reason": "He asked for it."}
    listed = {"withdrawn": {"withdrawn": [{**entry, "former_ids": ["si"]}]}}
    found = results(data(linked(tmp_path, {"bo": person(statement())}, listed)))
    for path in "people/cy.json", "people/si.json":
        assert found[path]["result"] == {
            "gone": "withdrawn",
            "date": "2024-11-08",
            "reason": "He asked for it.",
        }


def test_all_former_ids(tmp_path: Path) -> None:
    """One list has every former id, and every former key of a statement, with the present one."""
    moved = statement(former_ids=["lights"])
    found = results(data(linked(tmp_path, {"bo": person(moved, former_ids=["bob"])})))
    listed = found["moved.json"]["result"]["moved"]
    assert {(it["kind"], it["id"], it["into"]) for it in listed} == {
        ("person", "bob", "bo"),
        ("statement", "bob/lamps", "bo/lamps"),
        ("statement", "bo/lights", "bo/lamps"),
        ("statement", "bob/lights", "bo/lamps"),
    }
    assert {it["gone"] for it in listed} == {"moved"}


def test_organisations_move_too(tmp_path: Path) -> None:
    """The former id of an organisation leads to it, like that of any record."""
    port = {"name": "Port Office", "kind": "ministry", "former_ids": ["harbour-office"]}
    catalogue = linked(tmp_path, {"bo": person(statement())}, {"organisations/port-office": port})
    moved = results(data(catalogue))["moved.json"]["result"]["moved"]
    assert [(it["kind"], it["id"], it["into"]) for it in moved] == [
        ("organisation", "harbour-office", "port-office")
    ]


def test_index_in_pages(sheet_data: Data, monkeypatch: pytest.MonkeyPatch) -> None:
    """The list of all records is cut into pages, each of which names the next one."""
    monkeypatch.setattr(api, "PAGE", 3)
    found = results(sheet_data)
    page, listed = "index.json", []
    result: dict[str, Any] = {}
    while page:
        result = found[page]["result"]
        listed += result["records"]
        page = result["next"]
    assert [it["id"] for it in listed] == [it.record.id for it in sheet_data.records()]
    assert all(it["file"] in found for it in listed)
    counts = {"people": 3, "themes": 2, "sources": 3, "organisations": 0, "statements": 8}
    assert result["counts"] == counts
    assert result["pages"] == -(-len(listed) // 3)


def test_index_without_records(tmp_path: Path) -> None:
    """An empty site has an index."""
    project = Project(tmp_path)
    (project.content / "people/ada-keeper.yml").unlink()
    made = data(linked(tmp_path / "other", {}))
    assert results(made)["index.json"]["result"]["pages"] == 1
