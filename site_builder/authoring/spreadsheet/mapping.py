"""Read the mapping file of `factsheet import`: which field each column holds."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from site_builder.authoring.spreadsheet.sheet import Table
from site_builder.content import document
from site_builder.content.document import Plain
from site_builder.content.model import Person, Record, Source, Statement, Theme, fields_of
from site_builder.diagnostics import did_you_mean, quoted
from site_builder.exports.schemas import schema

RECORDS: dict[str, type[Record]] = {"person": Person, "theme": Theme, "source": Source}
"""The records that each row names."""
OF_THE_CITATION = ("locator", "prefix", "suffix")
_SEPARATOR = ";"


class MappingError(Exception):
    """A mapping file does not fit the spreadsheet; the message is a sentence that says why."""


class ColumnMap(BaseModel):
    """The content of a mapping file.

    `columns` names the field of each column, `ignore` the columns without one. `values` are the
    defaults of all rows. `people`, `themes` and `sources` give the ids of records that the
    spreadsheet calls by other names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str]
    ignore: tuple[str, ...] = ()
    values: dict[str, str] = {}
    people: dict[str, str] = {}
    themes: dict[str, str] = {}
    sources: dict[str, str] = {}

    def column(self, name: str) -> str:
        """Return the column that holds a field; empty if none does."""
        return next((column for column, held in self.columns.items() if held == name), "")

    def given(self, cells: dict[str, str]) -> dict[str, Plain]:
        """Return what the cells of a row say, by field."""
        return _values(
            {self.columns[column]: text for column, text in cells.items() if column in self.columns}
        )

    def defaults(self) -> dict[str, Plain]:
        """Return what every row says whose cells say nothing else, by field."""
        return _values(self.values)


def _values(texts: dict[str, str]) -> dict[str, Plain]:
    return {
        name: [item for part in text.split(_SEPARATOR) if (item := part.strip())]
        if fields()[name]
        else str(text)
        for name, text in texts.items()
    }


@cache
def date_fields() -> frozenset[str]:
    """Return the fields that hold a date."""
    models: list[tuple[str, type[BaseModel]]] = [("", Statement)]
    models += [(f"{kind}.", model) for kind, model in RECORDS.items()]
    return frozenset(
        f"{before}{name}"
        for before, model in models
        for name, described in schema(model)["properties"].items()
        if "integer" in described.get("type", "")
    )


@cache
def fields() -> dict[str, bool]:
    """Return the fields that a column can hold; True for those with several values, between `;`.

    `person`, `theme` and `source` name a record; `person.kind` and the like are fields of a new
    one. All others belong to a statement or its citation; `question.by` and the like to a part of
    the statement.
    """
    found = dict.fromkeys((*RECORDS, *OF_THE_CITATION), False) | _fields_of(Statement, "")
    for name, part in parts().items():
        found |= _fields_of(part, f"{name}.")
    for kind, model in RECORDS.items():
        found |= _fields_of(model, f"{kind}.")
    return found


@cache
def parts() -> dict[str, type[BaseModel]]:
    """Return the parts of a statement that consist of texts, by the names of their fields."""
    described = schema(Statement)["properties"]
    return {
        name: part
        for name, part in fields_of(Statement).items()
        if part and "items" not in described[name] and not any(fields_of(part).values())
    }


def _fields_of(model: type[BaseModel], before: str) -> dict[str, bool]:
    return {
        f"{before}{name}": "items" in described
        for name, described in schema(model)["properties"].items()
        if "string" in described.get("type", "")
        or described.get("items", {}).get("type") == "string"
    }


def read_mapping(file: Path, table: Table) -> ColumnMap:
    """Read a mapping file and compare it with the columns of the spreadsheet.

    Raises:
        MappingError: it cannot be read, or does not fit the spreadsheet.
    """
    tree, found = document.read(file, str(file))
    if tree is None or found:
        raise MappingError(f"{found[0].span}: {found[0].message} {found[0].hint}".rstrip())
    try:
        mapping = ColumnMap.model_validate(tree.plain())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MappingError(f"{file}: `{where}`: {first['msg']}.") from None
    known = fields()
    named = [*mapping.columns.values()]
    for name in (*named, *mapping.values):
        if name not in known:
            hint = did_you_mean(name, known)
            raise MappingError(f"{file}: {quoted(name)} is not a field. {hint}".rstrip())
        if named.count(name) > 1:
            raise MappingError(f"{file}: two columns are mapped to {quoted(name)}.")
    for column in (*mapping.columns, *mapping.ignore):
        if column not in table.columns:
            hint = did_you_mean(column, table.columns)
            raise MappingError(f"{file}: no column is called {quoted(column)}. {hint}".rstrip())
    for column in table.columns:
        if column not in mapping.columns and column not in mapping.ignore:
            raise MappingError(
                f"{file} does not mention the column {quoted(column)}."
                " Give it a field under `columns:`, or list it under `ignore:`."
            )
    for column in table.hidden:
        if column in mapping.columns:
            raise MappingError(
                f"{file}: the column {quoted(column)} is hidden in the spreadsheet."
                " Show it, or list it under `ignore:`."
            )
    return mapping
