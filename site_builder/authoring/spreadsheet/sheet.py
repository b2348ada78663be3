"""The rows of a spreadsheet (CSV, TSV or XLSX) as texts, exactly as they stand there.

What a spreadsheet shows is not always what it holds: a formula, a merged cell, a number or a date
with a time of day is refused with its place, rather than guessed at. Rows count from 1, as the
spreadsheet program shows them; the first names the columns.
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


class SheetError(Exception):
    """A file that is no spreadsheet that can be read, in a sentence."""


class Fault(NamedTuple):
    """Why a row cannot be taken over; `column` is empty where no single cell is at fault."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows under the first, by number: the text of each cell that is not empty, by column."""

    columns: tuple[str, ...]
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)


def read_sheet(file: Path, name: str | None = None) -> Sheet:
    """Read a `.csv`, `.tsv` or `.xlsx` file; `name` is that of the sheet, where there are several.

    Raises:
        SheetError: it cannot be read, or its first row does not name its columns.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SheetError(f"{file} has more than {MAX_BYTES >> 20} MB. Split it.")
        data = file.read_bytes()
    except OSError as error:
        raise SheetError(f"{file} cannot be read: {error.strerror}.") from None
    if file.suffix.casefold() == ".xlsx":
        return _sheet(file, _excel_rows(file, data, name))
    if file.suffix.casefold() in (".csv", ".tsv"):
        return _sheet(file, _text_rows(file, data))
    raise SheetError(f"{file} is no `.csv`, `.tsv` or `.xlsx` file. Save it as one of these.")


class _Value(NamedTuple):
    """What a cell holds: its text, or what is wrong with it."""

    text: str
    fault: str = ""


def _sheet(file: Path, rows: Iterable[Sequence[_Value]]) -> Sheet:
    numbered = enumerate(rows, 1)
    _, first = next(numbered, (1, ()))
    names = [value.text for value in first]
    while names and not names[-1]:
        names.pop()
    if not names:
        raise SheetError(f"{file}: the first row is empty. Write the names of the columns there.")
    if twice := [name for name, count in Counter(names).items() if count > 1 and name]:
        raise SheetError(f"{file}: two columns are called {quoted(twice[0])}. Rename one.")
    sheet = Sheet(tuple(name for name in names if name))
    for number, row in numbered:
        cells: dict[str, str] = {}
        for at, value in enumerate(row):
            name = names[at] if at < len(names) else ""
            if value.fault:
                sheet.faults.append(Fault(number, name, value.fault))
            elif value.text and not name:
                message = f"{quoted(value.text)} stands in a column without a name."
                sheet.faults.append(Fault(number, "", message))
            elif value.text:
                cells[name] = value.text
        if cells:
            sheet.rows[number] = cells
    return sheet


def _text_rows(file: Path, data: bytes) -> Iterator[list[_Value]]:
    text = _decoded(file, data)
    first = text.partition("\n")[0]
    separator = "\t" if file.suffix.casefold() == ".tsv" else max(",;", key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for row in reader:
            yield [_Value(cell.replace("\r\n", "\n").strip()) for cell in row]
    except csv.Error as error:
        raise SheetError(f"{file}, line {reader.line_num}: this is not CSV: {error}.") from None


def _decoded(file: Path, data: bytes) -> str:
    hint = "Save it as “CSV UTF-8”, or as `.xlsx`."
    if data.startswith(_BYTE_ORDER_MARKS):
        raise SheetError(f"{file} is UTF-16. {hint}")
    try:
        # Excel begins a file in UTF-8 with a byte order mark.
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        raise SheetError(
            f"{file}, line {row}: the byte 0x{byte:02X} is not UTF-8. {hint}"
        ) from None


def _excel_rows(file: Path, data: bytes, name: str | None) -> Iterator[list[_Value]]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MAX_UNPACKED:
                raise SheetError(f"{file} is too large when unpacked. Split it.")
        with warnings.catch_warnings():
            # What openpyxl leaves out (colours, validations) is not read here.
            warnings.simplefilter("ignore")
            book = load_workbook(io.BytesIO(data), rich_text=False)
    except (
        zipfile.BadZipFile, InvalidFileException, ParseError, KeyError, ValueError, TypeError,
        AttributeError, IndexError, NotImplementedError, EOFError,
    ) as error:  # fmt: skip
        # openpyxl has no error of its own for a file that is not as it should be.
        raise SheetError(f"{file} cannot be read as a spreadsheet: {error}.") from None
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
        raise SheetError(f"{file} has the sheets {names}. Choose one with --sheet.")
    return filled[0]


def _excel_value(cell: Cell | MergedCell, is_merged: bool) -> _Value:
    if is_merged:
        return _Value("", "This cell is merged with others. Unmerge them, and fill in each.")
    assert isinstance(cell, Cell)
    if cell.data_type == "f":
        return _Value("", "A formula stands here. Replace it by its value.")
    match cell.value:
        case None:
            return _Value("")
        case str(text):
            if cell.data_type == "e":
                return _Value("", f"The spreadsheet says {quoted(text)} here. Mend the cell.")
            return _Value(text.strip())
        case bool():
            return _Value("", "A truth value stands here. Format the cell as text.")
        case int(number):
            return _Value(str(number))
        case datetime.datetime() as moment if moment.time() == datetime.time():
            return _Value(moment.date().isoformat())
        case datetime.date() as day if not isinstance(day, datetime.datetime):
            return _Value(day.isoformat())
        case datetime.datetime() | datetime.time() | datetime.timedelta():
            return _Value("", "A time of day stands here. Write the date alone.")
        case float(number) if number.is_integer():
            return _Value(str(int(number)))
        case _:
            return _Value("", "A number stands here. Format the cell as text, and write it anew.")
