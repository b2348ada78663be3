"""What the columns of a spreadsheet hold: the mapping file of `factsheet import`."""

from functools import cache
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from site_builder.authoring.spreadsheet.sheet import Sheet
from site_builder.content import document
from site_builder.content.document import Plain
from site_builder.content.model import Person, Record, Source, Statement, Theme
from site_builder.diagnostics import did_you_mean, quoted
from site_builder.exports.schemas import schema

RECORDS: dict[str, type[Record]] = {"person": Person, "theme": Theme, "source": Source}
OF_THE_CITATION = ("locator", "prefix", "suffix")
_SEPARATOR = ";"


class MappingError(Exception):
    """A mapping that cannot be used for a sheet, in a sentence."""


class Mapping(BaseModel):
    """What a mapping file says.

    `columns` names for each column the field that it holds, `ignore` the columns to pass over;
    `values` are what all rows have that say nothing else. `people`, `themes` and `sources` give
    the ids of those that the sheet calls otherwise.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str]
    ignore: tuple[str, ...] = ()
    values: dict[str, str] = {}
    people: dict[str, str] = {}
    themes: dict[str, str] = {}
    sources: dict[str, str] = {}

    def column(self, name: str) -> str:
        """The column that holds a field; empty if none does."""
        return next((column for column, held in self.columns.items() if held == name), "")

    def fields(self, cells: dict[str, str]) -> dict[str, Plain]:
        """What a row says, by field."""
        texts = self.values | {
            self.columns[column]: text for column, text in cells.items() if column in self.columns
        }
        return {
            name: [item.strip() for item in text.split(_SEPARATOR)] if fields()[name] else text
            for name, text in texts.items()
        }


@cache
def fields() -> dict[str, bool]:
    """The fields that a column can hold; True for those that hold several values, with `;`.

    `person`, `theme` and `source` name a record; `person.kind` and the like are the fields of one
    that is new. All others are a statement's, or its citation's.
    """
    found = dict.fromkeys((*RECORDS, *OF_THE_CITATION), False) | _fields_of(Statement, "")
    for kind, model in RECORDS.items():
        found |= _fields_of(model, f"{kind}.")
    return found


def _fields_of(model: type[BaseModel], before: str) -> dict[str, bool]:
    return {
        f"{before}{name}": "items" in described
        for name, described in schema(model)["properties"].items()
        if "string" in described.get("type", "")
        or described.get("items", {}).get("type") == "string"
    }


def read_mapping(file: Path, sheet: Sheet) -> Mapping:
    """Read a mapping file, and hold it against the columns that there are.

    Raises:
        MappingError: it cannot be read, or does not fit the sheet.
    """
    tree, found = document.read(file, str(file))
    if tree is None or found:
        raise MappingError(f"{found[0].span}: {found[0].message} {found[0].hint}".rstrip())
    try:
        mapping = Mapping.model_validate(tree.plain())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(map(str, first["loc"]))
        raise MappingError(f"{file}: `{where}`: {first['msg']}.") from None
    known = fields()
    named = [*mapping.columns.values()]
    for name in (*named, *mapping.values):
        if name not in known:
            hint = did_you_mean(name, known)
            raise MappingError(f"{file}: there is no field {quoted(name)}. {hint}".rstrip())
        if named.count(name) > 1:
            raise MappingError(f"{file}: two columns hold {quoted(name)}.")
    for column in (*mapping.columns, *mapping.ignore):
        if column not in sheet.columns:
            hint = did_you_mean(column, sheet.columns)
            raise MappingError(f"{file}: no column is called {quoted(column)}. {hint}".rstrip())
    for column in sheet.columns:
        if column not in mapping.columns and column not in mapping.ignore:
            raise MappingError(
                f"{file} does not say what the column {quoted(column)} holds."
                " Name a field under `columns:`, or the column under `ignore:`."
            )
    return mapping
