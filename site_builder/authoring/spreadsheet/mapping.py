"""Read the mapping file of `factsheet import`: which field each column holds."""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import get_args
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError

from site_builder.authoring.spreadsheet.cells import column_of
from site_builder.authoring.spreadsheet.sheet import Table
from site_builder.content import document
from site_builder.content.document import Plain
from site_builder.content.model import (
    Organisation,
    Person,
    Record,
    Source,
    Stance,
    Statement,
    StatementKind,
    Theme,
    fields_of,
)
from site_builder.diagnostics import did_you_mean, quoted
from site_builder.exports.schemas import schema

# What commands of their own make, and what a row's other columns say.
_NOT_BY_IMPORT = ("positions", "image", "citations")
NAMED = ("person", "theme", "source")
"""The kinds of records that the row of a statement names."""
ORGANISATION_IDS = ("organisation_id", "publication_id", "publisher_id")
"""Fields that name an organisation."""
RECORDS: dict[str, type[Record]] = {
    "person": Person, "theme": Theme, "source": Source, "organisation": Organisation
}  # fmt: skip
"""The records that a row can describe."""
OF_THE_CITATION = ("locator", "prefix", "suffix", "from", "to")
STANCE = "stance"
"""The field of what a statement amounts to on its theme; it is kept beside the statement."""
HOLDS: tuple[str, ...] = get_args(Stance.model_fields["holds"].annotation)
_SEPARATOR = ";"
_AS_SAID = ("quote", "original")
"""Fields of words that somebody said, in statements and their parts."""


class MappingError(Exception):
    """A mapping file does not fit the spreadsheet; the message is a sentence that says why."""


class ColumnMap(BaseModel):
    """The content of a mapping file.

    `columns` names the field of each column, `ignore` the columns without one. `patterns` puts the
    text of a field together from several columns. `values` are the defaults of all rows. `words`
    gives, by column, what to write in place of a whole value, such as a code. `days` are columns of
    a day and a time, of which the day is taken. `people`, `themes`, `sources` and `organisations`
    give the ids of records that the spreadsheet calls by other names.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    columns: dict[str, str]
    ignore: tuple[str, ...] = ()
    values: dict[str, str] = {}
    patterns: dict[str, str] = {}
    words: dict[str, dict[str, str]] = {}
    days: tuple[str, ...] = ()
    people: dict[str, str] = {}
    themes: dict[str, str] = {}
    sources: dict[str, str] = {}
    organisations: dict[str, str] = {}

    def column(self, name: str) -> str:
        """Return the column that holds a field, or the list that holds its parts; else nothing."""
        patterns = ((column, name) for name in self.patterns for column in self.parts_of(name)[:1])
        for column, held in (*self.columns.items(), *patterns):
            if held == name:
                return column
            if held.startswith((f"{name}.", f"{name}[")):
                return column.rpartition(".")[0] or column
        return ""

    @property
    def rows_are(self) -> str:
        """The kind of record that each row is; empty if the rows are statements."""
        held = {*self.columns.values(), *self.values, *self.patterns}
        if held & {kind.value for kind in StatementKind}:
            return ""
        return "organisation" if "organisation" in held and "person" not in held else "person"

    def parts_of(self, field: str) -> list[str]:
        """Return the columns that a pattern puts together, in their order."""
        return [column for _, column in _PART.findall(self.patterns[field])]

    @property
    def used(self) -> frozenset[str]:
        """The columns that have a field, or are part of one."""
        parts = (column for field in self.patterns for column in self.parts_of(field))
        return frozenset((*self.columns, *parts))

    def ignores(self, column: str, table: Table) -> bool:
        """Check whether a column is left out, by its own name or that of what is around it."""
        return column in self.ignore or (
            table.is_nested and any(_is_below(path, column) for path in self.ignore)
        )

    def given(self, cells: dict[str, str]) -> dict[str, Plain]:
        """Return what the cells of a row say, by field."""
        texts: dict[str, list[str]] = {}
        for cell, text in cells.items():
            if (held := self.columns.get(column := column_of(cell))) is not None:
                meant = self.words.get(column, {}).get(text, text)
                if column in self.days and (day := _DAY.fullmatch(meant)):
                    meant = day[1]
                if column_of(held).endswith("url"):
                    meant = _encoded(meant)
                texts.setdefault(_numbered(held, cell), []).append(meant)
        for field in self.patterns:
            if text := self._put_together(field, cells):
                texts[field.replace("[]", "[0]")] = [text]
        return _values(texts)

    def _put_together(self, field: str, cells: dict[str, str]) -> str:
        """Return the text of a pattern; what stands before an empty column is left out with it.

        Without the first column there is no text.
        """
        parts = _PART.findall(self.patterns[field])
        if cells.get(parts[0][1]) is None:
            return ""
        return "".join(f"{before}{cells[column]}" for before, column in parts if column in cells)

    def not_taken(self, table: Table) -> list[tuple[str, int]]:
        """Return the columns that hold something but have no field, and how many values each."""
        used = self.used
        counted = Counter(
            column
            for cells in table.rows.values()
            for cell in cells
            if (column := column_of(cell)) not in used
        )
        return [(column, counted[column]) for column in table.columns if column in counted]

    def defaults(self) -> dict[str, Plain]:
        """Return what every row says whose cells say nothing else, by field."""
        return _values({name: [text] for name, text in self.values.items()})


_NUMBERS = re.compile(r"\[(\d+)\]")
_PART = re.compile(r"([^{}]*)\{([^{}]+)\}")
"""A column of a pattern, and the text before it."""
_PATTERN = re.compile(rf"({_PART.pattern})+")
_ADDRESS = re.compile(r"(https?://[!-~]+?)([/?#].*)", re.IGNORECASE | re.DOTALL)
# Everything in ASCII stays as it is, to be refused where an address cannot have it.
_ADDRESS_SIGNS = "".join(map(chr, range(128)))
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:\d{2}.*")


def _numbered(held: str, cell: str) -> str:
    """Return the field of a cell, with the number that the cell has in a list; without one, 0.

    Of lists within lists it is the number in the outer one. A number in the mapping itself stays:
    `findings[2].by`.
    """
    number = _NUMBERS.search(cell)
    return held.replace("[]", f"[{number[1] if number else 0}]")


def _encoded(address: str) -> str:
    """Return an address with letters of other scripts percent-encoded (RFC 3987, 3.1).

    A host in another script stays, to be refused.
    """
    parts = _ADDRESS.fullmatch(address)
    return f"{parts[1]}{quote(parts[2], safe=_ADDRESS_SIGNS)}" if parts else address


def _values(texts: dict[str, list[str]]) -> dict[str, Plain]:
    """Return the values of fields; several texts of a field that holds one are left to be refused.

    A list of a sheet is one text, between `;`; that of a collection has a text for each item.
    """
    made: dict[str, Plain] = {}
    for name, found in texts.items():
        if fields()[column_of(name)]:
            parts = found if len(found) > 1 else found[0].split(_SEPARATOR)
            made[name] = [item for part in parts if (item := part.strip())]
        else:
            made[name] = [*found] if len(found) > 1 else str(found[0])
    return made


@cache
def date_fields() -> frozenset[str]:
    """Return the fields that hold a date."""
    models: list[tuple[str, type[BaseModel]]] = [("", Statement), *parts_of(Statement, "")]
    for kind, model in RECORDS.items():
        models += [(f"{kind}.", model), *parts_of(model, f"{kind}.")]
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
    the statement, `findings[].by` to an item of one of its lists.
    """
    found = dict.fromkeys((*RECORDS, *OF_THE_CITATION, STANCE), False)
    found |= _fields_of(Statement, "")
    for kind, model in RECORDS.items():
        found |= _fields_of(model, f"{kind}.")
    models: list[tuple[str, type[BaseModel]]] = [("", Statement)]
    models += [(f"{kind}.", model) for kind, model in RECORDS.items()]
    for before, holder in models:
        for path, part in parts_of(holder, before):
            found |= dict.fromkeys(_fields_of(part, path), False)
            if "citations" in fields_of(part):
                found |= dict.fromkeys((f"{path}source", f"{path}locator"), False)
    return found


def parts_of(model: type[BaseModel], before: str) -> Iterator[tuple[str, type[BaseModel]]]:
    """Yield the parts of a record or statement, with what stands before the names of their fields.

    For example `person.offices[].`, or `vote.`.
    """
    described = schema(model)["properties"]
    for name, part in fields_of(model).items():
        if part is not None and name not in _NOT_BY_IMPORT:
            is_list = described[name].get("type") == "array"
            yield f"{before}{name}{'[]' if is_list else ''}.", part


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
    named = [*mapping.columns.values(), *mapping.patterns]
    for name in (*named, *mapping.values):
        if column_of(name) not in known:
            hint = did_you_mean(name, known)
            raise MappingError(f"{file}: {quoted(name)} is not a field. {hint}".rstrip())
        if named.count(name) > 1:
            raise MappingError(f"{file}: two columns are mapped to {quoted(name)}.")
    for name, pattern in mapping.patterns.items():
        if not _PATTERN.fullmatch(pattern):
            said = f"{quoted(pattern)} does not end with a column, as `{{first}} {{last}}` does."
            raise MappingError(f"{file}: {quoted(name)}: {said}")
    _refuse_strange(file, mapping)
    _refuse_made_up(file, mapping)
    used = mapping.used
    for column in (*used, *mapping.ignore, *mapping.words, *mapping.days):
        if column not in table.columns and not (
            table.is_nested and any(_is_below(column, other) for other in table.columns)
        ):
            hint = did_you_mean(column, table.columns)
            raise MappingError(f"{file}: no column is called {quoted(column)}. {hint}".rstrip())
    _refuse_mixed(file, mapping, table)
    for column in table.columns:
        if column not in used and not mapping.ignores(column, table):
            raise MappingError(
                f"{file} does not mention the column {quoted(column)}."
                " Give it a field under `columns:`, or list it under `ignore:`."
            )
    for column in table.hidden:
        if column in used:
            raise MappingError(
                f"{file}: the column {quoted(column)} is hidden in the spreadsheet."
                " Show it, or list it under `ignore:`."
            )
    return mapping


def _refuse_strange(file: Path, mapping: ColumnMap) -> None:
    """Refuse fields of which rows of this kind say nothing."""
    kind = mapping.rows_are
    for name in (*mapping.columns.values(), *mapping.patterns):
        of = name.partition(".")[0]
        if of == "organisation" if not kind else of != kind:
            rows = {"": "statements", "person": "people"}.get(kind, "organisations")
            raise MappingError(f"{file}: the rows are {rows}, so {quoted(name)} has no place.")


def _refuse_made_up(file: Path, mapping: ColumnMap) -> None:
    """Refuse words that somebody said, but that no cell holds as they are."""
    replaced = (mapping.columns.get(column, "") for column in mapping.words)
    for name in (*mapping.patterns, *mapping.values, *replaced):
        if name.rpartition(".")[2] in _AS_SAID:
            said = "holds words as they were said: it needs a column of its own, taken as it is"
            raise MappingError(f"{file}: {quoted(name)} {said}.")


def _refuse_mixed(file: Path, mapping: ColumnMap, table: Table) -> None:
    """Refuse items that are put together from two lists, or from a list and the row around it."""
    lists: dict[str, str] = {}
    for column, held in (*mapping.columns.items(), *(("", name) for name in mapping.patterns)):
        root, is_item, _ = held.partition("[].")
        of = table.lists.get(column, "")
        if is_item and lists.setdefault(root, of) != of:
            raise MappingError(
                f"{file}: {quoted(f'{root}[]')} has columns that are not of one list, such as"
                f" {quoted(column)}: their items cannot be told to belong together."
            )
    for column in (part for name in mapping.patterns for part in mapping.parts_of(name)):
        if column in table.lists:
            raise MappingError(f"{file}: {quoted(column)} is a list, which no pattern can hold.")


def _is_below(path: str, column: str) -> bool:
    """Check whether a column of a collection is part of what is at a path."""
    return column.startswith((f"{path}.", f"{path}["))
