"""New records as text, and new statements in the text of a person's file.

Whatever comes back has been read again: it says what was asked for, and nothing else.
"""

from collections.abc import Callable
from collections.abc import Mapping as Fields

from site_builder.authoring import scalars
from site_builder.authoring.explain import explain
from site_builder.authoring.layout import Branch, Group, lines, of_fields
from site_builder.document import Document, Mapping, Plain, Scalar, Sequence, parse, tokens
from site_builder.model import Record, Statement

SCHEMA = "# yaml-language-server: $schema="


class EditError(Exception):
    """A text that cannot be extended: a sentence that says why, and what to do."""


def schema_line(model: type[Record]) -> str:
    """The first line of a record's file: editors look there for what may be written."""
    return f"{SCHEMA}../../schema/{model.__name__.lower()}.schema.json"


def record_text(model: type[Record], data: Fields[str, Plain], *, explained: bool = False) -> str:
    """The text of a new file with these fields, in canonical order and layout.

    `explained` adds comments on the fields that could be written too.

    Raises:
        EditError: the fields hold what no file can say, as a character that YAML does not know.
    """
    group = of_fields(data, model)
    if explained:
        explain(group, model)
    text = "\n".join([schema_line(model), *lines(group), ""])
    _prove(text, dict(data))
    return text


def add_statement(
    text: str, theme: str, statement: Fields[str, Plain], *, explained: bool = False
) -> str:
    """A person's file with one more statement, after the others that it has on that theme.

    Where there are none, a position is added. What was there stays, byte for byte.

    Raises:
        EditError: the file cannot be read, or writes its positions in brackets.
    """
    document = read(text)
    root = document.root

    def item(indent: int) -> Branch:
        group = of_fields(statement, Statement, indent + 2)
        if explained:
            explain(group, Statement, indent + 2)
        return Branch(None, group)

    def position(indent: int) -> Branch:
        statements = Group([item(indent + 4)], is_list=True)
        fields = [Branch("theme", scalars.write(theme, 0, 0)), Branch("statements", statements)]
        return Branch(None, Group(fields, is_list=False))

    if "positions" not in root.entries:
        positions = Branch("positions", Group([position(root.column + 1)], is_list=True))
        added = lines(Group([positions], is_list=False), root.column - 1)
        extended = _insert(text, text.count("\n") + 1, [*added])
    else:
        listed = _list_at(root, "positions", text)
        own = _position_on(theme, listed)
        if own is None:
            extended = _append(text, listed, position)
        else:
            extended = _append(text, _list_at(own, "statements", text), item)
    _prove(extended, _with_statement(document.plain(), theme, dict(statement)))
    return extended


def _with_statement(
    person: dict[str, Plain], theme: str, statement: dict[str, Plain]
) -> dict[str, Plain]:
    """What a person's file is to say."""
    positions = person.setdefault("positions", [])
    assert isinstance(positions, list)
    for position in positions:
        if isinstance(position, dict) and position.get("theme") == theme:
            statements = position["statements"]
            assert isinstance(statements, list)
            statements.append(statement)
            return person
    positions.append({"theme": theme, "statements": [statement]})
    return person


def read(text: str) -> Document:
    """The tree of a file's text.

    Raises:
        EditError: it is not sound YAML.
    """
    document, faults = parse(text, "")
    if document is None or faults:
        fault = faults[0]
        raise EditError(f"Line {fault.span.line}: {fault.message} {fault.hint}".rstrip())
    return document


def _prove(text: str, said: dict[str, Plain]) -> None:
    if read(text).plain() != said:
        raise EditError("These texts cannot be written so that YAML gives them back unchanged.")


def _position_on(theme: str, positions: Sequence) -> Mapping | None:
    for position in positions.items:
        if isinstance(position, Mapping) and "theme" in position.entries:
            value = position.entries["theme"].value
            if isinstance(value, Scalar) and value.value == theme:
                return position
    return None


def _list_at(parent: Mapping, name: str, text: str) -> Sequence:
    """A list whose items begin with `- `."""
    node = parent.entries[name].value if name in parent.entries else None
    if isinstance(node, Sequence) and text.split("\n")[node.line - 1][node.column - 1] == "-":
        return node
    where = f"Line {(node or parent).line}: "
    raise EditError(f"{where}`{name}` is no list of items that begin with `- `. Write it as one.")


def _append(text: str, items: Sequence, item: Callable[[int], Branch]) -> str:
    """The text with one more item in a list; comments further in than its dashes are its own."""
    indent = items.column - 1
    rows = text.split("\n")
    last = max(scalar.line for scalar in tokens(items))
    for number, row in enumerate(rows[last:], last + 1):
        stripped = row.lstrip(" ")
        if stripped and len(row) - len(stripped) <= indent:
            break
        last = number if stripped else last
    added = Group([item(indent)], is_list=True)
    return _insert(text, last, ["", *lines(added, indent)])


def _insert(text: str, after: int, added: list[str]) -> str:
    """The text with lines added after a line; what is there is not touched."""
    rows = text.split("\n")
    if after >= len(rows):
        after = len(rows) - (rows[-1] == "")
    return "\n".join([*rows[:after], *added, *(rows[after:] or [""])])
