import csv
from io import StringIO

from site_builder.exports.data import Data
from site_builder.exports.formats.csv import GUARDED
from site_builder.exports.tables import tables
from tests.support.awkward import STRINGS
from tests.support.data import written


def rows(made: Data, name: str) -> list[dict[str, str]]:
    """The rows of a file, with the added apostrophes taken away as the last column says."""
    text = written(made, "csv")[f"data/v1/{name}.csv"].decode("utf-8-sig")
    found = [*csv.DictReader(StringIO(text, newline=""))]
    for row in found:
        for guarded in filter(None, row.pop(GUARDED).split("; ")):
            assert row[guarded][0] == "'"
            row[guarded] = row[guarded][1:]
    return found


def test_reads_back(awkward_data: Data) -> None:
    """Every table has the exported values, whatever the texts are; nothing is an empty cell."""
    names = {table.name: [column.name for column in table.columns] for table in tables()}
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
        assert rows(awkward_data, name) == expected


def test_no_cell_runs(awkward_data: Data) -> None:
    """No cell begins with a character with which a spreadsheet begins a formula."""
    for data in written(awkward_data, "csv").values():
        for row in csv.reader(StringIO(data.decode("utf-8-sig"), newline="")):
            assert not [cell for cell in row if cell[:1] in {*"=+-@\t\r＝＋－＠"} and cell]
    assert any(text[0] in "=+-@" for text in STRINGS)


def test_lines_and_mark(sheet_data: Data) -> None:
    """Lines end as in RFC 4180, and a byte order mark tells Excel the encoding."""
    data = written(sheet_data, "csv")["data/v1/statements.csv"]
    assert data.startswith(b"\xef\xbb\xbfkey,")
    assert data.endswith(b"\r\n")
