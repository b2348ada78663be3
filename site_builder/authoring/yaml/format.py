"""A file in the canonical layout: fields in the model's order, indentation, empty lines.

Every text stays as it is written, with its quotation marks and line breaks; comments move with
what they stand above or behind. What comes back has been read again and says the same.
"""

import re
from collections import Counter, deque
from collections.abc import Iterator
from typing import NamedTuple

from pydantic import BaseModel

from site_builder.authoring.yaml.edit import SCHEMA, EditError, read, schema_line
from site_builder.authoring.yaml.layout import Branch, Comment, Group, lines, places
from site_builder.authoring.yaml.scalars import Text
from site_builder.content.document import Document, Mapping, Node, Scalar, Sequence, tokens
from site_builder.content.model import Record, fields_of
from site_builder.content.validate import lost_comments

Position = tuple[int, int]
"""Line and column, from 1."""

_BLOCK_HEADER = re.compile(r"[|>][-+\d]*")
# What stands between texts: comments, brackets and braces, the dashes of items.
_MARKS = re.compile(r"(?<!\S)#.*|[\[\]{}]|(?<!\S)-(?!\S)")


def tidy(text: str, model: type[Record]) -> str:
    """The text of a record's file in the canonical layout; twice changes no more than once.

    Raises:
        EditError: the file is not sound YAML, or a comment may be part of a text.
    """
    document = _readable(text)
    tree = _Tree(text, document)
    root = tree.root(document.root, model)
    header = _header(tree.first, schema_line(model)) if tree.first else [schema_line(model)]
    tidied = "\n".join([*header, *lines(root), ""])
    again = _readable(tidied)
    # The line that names the schema is added where it is missing.
    comments = Counter([header[0]]) | _comments(text, document)
    if again.plain() != document.plain() or _comments(tidied, again) != comments:
        raise EditError("It cannot be laid out without changing what it says; do it by hand.")
    return tidied


def _readable(text: str) -> Document:
    document = read(text)
    for lost in lost_comments(document):
        raise EditError(f"Line {lost.span.line}: {lost.message} {lost.hint}")
    return document


def _header(first: Branch, schema: str) -> list[str]:
    """The lines above the first field, the schema's foremost; they are taken from the field.

    Comments that no empty line parts from the first field stay with it.
    """
    named = [comment.text for comment in first.before if comment.text.startswith(SCHEMA)]
    above = [comment for comment in first.before if comment.text not in named]
    gaps = [comment.spaced for comment in above] + [first.spaced]
    own = max((at for at, gap in enumerate(gaps) if gap), default=0)
    first.before, first.spaced = above[own:], False
    header = named or [schema]
    for comment in above[:own]:
        header += ["", comment.text] if comment.spaced else [comment.text]
    return [*header, ""] if own else header


class _Mark(NamedTuple):
    """A comment, bracket or dash; `alone` if nothing but white space is before it on its line."""

    position: Position
    text: str
    alone: bool


def _marks(text: str, document: Document) -> Iterator[_Mark]:
    """All that stands between the texts of a file, from top to bottom."""
    rows = text.split("\n")
    at = (1, 1)
    for scalar in tokens(document.root):
        yield from _marks_between(rows, at, (scalar.line, scalar.column))
        at = (scalar.end_line, scalar.end_column)
        if scalar.block:
            # The header of a block may be followed by a comment; the text begins a line below.
            header = _BLOCK_HEADER.match(rows[scalar.line - 1], scalar.column - 1)
            assert header is not None
            behind = (scalar.line, header.end() + 1)
            yield from _marks_between(rows, behind, (scalar.line + 1, 1))
    yield from _marks_between(rows, at, (len(rows) + 1, 1))


def _marks_between(rows: list[str], start: Position, end: Position) -> Iterator[_Mark]:
    for line in range(start[0], min(end[0], len(rows)) + 1):
        row = rows[line - 1]
        first = start[1] - 1 if line == start[0] else 0
        last = end[1] - 1 if line == end[0] else len(row)
        for match in _MARKS.finditer(row, first, last):
            is_alone = not row[: match.start()].strip()
            yield _Mark((line, match.start() + 1), match[0].rstrip(), is_alone)


def _comments(text: str, document: Document) -> Counter[str]:
    return Counter(mark.text for mark in _marks(text, document) if mark.text[0] == "#")


def _brackets(marks: list[_Mark]) -> Iterator[tuple[Position, Position]]:
    """Where each bracket or brace is opened, and where it is closed."""
    opened: list[Position] = []
    for mark in marks:
        if mark.text in ("[", "{"):
            opened.append(mark.position)
        elif mark.text in ("]", "}"):
            yield opened.pop(), mark.position


class _Tree:
    """Makes branches of a document's nodes, from top to bottom, handing out comments on the way.

    A comment above a field or an item belongs to it, unless it is indented further: then it ends
    what stands above. A comment behind something belongs to that.
    """

    def __init__(self, text: str, document: Document) -> None:
        marks = [*_marks(text, document)]
        self._rows = text.split("\n")
        self._comments = deque(mark for mark in marks if mark.text[0] == "#")
        self._dashes = deque(mark.position for mark in marks if mark.text == "-")
        self._ends = dict(_brackets(marks))
        # The groups around the last branch, with their columns, and the branch itself.
        self._open: list[tuple[int, Group]] = []
        self._last = Branch(None, Text(("",)))
        self.first: Branch | None = None

    def root(self, node: Mapping, model: type[BaseModel]) -> Group:
        """All branches of the file."""
        root = self._group(node, model, in_flow=(node.line, node.column) in self._ends)
        self._open = self._open or [(0, root)]
        root.tail += self._take((len(self._rows) + 1, 1), root, node.column)
        return root

    def _group(
        self, node: Mapping | Sequence, model: type[BaseModel] | None, *, in_flow: bool
    ) -> Group:
        """The branches of a group, fields in canonical order."""
        group = Group([], isinstance(node, Sequence), in_flow)
        self._open.append((node.column, group))
        if isinstance(node, Sequence):
            group.branches = [self._item(item, group, model) for item in node.items]
        else:
            order = places(model)
            fields = {name: self._field(name, node, group, model) for name in node.entries}
            names = sorted(fields, key=lambda name: order.get(name, len(order)))
            group.branches = [fields[name] for name in names]
        if in_flow:
            end = self._ends.get((node.line, node.column))
            group.tail += self._take(end, group, 0) if end else []
            self._open.pop()
            _make_room_for_comments(group)
        return group

    def _item(self, node: Node, group: Group, model: type[BaseModel] | None) -> Branch:
        position = (node.line, node.column) if group.in_flow else self._dashes.popleft()
        return self._branch(None, position, node, group, model)

    def _field(
        self, name: str, parent: Mapping, group: Group, model: type[BaseModel] | None
    ) -> Branch:
        key, value = parent.entries[name]
        part = fields_of(model).get(name) if model else None
        written = self._rows[key.line - 1][key.column - 1 : key.end_column - 1]
        return self._branch(written, (key.line, key.column), value, group, part)

    def _branch(
        self,
        key: str | None,
        position: Position,
        node: Node,
        group: Group,
        model: type[BaseModel] | None,
    ) -> Branch:
        line, column = position
        branch = Branch(key, Text(("",)), self._take(position, group, column))
        is_alone = not self._rows[line - 1][: column - 1].strip()
        branch.spaced = is_alone and self._is_spaced(line)
        self.first = self.first or branch
        self._last = branch
        if isinstance(node, Scalar):
            between = self._take((node.line, node.column), group, 0)
            if branch.after:
                # Behind the text it would look like a part of it.
                branch.before.append(Comment(branch.after))
                branch.after = ""
            branch.before += between
            branch.value = self._text(node, column - 1)
            return branch
        in_flow = group.in_flow or (node.line, node.column) in self._ends
        branch.value = self._group(node, model, in_flow=in_flow)
        self._last = branch if in_flow else self._last
        return branch

    def _take(self, position: Position, group: Group, column: int) -> list[Comment]:
        """Hand out the comments before a position; those about what stands there come back.

        `column` is where it begins; what is indented further ends a group before it.
        """
        above: list[Comment] = []
        while self._comments_before(position):
            mark = self._comments.popleft()
            if not mark.alone:
                if self._last.after:
                    self._last.before.append(Comment(self._last.after))
                self._last.after = mark.text
                continue
            comment = Comment(mark.text, self._is_spaced(mark.position[0]))
            if mark.position[1] <= column or self._open[-1][1] is group:
                self._close_to(group)
                above.append(comment)
                continue
            while self._open[-1][0] > mark.position[1] and self._open[-2][1] is not group:
                self._open.pop()
            self._open[-1][1].tail.append(comment)
        self._close_to(group)
        return above

    def _close_to(self, group: Group) -> None:
        while self._open[-1][1] is not group:
            self._open.pop()

    def _comments_before(self, position: Position) -> bool:
        return bool(self._comments) and self._comments[0].position < position

    def _is_spaced(self, line: int) -> bool:
        return line > 1 and not self._rows[line - 2].strip()

    def _text(self, scalar: Scalar, indent: int) -> Text:
        """A text as it is written; `indent` is where its field or item stands, from 0."""
        row = self._rows[scalar.line - 1]
        if scalar.block:
            return self._block(scalar, indent)
        if scalar.line == scalar.end_line:
            return Text((row[scalar.column - 1 : scalar.end_column - 1],))
        between = self._rows[scalar.line : scalar.end_line - 1]
        last = self._rows[scalar.end_line - 1][: scalar.end_column - 1]
        return Text((row[scalar.column - 1 :], *(line.lstrip() for line in [*between, last])))

    def _block(self, scalar: Scalar, indent: int) -> Text:
        match = _BLOCK_HEADER.match(self._rows[scalar.line - 1], scalar.column - 1)
        assert match is not None
        header = match[0]
        last = scalar.end_line if scalar.end_column > 1 else scalar.end_line - 1
        rows = self._rows[scalar.line : last]
        while rows and not rows[-1].strip() and "+" not in header:
            rows.pop()
        step = next((int(sign) for sign in header if sign.isdigit()), None)
        if step is None:
            full = next((row for row in rows if row.strip()), "")
            start, step = len(full) - len(full.lstrip(" ")), 2
        else:
            start = indent + step
        return Text((header, *(row[start:] for row in rows)), step)


def _make_room_for_comments(group: Group) -> None:
    """Comments within brackets need lines of their own: behind a text they look like a part."""
    for branch in group.branches:
        if branch.after:
            branch.before.append(Comment(branch.after))
            branch.after = ""
    if group.tail or any(branch.before for branch in group.branches):
        group.in_flow = False
