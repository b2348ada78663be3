"""What one cell says: its text, or why that cannot be told."""

import html
import re
from typing import NamedTuple

from site_builder.diagnostics import quoted

_ERROR = re.compile(r"#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!|ERROR!|#+)")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]*);")


_NUMBER = re.compile(r"\[\d+\]")


def column_of(cell: str) -> str:
    """Return the column of a cell: `terms[].start` for an item of a list, `terms[3].start`."""
    return _NUMBER.sub("[]", cell) if "[" in cell else cell


class SpreadsheetError(Exception):
    """A spreadsheet cannot be read; the message is a sentence that says why."""


class Day(str):
    """A day, month or year (ISO 8601) that the spreadsheet shows in another form."""

    __slots__ = ()


class Value(NamedTuple):
    """The text of a cell, or what is wrong with it; both, if the text may be meant as it is."""

    text: str
    fault: str = ""


class Row(NamedTuple):
    """The cells of a row, or what is wrong with all of it."""

    values: list[Value]
    fault: str = ""


def text_value(text: str) -> Value:
    """Return what a cell with a text says."""
    text = text.replace("\r\n", "\n").strip()
    if _ERROR.fullmatch(text):
        return Value("", f"This cell is the error {quoted(text)}. Correct it.")
    for entity in _ENTITY.finditer(text):
        meant = html.unescape(entity[0])
        if meant != entity[0]:
            said = f"This cell contains {quoted(entity[0])}, which is {quoted(meant)} in HTML."
            hint = f"Write {quoted(meant)}; or, if that is how it is printed, add --literal."
            return Value(text, f"{said} {hint}")
    return Value(text)
