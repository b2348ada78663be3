from pathlib import Path

import pytest

from site_builder.authoring.spreadsheet.mapping import (
    RECORDS,
    ColumnMap,
    MappingError,
    fields,
    read_mapping,
)
from site_builder.authoring.spreadsheet.sheet import Table
from site_builder.content.kinds import KINDS
from tests.support.spreadsheet import COLUMNS, MAPPING


def mapping(folder: Path, text: str) -> ColumnMap:
    """Read a mapping of the columns."""
    file = folder / "mapping.yml"
    file.write_text(text, encoding="utf-8")
    return read_mapping(file, Table(COLUMNS))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (MAPPING.replace("  Page: locator\n", ""), "does not mention the column `Page`"),
        (MAPPING.replace("locator", "loctor"), "`loctor` is not a field. Did you mean `locator`?"),
        (MAPPING.replace("locator", "date"), "two columns are mapped to `date`"),
        (MAPPING.replace("Page", "Pge"), "no column is called `Pge`"),
        ("columns: [a]\n", "`columns`"),
        (f"{MAPPING}colums: []\n", "`colums`"),
        ("columns: {\n", "mapping.yml:2:1: "),
    ],
    ids=["forgotten", "misspelt", "twice", "no column", "a list", "an unknown key", "no YAML"],
)
def test_a_mapping_that_does_not_fit(tmp_path: Path, text: str, said: str) -> None:
    """A mapping that does not fit is refused; no column is skipped without a word."""
    with pytest.raises(MappingError) as refused:
        mapping(tmp_path, text)
    assert said in str(refused.value)


def test_a_row_by_field(tmp_path: Path) -> None:
    """A row's cells fill their fields before the defaults do; a list is separated by semicolons."""
    text = MAPPING.replace("Page: locator", "Page: about")
    found = mapping(tmp_path, f"{text}values: {{ date: '2024', locator: page 1 }}\n")
    assert found.column("quote") == "Words"
    assert found.column("locator") == ""
    assert found.fields({"Words": "a; b", "Day": "2025", "Page": "one; two"}) == {
        "quote": "a; b",
        "date": "2025",
        "about": ["one", "two"],
        "locator": "page 1",
    }


def test_every_kind_of_record_can_be_named() -> None:
    """A column can name a record of each kind, and describe a new one."""
    assert RECORDS.keys() == {kind.name for kind in KINDS} <= fields().keys()
    assert {"person.name", "theme.title", "source.type"} <= fields().keys()
    assert fields()["about"]
    assert not fields()["quote"]
