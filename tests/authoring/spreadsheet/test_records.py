"""Which records a row names, and which it adds."""

from pathlib import Path

import pytest

from site_builder.authoring.spreadsheet.mapping import ColumnMap
from site_builder.authoring.spreadsheet.records import Records
from site_builder.authoring.spreadsheet.row import Problems, Values
from site_builder.examine import Inputs, load
from tests.support.spreadsheet import write_site

NEW: Values = {"name": "Bo Warden", "kind": "official"}


@pytest.fixture
def records(tmp_path: Path) -> Records:
    """Those of a site with a person, a theme and a source."""
    write_site(tmp_path)
    content = load(Inputs(tmp_path / "content", tmp_path))
    mapping = ColumnMap(columns={}, people={"The Keeper": "ada-keeper"})
    return Records(mapping, tmp_path / "content", content.catalogue, content.listing.known)


@pytest.mark.parametrize("called", ["Ada Keeper", "ada keeper", "ada-keeper", "The Keeper"])
def test_what_is_there_is_found(records: Records, called: str) -> None:
    """A record is found by its name, its id, or what the mapping file calls it; none is new."""
    named = records.named([])
    assert named.id_of("person", called, {}) == "ada-keeper"
    assert (named.new, named.problems) == ({}, [])


def test_a_new_record_waits_until_its_row_is_taken(records: Records) -> None:
    """What a row describes is new with it, and there for others only when it has been added."""
    named, other = records.named([]), records.named([])
    assert named.id_of("person", "Bo Warden", NEW) == "bo-warden"
    assert named.new == {("person", "bo-warden"): NEW}
    assert other.id_of("person", "Bo Warden", {}) == ""
    assert [field for field, _ in other.problems] == ["person"]
    records.add(("person", "bo-warden"), NEW, "row 2")
    again = records.named([])
    assert again.id_of("person", "Bo Warden", NEW) == "bo-warden"
    assert (again.new, again.problems) == ({}, [])


def test_a_record_is_never_changed(records: Records) -> None:
    """A row that says something else of a record is refused, at the field."""
    named = records.named([])
    assert named.id_of("person", "Ada Keeper", {"kind": "group"}) == ""
    [(field, said)] = named.problems
    assert field == "person.kind"
    assert said.startswith("`people/ada-keeper.yml` has another `kind` for the person")


def test_parts_get_the_ids_of_what_they_name(records: Records) -> None:
    """Fields of a part are put into it, with its source cited; what is not there is told."""
    problems: Problems = []
    fields: Values = {
        "findings[0].by": "Checkers",
        "findings[0].source": "Gazette",
        "findings[0].locator": "page 2",
        "status_note.source": "The Herald",
    }
    cited = [{"source": "gazette", "locator": "page 2"}]
    assert records.nested(fields, problems) == {
        "findings": [{"by": "Checkers", "citations": cited}],
        "status_note": {},
    }
    assert [field for field, _ in problems] == ["status_note.source"]
