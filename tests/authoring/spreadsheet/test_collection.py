"""Collections of YAML and JSON are read as tables of paths, and imported as sheets are."""

import json
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
from site_builder.examine import Inputs, load

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
        ("a.json", '{"a": 1, "a": 2}', "", "occurs twice"),
        ("a.json", '{"a": ' + "[" * 50 + "]" * 50 + "}", "", "levels deep"),
        ("a.json", "[" * 100_000, "", "cannot be read"),
        ("a.json", '{"a": 1', "", "cannot be read"),
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
    return name if isinstance(name, str) else name["official_full"], len(terms)


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
    assert "Row 5, column `terms[]`: There is no month 13." in said
    assert not (tmp_path / "content" / "people").exists()


def test_a_path_that_nobody_mentions(tmp_path: Path) -> None:
    """Every path has a field or is ignored, by its own name or that of what is around it."""
    arguments = write(LAYOUTS["popolo"], RECORDS, tmp_path)
    mapping = json.loads((tmp_path / "mapping.yml").read_text("utf-8"))
    put(tmp_path, "mapping.yml", json.dumps({**mapping, "ignore": ["persons[].gender"]}))
    said = imported(arguments, exit_code=2)
    assert "does not mention the column `persons[].contact_details[].type`" in said


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
