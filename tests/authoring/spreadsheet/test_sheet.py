"""What a spreadsheet says, read as it is written."""

import datetime
from collections.abc import Iterable, Sequence
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.authoring.spreadsheet.cells import SpreadsheetError
from site_builder.authoring.spreadsheet.sheet import Table, read_table

COLUMNS = ("Speaker", "Words")


def excel(
    folder: Path, rows: Iterable[Sequence[object]], *, merge: str = "", more: str = ""
) -> Path:
    """Write an `.xlsx` file, with some cells merged or with another sheet if those are named."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    for row in rows:
        sheet.append([*row])
    if merge:
        sheet.merge_cells(merge)
    if more:
        book.create_sheet(more).append(["A"])
        book[more].append(["b"])
    book.save(folder / "sheet.xlsx")
    return folder / "sheet.xlsx"


@pytest.mark.parametrize(("name", "separator"), [("a.csv", ","), ("a.CSV", ";"), ("a.tsv", "\t")])
def test_separators(tmp_path: Path, name: str, separator: str) -> None:
    """Commas, semicolons, tabs and Excel's byte order mark are understood; cells are trimmed."""
    lines = (separator.join(row) for row in (COLUMNS, (" Ada ", '"one\r\n""two"""'), ("", "x")))
    (tmp_path / name).write_bytes("\r\n".join(lines).encode("utf-8-sig"))
    rows = {2: {"Speaker": "Ada", "Words": 'one\n"two"'}, 3: {"Words": "x"}}
    assert read_table(tmp_path / name) == Table(COLUMNS, rows)


@pytest.mark.parametrize("column", ["guarded", "guarded: columns with an added apostrophe"])
def test_no_apostrophe_of_an_export_gets_into_words(tmp_path: Path, column: str) -> None:
    """What an export guards is read without the guard; other apostrophes are the text's own."""
    (tmp_path / "a.csv").write_text(
        f"quote,time,{column}\n'+1 for it,'14:30,quote; time\n'tis,'14:30,time\n'tis so,,quote\n",
        encoding="utf-8",
    )
    rows = read_table(tmp_path / "a.csv").rows
    assert [row["quote"] for row in rows.values()] == ["+1 for it", "'tis", "'tis so"]
    assert [row.get("time") for row in rows.values()] == ["14:30", "14:30", None]


def test_what_stands_in_no_column_is_a_fault(tmp_path: Path) -> None:
    """A text beyond the named columns is a fault of its row, and not lost."""
    (tmp_path / "a.csv").write_text("A,,B\n1,2,3\n1,,3,4\n1,,3,\n", encoding="utf-8")
    table = read_table(tmp_path / "a.csv")
    assert table.columns == ("A", "B")
    assert [(fault.row, fault.column) for fault in table.faults] == [(2, "B"), (3, "D")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ("Speaker\nЁ".encode("cp1251"), "line 2: the byte 0xA8 is not UTF-8"),
        ("Speaker\n".encode("utf-16"), "is UTF-16"),
        (b"", "the first row is empty"),
        (b",,\n1,2\n", "the first row is empty"),
        (b"A,B,A\n", "two columns are called `A`"),
        (b'A,B\n"x"y,z\n', "line 2: not valid CSV"),
    ],
    ids=["another encoding", "UTF-16", "empty", "no names", "one name twice", "no CSV"],
)
def test_no_table(tmp_path: Path, data: bytes, said: str) -> None:
    """A file that is no table is refused, with the line to look at."""
    (tmp_path / "a.csv").write_bytes(data)
    with pytest.raises(SpreadsheetError, match=said):
        read_table(tmp_path / "a.csv")


@pytest.mark.parametrize("name", ["none.csv", "a.ods"])
def test_no_spreadsheet(tmp_path: Path, name: str) -> None:
    """A file that is not there, or of another kind, is refused by its name."""
    (tmp_path / "a.ods").write_bytes(b"")
    with pytest.raises(SpreadsheetError, match=name):
        read_table(tmp_path / name)


@pytest.mark.parametrize("name", ["a.ods", "a.XLS", "a.numbers"])
def test_spreadsheets_of_other_programs(tmp_path: Path, name: str) -> None:
    """Whoever has a spreadsheet in another format is told how to save it in one that is read."""
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(SpreadsheetError, match=r"and save it as `\.xlsx` \(File, Save As\)"):
        read_table(tmp_path / name)


def test_cells_of_excel(tmp_path: Path) -> None:
    """Texts, dates and whole numbers are what they show; empty rows keep their numbers."""
    day = datetime.date(2024, 11, 6)
    file = excel(tmp_path, [COLUMNS, [], [" Ada ", day], [12, 2024.0], [None, ""]])
    assert read_table(file) == Table(
        COLUMNS,
        {3: {"Speaker": "Ada", "Words": "2024-11-06"}, 4: {"Speaker": "12", "Words": "2024"}},
    )


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ('="Keep"&" them"', "formula"),
        (1.5, "number"),
        (True, "truth value"),
        ("#N/A", "error `#N/A`"),
        (datetime.datetime.fromisoformat("2024-11-06 10:30"), "time of day"),
        (datetime.time(10, 30), "time of day"),
    ],
    ids=["formula", "fraction", "truth value", "error", "moment", "time"],
)
def test_what_excel_computes(tmp_path: Path, cell: object, said: str) -> None:
    """A cell that is neither text, a whole number nor a date is a fault with its place."""
    (fault,) = read_table(excel(tmp_path, [COLUMNS, ["Ada", cell]])).faults
    assert (fault.row, fault.column) == (2, "Words")
    assert said in fault.message


def test_merged_cells(tmp_path: Path) -> None:
    """Each of several merged cells is a fault, the hidden ones too."""
    file = excel(tmp_path, [COLUMNS, ["Ada", "x"], ["", "y"]], merge="A2:A3")
    assert [(fault.row, fault.column) for fault in read_table(file).faults] == [
        (2, "Speaker"),
        (3, "Speaker"),
    ]


def test_several_sheets(tmp_path: Path) -> None:
    """Of several sheets with rows, one must be named; one of no such name is not guessed."""
    file = excel(tmp_path, [COLUMNS, ["Ada", "x"]], more="Other")
    for name in (None, "Othr"):
        with pytest.raises(SpreadsheetError, match="`Sheet`, `Other`"):
            read_table(file, name)
    assert read_table(file, "Other").columns == ("A",)


@pytest.mark.parametrize("data", [b"PK\x03\x04 not a zip", b"", b"\xd0\xcf\x11\xe0 old"])
def test_no_excel(tmp_path: Path, data: bytes) -> None:
    """A file that is only named like a spreadsheet is refused in a sentence."""
    (tmp_path / "a.xlsx").write_bytes(data)
    with pytest.raises(SpreadsheetError, match=r"a\.xlsx"):
        read_table(tmp_path / "a.xlsx")


def test_a_file_that_is_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file over the limit is refused, and so is one that would be when unpacked."""
    file = excel(tmp_path, [COLUMNS, ["Ada", "x" * 5_000]])
    monkeypatch.setattr("site_builder.authoring.spreadsheet.excel._MAX_UNPACKED", 10_000)
    with pytest.raises(SpreadsheetError, match="unpacked"):
        read_table(file)
    monkeypatch.setattr("site_builder.authoring.spreadsheet.sheet.MAX_BYTES", 1_000)
    with pytest.raises(SpreadsheetError, match="larger"):
        read_table(file)


def test_the_separator_is_named(tmp_path: Path) -> None:
    """A first line that names the separator is obeyed, and is no row."""
    (tmp_path / "a.csv").write_text("sep=;\nSpeaker;Words, all\nAda;one, two\n", encoding="utf-8")
    rows = {2: {"Speaker": "Ada", "Words, all": "one, two"}}
    assert read_table(tmp_path / "a.csv") == Table(("Speaker", "Words, all"), rows)


def test_commas_in_quotation_marks_separate_nothing(tmp_path: Path) -> None:
    """The separator is looked for outside of quoted names."""
    (tmp_path / "a.csv").write_text('"Who, when, where";Words\nAda;x\n', encoding="utf-8")
    assert read_table(tmp_path / "a.csv").columns == ("Who, when, where", "Words")


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        ("a.tsv", 'A\tB\tC\nx\t"One.\ty\nx\tTwo.\ty\nx\tThree."\ty\n', "row 2, column 2"),
        ("a.tsv", 'A\tB\tC\nx\t"One.\ty"\tz\n', "row 2, column 2"),
        ("a.csv", 'A,B,C\nx,"One.,y\nx,Two.,y\nx,Three.",y\n', "row 2, column 2"),
    ],
)
def test_a_stray_quotation_mark(tmp_path: Path, name: str, text: str, place: str) -> None:
    """A quotation mark that would make one cell of several is refused with its place."""
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(SpreadsheetError, match=f"{place}: .* looks like several"):
        read_table(tmp_path / name)


def test_a_text_of_several_lines_is_one(tmp_path: Path) -> None:
    """A quoted text may run over lines, with commas or without."""
    (tmp_path / "a.csv").write_text('A,B,C\nx,"One.\nTwo, three.",y\n', encoding="utf-8")
    assert read_table(tmp_path / "a.csv").rows[2]["B"] == "One.\nTwo, three."


def test_names_below_a_title(tmp_path: Path) -> None:
    """The row that names the columns need not be the first."""
    (tmp_path / "a.csv").write_text("What they said,\n,\nA,B\nx,y\n", encoding="utf-8")
    assert read_table(tmp_path / "a.csv", header=3) == Table(("A", "B"), {4: {"A": "x", "B": "y"}})
    with pytest.raises(SpreadsheetError, match="row 2 is empty"):
        read_table(tmp_path / "a.csv", header=2)


def test_a_name_of_several_lines(tmp_path: Path) -> None:
    """A name that is broken into lines to fit its cell is one line in a mapping file."""
    text = 'A,"Page\n (or minute) "\nx,"y\nz"\n'
    (tmp_path / "a.csv").write_text(text, encoding="utf-8")
    rows = {2: {"A": "x", "Page (or minute)": "y\nz"}}
    assert read_table(tmp_path / "a.csv") == Table(("A", "Page (or minute)"), rows)


def test_signs_of_html_can_be_meant(tmp_path: Path) -> None:
    """Where `&amp;` is what is printed, it is imported as it is on request; errors never are."""
    (tmp_path / "a.csv").write_text("A,B\nSalt &amp; Light,#N/A\n", encoding="utf-8")
    assert [fault.column for fault in read_table(tmp_path / "a.csv").faults] == ["A", "B"]
    table = read_table(tmp_path / "a.csv", literal=True)
    assert table.rows == {2: {"A": "Salt &amp; Light"}}
    assert [fault.column for fault in table.faults] == ["B"]


def test_signs_of_html_in_excel(tmp_path: Path) -> None:
    """The same holds for `.xlsx`."""
    file = excel(tmp_path, [COLUMNS, ("Ada", "Salt &amp; Light")])
    assert [fault.column for fault in read_table(file).faults] == ["Words"]
    assert read_table(file, literal=True).rows == {
        2: {"Speaker": "Ada", "Words": "Salt &amp; Light"}
    }
