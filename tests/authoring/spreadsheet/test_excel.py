"""An `.xlsx` file, read as what it shows."""

import datetime
import os
from pathlib import Path
from typing import Literal

import openpyxl
import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Font
from openpyxl.utils.datetime import MAC_EPOCH
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.authoring.spreadsheet.cells import Day, SpreadsheetError
from site_builder.authoring.spreadsheet.sheet import read_table
from tests.support.cells import FORMATS, made

ROWS = int(os.environ.get("ROWS", "400"))


def book() -> tuple[openpyxl.Workbook, Worksheet]:
    """Return a workbook with a sheet of two named columns."""
    made_book = openpyxl.Workbook()
    sheet = made_book.active
    assert isinstance(sheet, Worksheet)
    sheet.append(["Speaker", "Words"])
    return made_book, sheet


def test_shown_in_is_shown_out(tmp_path: Path) -> None:
    """A cell of any kind and format is read as it is shown, or refused with its place.

    `ROWS=1000 python -m pytest -k shown_in` tries more of them.
    """
    written, sheet = book()
    cells = [*made(ROWS, seed=7)]
    for number, cell in enumerate(cells, 2):
        sheet.cell(number, 1, "Ada")
        there = sheet.cell(number, 2, cell.value)
        there.number_format = cell.format
        if cell.is_struck:
            there.font = Font(strike=True)
    written.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    faults = {fault.row: fault for fault in table.faults}
    read = 0
    for number, cell in enumerate(cells, 2):
        text = table.rows[number].get("Words")
        if text is None:
            assert faults[number].column == "Words", cell
            continue
        read += 1
        assert not cell.is_struck, cell
        assert text == cell.shown, cell
        assert not isinstance(text, Day) or cell.is_day, cell
    assert len(FORMATS) <= ROWS
    assert 0.25 < read / ROWS < 0.9


def test_struck_through(tmp_path: Path) -> None:
    """A text of which a part is struck through is refused, with that part."""
    written, sheet = book()
    sheet.append(["Ada", "Never."])
    sheet["B2"].font = Font(strike=True)
    written.save(tmp_path / "a.xlsx")
    [fault] = read_table(tmp_path / "a.xlsx").faults
    assert (fault.row, fault.column) == (2, "Words")
    assert "struck through" in fault.message


def test_hidden_rows(tmp_path: Path) -> None:
    """A hidden row is refused, unless it is empty."""
    written, sheet = book()
    sheet.append(["Ada", "One."])
    sheet.append(["Ada", "Two."])
    sheet.row_dimensions[3].hidden = True
    sheet.row_dimensions[9].hidden = True
    written.save(tmp_path / "a.xlsx")
    table = read_table(tmp_path / "a.xlsx")
    assert [*table.rows] == [2]
    assert [(fault.row, fault.message) for fault in table.faults] == [
        (3, "This row is hidden. Show it, or delete it.")
    ]


def test_hidden_columns(tmp_path: Path) -> None:
    """Hidden columns are named."""
    written, sheet = book()
    sheet.append(["Ada", "One."])
    sheet.column_dimensions["B"].hidden = True
    written.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx").hidden == ("Words",)


def test_hidden_sheets(tmp_path: Path) -> None:
    """A hidden sheet is read only if it is named."""
    written, sheet = book()
    sheet.append(["Ada", "One."])
    more = written.create_sheet("Drafts")
    for row in (["Speaker", "Words"], ["Ada", "Two."]):
        more.append(row)
    more.sheet_state = "hidden"
    written.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx").rows[2]["Words"] == "One."
    assert read_table(tmp_path / "a.xlsx", "Drafts").rows[2]["Words"] == "Two."
    with pytest.raises(SpreadsheetError, match=r"`Drafts` \(hidden\)"):
        read_table(tmp_path / "a.xlsx", "Draft")


def test_days_from_1904(tmp_path: Path) -> None:
    """Days that count from 1904, as in old files of Macintosh, are the same days."""
    written, sheet = book()
    written.epoch = MAC_EPOCH
    sheet.append(["Ada", datetime.date(2024, 11, 6)])
    written.save(tmp_path / "a.xlsx")
    assert read_table(tmp_path / "a.xlsx").rows[2]["Words"] == "2024-11-06"


@pytest.mark.parametrize(
    ("raised", "where", "way"),
    [
        ("2", "superscript", "write `²`"),
        ("-3", "superscript", "write `⁻³`"),
        ("2", "subscript", "write `₂`"),
        ("2nd", "superscript", "write it at the height of the rest"),
    ],
)
def test_a_raised_digit_has_a_character_of_its_own(
    tmp_path: Path, raised: str, where: Literal["superscript", "subscript"], way: str
) -> None:
    """Digits that a format raises or lowers may lead to a note, or belong to the text."""
    written, sheet = book()
    part = TextBlock(InlineFont(vertAlign=where), raised)
    sheet.append(["Ada", CellRichText("10 m", part)])
    written.save(tmp_path / "a.xlsx")
    (fault,) = read_table(tmp_path / "a.xlsx").faults
    assert "Delete it if it leads to a note" in fault.message
    assert way in fault.message
