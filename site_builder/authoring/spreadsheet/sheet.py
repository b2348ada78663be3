"""Read the rows of a spreadsheet (CSV, TSV or XLSX) as texts, exactly as written.

A spreadsheet does not always contain what it shows: a formula, a merged cell, a fraction or a date
with a time of day is refused with its place. Nothing is guessed. Rows count from 1, as spreadsheet
programs show them; the first row names the columns.
"""

import csv
import datetime
import io
import warnings
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell, MergedCell
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.worksheet import Worksheet

from site_builder.diagnostics import quoted

MAX_BYTES = 20 * 1024 * 1024
_MAX_UNPACKED = 200 * 1024 * 1024
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")


class SpreadsheetError(Exception):
    """A spreadsheet cannot be read; the message is a sentence that says why."""


class RowFault(NamedTuple):
    """Why a row cannot be imported; `column` is empty if no single cell is at fault."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the first, by number: the text of each cell that is not empty, by column."""

    columns: tuple[str, ...]
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)


def read_table(file: Path, sheet: str | None = None) -> Table:
    """Read a `.csv`, `.tsv` or `.xlsx` file; `sheet` names one of several sheets.

    Raises:
        SpreadsheetError: it cannot be read, or its first row does not name its columns.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SpreadsheetError(f"{file} is larger than {MAX_BYTES >> 20} MB. Split it.")
        data = file.read_bytes()
    except OSError as error:
        raise SpreadsheetError(f"Cannot read {file}: {error.strerror}.") from None
    if file.suffix.casefold() == ".xlsx":
        return _table(file, _excel_rows(file, data, sheet))
    if file.suffix.casefold() in (".csv", ".tsv"):
        return _table(file, _text_rows(file, data))
    raise SpreadsheetError(f"{file} is not a `.csv`, `.tsv` or `.xlsx` file. Save it as one.")


class _Value(NamedTuple):
    """The text of a cell, or what is wrong with it."""

    text: str
    fault: str = ""


def _table(file: Path, rows: Iterable[Sequence[_Value]]) -> Table:
    numbered = enumerate(rows, 1)
    _, first = next(numbered, (1, ()))
    names = [value.text for value in first]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise SpreadsheetError(f"{file}: the first row is empty. Name the columns in it.")
    if twice := [name for name, count in Counter(names).items() if count > 1 and name]:
        raise SpreadsheetError(f"{file}: two columns are called {quoted(twice[0])}. Rename one.")
    table = Table(tuple(name for name in names if name))
    for number, row in numbered:
        cells: dict[str, str] = {}
        for at, value in enumerate(row):
            name = names[at] if at < len(names) else ""
            if value.fault:
                table.faults.append(RowFault(number, name, value.fault))
            elif value.text and not name:
                message = f"{quoted(value.text)} is in a column without a name."
                table.faults.append(RowFault(number, "", message))
            elif value.text:
                cells[name] = value.text
        if cells:
            table.rows[number] = cells
    return table


def _text_rows(file: Path, data: bytes) -> Iterator[list[_Value]]:
    text = _decoded(file, data)
    first = text.partition("\n")[0]
    separator = "\t" if file.suffix.casefold() == ".tsv" else max(",;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield [_Value(cell.replace("\r\n", "\n").strip()) for cell in row]
    except csv.Error as error:
        raise SpreadsheetError(f"{file}, line {reader.line_num}: not valid CSV: {error}.") from None


def _decoded(file: Path, data: bytes) -> str:
    hint = "Save it as “CSV UTF-8”, or as `.xlsx`."
    if data.startswith(_BYTE_ORDER_MARKS):
        raise SpreadsheetError(f"{file} is UTF-16. {hint}")
    try:
        # Excel starts a UTF-8 file with a byte order mark.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise SpreadsheetError(
            f"{file}, line {row}: the byte 0x{byte:02X} is not UTF-8. {hint}"
        ) from None


def _excel_rows(file: Path, data: bytes, name: str | None) -> Iterator[list[_Value]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MAX_UNPACKED:
                raise SpreadsheetError(f"{file} is too large when unpacked. Split it.")
        with warnings.catch_warnings():
            # What openpyxl ignores (colours, validations) is not needed here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), rich_text=False)
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
        AttributeError, IndexError, NotImplementedError, EOFError,
    ) as error:  # fmt: skip
        # openpyxl has no error of its own for a malformed file.
        raise SpreadsheetError(f"Cannot read {file} as a spreadsheet: {error}.") from None
    # The stubs name a protocol here; it is the class.
    sheets = cast("list[Worksheet]", book.worksheets)
    sheet = _chosen(file, sheets, name)
    merged = {(row, column) for area in sheet.merged_cells.ranges for row, column in area.cells}
    for row in sheet.iter_rows():
        yield [_excel_value(cell, (cell.row, cell.column) in merged) for cell in row]


def _chosen(file: Path, sheets: list[Worksheet], name: str | None) -> Worksheet:
    if name is not None:
        sheets = [sheet for sheet in sheets if sheet.title == name] or sheets
    filled = [sheet for sheet in sheets if sheet.max_row > 1 or sheet.title == name]
    if len(filled) != 1:
        names = ", ".join(quoted(sheet.title) for sheet in sheets)
        raise SpreadsheetError(f"{file} has the sheets {names}. Choose one with --sheet.")
    return filled[0]


def _excel_value(cell: Cell | MergedCell, is_merged: bool) -> _Value:
    if is_merged:
        return _Value("", "This cell is merged with others. Unmerge them and fill in each one.")
    assert isinstance(cell, Cell)
    if cell.data_type == "f":
        return _Value("", "This cell is a formula. Replace it with its value.")
    match cell.value:
        case None:
            return _Value("")
        case str(text):
            if cell.data_type == "e":
                return _Value("", f"This cell is the error {quoted(text)}. Correct it.")
            return _Value(text.strip())
        case bool():
            return _Value("", "This cell is a truth value. Format it as text.")
        case int(number):
            return _Value(str(number))
        case datetime.datetime() as moment if moment.time() == datetime.time():
            return _Value(moment.date().isoformat())
        case datetime.date() as day if not isinstance(day, datetime.datetime):
            return _Value(day.isoformat())
        case datetime.datetime() | datetime.time() | datetime.timedelta():
            return _Value("", "This cell has a time of day. Write only the date.")
        case float(number) if number.is_integer():
            return _Value(str(int(number)))
        case _:
            return _Value("", "This cell is a number. Format it as text and type it again.")
