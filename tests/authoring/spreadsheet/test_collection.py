"""Collections of YAML and JSON are read as tables of paths, and imported as sheets are."""

import json
import re
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from click.testing import CliRunner

from benchmarks.collections import LAYOUTS, Layout, write
from site_builder.authoring.spreadsheet.cells import SpreadsheetError
from site_builder.authoring.spreadsheet.collection import read_collection
from site_builder.cli import main
from site_builder.diagnostics import MAX_SAME
from site_builder.examine import Inputs, load
from tests.support.spreadsheet import write_site

OF_PEOPLE = ("popolo", "congress-legislators", "openstates")
RECORDS = 30


def put(folder: Path, name: str, text: str) -> Path:
    """Write a file of a collection."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def imported(arguments: list[str], *more: str, exit_code: int = 0) -> str:
    """Import a collection, and return what is printed."""
    config = str(Path(arguments[1]).with_name("mkdocs.yml"))
    result = CliRunner().invoke(main, [*arguments, "--config-file", config, *more])
    assert result.exit_code == exit_code, result.output
    return result.output


def test_values_are_texts_by_path(tmp_path: Path) -> None:
    """What YAML and JSON take for numbers, dates and truth values stays the text of the file."""
    put(tmp_path, "a.yml", "id: 007\nname: { last: No }\nterms:\n- { start: 2001-01-03 }\n- {}\n")
    put(tmp_path, "b.json", '[{"id": 1.50, "tags": ["x", "y"], "ok": true, "no": null}]')
    put(tmp_path, "below/c.jsonl", '{"ids": [{"scheme": "wd", "id": "Q1"}]}\n')
    put(tmp_path, "notes.txt", "Not read.")
    table = read_collection(tmp_path)
    assert table.rows == {
        1: {"id": "007", "name.last": "No", "terms[0].start": "2001-01-03"},
        2: {"id": "1.50", "tags[0]": "x", "tags[1]": "y", "ok": "true"},
        3: {"ids[wd].id": "Q1"},
    }
    assert table.columns == ("id", "name.last", "terms[].start", "tags[]", "ok", "ids[wd].id")


def test_rows_are_the_items_of_a_list(tmp_path: Path) -> None:
    """A row has what is around its list, but not the items of other lists."""
    day = {"date": "2024", "other": ["x"], "part": {"turns": [{"text": "A"}, {"text": "B"}]}}
    file = put(tmp_path, "a.json", json.dumps({"site": "S", "days": [day, {"part": {}}]}))
    around = {"site": "S", "days[].date": "2024"}
    assert read_collection(file, "days[].part.turns[]").rows == {
        1: {**around, "days[].part.turns[].text": "A"},
        2: {**around, "days[].part.turns[].text": "B"},
    }


@pytest.mark.parametrize(
    ("name", "text", "rows", "said"),
    [
        ("a.yml", "a: &x 1\nb: *x\n", "", "aliases"),
        ("a.yml", "a: !!python/name:os.system 1\n", "", "tags"),
        ("a.yml", "a: 1\na: 2\n", "", "occurs twice"),
        ("a.yml", 'a: 1\nb: "x\n', "", "line 2: This is not valid YAML: a quotation mark is"),
        ("a.json", '{"a": 1, "a": 2}', "", "the field 'a' occurs twice in one record"),
        ("a.jsonl", '{"b": 1}\n{"a": 1, "a": 2}', "", "line 2: the field 'a' occurs twice"),
        ("a.json", "\n", "", "cannot be read: it is empty"),
        ("a.json", '{"a": 1}\n{"a": 2}', "", "line 2, column 1: there is more after the end; if "),
        ("a.jsonl", '{"a": 1} {"a": 2}', "", "the end; each record has a line of its own."),
        ("a.json", '{"a": ' + "[" * 50 + "]" * 50 + "}", "", "levels deep"),
        ("a.json", "[" * 100_000, "", "cannot be read"),
        ("a.json", '{"a": 1', "", "line 1, column 8: a comma is missing, or a bracket"),
        ("a.json", '{"a": "x\\q"}', "", "line 1, column 9: a backslash within a text is written"),
        ("a.json", '{"a": "one\ntwo"}', "", "line 1, column 11: a text breaks off here"),
        ("a.jsonl", '{"a": 1}\n\n{"a": }\n', "", "line 3, column 7: a value is missing"),
        ("a.json", '["text"]', "", "must have fields"),
        ("a.json", '{"a": 1}', "b[]", "no list `b[]`"),
        ("a.json", '{"a": 1}', "b", "is not a list"),
    ],
)
def test_what_cannot_be_read(tmp_path: Path, name: str, text: str, rows: str, said: str) -> None:
    """A collection that cannot be read ends with a sentence."""
    with pytest.raises(SpreadsheetError) as error:
        read_collection(put(tmp_path, name, text), rows)
    assert said in str(error.value)


def test_all_lines_that_cannot_be_read_are_listed(tmp_path: Path) -> None:
    """One run names every line with a fault, and counts those after the first of many."""
    file = put(tmp_path, "a.jsonl", '{"a": }\n{"a": 1}\n' + "{a: 1}\n" * MAX_SAME)
    with pytest.raises(SpreadsheetError) as caught:
        read_collection(file)
    lines = str(caught.value).split("\n")
    assert "line 1, column 7: a value is missing" in lines[0]
    assert "line 3, column 2: a field's name" in lines[1]
    assert len(lines) == MAX_SAME + 1
    assert lines[-1] == f"{file} cannot be read: 1 more lines have faults."


@pytest.mark.parametrize("name", LAYOUTS)
def test_a_collection_is_taken_in_completely(name: str, tmp_path: Path) -> None:
    """Every record is there, with every word of it, and a second import adds nothing."""
    arguments = write(LAYOUTS[name], RECORDS, tmp_path)
    assert "Nothing was written." in imported(arguments, "--dry-run")
    imported(arguments)
    content = load(Inputs(tmp_path / "content", tmp_path))
    made = [LAYOUTS[name].record(number) for number in range(RECORDS)]
    if name in OF_PEOPLE:
        held = sorted((it.name, len(it.offices)) for it in content.catalogue.people.values())
        assert held == sorted(map(_held, made))
    else:
        words = sorted(it.statement.words for it in content.catalogue.entries.values())
        assert words == sorted(it.get("claimReviewed") or it["text"] for it in made)
    assert f": 0 new, {RECORDS} already there." in imported(arguments)


def _held(record: dict[str, Any]) -> tuple[str, int]:
    name = record["name"]
    terms = record.get("memberships") or record.get("terms") or record["roles"]
    if isinstance(name, dict):
        suffix = f", {name['suffix']}" if "suffix" in name else ""
        own = " ".join(name[part] for part in ("first", "middle", "last") if part in name)
        name = f"{own}{suffix}"
    return name, len(terms)


def test_what_is_not_taken_is_named(tmp_path: Path) -> None:
    """A dry run counts the values for which the mapping has no field."""
    arguments = write(LAYOUTS["popolo"], RECORDS, tmp_path)
    said = imported(arguments, "--dry-run")
    assert f"Not taken: {RECORDS} values of `persons[].contact_details[].value`." in said
    result = json.loads(imported(arguments, "--dry-run", "--format", "json"))
    assert {"column": "persons[].gender", "count": RECORDS} in result["not_taken"]


def test_all_or_nothing(tmp_path: Path) -> None:
    """A record with a fault is named by its number, path and reason, and nothing is written."""

    def broken(number: int) -> dict[str, Any]:
        made = LAYOUTS["congress-legislators"].record(number)
        if number == 4:
            made["terms"][0]["start"] = "2001-13-03"
        return made

    whole = LAYOUTS["congress-legislators"]
    arguments = write(Layout(broken, *whole[1:]), RECORDS, tmp_path)
    said = imported(arguments, exit_code=1)
    assert "Row 5, column `terms[0].start`: There is no month 13." in said
    assert not (tmp_path / "content" / "people").exists()


def test_a_path_that_nobody_mentions(tmp_path: Path) -> None:
    """Every path has a field or is ignored, by its own name or that of what is around it."""
    arguments = write(LAYOUTS["popolo"], RECORDS, tmp_path)
    mapping = json.loads((tmp_path / "mapping.yml").read_text("utf-8"))
    ignored = [path for path in mapping["ignore"] if "contact" not in path]
    put(tmp_path, "mapping.yml", json.dumps({**mapping, "ignore": ignored}))
    said = imported(arguments, exit_code=2)
    assert "does not mention the columns `persons[].contact_details[].type`, `persons" in said


def test_a_scheme_that_comes_twice(tmp_path: Path) -> None:
    """The second item of a scheme is a column of its own, and does not replace the first one."""
    ids = [{"scheme": "wd", "id": "Q1"}, {"scheme": "x", "id": "7"}, {"scheme": "wd", "id": "Q2"}]
    table = read_collection(put(tmp_path, "a.json", json.dumps({"ids": ids})))
    assert table.rows[1] == {"ids[wd].id": "Q1", "ids[x].id": "7", "ids[wd][1].id": "Q2"}
    assert table.columns == ("ids[wd].id", "ids[x].id", "ids[wd][].id")


POPOLO = {
    "persons": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}],
    "memberships": [
        {"person_id": "b", "organization_id": "h", "role": "Chair", "post_id": "gone"},
        {"person_id": "b", "organization_id": "h", "role": "Member"},
    ],
    "organizations": [{"id": "h", "name": "House"}],
}


@pytest.mark.parametrize(
    ("record", "path"),
    [
        ({"name.first": "Ada", "name": {"first": "Bo"}}, "name.first"),
        ({"terms[0]": "1", "terms": ["2"]}, "terms[0]"),
        ({"ids": [{"scheme": "1", "id": "a"}, {"id": "b"}]}, "ids[1].id"),
    ],
)
def test_two_values_of_one_path_are_refused(
    record: dict[str, object], path: str, tmp_path: Path
) -> None:
    """Names of fields that look like paths lose no value."""
    file = put(tmp_path, "a.json", json.dumps(record))
    with pytest.raises(SpreadsheetError, match=re.escape(f"have the path `{path}`")):
        read_collection(file)


def test_a_scheme_that_is_no_text_stays(tmp_path: Path) -> None:
    """What a scheme holds is in the path, or else a value."""
    file = put(tmp_path, "a.json", '{"ids": [{"scheme": {"name": "x"}, "id": "a"}]}')
    assert read_collection(file).rows == {1: {"ids[0].scheme.name": "x", "ids[0].id": "a"}}


def test_a_line_of_jsonl_ends_at_a_line_feed(tmp_path: Path) -> None:
    """A text may hold the line separators of Unicode."""
    file = put(tmp_path, "a.jsonl", '{"a": "one\u2028two"}\r\n{"a": "three"}')
    assert [row["a"] for row in read_collection(file).rows.values()] == ["one\u2028two", "three"]


def test_lists_beside_each_other_are_joined(tmp_path: Path) -> None:
    """Memberships go to the person whom they name, with the organisation that they name."""
    file = put(tmp_path, "a.json", json.dumps(POPOLO))
    table = read_collection(file, "persons[]", ["memberships.person_id"])
    assert table.rows[1] == {"persons[].id": "a", "persons[].name": "A"}
    own = {path: text for path, text in table.rows[2].items() if "memberships" in path}
    assert own == {
        "persons[].memberships[0].role": "Chair",
        "persons[].memberships[0].organization_id": "h",
        "persons[].memberships[0].organization.id": "h",
        "persons[].memberships[0].organization.name": "House",
        "persons[].memberships[0].post_id": "gone",
        "persons[].memberships[1].role": "Member",
        "persons[].memberships[1].organization_id": "h",
        "persons[].memberships[1].organization.id": "h",
        "persons[].memberships[1].organization.name": "House",
    }


@pytest.mark.parametrize(
    ("changed", "join", "rows", "said"),
    [
        ({}, "seats.person_id", "persons[]", "no lists `seats` and `persons`"),
        ({}, "memberships.person_id", "", "add `--rows name[]`"),
        ({}, "memberships.post_id", "persons[]", "a `post_id` that no item of `persons` has"),
        ({"persons": [{"name": "A"}]}, "memberships.person_id", "persons[]", "has no `id`"),
        (
            {"persons": [{"id": "a"}, {"id": "a"}]},
            "memberships.person_id", "persons[]", "two items have the id `a`",
        ),
        (
            {"persons": [{"id": "b", "memberships": []}]},
            "memberships.person_id", "persons[]", "has `memberships` already",
        ),
        (
            {"persons": [{"id": "None"}], "memberships": [{"role": "chair"}]},
            "memberships.person_id", "persons[]", "has a `person_id` that no item",
        ),
        (
            {"posts": [{"id": "h"}]},
            "memberships.person_id", "persons[]", "two items have the id `h`",
        ),
    ],
)  # fmt: skip
def test_what_cannot_be_joined(
    tmp_path: Path, changed: dict[str, Any], join: str, rows: str, said: str
) -> None:
    """A reference that leads to none or to two is refused, and nothing is dropped."""
    file = put(tmp_path, "a.json", json.dumps(POPOLO | changed))
    with pytest.raises(SpreadsheetError) as error:
        read_collection(file, rows, [join])
    assert said in str(error.value)


# An invented file like ParlParse's `people.json`, as its program `base_resolver.py` reads it.
PARLPARSE = {
    "persons": [
        {
            "id": "example.org/person/1",
            "other_names": [
                {"given_name": "Una", "family_name": "Reeve", "note": "Main"},
                {"given_name": "Una", "family_name": "Stone", "note": "Main"},
            ],
        }
    ],
    "memberships": [
        {
            "id": "example.org/member/1",
            "person_id": "example.org/person/1",
            "post_id": "example.org/cons/1",
            "on_behalf_of_id": "tide-party",
            "start_date": "1997-05-01",
        }
    ],
    "posts": [
        {"id": "example.org/cons/1", "label": "MP for Port Example", "area": {"name": "Port"}}
    ],
    "organizations": [{"id": "tide-party", "name": "Tide Party"}],
}


def test_a_pattern_takes_one_item_of_a_list(tmp_path: Path) -> None:
    """A name that is in a list of names can be put together; the other names are not taken."""
    write_site(tmp_path)
    put(tmp_path, "people.json", json.dumps(PARLPARSE))
    seat, name = "persons[].memberships[]", "persons[].other_names[0]"
    columns = {
        f"{seat}.post.label": "person.offices[].title",
        f"{seat}.post.area.name": "person.offices[].district",
        f"{seat}.start_date": "person.offices[].start",
    }
    pattern = f"{{{name}.given_name}} {{{name}.family_name}}"
    mapping = {
        "columns": columns,
        "patterns": {"person": pattern},
        "ignore": ["persons[].id", "persons[].other_names", seat],
        "values": {"person.kind": "official", "person.offices[].source": "gazette"},
    }
    put(tmp_path, "mapping.yml", json.dumps(mapping))
    rows = ["--rows", "persons[]", "--join", "memberships.person_id", "--dry-run"]
    arguments = ["import", str(tmp_path / "people.json"), "-m", str(tmp_path / "mapping.yml")]
    said = imported(arguments, *rows)
    assert "+name: Una Reeve\n" in said
    assert "title: MP for Port Example" in said
    assert "Not taken: 1 value of `persons[].other_names[].given_name`." in said


OF_ONE = {"name": "person", "terms[].title": "person.offices[].title"}


@pytest.mark.parametrize(
    ("columns", "more", "said"),
    [
        ({**OF_ONE, "jobs[].at": "person.offices[].start"}, {}, "are not of one list"),
        ({**OF_ONE, "since": "person.offices[].start"}, {}, "are not of one list"),
        (OF_ONE, {"patterns": {"person.summary": "{terms[].title}"}}, "is a list"),
        (OF_ONE, {"patterns": {"person.summary": "{since} on"}}, "does not end with a column"),
        ({**OF_ONE, "terms[].urls[]": "person.offices[].source"}, {}, "There are several values"),
    ],
)
def test_items_that_do_not_belong_together(
    tmp_path: Path, columns: dict[str, str], more: dict[str, Any], said: str
) -> None:
    """Items of two lists are never numbered as if they were of one; nor is a list within a list."""
    record = {
        "name": "Bo New", "since": "2001", "jobs": [{"at": "2002"}],
        "terms": [{"title": "Keeper", "urls": ["records", "records"]}, {"title": "Reeve"}],
    }  # fmt: skip
    arguments = write(LAYOUTS["openstates"], 1, tmp_path)
    put(tmp_path, "collection.json", json.dumps([record]))
    left = {"name", "since", "jobs", "terms[].title", "terms[].urls"} - columns.keys()
    values = {"person.kind": "official", "person.offices[].source": "records"}
    mapping = {"columns": columns, "ignore": sorted(left), "values": values, **more}
    put(tmp_path, "mapping.yml", json.dumps(mapping))
    assert said in imported(arguments, exit_code=1 if "several" in said else 2)
    assert not (tmp_path / "content" / "people").exists()


@pytest.mark.parametrize("name", OF_PEOPLE)
def test_what_no_record_has_is_told(name: str, tmp_path: Path) -> None:
    """A mapping serves a file whose records leave out some of what it has a field for."""
    made = LAYOUTS[name]
    left_out = {"sort_name", "suffix", "family_name", "district", "image", "email"}

    def record(number: int) -> dict[str, Any]:
        whole: dict[str, Any] = without(made.record(number), left_out)
        return whole

    arguments = write(made._replace(record=record), 3, tmp_path)
    said = imported(arguments)
    assert re.match(r"No record has `.*(sort_name|suffix|district)`", said)
    assert "People: 3 new" in said


def without(value: Any, names: set[str]) -> Any:
    """A value without the fields of these names, however deep."""
    match value:
        case dict():
            return {key: without(it, names) for key, it in value.items() if key not in names}
        case list():
            return [without(it, names) for it in value]
    return value


@pytest.mark.parametrize(
    ("right", "wrong"),
    [
        ("persons[].identifiers[wikidata].identifier", "persons[].identifiers[wikidta].identifier"),
        ("persons[].memberships[].role", "persons[].memberships[].rol"),
    ],
)
def test_a_misspelt_path_is_refused(right: str, wrong: str, tmp_path: Path) -> None:
    """A path that no record has is refused if what it is meant for would be left out unnoticed."""
    arguments = write(LAYOUTS["popolo"], 3, tmp_path)
    file = tmp_path / "mapping.yml"
    file.write_text(file.read_text("utf-8").replace(f'"{right}": "person', f'"{wrong}": "person'))
    said = imported(arguments, exit_code=2)
    assert f"No column is called `{wrong}`. Did you mean `{right}`?" in said


@pytest.mark.parametrize("name", LAYOUTS)
def test_cost_grows_with_the_records(name: str, tmp_path: Path) -> None:
    """Twice as many records cost about twice as many calls, and not four times."""

    def calls(records: int) -> int:
        arguments = [*write(LAYOUTS[name], records, tmp_path / str(records)), "--dry-run"]
        count = 0

        def noted(_: FrameType, event: str, __: object) -> None:
            nonlocal count
            count += event == "call"

        sys.setprofile(noted)
        try:
            imported([*arguments, "--format", "json"])
        finally:
            sys.setprofile(None)
        return count

    calls(10)
    assert calls(120) < 2.5 * calls(60)
