"""Read the mapping file of `factsheet import`: which field each column holds."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple, get_args
from urllib.parse import quote

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

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
from site_builder.content.validate import called_otherwise
from site_builder.diagnostics import Route, did_you_mean, nearest, quoted
from site_builder.exports.schemas import schema

# What commands of their own make, and what a row's other columns say.
_NOT_BY_IMPORT = ("positions", "image", "citations")
NAMED = ("person", "theme", "source")
"""The kinds of records that the row of a statement names."""
REFERENCES = {
    "organisation_id": "organisation", "publication_id": "organisation",
    "publisher_id": "organisation", "part_of": "organisation", "broader": "theme",
    "relays": "source", "primary_for": "person", "also": "theme", "about": "person",
    "with": "person", "on_behalf_of": "person",
}  # fmt: skip
"""Fields that name records, and of which kind: in a sheet by any name that these have."""
RECORDS: dict[str, type[Record]] = {
    "person": Person, "theme": Theme, "source": Source, "organisation": Organisation
}  # fmt: skip
"""The records that a row can describe."""
OF_THE_CITATION = ("locator", "prefix", "suffix", "from", "to")
_BY_WEIGHT = ("person", "organisation", "source", "theme")
"""What rows without words are, if they name several: a person has an office by a source."""
OTHERS = "with"
"""The field of the further speakers of a statement, and their column in the CSV of a site."""
STANCE = "stance"
"""The field of what a statement amounts to on its theme; it is kept beside the statement."""
HOLDS: tuple[str, ...] = get_args(Stance.model_fields["holds"].annotation)
PENDING = "…"
"""What a draft has in place of a field."""
# What columns are often called, in English and German, and the field that is then meant.
_HEADINGS = {
    "abgerufen": "source.accessed",
    "author": "source.authors",
    "autor": "source.authors",
    "datum": "date",
    "erschienen": "source.issued",
    "kontext": "context",
    "link": "source.url",
    "name": "person",
    "newspaper": "source.publication",
    "ort": "place",
    "page": "locator",
    "quelle": "source",
    "seite": "locator",
    "speaker": "person",
    "sprache": "lang",
    "sprecher": "person",
    "thema": "theme",
    "titel": "source.title",
    "title": "source.title",
    "url": "source.url",
    "wortlaut": "quote",
    "zeitung": "source.publication",
    "zitat": "quote",
}
# What somebody is, which a source may say in other words.
_OFFICES = ("amt", "function", "funktion", "office", "position", "role", "rolle")
_DRAFTED = "Without `--mapping`, the command prints a draft of a mapping file."
_FIRST_FIELD = f"Begin with `columns:`, and below it `column: field` for each column. {_DRAFTED}"
_SEPARATOR = ";"
_AS_SAID = ("quote", "original")
"""Fields of words that somebody said, in statements and their parts."""


class MappingError(Exception):
    """A mapping file does not fit the spreadsheet; the message has a line for each reason."""


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

    def own_column(self, field: str) -> str:
        """Return the column that holds a field, with the number of its item; else nothing."""
        held = {name: column for column, name in self.columns.items()}
        held |= {name: parts[0] for name in self.patterns if (parts := self.parts_of(name))}
        column = held.get(field) or held.get(column_of(field), "")
        number = _NUMBERS.search(field)
        return column.replace("[]", f"[{number[1]}]", 1) if number else column

    def column(self, field: str) -> str:
        """Return where to look for a field: its column, that of its parts, or of what it is in."""
        if column := self.own_column(field):
            return column
        for held in (*self.columns.values(), *self.patterns):
            if column_of(held).startswith((f"{column_of(field)}.", f"{column_of(field)}[")):
                column = self.own_column(held)
                return column.rpartition(".")[0] or column
        around = field.rpartition(".")[0]
        return self.column(around) if around else ""

    @property
    def rows_are(self) -> str:
        """The kind of record that each row is; empty if the rows are statements."""
        held = {*self.columns.values(), *self.values, *self.patterns}
        if held & {kind.value for kind in StatementKind}:
            return ""
        return next((kind for kind in _BY_WEIGHT if kind in self.named), "person")

    @property
    def named(self) -> frozenset[str]:
        """What the fields of columns and patterns begin with, such as a kind of record."""
        return frozenset(it.partition(".")[0] for it in (*self.columns.values(), *self.patterns))

    def held_by(self, cell: str) -> list[str]:
        """Return the fields that a cell is all or part of; an empty one if there is none."""
        column = column_of(cell)
        held = [_numbered(self.columns[column], cell)] if column in self.columns else []
        put_together = (it for it in self.patterns if cell in self.parts_of(it))
        return [*held, *(field.replace("[]", "[0]") for field in put_together)] or [""]

    def parts_of(self, field: str) -> list[str]:
        """Return the columns that a pattern puts together, in their order."""
        return [column for _, column in _PART.findall(self.patterns[field])]

    @property
    def used(self) -> frozenset[str]:
        """The columns that have a field, or are part of one."""
        parts = (column_of(part) for field in self.patterns for part in self.parts_of(field))
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
        parts = {part for field in self.patterns for part in self.parts_of(field)}
        counted = Counter(
            column
            for cells in table.rows.values()
            for cell in cells
            # Of a list, a pattern takes the one item that it names.
            if (column := column_of(cell)) not in self.columns and cell not in parts
        )
        return [(column, counted[column]) for column in table.columns if column in counted]

    def not_there(self, table: Table) -> list[str]:
        """Return the columns with a field that no record of a collection has."""
        return [it for it in sorted(self.used) if not _is_there(it, table)]

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
        MappingError: it cannot be read, or does not fit the spreadsheet; all reasons are named.
    """
    if not file.is_file():
        raise MappingError(f"There is no file {file}. {_DRAFTED}")
    tree, found = document.read(file, str(file))
    if tree is None or found:
        # Nothing but a record has a first field of its own.
        hints = (_FIRST_FIELD if it.code == "not-a-record" else it.hint for it in found)
        said = (f"{it.span}: {it.message} {hint}" for it, hint in zip(found, hints, strict=True))
        raise MappingError("\n".join(map(str.rstrip, said)))
    mapping: ColumnMap | None = None
    try:
        mapping = ColumnMap.model_validate(tree.plain())
        wrong = [*_faults(mapping, table)]
    except ValidationError as error:
        wrong = [Problem(it["loc"], _misshapen(it)) for it in error.errors()]
    if wrong or mapping is None:
        placed = {(tree.span(at, on_key=on_key), said) for at, said, on_key in wrong}
        raise MappingError("\n".join(f"{span}: {said}" for span, said in sorted(placed)))
    return mapping


def drafted(columns: Iterable[str]) -> dict[str, str]:
    """Return for each column what a draft has as its field: the one that its name tells, if any."""
    names = {column: column.casefold().replace(" ", "_") for column in columns}
    held = {column: name for column, name in names.items() if name in fields()}
    for column, name in names.items():
        meant = _HEADINGS.get(name, PENDING)
        if name in _OFFICES:
            held.setdefault(column, f"{PENDING}  # `as_printed`, if the source prints it so")
        # No two columns can hold one field.
        held.setdefault(column, PENDING if meant in held.values() else meant)
    if "source" not in held.values():
        # Without a name, a source is called by its address.
        held = {column: "source" if it == "source.url" else it for column, it in held.items()}
    return {column: held[column] for column in names}


class Problem(NamedTuple):
    """What is wrong in a mapping file: a place, and a sentence."""

    route: Route
    said: str
    on_key: bool = True


def _misshapen(error: ErrorDetails) -> str:
    """Return what is wrong with the shape of a mapping file."""
    name = quoted(str(error["loc"][0]))
    if error["type"] == "extra_forbidden":
        hint = did_you_mean(str(error["loc"][0]), ColumnMap.model_fields)
        return f"There is no {name} in a mapping file. {hint}".rstrip()
    if error["type"] == "missing":
        return f"{name} is missing. Write it with a line `column: field` for each column."
    what = {
        "string_type": "a text, such as the name of a field",
        "tuple_type": "a list, such as `[First, Second]`",
    }.get(error["type"], "lines of `name: value`")
    return f"This part of {name} must be {what}."


def _faults(mapping: ColumnMap, table: Table) -> Iterator[Problem]:
    yield from _unknown_fields(mapping)
    yield from _out_of_place(mapping)
    yield from _made_up(mapping)
    yield from _unknown_columns(mapping, table)
    yield from _mixed(mapping, table)
    used = mapping.used
    left = [it for it in table.columns if it not in used and not mapping.ignores(it, table)]
    if left:
        what, it = ("the column", "it") if len(left) == 1 else ("the columns", "them")
        said = f"This file does not mention {what} {', '.join(map(quoted, left))}."
        hint = f"Give {it} a field under `columns:`, or list {it} under `ignore:`."
        yield Problem((), f"{said} {hint}")
    for column in (it for it in table.hidden if it in used):
        said = f"The column {quoted(column)} is hidden in the spreadsheet."
        yield Problem(("columns", column), f"{said} Show it, or list it under `ignore:`.")


def _given_fields(mapping: ColumnMap) -> Iterator[tuple[Route, str, bool]]:
    """Yield the fields that columns and patterns hold, each with its place."""
    yield from ((("columns", column), name, False) for column, name in mapping.columns.items())
    yield from ((("patterns", name), name, True) for name in mapping.patterns)


def _unknown_fields(mapping: ColumnMap) -> Iterator[Problem]:
    known, seen = fields(), set[str]()
    defaults = ((("values", name), name, True) for name in mapping.values)
    for route, name, on_key in (*_given_fields(mapping), *defaults):
        if name == PENDING:
            column = quoted(str(route[-1]))
            is_ignored = str(route[-1]) in mapping.ignore
            hint = f"Write one here, or delete this line and list {column} under `ignore:`."
            if is_ignored:
                hint = "Delete this line, as it is listed under `ignore:`."
            yield Problem(route, f"{column} has no field yet. {hint}", on_key)
        elif column_of(name) not in known:
            whole = [it for kind in RECORDS if (it := f"{kind}.{name}") in known]
            meant = f"Write {' or '.join(map(quoted, whole))}." if whole else ""
            near = called_otherwise(name, known)
            hint = meant or did_you_mean(near or name, known)
            yield Problem(route, f"{quoted(name)} is not a field. {hint}".rstrip(), on_key)
        elif name in seen and route[0] != "values":
            hint = "Keep one of them, or put them together under `patterns:`."
            if _is_as_said(name):
                hint = "Keep one of them, or import the other one in a run of its own."
            yield Problem(route, f"Two columns are mapped to {quoted(name)}. {hint}", on_key)
        seen.add(name)
    for name, pattern in mapping.patterns.items():
        if not _PATTERN.fullmatch(pattern):
            said = f"{quoted(pattern)} does not end with a column, as `{{first}} {{last}}` does."
            yield Problem(("patterns", name), said, on_key=False)


def _out_of_place(mapping: ColumnMap) -> Iterator[Problem]:
    """Yield fields of which rows of this kind say nothing, and the one that names each row."""
    kind = mapping.rows_are
    if kind and kind not in mapping.named and PENDING in mapping.columns.values():
        return  # A draft, in which no column says yet what its rows are.
    if kind and any(_meant_for_words(name) for _, name, _ in _given_fields(mapping)):
        return  # The rows are statements, once the field of their words has its name.
    rows = RECORDS[kind].KIND.folder if kind else "statements"
    why = ", as no column holds `quote`, `paraphrase` or `action`" if kind else ""
    for route, name, on_key in _given_fields(mapping):
        of = name.partition(".")[0]
        is_known = column_of(name) in fields()
        if is_known and (of == "organisation" if not kind else of != kind):
            said = f"The rows are {rows}{why}, so {quoted(name)} has no place."
            hint = "Import these in a run of their own" if of in RECORDS else "Correct the field"
            yield Problem(route, f"{said} {hint}, or list the column under `ignore:`.", on_key)
    if kind and kind not in (*mapping.columns.values(), *mapping.patterns):
        said = f"The rows are {rows}{why}, but no column is mapped to `{kind}`."
        hint = f"Write `{kind}` for the column that holds their names or titles."
        yield Problem(("columns",), f"{said} {hint}")


def _meant_for_words(name: str) -> bool:
    """Check whether a name that is not a field is meant for that of a statement's words."""
    known = fields()
    if column_of(name) in known:
        return False
    meant = called_otherwise(name, known) or nearest(name, known)
    return any(meant == kind.value for kind in StatementKind)


def _is_as_said(name: str) -> bool:
    """Check whether a field holds words that somebody said."""
    return name.rpartition(".")[2] in _AS_SAID


def _made_up(mapping: ColumnMap) -> Iterator[Problem]:
    """Yield words that somebody said, but that no cell holds as they are."""
    named: list[tuple[Route, str]] = [(("patterns", name), name) for name in mapping.patterns]
    named += ((("values", name), name) for name in mapping.values)
    named += ((("words", it), mapping.columns.get(it, "")) for it in mapping.words)
    for route, name in named:
        if _is_as_said(name):
            said = "holds words as they were said: it needs a column of its own, taken as it is"
            yield Problem(route, f"{quoted(name)} {said}.")


def _unknown_columns(mapping: ColumnMap, table: Table) -> Iterator[Problem]:
    named: list[tuple[Route, str]] = [(("columns", it), it) for it in mapping.columns]
    for field in mapping.patterns:
        named += ((("patterns", field), column) for column in mapping.parts_of(field))
    named += ((("words", it), it) for it in mapping.words)
    named += ((("ignore", at), it) for at, it in enumerate(mapping.ignore))
    named += ((("days", at), it) for at, it in enumerate(mapping.days))
    unnamed = [it for it in table.columns if it not in mapping.used | {*mapping.ignore}]
    for route, column in named:
        if _is_there(column_of(column) if route[0] == "patterns" else column, table):
            continue
        # Records of a collection leave out what they have not. What is misspelt is near a column
        # that the mapping has no other place for.
        is_misspelt = route[0] in ("words", "days") or (
            route[0] != "ignore" and nearest(column, unnamed)
        )
        if not table.is_nested or is_misspelt:
            hint = did_you_mean(column, table.columns)
            said = f"No column is called {quoted(column)}. {hint}".rstrip()
            yield Problem(route, said, on_key=route[0] in ("columns", "words"))


def _is_there(column: str, table: Table) -> bool:
    return column in table.columns or (
        table.is_nested and any(_is_below(column, other) for other in table.columns)
    )


def _mixed(mapping: ColumnMap, table: Table) -> Iterator[Problem]:
    """Yield items that are put together from two lists, or from a list and the row around it."""
    lists: dict[str, str] = {}
    for route, held, on_key in _given_fields(mapping):
        root, is_item, _ = held.partition("[].")
        column = str(route[1]) if route[0] == "columns" else ""
        of = table.lists.get(column, "")
        if column and not _is_there(column, table):
            continue
        if is_item and lists.setdefault(root, of) != of:
            said = (
                f"{quoted(f'{root}[]')} has columns that are not of one list, such as"
                f" {quoted(column)}: their items cannot be told to belong together."
            )
            yield Problem(route, said, on_key)
    for name in mapping.patterns:
        for column in (it for it in mapping.parts_of(name) if it in table.lists):
            around = table.lists[column].removesuffix("[]")
            one = f"{around}[0]{column.removeprefix(table.lists[column])}"
            said = f"{quoted(column)} is a list. A pattern takes one item, such as {quoted(one)}."
            yield Problem(("patterns", name), said)


def _is_below(path: str, column: str) -> bool:
    """Check whether a column of a collection is part of what is at a path."""
    return column.startswith((f"{path}.", f"{path}["))
