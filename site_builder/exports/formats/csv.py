"""CSV (RFC 4180) for spreadsheets, in UTF-8 with a byte order mark, which Excel needs.

A cell that a spreadsheet would run as a formula gets an apostrophe in front. So does a text that it
would take for a number, a time or a truth value, and show as another one: `007`, `1.10`, `10-12`.
Only columns of dates are left to it. The last column, `guarded`, names these cells: whoever needs
the exact text takes the apostrophe away there.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from operator import itemgetter
from typing import cast

from site_builder.exports.data import Exported, rows_together
from site_builder.exports.format import FOLDER, Format
from site_builder.exports.tables import Column, Row, Rows, Value, columns_in_csv, tables
from site_builder.kept import packed, unpacked
from site_builder.site_folder import SiteFile

GUARDED = "guarded"
# What begins a formula (OWASP, “CSV Injection”), in the forms that a spreadsheet takes for it, too.
_FORMULA = frozenset("=+-@\t\r＝＋－＠")
# What a spreadsheet may read as a value: digits and signs, an exponent, half of a day. It is more
# than any one of them reads, because each has its own languages and settings.
# The export of search results has the same rules (`search-export.js`).
_NUMBER = re.compile(r"[0-9\s.,:;/%$€£¥()'’_+\-−–eE]+(?:[apAP]\.?[mM]\.?)?")
_DIGIT = re.compile(r"[0-9]")
_SPACES = frozenset(filter(str.isspace, map(chr, range(0x3001))))
_BEGINS = frozenset("0123456789.,:($€£¥%−") | _SPACES
_SUSPECT = _FORMULA | _BEGINS
_TRUTH = frozenset(("true", "false", "True", "False", "TRUE", "FALSE"))
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
    if _SUSPECT.isdisjoint(map(itemgetter(0), filter(None, texts))) and _TRUTH.isdisjoint(texts):
        return texts
    cells = [*texts]
    for at, text in enumerate(texts):
        if text and is_altered(text):
            cells[at] = f"'{text}"
            guarded[at] = f"{guarded[at]}; {name}" if guarded[at] else name
    return cells


def is_altered(text: str) -> bool:
    """Whether a spreadsheet may run a text, or show another value than the text."""
    if text[0] in _FORMULA or text in _TRUTH:
        return True
    return text[0] in _BEGINS and bool(_NUMBER.fullmatch(text) and _DIGIT.search(text))
