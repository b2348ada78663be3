"""Read a collection (YAML or JSON, a file or a folder of files) as the rows of a table.

A column is the path to a value, such as `claim.author.name`, or `terms[].start` for the items of a
list. In a row, items are numbered: `terms[0].start`. Items that name a `scheme`, as the identifiers
of Popolo and openstates do, are columns by its name: `identifiers[wikidata].identifier`. A second
one of a scheme is `identifiers[wikidata][].identifier`.

Every value is the text that the file has; nothing is taken for a number or a date. Aliases, tags
and names that occur twice are refused.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from site_builder.authoring.spreadsheet.cells import SpreadsheetError, column_of, text_value
from site_builder.authoring.spreadsheet.sheet import RowFault, Table
from site_builder.content.document.foreign import MAX_DEPTH, Value, documents
from site_builder.diagnostics import MAX_SAME, quoted

ENDINGS = (".json", ".jsonl", ".yaml", ".yml")
MAX_BYTES = 100 * 1024 * 1024
Cells = dict[str, str]
_NUMBER = re.compile(r"\[\d+\]")
_REFERENCE = "_id"
# What Python's reader says of a text that is no JSON, as somebody can act on it.
_NO_JSON = {
    "Expecting ',' delimiter": "a comma is missing, or a bracket at the end",
    "Expecting ':' delimiter": "a colon is missing after a field's name",
    "Expecting property name enclosed in double quotes": (
        'a field\'s name in "…" is missing, or there is a comma too many'
    ),
    "Illegal trailing comma before end of object": "there is a comma too many",
    "Illegal trailing comma before end of array": "there is a comma too many",
    "Expecting value": 'a value is missing; texts are in "…"',
    "Extra data": "there is more after the end",
    "Unterminated string starting at": 'the text that begins here has no " at its end',
    "Invalid control character at": "a text breaks off here; its line breaks are written `\\n`",
    "Invalid \\escape": "a backslash within a text is written `\\\\`",
}


def is_collection(file: Path) -> bool:
    """Check whether a path is that of a collection, and not of a sheet."""
    return file.is_dir() or file.suffix.casefold() in ENDINGS


def read_collection(
    path: Path, rows: str = "", joined: Sequence[str] = (), *, literal: bool = False
) -> Table:
    """Read a collection; `rows` is the list whose items are the rows, such as `debates[].turns[]`.

    Without it, each file is a row, or each item of a file that is a list. Beside a row's own values
    it has those around the list, except for other lists. Rows count from 1, in order of the files.
    `joined` are lists beside that of the rows, such as `memberships.person_id`: each item goes into
    the row whose `id` its field names. `literal` takes signs of HTML as they are.

    Raises:
        SpreadsheetError: a file cannot be read, or there is no such list.
    """
    steps = _steps(rows)
    if joined and len(steps) != 1:
        raise SpreadsheetError("--join needs the list of the rows beside it: add `--rows name[]`.")
    found, parts = list[Cells](), list[tuple[int, str]]()
    for file in _files(path):
        parts.append((len(found) + 1, str(file)))
        found += _rows_of(file, steps, joined)
    if not found:
        what = f"no list {quoted(rows)}" if rows else "nothing"
        raise SpreadsheetError(f"{path}: there is {what} to import.")
    columns: dict[str, None] = {}
    lists: dict[str, str] = {}
    table = Table((), is_nested=True)
    for number, cells in enumerate(found, 1):
        taken: Cells = {}
        for name, text in cells.items():
            columns.setdefault(column_of(name))
            if item := _NUMBER.search(name):
                lists.setdefault(column_of(name), f"{name[: item.start()]}[]")
            value = text_value(text)
            if value.fault and not (literal and value.text):
                table.faults.append(RowFault(number, name, value.fault))
            elif value.text:
                taken[name] = value.text
        if taken:
            table.rows[number] = taken
    return replace(table, columns=tuple(columns), lists=lists, parts=tuple(parts))


def _steps(rows: str) -> list[str]:
    if rows and not re.fullmatch(r"[^\[\]]+\[\](\.[^\[\]]+\[\])*", rows):
        said = f"{quoted(rows)} is not a list: write `name[]`, or `name[].inner[]` for one within."
        raise SpreadsheetError(said)
    return [step.strip(".") for step in rows.split("[]") if step]


def _files(path: Path) -> list[Path]:
    if not path.is_dir():
        return [path]
    found = sorted(
        file for file in path.rglob("*") if file.suffix.casefold() in ENDINGS and file.is_file()
    )
    if not found:
        raise SpreadsheetError(f"{path} has no files that end in {', '.join(ENDINGS)}.")
    return found


def _rows_of(file: Path, steps: list[str], joined: Sequence[str]) -> Iterator[Cells]:
    for root in _roots(file):
        for reference in joined:
            _join(file, root, steps[0], reference)
        items = root if isinstance(root, list) else [root]
        for item in items:
            if not isinstance(item, dict):
                raise SpreadsheetError(f"{file}: a record must have fields, but this is a text.")
            try:
                yield from _below(file, item, steps, "", {})
            except _ClashError as error:
                raise SpreadsheetError(
                    f"{file}: two values of a record have the path {quoted(str(error))}: a field"
                    " has a dot or brackets in its name, or a scheme is a number. Rename one."
                ) from None


class _ClashError(Exception):
    """Two values have the same path, so one would be lost."""


def _join(file: Path, root: Value, rows: str, reference: str) -> None:
    """Move the items of a list into the rows that they name, with what else they name by id.

    `reference` is the list, and the field that names a row by its `id`. A field such as
    `organization_id` is followed by the item of this id, as `organization`.
    """
    name, _, field = reference.rpartition(".")
    lists = root if isinstance(root, dict) else {}
    items, targets = lists.pop(name, None), lists.get(rows)
    if not isinstance(items, list) or not isinstance(targets, list):
        raise SpreadsheetError(f"{file}: there are no lists {quoted(name)} and {quoted(rows)}.")
    by_id = _by_id(file, {rows: targets})
    if len(by_id) < len(targets):
        raise SpreadsheetError(f"{file}: an item of {quoted(rows)} has no `id`.")
    if any(name in target for target in by_id.values()):
        raise SpreadsheetError(f"{file}: an item of {quoted(rows)} has {quoted(name)} already.")
    others = _by_id(file, {other: of for other, of in lists.items() if other != rows})
    for item in items:
        fields = item if isinstance(item, dict) else {}
        target = _named(fields.pop(field, None), by_id)
        if target is None:
            raise SpreadsheetError(
                f"{file}: an item of {quoted(name)} has a {quoted(field)} that no item of"
                f" {quoted(rows)} has as its `id`."
            )
        for key in [key for key in fields if key.endswith(_REFERENCE)]:
            found, short = _named(fields[key], others), key.removesuffix(_REFERENCE)
            if found is not None and short not in fields:
                fields[short] = found
        there = target.setdefault(name, [])
        assert isinstance(there, list)
        there.append(fields)


def _named(id_: Value, by_id: dict[str, dict[str, Value]]) -> dict[str, Value] | None:
    return by_id.get(id_) if isinstance(id_, str) else None


def _by_id(file: Path, lists: dict[str, Value]) -> dict[str, dict[str, Value]]:
    """Return the items of lists that have an id, by these."""
    found: dict[str, dict[str, Value]] = {}
    for items in lists.values():
        for item in items if isinstance(items, list) else ():
            id_ = item.get("id") if isinstance(item, dict) else None
            if isinstance(item, dict) and isinstance(id_, str):
                if id_ in found:
                    raise SpreadsheetError(f"{file}: two items have the id {quoted(id_)}.")
                found[id_] = item
    return found


def _below(
    file: Path, fields: dict[str, Value], steps: list[str], prefix: str, around: Cells
) -> Iterator[Cells]:
    """Yield the rows within some fields, with the cells around them."""
    if not steps:
        cells = {**around}
        _flatten(fields, prefix, cells)
        yield cells
        return
    *way, name = steps[0].split(".")
    within: Value = fields
    for step in way:
        within = within.get(step) if isinstance(within, dict) else None
    items = within.get(name) if isinstance(within, dict) else None
    if items is None:
        return
    if not isinstance(items, list):
        # JSON-LD writes a list of one item without its brackets.
        items = [items]
    outer = {**around}
    _flatten(fields, prefix, outer, with_lists=False, without=f"{prefix}{steps[0]}")
    for item in items:
        if not isinstance(item, dict):
            raise SpreadsheetError(f"{file}: the items of {quoted(steps[0])} have no fields.")
        yield from _below(file, item, steps[1:], f"{prefix}{steps[0]}[].", outer)


def _flatten(
    value: Value, name: str, cells: Cells, *, with_lists: bool = True, without: str = ""
) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            path = f"{name}{key}"
            if path == without:
                continue
            if isinstance(inner, dict):
                _flatten(inner, f"{path}.", cells, with_lists=with_lists, without=without)
            else:
                _flatten(inner, path, cells, with_lists=with_lists)
    elif isinstance(value, list):
        seen = Counter[str]()
        for at, item in enumerate(value if with_lists else ()):
            scheme = item.get("scheme") if isinstance(item, dict) else None
            path, without = f"{name}[{at}]", ""
            if isinstance(scheme, str) and scheme:
                path = f"{name}[{scheme}]" + (f"[{seen[scheme]}]" if scheme in seen else "")
                seen[scheme] += 1
                # The scheme is in the path.
                without = f"{path}.scheme"
            _flatten(item, f"{path}." if isinstance(item, dict) else path, cells, without=without)
    elif value is not None:
        if name in cells:
            raise _ClashError(name)
        cells[name] = value


def _roots(file: Path) -> Iterator[Value]:
    try:
        if file.stat().st_size > MAX_BYTES:
            raise SpreadsheetError(f"{file} is larger than {MAX_BYTES >> 20} MB. Split it.")
        text = file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SpreadsheetError(f"Cannot read {file}: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise SpreadsheetError(f"{file} is not UTF-8.") from None
    try:
        match file.suffix.casefold():
            case ".json":
                yield _json(text)
            case ".jsonl":
                yield from _lines(text)
            case _:
                yield from documents(text)
    except (ValueError, RecursionError) as error:
        faults = error.args if isinstance(error, _LinesError) else [str(error)]
        said = [f"{file} cannot be read: {fault}." for fault in faults]
        raise SpreadsheetError("\n".join(it.replace("\n", " ") for it in said)) from None


class _LinesError(ValueError):
    """What is wrong with the lines of a file: an argument for each."""


def _lines(text: str) -> Iterator[Value]:
    """Yield the values of a file with one in each line; all lines are read, to name each fault."""
    faults: list[str] = []
    # Not at line separators of Unicode, which may be within a text.
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                value = _json(line, number)
            except ValueError as error:
                faults.append(str(error))
            else:
                yield value
    if len(faults) > MAX_SAME:
        faults[MAX_SAME:] = [f"{len(faults) - MAX_SAME:,} more lines have faults"]
    if faults:
        raise _LinesError(*faults)


def _json(text: str, line: int = 0) -> Value:
    """Return a value in JSON; `line` is its number, if it is a line of a file."""

    def fields(pairs: list[tuple[str, object]]) -> dict[str, object]:
        if len({name for name, _ in pairs}) < len(pairs):
            twice = next(
                name for name, count in Counter(name for name, _ in pairs).items() if count > 1
            )
            where = f"line {line}: " if line else ""
            raise ValueError(f"{where}the field {twice!r} occurs twice in one record")
        return dict(pairs)

    def texts(value: object, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise ValueError(f"it is nested more than {MAX_DEPTH} levels deep")
        match value:
            case dict():
                return {str(name): texts(inner, depth + 1) for name, inner in value.items()}
            case list():
                return [texts(inner, depth + 1) for inner in value]
            case bool():
                return "true" if value else "false"
            case None:
                return None
        return str(value)

    try:
        read = json.loads(
            text, object_pairs_hook=fields, parse_int=str, parse_float=str, parse_constant=str
        )
    except json.JSONDecodeError as error:
        if not text.strip():
            raise ValueError("it is empty") from None
        said = _NO_JSON.get(error.msg, error.msg)
        if error.msg == "Extra data":
            own = "each record has a line of its own"
            said += f"; {own}" if line else f"; if {own}, name the file `.jsonl`"
        where = f"line {line or error.lineno}, column {error.colno}"
        raise ValueError(f"{where}: {said}") from None
    return texts(read, 0)
