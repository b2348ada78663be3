import csv
from collections.abc import Mapping
from io import StringIO
from pathlib import Path

from site_builder.authoring.spreadsheet.sheet import read_table
from site_builder.exports.data import Data
from site_builder.exports.formats.csv import GUARDED
from site_builder.exports.tables import tables
from tests.support.awkward import STRINGS
from tests.support.data import written


def rows(files: Mapping[str, bytes], name: str) -> list[dict[str, str]]:
    """The rows of a file, with the added apostrophes taken away as the last column says."""
    text = files[f"data/v1/{name}.csv"].decode("utf-8-sig")
    found = [*csv.DictReader(StringIO(text, newline=""))]
    for row in found:
        for guarded in filter(None, row.pop(GUARDED).split("; ")):
            assert row[guarded][0] == "'"
            row[guarded] = row[guarded][1:]
    return found


def test_reads_back(awkward_data: Data) -> None:
    """Every table has the exported values, whatever the texts are; nothing is an empty cell."""
    names = {table.name: [column.name for column in table.columns] for table in tables()}
    files = written(awkward_data, "csv")
    for name, columns in names.items():
        own = [row for record in awkward_data.records() for row in record.rows.get(name, ())]
        expected = [
            {
                column: ""
                if value is None
                else str(value).lower()
                if value in (True, False) and isinstance(value, bool)
                else str(value)
                for column, value in zip(columns, row, strict=True)
            }
            for row in own
        ]
        found = rows(files, name)
        if name == "statements":
            assert {row.pop("with") for row in found} == {""}
        assert found == expected


def test_an_import_reads_it_back(awkward_data: Data, tmp_path: Path) -> None:
    """No apostrophe of an export gets into words that are imported from it."""
    file = tmp_path / "statements.csv"
    file.write_bytes(written(awkward_data, "csv")["data/v1/statements.csv"])
    imported = read_table(file, literal=True).rows.values()
    assert {row["quote"] for row in imported if "quote" in row} >= {*STRINGS}


def test_all_speakers_are_in_one_file(cases_data: Data) -> None:
    """Whoever reads the file of statements alone sees who else said a joint one."""
    others: dict[str, list[str]] = {}
    files = written(cases_data, "csv")
    for row in rows(files, "statements_with"):
        others.setdefault(row["statement"], []).append(row["value"])
    found = {row["key"]: row["with"] for row in rows(files, "statements")}
    assert {key: ids for key, ids in found.items() if ids} == {
        key: "; ".join(ids) for key, ids in others.items()
    }
    assert others


def test_no_cell_runs(awkward_data: Data) -> None:
    """No cell begins with a character with which a spreadsheet begins a formula."""
    for data in written(awkward_data, "csv").values():
        for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell[:1] in {*"=+-@\t\r＝＋－＠"} and cell]
    assert any(text[0] in "=+-@" for text in STRINGS)


def test_no_text_becomes_a_number(awkward_data: Data) -> None:
    """A text that a spreadsheet would show as a number, a time or a truth value is guarded."""
    quotes = written(awkward_data, "csv")["data/v1/statements.csv"].decode("utf-8-sig")
    shown = {row["quote"] for row in csv.DictReader(StringIO(quotes, newline=""))}
    for text in ("007", "1.10", "1e3", "12:30:45", "2024-11-06", "true", "1986.", "100%", "1_000"):
        assert f"'{text}" in shown
        assert text not in shown
    assert "1986. That was the year" in shown


def test_dates_are_left_to_the_spreadsheet(sheet_data: Data) -> None:
    """Columns of dates have no apostrophes, so that they can be sorted and filtered."""
    text = written(sheet_data, "csv")["data/v1/statements.csv"].decode("utf-8-sig")
    for row in csv.DictReader(StringIO(text, newline="")):
        for name in ("date", "date_earliest", "date_latest", "date_in_words"):
            assert not row[name].startswith("'")


def test_lines_and_mark(sheet_data: Data) -> None:
    """Lines end as in RFC 4180, and a byte order mark tells Excel the encoding."""
    data = written(sheet_data, "csv")["data/v1/statements.csv"]
    assert data.startswith(b"\xef\xbb\xbfkey,")
    assert data.endswith(b"\r\n")
