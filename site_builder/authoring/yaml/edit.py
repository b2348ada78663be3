"""Write new records as text, and add statements to the text of a person's file.

Every result has been read again: it says what was asked for, and nothing else.
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import groupby

from site_builder.authoring.yaml.explain import Comments, explain
from site_builder.authoring.yaml.layout import Branch, Fields, Group, lines, of_fields, places
from site_builder.content.document import (
    Document,
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    parse,
    tokens,
)
from site_builder.content.model import File, Person, PersonPart, Position, Source, Statement
from site_builder.content.values.dates import parse_said
from site_builder.diagnostics import Route, Span

SCHEMA = "# yaml-language-server: $schema="


class EditError(Exception):
    """A text cannot be edited; the message says why, and what to do."""


def schema_line(model: type[File]) -> str:
    """Return the first line of a record's file, where editors find its schema."""
    up = "../" * (3 if model is PersonPart else 2)
    return f"{SCHEMA}{up}schema/{model.__name__.lower()}.schema.json"


def record_text(model: type[File], data: Fields, *, comments: Comments = Comments.NONE) -> str:
    """Return the text of a new file with these fields, in canonical order and layout.

    `comments` says which of the missing fields it explains.

    Raises:
        EditError: YAML cannot hold a text, for instance because of one of its characters.
    """
    group = of_fields(data, model)
    explain(group, model, comments=comments)
    text = "\n".join([schema_line(model), *lines(group), ""])
    _prove(text, dict(data))
    return text


Addition = tuple[str, Fields]
"""The id of a theme, and the fields of a new statement on it."""
Held = dict[str, str]
"""What new statements amount to (`holds` of a stance), by their ids."""


def stances_on(statements: Iterable[Fields], held: Held) -> list[Plain]:
    """Return the stances that rest on new statements, one for each time that it changed."""
    there = [statement for statement in statements if str(statement.get("id")) in held]
    there.sort(key=lambda statement: parse_said(str(statement["date"])).filed)
    ids = [str(statement["id"]) for statement in there]
    return [
        {"holds": holds, "statements": [*which]}
        for holds, which in groupby(ids, key=lambda id_: held[id_])
    ]


def add_statements(
    text: str,
    additions: Iterable[Addition],
    held: Held | None = None,
    *,
    comments: Comments = Comments.NONE,
) -> str:
    """Return a person's file with more statements, each below the others on its theme.

    A theme without statements gets a new position. Stances that rest on the new statements go
    below those of the position. Everything else stays, byte for byte. `comments` says
    which of the missing fields are explained.

    Raises:
        EditError: the file cannot be read, or has no list to which the statements could be added.
    """
    document = read(text)
    by_theme: dict[str, list[Fields]] = {}
    for theme, statement in additions:
        by_theme.setdefault(theme, []).append(statement)

    def item(statement: Fields, indent: int) -> Branch:
        group = of_fields(statement, Statement, indent + 2)
        explain(group, Statement, indent + 2, comments=comments)
        return Branch(None, group)

    def position(theme: str, indent: int) -> Branch:
        items = [item(statement, indent + 4) for statement in by_theme[theme]]
        fields: dict[str, Plain] = {"theme": theme}
        if stances[theme]:
            fields["stances"] = stances[theme]
        group = of_fields(fields, Position, indent + 2)
        group.branches.append(Branch("statements", Group(items)))
        return Branch(None, group)

    root = document.root
    stances = {theme: stances_on(added, held or {}) for theme, added in by_theme.items()}
    added: dict[int, list[str]] = {}
    new: list[str] = []
    for theme, statements in by_theme.items():
        own = statements_on(document, text, theme)
        if own is None:
            new.append(theme)
            continue
        rows = [row for fields in statements for row in _below(own, partial(item, fields))]
        added.setdefault(_end(text, own), []).extend(rows)
        if stances[theme]:
            after, rows = _stances_below(root, theme, stances[theme], text)
            added.setdefault(after, []).extend(rows)
    if new and "positions" in root.entries:
        there = _list_at(root, "positions", text)
        rows = [row for theme in new for row in _below(there, partial(position, theme))]
        # The new positions go below statements added to the last position.
        added.setdefault(_end(text, there), []).extend(rows)
    elif new:
        items = Group([position(theme, root.column + 1) for theme in new])
        field = Group([Branch("positions", items)])
        # Without an empty line, a comment above would seem to be about the positions.
        gap = [""] if text.rstrip().rpartition("\n")[2].lstrip().startswith("#") else []
        added[text.count("\n") + 1] = [*gap, *lines(field, root.column - 1)]
    extended = _insert(text, added)
    _prove(extended, _with_statements(document.plain(), by_theme, stances))
    return extended


def _stances_below(
    root: Mapping, theme: str, stances: list[Plain], text: str
) -> tuple[int, list[str]]:
    """Return the lines of more stances of a position, and below which line they go."""
    position = _position_on(theme, _list_at(root, "positions", text))
    assert position is not None
    indent = position.column - 1
    group = of_fields({"stances": stances}, Position, indent)
    if "stances" in position.entries:
        there = _list_at(position, "stances", text)
        items = group.branches[0].value
        assert isinstance(items, Group)
        return _end(text, there), [*lines(items, there.column - 1)]
    above = position.entries["statements"].key.line - 1
    # The first field shares its line with the dash.
    is_first = above < position.line
    return position.entries["theme"].key.line if is_first else above, [*lines(group, indent)]


def add_archive(text: str, archive: Fields) -> str:
    """Return a source's file with one more archived copy; everything else stays, byte for byte.

    Raises:
        EditError: the file cannot be read, or its copies are not written with one item per line.
    """
    document = read(text)
    root, name = document.root, "archives"
    if name in root.entries:
        there = _list_at(root, name, text)
        indent = there.column - 1
        item = of_fields({name: [dict(archive)]}, Source, indent).branches[0].value
        assert isinstance(item, Group)
        extended = _insert(text, {_end(text, there): [*lines(item, indent)]})
    else:
        extended = _with_field(document, text, {name: [dict(archive)]}, Source)
    plain = document.plain()
    listed = plain.setdefault(name, [])
    assert isinstance(listed, list)
    listed.append(dict(archive))
    _prove(extended, plain)
    return extended


def add_image(text: str, image: Fields) -> str:
    """Return a person's file with a portrait; everything else stays, byte for byte.

    Raises:
        EditError: the file cannot be read, or has a portrait.
    """
    document = read(text)
    if "image" in document.root.entries:
        raise EditError("There is an `image` already. Remove it first.")
    extended = _with_field(document, text, {"image": dict(image)}, Person)
    _prove(extended, {**document.plain(), "image": dict(image)})
    return extended


def _with_field(document: Document, text: str, field: Fields, model: type[File]) -> str:
    """Return a record's text with one more field, in its place."""
    root = document.root
    if text.split("\n")[root.line - 1][root.column - 1] == "{":
        raise EditError("The file is written in `{ … }`. Write one field a line.")
    rows = [*lines(of_fields(field, model, root.column - 1), root.column - 1)]
    [name] = field
    return _insert(text, {_last_before(root, name, text, model): rows})


def _last_before(root: Mapping, name: str, text: str, model: type[File]) -> int:
    """Return the line below which a new field of a record goes: after those before it in order."""
    order = places(model)
    earlier = [at for key, at in order.items() if key in root.entries and at < order[name]]
    if not earlier:
        return text.rstrip().count("\n") + 1
    last = next(key for key, at in order.items() if at == max(earlier))
    # A block ends where the next line begins.
    return max(one.end_line - one.block for one in tokens(root.entries[last].value))


def statements_on(document: Document, text: str, theme: str) -> Sequence | None:
    """Return the list of a theme's statements in a person's file, if there is one.

    Raises:
        EditError: this list, or the list of positions, is not written with one item per line.
    """
    if "positions" not in document.root.entries:
        return None
    own = _position_on(theme, _list_at(document.root, "positions", text))
    return None if own is None else _list_at(own, "statements", text)


def _with_statements(
    person: dict[str, Plain],
    by_theme: dict[str, list[Fields]],
    stances: dict[str, list[Plain]],
) -> dict[str, Plain]:
    """Return what a person's file should say afterwards."""
    positions = person.setdefault("positions", [])
    assert isinstance(positions, list)
    for theme, added in by_theme.items():
        statements: Plain = [dict(statement) for statement in added]
        assert isinstance(statements, list)
        for position in positions:
            if isinstance(position, dict) and position.get("theme") == theme:
                there = position["statements"]
                assert isinstance(there, list)
                there += statements
                break
        else:
            position = {"theme": theme, "statements": statements}
            positions.append(position)
        if stances[theme]:
            listed = position.setdefault("stances", [])
            assert isinstance(listed, list)
            listed += stances[theme]
    return person


def read(text: str) -> Document:
    """Return the tree of a file's text.

    Raises:
        EditError: it is not valid YAML.
    """
    document, faults = parse(text, "")
    if document is None or faults:
        fault = faults[0]
        raise EditError(f"Line {fault.span.line}: {fault.message} {fault.hint}".rstrip())
    return document


def route_at(span: Span, root: Node) -> Route:
    """Return the route of the value or field that a fault is in; empty if it is of the whole."""
    return _innermost((span.line, span.column), root, ()) or ()


def _innermost(here: tuple[int, int], node: Node, route: Route) -> Route | None:
    """Return the route of the last text or name that begins `here` or before; None without one.

    What is in a node lies between its beginning and that of the next one.
    """
    if isinstance(node, Mapping):
        for name, field in reversed(node.entries.items()):
            if (field.key.line, field.key.column) <= here:
                inner = (*route, name)
                return _innermost(here, field.value, inner) or inner
        return None
    if isinstance(node, Sequence):
        for at, item in reversed([*enumerate(node.items)]):
            if (item.line, item.column) <= here:
                found = _innermost(here, item, (*route, at))
                if found is not None:
                    return found
        return None
    return route if (node.line, node.column) <= here else None


def _prove(text: str, expected: dict[str, Plain]) -> None:
    if read(text).plain() != expected:
        raise EditError("Cannot write these texts as YAML without changing them.")


def _position_on(theme: str, positions: Sequence) -> Mapping | None:
    for position in positions.items:
        if isinstance(position, Mapping) and "theme" in position.entries:
            value = position.entries["theme"].value
            if isinstance(value, Scalar) and value.text == theme:
                return position
    return None


def _list_at(parent: Mapping, name: str, text: str) -> Sequence:
    """Return a list whose items start with `- `."""
    node = parent.entries[name].value if name in parent.entries else None
    if isinstance(node, Sequence) and text.split("\n")[node.line - 1][node.column - 1] == "-":
        return node
    where = f"Line {(node or parent).line}: "
    raise EditError(f"{where}`{name}` is not a list with `- ` before each item. Write it that way.")


def _end(text: str, items: Sequence) -> int:
    """Return the last line of a list; comments indented further than its dashes belong to it."""
    indent = items.column - 1
    rows = text.split("\n")
    last = max(scalar.line for scalar in tokens(items))
    is_left = False
    for number, row in enumerate(rows[last:], last + 1):
        stripped = row.lstrip(" ")
        is_inside = len(row) - len(stripped) > indent
        if is_inside and stripped and (not is_left or stripped[0] in "]}"):
            last = number
        elif stripped.startswith("#"):
            # A comment inside a bracket may be indented less.
            is_left = True
        elif stripped:
            break
    return last


def _below(items: Sequence, item: Callable[[int], Branch]) -> list[str]:
    """Return the lines of a new item; `item` makes it for the column (from 0) of the dashes."""
    indent = items.column - 1
    return ["", *lines(Group([item(indent)]), indent)]


def _insert(text: str, added: dict[int, list[str]]) -> str:
    """Return the text with lines added, each after the line of that number."""
    rows = text.split("\n")
    last = len(rows) - (rows[-1] == "")
    extended = rows[:last]
    for after in sorted(added, reverse=True):
        extended[after:after] = added[after]
    return "\n".join([*extended, *(rows[last:] or [""])])
