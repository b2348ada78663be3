"""What is exported, as flat tables: for CSV, SQLite and Parquet.

The tables follow from the schemas. A list becomes a table of its own, whose rows name the record
they belong to and their place in the list. So no field is forgotten, whatever the model gains.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any, NamedTuple

from site_builder.exports.fields import DAY, EDTF, FILES, IN_WORDS, Schema, schema

Value = str | int | bool | None
Row = tuple[Value, ...]
Rows = dict[str, list[Row]]
"""Rows by the names of their tables."""
# Shorter than what they hang from.
_NAMES = {
    "statements_citations": "citations",
    "statements_corrections": "corrections",
    "statements_status_note_citations": "status_citations",
    "people_offices": "offices",
    "people_positions": "positions",
    "people_affiliations": "affiliations",
}


class Batches:
    """Collects the rows of records, and gives them away when they are enough to be worth it."""

    def __init__(self, size: int = 2_000) -> None:
        self._size = size
        self._rows: Rows = {}

    def add(self, rows: Rows) -> Iterator[tuple[str, list[Row]]]:
        """Take rows, and yield those of each table of which there are enough."""
        for name, more in rows.items():
            own = self._rows.setdefault(name, [])
            own += more
            if len(own) >= self._size:
                yield name, self._rows.pop(name)

    def rest(self) -> Iterator[tuple[str, list[Row]]]:
        """Yield the other rows."""
        yield from self._rows.items()
        self._rows = {}


class Column(NamedTuple):
    """A column: `type` is `string`, `integer` or `boolean`; some strings are dates."""

    name: str
    type: str
    description: str
    required: bool
    is_date: bool = False


@dataclass(frozen=True)
class Table:
    """A table; `keys` are the columns that together name a row."""

    name: str
    description: str
    keys: tuple[str, ...]
    columns: tuple[Column, ...]
    paths: tuple[tuple[str, ...], ...]
    """Where in an object each column is that it has not from the record above it."""
    lists: list[tuple[tuple[str, ...], "Table"]] = field(default_factory=list)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The fields of the object that the columns begin with, unless it is a value itself."""
        return tuple(path[0] for path in self.paths if path)

    @cached_property
    def deeper(self) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The columns of objects within the object, and where there they are."""
        return tuple((at, path[1:]) for at, path in enumerate(self.paths) if len(path) > 1)

    @cached_property
    def within(self) -> tuple[tuple[str, tuple[str, ...], "Table"], ...]:
        """The lists: the field that each is or is in, where in there it is, and its table."""
        return tuple((path[0], path[1:], child) for path, child in self.lists)


OTHERS = Column(
    "with",
    "string",
    "Of a joint statement, the ids of the others who made it, with `; ` between them.",
    required=False,
)
"""A column of statements in CSV. Whoever reads that file alone would name one of several speakers;
`statements_with` has the same, one in a row."""


def columns_in_csv(table: Table) -> tuple[Column, ...]:
    """Return the columns of a table's file."""
    return (*table.columns, OTHERS) if table.name == "statements" else table.columns


@cache
def tables() -> tuple[Table, ...]:
    """Return all tables, statements first."""
    return tuple(table for kind in FILES for table in _below(_root(kind)))


def _below(table: Table) -> Iterator[Table]:
    yield table
    for _, child in table.lists:
        yield from _below(child)


def rows_of(kind: str, json: dict[str, Any], rows: Rows) -> None:
    """Add the rows of an exported object to those of other objects."""
    table = _root(kind)
    _add(table, (), json, rows)


def _add(table: Table, keys: Row, value: Any, rows: Rows) -> None:
    if not table.names:
        rows.setdefault(table.name, []).append((*keys, value))
        return
    get = value.get
    own = [*map(get, table.names)]
    for at, path in table.deeper:
        if own[at] is not None:
            own[at] = _at(own[at], path)
    rows.setdefault(table.name, []).append((*keys, *own))
    keys = keys or (own[0],)
    for name, path, child in table.within:
        # Most objects lack most lists.
        found = get(name)
        if found is not None:
            for number, item in enumerate(_at(found, path) or (), 1):
                _add(child, (*keys, number), item, rows)


def _at(value: Any, path: tuple[str, ...]) -> Any:
    for name in path:
        if value is None:
            return None
        value = value.get(name)
    return value


@cache
def _root(kind: str) -> Table:
    whole = schema(kind)
    return _table(FILES[kind], whole, whole["$defs"], ())


def _table(name: str, part: Schema, parts: Schema, inherited: tuple[Column, ...]) -> Table:
    name = _NAMES.get(name, name)
    described = part.get("description", "")
    if "properties" not in part:
        value = Column("value", part["type"], described, required=True)
        columns: list[tuple[Column, tuple[str, ...]]] = [(value, ())]
        lists: list[_List] = []
    else:
        columns, lists = _flat(part, parts, (), is_required=True)
    if not inherited:
        # The key is first, whatever the order of fields.
        columns.sort(key=lambda item: item[0].name not in ("key", "id"))
        columns.sort(key=lambda item: item[0].name != "key")
    keys = tuple(column.name for column in inherited) or (columns[0][0].name,)
    table = Table(
        name,
        described.split("\n", maxsplit=1)[0],
        keys,
        (*inherited, *(column for column, _ in columns)),
        tuple(path for _, path in columns),
    )
    passed = inherited or (_key(name, columns[0][0]),)
    # A number in a list is called after the list where another list is within it.
    passed = tuple(
        column._replace(name=f"{name}_number") if column.name == "number" else column
        for column in passed
    )
    for path, items, description in lists:
        number = Column("number", "integer", "Its place in the list, from 1.", required=True)
        child = {**items, "description": description}
        table.lists.append(
            (path, _table(f"{name}_{'_'.join(path)}", child, parts, (*passed, number)))
        )
    return table


def _key(table: str, column: Column) -> Column:
    kind = next(kind for kind, name in FILES.items() if name == table)
    return column._replace(name=kind, description=f"The {column.name} of the {kind}.")


_List = tuple[tuple[str, ...], Schema, str]


def _flat(
    part: Schema, parts: Schema, above: tuple[str, ...], *, is_required: bool
) -> tuple[list[tuple[Column, tuple[str, ...]]], list[_List]]:
    """Return the columns and lists of an object; the fields of objects within it are its own."""
    columns: list[tuple[Column, tuple[str, ...]]] = []
    lists: list[_List] = []
    for name, given in part["properties"].items():
        described = given.get("description", "")
        inner = _resolved(given, parts)
        path, needed = (*above, name), is_required and name in part.get("required", ())
        if inner.get("type") == "array":
            items = _resolved(inner["items"], parts)
            # Statements have tables of their own.
            if items.get("title") != "Statement":
                lists.append((path, items, described))
        elif "properties" in inner:
            more, further = _flat(inner, parts, path, is_required=needed)
            columns += more
            lists += further
        else:
            columns.append(
                (
                    Column(
                        "_".join(path),
                        inner.get("type", "string"),
                        described,
                        needed,
                        inner.get("format") in (EDTF, DAY, IN_WORDS),
                    ),
                    path,
                )
            )
    return columns, lists


def _resolved(part: Schema, parts: Schema) -> Schema:
    reference = part.get("$ref")
    found: Schema = parts[reference.rpartition("/")[2]] if reference else part
    return found
