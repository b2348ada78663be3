"""Read the rows of a spreadsheet (CSV, TSV or XLSX) as texts, exactly as written.

A spreadsheet does not always contain what it shows: what cannot be told, or was not seen by whoever
looked at it, is refused with its place. Nothing is guessed. Rows count from 1, as spreadsheet
programs show them; one row names the columns, by default the first.
"""

import csv
import io
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from site_builder.authoring.spreadsheet.cells import Row, SpreadsheetError, text_value
from site_builder.authoring.spreadsheet.excel import Sheet, read_sheet
from site_builder.diagnostics import quoted
from site_builder.exports.cells import is_altered

MAX_BYTES = 20 * 1024 * 1024
_BYTE_ORDER_MARKS = (b"\xff\xfe", b"\xfe\xff")
_OTHER_PROGRAMS = (".ods", ".fods", ".xls", ".xlsm", ".xlsb", ".numbers")
# In CSV that this package exports, of the data and of a search: which cells got an apostrophe in
# front, so that no spreadsheet runs them or shows another value.
_GUARDED = ("guarded", "guarded: columns with an added apostrophe")
# Tells Excel the separator of a file, and is not a row of it.
_SEPARATOR = re.compile(r'"?sep=(.)"?(?:\r\n|\n|\r|$)', re.IGNORECASE)


class RowFault(NamedTuple):
    """Why a row cannot be imported; `column` is empty if no single cell is at fault."""

    row: int
    column: str
    message: str


@dataclass(frozen=True, slots=True)
class Table:
    """The rows below the header, by number: the text of each cell that is not empty, by column.

    `hidden` are the columns that the spreadsheet does not show. In a collection, which `is_nested`,
    columns are paths, and cells of lists are numbered (`collection`); `lists` has the outermost
    list that such a column is in. `parts` are the files or sheets that the rows are from, each with
    the number of its first row.
    """

    columns: tuple[str, ...]
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    hidden: tuple[str, ...] = ()
    is_nested: bool = False
    lists: dict[str, str] = field(default_factory=dict)
    parts: tuple[tuple[int, str], ...] = field(default=(), compare=False)

    def place(self, row: int) -> tuple[str, int]:
        """Return the file or sheet that a row is in, and its number there, from 1."""
        at = bisect_right(self.parts, row, key=lambda part: part[0]) - 1
        first, name = self.parts[at]
        return name, row - first + 1

    def said(self, row: int) -> str:
        """Return where a row is, as text: `row 2`, or of several files, `a.yml, row 2`."""
        file, number = self.place(row)
        return f"row {number}" if len(self.parts) == 1 else f"{file}, row {number}"


def read_table(
    file: Path, sheet: str | None = None, header: int = 1, *, literal: bool = False
) -> Table:
    """Read a `.csv`, `.tsv` or `.xlsx` file; `sheet` names one of several sheets.

    The row `header` names the columns; those above it are left out. Signs of HTML, such as `&amp;`,
    are faults, unless they are to be taken as they are (`literal`).

    Raises:
        SpreadsheetError: it cannot be read, or that row does not name its columns.
    """
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SpreadsheetError(f"{file} is larger than {MAX_BYTES >> 20} MB. Split it.")
        data = file.read_bytes()
    except OSError as error:
        raise SpreadsheetError(f"Cannot read {file}: {error.strerror}.") from None
    if file.suffix.casefold() == ".xlsx":
        return _table(file, read_sheet(file, data, sheet), header, literal=literal)
    if file.suffix.casefold() in (".csv", ".tsv"):
        rows = _text_rows(file, data, header)
        return _table(file, Sheet(rows, frozenset(), ""), header, literal=literal)
    how = "Save it as one."
    if file.suffix.casefold() in _OTHER_PROGRAMS:
        how = "Open it in a spreadsheet program, and save it as `.xlsx` (File, Save As)."
    raise SpreadsheetError(f"{file} is not a `.csv`, `.tsv` or `.xlsx` file. {how}")


def _table(file: Path, sheet: Sheet, header: int, *, literal: bool) -> Table:
    numbered = enumerate(sheet.rows, 1)
    _, first = next(islice(numbered, header - 1, None), (header, Row([])))
    # A name that is long often runs over several lines of its cell.
    names = [" ".join(value.text.split()) for value in first.values]
    while names and not names[-1]:
        names.pop()
    where = "the first row" if header == 1 else f"row {header}"
    if not names:
        said = f"{file}: {where} is empty. Name the columns in it, or give their row with --header."
        raise SpreadsheetError(said)
    if twice := [name for name, count in Counter(names).items() if count > 1 and name]:
        said = f"{file}: two columns are called {quoted(twice[0])} in {where}."
        raise SpreadsheetError(f"{said} Rename one, or give the columns' row with --header.")
    of = f"{file}, sheet {quoted(sheet.name)}" if sheet.name else str(file)
    table = Table(
        tuple(name for name in names if name),
        parts=((1, of),),
        hidden=tuple(name for at, name in enumerate(names) if name and at in sheet.hidden),
    )
    for number, row in numbered:
        _add(table, number, row, names, literal=literal)
    return table


def _add(table: Table, number: int, row: Row, names: list[str], *, literal: bool) -> None:
    if row.fault:
        if any(value.text or value.fault for value in row.values):
            table.faults.append(RowFault(number, "", row.fault))
        return
    cells: dict[str, str] = {}
    for at, value in enumerate(row.values):
        name = names[at] if at < len(names) else ""
        if value.fault and not (literal and value.text):
            table.faults.append(RowFault(number, name, value.fault))
        elif value.text and not name:
            said = (
                f"{quoted(value.text)} is in a column without a name. Name it, or empty the cell."
            )
            table.faults.append(RowFault(number, _letters(at), said))
        elif value.text:
            cells[name] = value.text
    if cells:
        table.rows[number] = _unguarded(cells)


def _unguarded(cells: dict[str, str]) -> dict[str, str]:
    """Return the cells of a row without the apostrophes that an export has put in front.

    Somebody may have typed a text over a guarded one, and an apostrophe in front of what needs no
    guard is its own.
    """
    guarded = {name for column in _GUARDED for name in cells.get(column, "").split("; ")}

    def without(text: str) -> str:
        behind = text.removeprefix("'")
        return behind.strip() if behind and is_altered(behind) else text

    return {name: without(text) if name in guarded else text for name, text in cells.items()}


def _letters(at: int) -> str:
    """Return what spreadsheet programs call a column, counted from 0: `A`, `Z`, `AA`."""
    rest, last = divmod(at, 26)
    return (_letters(rest - 1) if rest else "") + chr(ord("A") + last)


def _text_rows(file: Path, data: bytes, header: int) -> Iterator[Row]:
    text = _decoded(file, data)
    named = _SEPARATOR.match(text)
    lines = [*io.StringIO(text[named.end() :] if named else text, newline="")]
    separator = named[1] if named else _separator(file, lines[:header])
    skipped = 1 if named else 0
    reader = csv.reader(lines, delimiter=separator, strict=True)
    width, last = 0, 0
    try:
        for number, row in enumerate(reader, 1):
            width = len(row) if number == header else width
            if at := _swallowed(row, lines[last : reader.line_num], separator, width):
                raise SpreadsheetError(
                    f"{file}, row {number}, column {at}: this cell holds what looks like several."
                    " A quotation mark that belongs to a text must be doubled, and the text put in"
                    " quotation marks; or save the file as `.xlsx`."
                )
            last = reader.line_num
            yield Row([text_value(cell) for cell in row])
    except csv.Error as error:
        line = reader.line_num + skipped
        raise SpreadsheetError(f"{file}, line {line}: not valid CSV: {error}.") from None


def _separator(file: Path, lines: list[str]) -> str:
    """Return the sign that divides the columns' names into the most."""
    if file.suffix.casefold() == ".tsv":
        return "\t"
    header = re.sub('"[^"]*"', "", lines[-1] if lines else "")
    return max(",;\t", key=header.count)


def _swallowed(row: list[str], lines: list[str], separator: str, width: int) -> int:
    """Return which cell, from 1, seems to hold several, as after a stray quotation mark; or 0.

    In a file with tabs, a cell does not contain one. In others, it does not run over lines each of
    which has the columns of a row.
    """
    is_like_rows = (
        len(lines) > 1 and width > 1 and all(line.count(separator) == width - 1 for line in lines)
    )
    for at, cell in enumerate(row, 1):
        if (separator == "\t" and "\t" in cell) or (is_like_rows and "\n" in cell):
            return at
    return 0


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
