import re
from pathlib import Path

import pytest

from site_builder.authoring.spreadsheet.mapping import (
    RECORDS,
    ColumnMap,
    MappingError,
    date_fields,
    drafted,
    fields,
    read_mapping,
)
from site_builder.authoring.spreadsheet.sheet import Table
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
        (
            MAPPING.replace("locator", "country"),
            "`country` is not a field. Write `person.country` or `organisation.country`.",
        ),
        (MAPPING.replace("locator", "loctor"), "`loctor` is not a field. Did you mean `locator`?"),
        (MAPPING.replace("locator", "seite"), "`seite` is not a field. Did you mean `locator`?"),
        (MAPPING.replace("locator", "date"), "Two columns are mapped to `date`"),
        (MAPPING.replace("Page", "Pge"), "No column is called `Pge`"),
        (MAPPING.replace("locator", "quote"), "`quote`. Keep one of them, or import the other one"),
        ("", "The file is empty. Begin with `columns:`"),
        ("- a\n", "Begin with `columns:`"),
        ("columns: [a]\n", "`columns`"),
        (f"{MAPPING}colums: []\n", "`colums`"),
        ("columns: {\n", "mapping.yml:2:1: "),
    ],
    ids=[
        "forgotten",
        "of a record",
        "misspelt",
        "in German",
        "twice",
        "words twice",
        "empty",
        "a list of columns",
        "no column",
        "a list",
        "an unknown key",
        "no YAML",
    ],
)
def test_a_mapping_that_does_not_fit(tmp_path: Path, text: str, said: str) -> None:
    """A mapping that does not fit is refused; no column is skipped without a word."""
    with pytest.raises(MappingError) as refused:
        mapping(tmp_path, text)
    assert said in str(refused.value)


def test_a_mapping_that_is_not_there(tmp_path: Path) -> None:
    """A mapping file that does not exist is named, with how to get one."""
    with pytest.raises(MappingError, match=r"There is no file .*a draft of a mapping file"):
        read_mapping(tmp_path / "mapping.yml", Table(COLUMNS))


def test_all_that_is_wrong_with_a_mapping_at_once(tmp_path: Path) -> None:
    """Whoever mends a mapping learns of all its faults in one run, each with its line."""
    text = MAPPING.replace("locator", "loctor").replace("Speaker", "Speker")
    with pytest.raises(MappingError) as refused:
        mapping(tmp_path, f"{text}ignore: [Nothing]\nvalues: {{ date_bsis: said, quote: A. }}\n")
    said = [line.partition("mapping.yml:")[2] for line in str(refused.value).splitlines()]
    assert [line[: line.index(": ")] for line in said] == [
        "1:1", "2:3", "7:9", "8:10", "9:11", "9:28"
    ]  # fmt: skip
    with pytest.raises(MappingError) as refused:
        mapping(tmp_path, "columns: { Words: { a: b } }\ncolums: []\nignore: Page\n")
    assert str(refused.value).count("\n") == 2
    assert "There is no `colums` in a mapping file. Did you mean `columns`?" in str(refused.value)
    assert "`ignore` must be a list, such as `[First, Second]`." in str(refused.value)


def test_a_draft_is_not_told_what_its_rows_are(tmp_path: Path) -> None:
    """Until a column has a field, nobody knows what the rows are: the columns alone are listed."""
    columns = "".join(f"  {column}: …\n" for column in COLUMNS[:-1])
    with pytest.raises(MappingError) as refused:
        mapping(tmp_path, f"columns:\n{columns}  {COLUMNS[-1]}: date\n")
    assert str(refused.value).count("has no field yet") == len(COLUMNS) - 1
    assert "The rows are" not in str(refused.value)


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("words: { Words: { Yes.: No. } }\n", "quote"),
        ("values: { original: Да. }\n", "original"),
        ("patterns: { 'findings[].quote': 'They said {Words}' }\n", "findings[].quote"),
    ],
)
def test_no_mapping_makes_words_up(tmp_path: Path, text: str, field: str) -> None:
    """What somebody said comes from a cell, unchanged."""
    with pytest.raises(MappingError, match=re.escape(f"`{field}` holds words as they were said")):
        mapping(tmp_path, f"{MAPPING}{text}")


def test_a_row_by_field(tmp_path: Path) -> None:
    """A row's cells are told from the defaults; a list is separated by semicolons."""
    text = MAPPING.replace("Page: locator", "Page: about")
    found = mapping(tmp_path, f"{text}values: {{ date: '2024', locator: page 1 }}\n")
    assert found.column("quote") == "Words"
    assert found.column("locator") == ""
    given = found.given({"Words": "a; b", "Day": "2025", "Page": "one; two"})
    assert given == {"quote": "a; b", "date": "2025", "about": ["one", "two"]}
    assert found.defaults() == {"date": "2024", "locator": "page 1"}


def test_every_kind_of_record_can_be_named() -> None:
    """A column can name a record, and describe a new one with all it refers to."""
    assert RECORDS.keys() == {"person", "theme", "source", "organisation"} <= fields().keys()
    assert {"person.name", "theme.title", "source.type"} <= fields().keys()
    assert {"person.sort_name", "person.other_countries"} <= fields().keys()
    assert {"person.organisation_id", "source.publication_id"} <= fields().keys()
    assert {"findings[].source", "links[].url", "status_note.note", "stance"} <= fields().keys()
    assert {"person.offices[].source", "source.archives[].captured"} <= fields().keys()
    assert fields()["about"]
    assert not fields()["quote"]


def test_a_hidden_column_is_not_imported(tmp_path: Path) -> None:
    """A column that the spreadsheet does not show is refused, unless it is ignored."""
    (tmp_path / "mapping.yml").write_text("columns: { A: quote, B: date }\n", encoding="utf-8")
    with pytest.raises(MappingError, match="`B` is hidden"):
        read_mapping(tmp_path / "mapping.yml", Table(("A", "B"), hidden=("B",)))
    text = "columns: { A: quote }\nignore: [B]\n"
    (tmp_path / "mapping.yml").write_text(text, encoding="utf-8")
    read_mapping(tmp_path / "mapping.yml", Table(("A", "B"), hidden=("B",)))


def test_dates() -> None:
    """Fields that hold a date are known, of statements and of new records."""
    assert date_fields() >= {"date", "source.issued", "findings[].date", "person.offices[].start"}
    assert "quote" not in date_fields()


@pytest.mark.parametrize(
    ("cells", "made"),
    [
        ({"A": "Ada", "B": "B.", "C": "Keeper", "D": "Jr."}, "Ada B. Keeper, Jr."),
        ({"A": "Ada", "C": "Keeper"}, "Ada Keeper"),
        ({"B": "B.", "C": "Keeper"}, None),
    ],
    ids=["all", "some", "not the first"],
)
def test_a_text_from_several_columns(cells: dict[str, str], made: str | None) -> None:
    """What stands before an empty column is left out with it; without the first one, all is."""
    names = ColumnMap(columns={}, patterns={"person": "{A} {B} {C}, {D}"})
    assert names.given(cells).get("person") == made
    assert names.column("person") == "A"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2021-01-05 05:00", "2021-01-05"),
        ("2021-01-05T23:59:59+03:00", "2021-01-05"),
        ("2021-01-05", "2021-01-05"),
        ("05.01.2021 05:00", "05.01.2021 05:00"),
    ],
)
def test_the_day_of_a_time(text: str, day: str) -> None:
    """The day is taken as it is written, where the mapping says so; another form stays."""
    assert ColumnMap(columns={"A": "date"}, days=("A",)).given({"A": text}) == {"date": day}
    assert ColumnMap(columns={"A": "date"}).given({"A": text}) == {"date": text}


@pytest.mark.parametrize(
    ("address", "encoded"),
    [
        ("https://ab.example/wiki/Уа,_b?q=é#Ü", "https://ab.example/wiki/%D0%A3%D0%B0,_b?q=%C3%A9#%C3%9C"),
        ("https://a.example/%D0%A3 b\\c", "https://a.example/%D0%A3 b\\c"),
        ("https://уа.example/é", "https://уа.example/é"),
        ("é", "é"),
    ],
)  # fmt: skip
def test_addresses_in_other_scripts(address: str, encoded: str) -> None:
    """Letters of other scripts are percent-encoded; whatever else is odd is left to be refused."""
    assert ColumnMap(columns={"A": "source.url"}).given({"A": address}) == {"source.url": encoded}


@pytest.mark.parametrize("name", ["zitat", "qoute"])
def test_a_misspelt_field_of_words_makes_no_other_column_wrong(tmp_path: Path, name: str) -> None:
    """Rows are not taken for people because the field of their words is misspelt."""
    with pytest.raises(MappingError) as caught:
        mapping(tmp_path, MAPPING.replace(": quote", f": {name}"))
    assert str(caught.value).endswith(f"`{name}` is not a field. Did you mean `quote`?")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("columns", "held"),
    [
        (
            "Name Zitat Datum Quelle Thema Link Notiz",
            "person quote date source theme source.url …",
        ),
        ("Sprecher Wortlaut Link Titel", "person quote source source.title"),
        ("Person Name quote Zitat", "person … quote …"),
    ],
)
def test_a_draft_knows_what_columns_are_often_called(columns: str, held: str) -> None:
    """A name in English or German tells the field; no field is given twice, nor is a link lost."""
    assert " ".join(drafted(columns.split()).values()) == held


def test_a_draft_does_not_say_what_a_source_prints() -> None:
    """What an editor calls somebody is not drafted as what the source calls them."""
    (held,) = drafted(["Funktion"]).values()
    assert held.startswith("…")
    assert "`as_printed`, if the source prints it so" in held
