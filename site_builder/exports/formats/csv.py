"""CSV (RFC 4180) for spreadsheets, in UTF-8 with a byte order mark, which Excel needs.

A cell that a spreadsheet would run, or show as something else, gets an apostrophe in front. Only
columns of dates are left to it. The last column, `guarded`, names these cells: whoever needs the
exact text takes the apostrophe away there.
"""

import csv
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import cast

from site_builder.exports.cells import is_altered
from site_builder.exports.data import Exported, rows_together
from site_builder.exports.format import FOLDER, Format
from site_builder.exports.tables import Column, Row, Rows, Value, columns_in_csv, tables
from site_builder.kept import packed, unpacked
from site_builder.site_folder import SiteFile

GUARDED = "guarded"
_WORDS: dict[Value, str] = {True: "true", False: "false"}
_COLUMNS = {table.name: columns_in_csv(table) for table in tables()}


class Writer(Format):
    """A file for each table."""

    summary = "CSV for spreadsheets: cells that look like formulas are guarded by an apostrophe"
    files = tuple(f"{table.name}.csv" for table in tables())
    in_pieces = True

    def begin(self) -> Iterator[SiteFile]:
        """Yield the first lines of the files."""
        for name, columns in _COLUMNS.items():
            header = [(*(column.name for column in columns), GUARDED)]
            yield SiteFile(_path(name), b"\xef\xbb\xbf" + _lines(header))

    @staticmethod
    def piece(records: Sequence[Exported]) -> bytes:
        """Return lines of each file."""
        rows = _with_others(rows_together(records))
        lines = {name: _lines(_guarded(it, _COLUMNS[name])) for name, it in rows.items()}
        return b"".join(packed(lines))

    def join(self, piece: bytes) -> Iterator[SiteFile]:
        """Yield the lines."""
        return (SiteFile(_path(name), lines) for name, lines in unpacked(piece).items())


def _with_others(rows: Rows) -> Rows:
    """Return the rows with the further speakers of each statement (`OTHERS`)."""
    if "statements" not in rows:
        return rows
    others: dict[Value, list[str]] = {}
    for statement, _, person in rows.get("statements_with", ()):
        others.setdefault(statement, []).append(str(person))
    said = [(*row, "; ".join(others.get(row[0], ())) or None) for row in rows["statements"]]
    return {**rows, "statements": said}


def _path(name: str) -> str:
    return f"{FOLDER}{name}.csv"


def _lines(rows: Iterable[Iterable[Value]]) -> bytes:
    buffer = StringIO(newline="")
    csv.writer(buffer).writerows(rows)
    return buffer.getvalue().encode()


def _guarded(rows: Sequence[Row], columns: Sequence[Column]) -> Iterator[tuple[Value, ...]]:
    """Return the cells of rows, made column by column: few columns have anything to guard."""
    guarded = [""] * len(rows)
    cells: list[Sequence[Value]] = []
    for column, values in zip(columns, zip(*rows, strict=True), strict=True):
        if column.type == "string" and not column.is_date:
            texts = cast("Sequence[str | None]", values)
            cells.append(_guarded_texts(texts, column.name, guarded))
        elif column.type == "boolean":
            cells.append([_WORDS.get(value) for value in values])
        else:
            cells.append(values)
    return zip(*cells, guarded, strict=True)


def _guarded_texts(
    texts: Sequence[str | None], name: str, guarded: list[str]
) -> Sequence[str | None]:
    """Return the cells of a column, and add its name where one is guarded."""
    altered = {text for text in {*texts} if text and is_altered(text)}
    if not altered:
        return texts
    cells = [*texts]
    for at, text in enumerate(texts):
        if text in altered:
            cells[at] = f"'{text}"
            guarded[at] = f"{guarded[at]}; {name}" if guarded[at] else name
    return cells
