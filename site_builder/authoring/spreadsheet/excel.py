"""Read an `.xlsx` file as what it shows."""

import datetime
import io
import re
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.styles.numbers import is_date_format
from openpyxl.utils.datetime import WINDOWS_EPOCH
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.authoring.spreadsheet.cells import Row, SpreadsheetError, Value, text_value
from site_builder.authoring.spreadsheet.shown import shown_date, shown_number, shown_text
from site_builder.diagnostics import quoted

_MAX_UNPACKED = 200 * 1024 * 1024
# Characters that XML cannot hold are written as `_x000D_`, and an underscore that would begin
# such a sign as `_x005F_` (ECMA-376, part 1, 22.9.2.19).
_ESCAPED = re.compile(r"(?:_x[0-9A-Fa-f]{4}_)+")
# openpyxl deletes each of these from a text.
_LOST = re.compile(rb"(_?)x005F_")
_RAISED = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_LOWERED = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")
_HIDDEN = "This row is hidden. Show it, or delete it."


class Sheet(NamedTuple):
    """The rows of a sheet, which columns are hidden, counted from 0, and what it is called."""

    rows: Iterator[Row]
    hidden: frozenset[int]
    name: str


def read_sheet(file: Path, data: bytes, name: str | None) -> Sheet:
    """Read a sheet: the one of that name, or the only one in sight that has rows.

    Raises:
        SpreadsheetError: the file cannot be read, or the sheet is to be named.
    """
    try:
        with warnings.catch_warnings():
            # What openpyxl ignores (colours, validations) is not needed here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(_guarded(file, data)), rich_text=True)
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
        AttributeError, IndexError, NotImplementedError, EOFError,
    ) as error:  # fmt: skip
        # openpyxl has no error of its own for a malformed file.
        raise SpreadsheetError(f"Cannot read {file} as a spreadsheet: {error}.") from None
    # The stubs name a protocol here; it is the class.
    sheet = _chosen(file, cast("list[Worksheet]", book.worksheets), name)
    hidden = frozenset(
        number - 1
        for column in sheet.column_dimensions.values()
        if column.hidden
        for number in range(column.min or 1, (column.max or 0) + 1)
    )
    return Sheet(_rows(sheet, is_old_epoch=book.epoch == WINDOWS_EPOCH), hidden, sheet.title)


def _guarded(file: Path, data: bytes) -> bytes:
    """Return the file with `x005F_` written so that openpyxl does not delete it."""
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        if sum(part.file_size for part in parts.infolist()) > _MAX_UNPACKED:
            raise SpreadsheetError(f"{file} is too large when unpacked. Split it.")
        texts = {part: parts.read(part) for part in parts.infolist()}
    if not any(b"x005F_" in text for text in texts.values()):
        return data
    guarded = io.BytesIO()
    with zipfile.ZipFile(guarded, "w") as written:
        for part, text in texts.items():
            written.writestr(part.filename, _LOST.sub(_guard, text))
    return guarded.getvalue()


def _guard(found: re.Match[bytes]) -> bytes:
    return b"_x005f_" if found[1] else b"_x0078_005F_"


def _chosen(file: Path, sheets: list[Worksheet], name: str | None) -> Worksheet:
    names = ", ".join(
        quoted(sheet.title) + ("" if sheet.sheet_state == "visible" else " (hidden)")
        for sheet in sheets
    )
    if name is not None:
        named = [sheet for sheet in sheets if sheet.title == name]
        if not named:
            said = f"{file} has no sheet {quoted(name)}. Its sheets: {names}."
            raise SpreadsheetError(said)
        return named[0]
    filled = [sheet for sheet in sheets if sheet.sheet_state == "visible" and sheet.max_row > 1]
    if len(filled) != 1:
        raise SpreadsheetError(f"{file} has the sheets {names}. Choose one with --sheet.")
    return filled[0]


def _rows(sheet: Worksheet, *, is_old_epoch: bool) -> Iterator[Row]:
    merged = {(row, column) for area in sheet.merged_cells.ranges for row, column in area.cells}
    hidden = {
        number for number, row in sheet.row_dimensions.items() if row.hidden or row.height == 0
    }
    for number, row in enumerate(sheet.iter_rows(), 1):
        values = [
            _value(cell, (cell.row, cell.column) in merged, is_old_epoch=is_old_epoch)
            for cell in row
        ]
        yield Row(values, _HIDDEN if number in hidden else "")


def _value(cell: Cell | MergedCell, is_merged: bool, *, is_old_epoch: bool) -> Value:
    if is_merged:
        return Value("", "This cell is merged with others. Unmerge them and fill in each one.")
    assert isinstance(cell, Cell)
    if cell.data_type == "f":
        return Value("", "This cell is a formula. Replace it with its value.")
    value, code = cell.value, str(cell.number_format)
    if value is None:
        return Value("")
    if cell.font.strike:
        return Value("", "The text of this cell is struck through. Delete it, or the line.")
    if cell.data_type == "e":
        return Value("", f"This cell is the error {quoted(str(value))}. Correct it.")
    match value:
        case str() | CellRichText():
            said = _text(value)
            return shown_text(said.text, code) if said.text and not said.fault else said
        case bool():
            return Value("", "This cell is a truth value. Format it as text.")
        case int() | float():
            return shown_number(value, code)
        case datetime.datetime() if is_date_format(code):
            return shown_date(value, code, is_old_epoch=is_old_epoch)
        case datetime.datetime() | datetime.date():
            return Value("", "This cell is a date without a format. Write it as text.")
        case _:
            return Value("", "This cell has a time of day. Write only the date.")


def _text(value: str | CellRichText) -> Value:
    """Return a text with the characters that stand for others replaced by these."""
    parts = value if isinstance(value, CellRichText) else [value]
    for part in parts:
        if isinstance(part, TextBlock) and part.text.strip():
            if part.font.strike:
                said = f"{quoted(part.text.strip())} is struck through. Delete it, or the line."
                return Value("", said)
            if part.font.vertAlign in ("superscript", "subscript") and _has_digit(part.text):
                return Value("", _raised(part.text.strip(), part.font.vertAlign))
    text = "".join(_ESCAPED.sub(_unescaped, str(part)) for part in parts)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        return Value("", "This cell contains half a character. Type it again.")
    return text_value(text)


def _raised(text: str, where: str) -> str:
    signs = _RAISED if where == "superscript" else _LOWERED
    own = text.translate(signs)
    ways = [
        "Delete it if it leads to a note",
        f"write {quoted(own)}, characters of their own, if it belongs to the text"
        if all(ord(letter) in signs for letter in text)
        else "write it at the height of the rest if it belongs to the text",
    ]
    return f"{quoted(text)} is raised or lowered by its format. {'; '.join(ways)}."


def _has_digit(text: str) -> bool:
    return any(letter.isdigit() for letter in text)


def _unescaped(found: re.Match[str]) -> str:
    units = bytes.fromhex(found[0].replace("_x", "").replace("_", ""))
    return units.decode("utf-16-be", "surrogatepass")
