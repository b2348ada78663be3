"""What a row says, by field, and why it cannot be imported."""

from site_builder.authoring.spreadsheet.cells import column_of
from site_builder.authoring.spreadsheet.mapping import ColumnMap
from site_builder.authoring.spreadsheet.sheet import RowFault
from site_builder.content.document import Plain
from site_builder.diagnostics import quoted

Values = dict[str, Plain]
Cells = dict[str, str]
RecordKey = tuple[str, str]
Problem = tuple[str, str]
"""A field, and what is wrong with it as a sentence."""
Problems = list[Problem]
TITLES = {"person": "name", "theme": "title", "source": "title", "organisation": "name"}
"""The field that has a record's name, by kind."""


class RowError(Exception):
    """A row cannot be imported, for all of these reasons."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__(problems)
        self.problems = problems


def root_of(name: str) -> str:
    """Return the field of a record that a field of one of its parts is in."""
    return name.partition(".")[0].partition("[")[0]


def filled(defaults: Values, given: Values) -> Values:
    """Return what a row says with the defaults; a numbered item needs a value of its own."""
    items = {name.rpartition(".")[0] for name in given}
    used = {
        name: value
        for name, value in defaults.items()
        if column_of(name) == name or name.rpartition(".")[0] in items
    }
    return used | given


def within(fields: Values, kind: str) -> Values:
    """Return the fields of the record of a kind, or of a part of a statement, as it names them."""
    return {
        name.removeprefix(f"{kind}."): value
        for name, value in fields.items()
        if name.startswith(f"{kind}.")
    }


def row_fault(mapping: ColumnMap, number: int, field: str, message: str) -> RowFault:
    """Return a fault of a row, with the column to look at."""
    column = mapping.column(field)
    if column_of(field) in mapping.values and not mapping.own_column(field):
        message = f"{quoted(field)}, under `values:` in the mapping file: {message}"
    return RowFault(number, column, message)
