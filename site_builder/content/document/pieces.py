"""Cut the lines of a file where their indentation says that a field or an item of a list begins.

Only the lines are looked at: whether they are YAML is not known yet.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from site_builder.content.document.tree import Shape

_FIELD = re.compile(r"([a-z_]+):(?=[ \t]|$)")
_ITEM = re.compile(r"-( +|$)")
_BARE = re.compile(r" *[a-z_]+: *(?:#.*)?")
_BEGINS = re.compile(r"\s*(?:-\s*)?[a-z_]+:(?:\s|$)")


@dataclass(frozen=True, slots=True, eq=False)
class Piece:
    """A field, an item of a list or a whole file: the lines from `start` up to `end` (from 0).

    It begins at the column `indent` (from 0) of its first line. Only a field has a `name`. `shape`
    has the fields that can be in it. If it `is_rough`, it has lines that fit nowhere, by their
    indentation or by the names in them.
    """

    file: Sequence[str]
    start: int
    end: int
    indent: int
    name: str
    shape: Shape
    is_rough: bool = False

    @property
    def lines(self) -> list[str]:
        """Its lines alone, with spaces in place of the hyphens before it."""
        return [self._first_line, *self.lines_below]

    @property
    def _first_line(self) -> str:
        return " " * self.indent + self.file[self.start][self.indent :]

    @property
    def lines_below(self) -> Sequence[str]:
        """Its lines but for the first."""
        return self.file[self.start + 1 : self.end]

    @property
    def is_bare(self) -> bool:
        """Whether it is a field that has its value below it."""
        return _BARE.fullmatch(self._first_line) is not None

    @property
    def may_hide_another(self) -> bool:
        """Whether one of its lines may begin a field or an item that is not part of it."""
        return any(_BEGINS.match(line) for line in self.lines_below)

    @property
    def begins_well(self) -> bool:
        """Whether it is an item that begins with the first field of its shape."""
        names = (field.name for field in self.fields)
        return next(names, "") == next(iter(self.shape), None)

    @property
    def fields(self) -> list["Piece"]:
        """The fields of an item; none if it does not begin with one."""
        hyphen = None if self.name else _ITEM.match(self.file[self.start], self.indent)
        return _fields(self, hyphen.end()) if hyphen else []

    @property
    def items(self) -> list["Piece"]:
        """The items of a list below a field's name; none if there is no such list."""
        if not self.name or not self.is_bare:
            return []
        indent = next((_depth(line) for line in self.lines_below if not _is_empty(line)), -1)
        return _items(self, indent) if indent >= self.indent else []


def fields_of(file: Sequence[str], shape: Shape) -> list[Piece]:
    """Return the fields of a file; none if it does not begin with one."""
    return _fields(Piece(file, 0, len(file), 0, "", shape), 0)


def _fields(around: Piece, indent: int) -> list[Piece]:
    """Cut an item or a file at each line that begins a field; none if the first does not."""
    fields: list[Piece] = []
    lines = replace(around, indent=indent).lines
    for at, line in enumerate(lines, around.start):
        depth = _depth(line)
        if depth > indent or _is_empty(line):
            continue
        begun = _FIELD.match(line, depth) if depth == indent else None
        name = begun[1] if begun else ""
        # In a file, a second field of a name fits nowhere.
        is_twin = not indent and any(name == field.name for field in fields)
        if name in around.shape and not is_twin:
            _end(fields, at)
            shape = around.shape[name]
            fields.append(Piece(around.file, at, around.end, indent, name, shape))
        elif not fields:
            return []
        # The items of a list may stand right below its name.
        elif depth < indent or not (_ITEM.match(line, depth) and fields[-1].is_bare):
            fields[-1] = replace(fields[-1], is_rough=True)
    return fields


def _items(field: Piece, indent: int) -> list[Piece]:
    """Cut a list at each line that begins an item; none if the first does not."""
    items: list[Piece] = []
    for at, line in enumerate(field.lines_below, field.start + 1):
        depth = _depth(line)
        if depth > indent or _is_empty(line):
            continue
        if depth == indent and _ITEM.match(line, depth):
            _end(items, at)
            items.append(Piece(field.file, at, field.end, indent, "", field.shape))
        elif not items:
            return []
        else:
            items[-1] = replace(items[-1], is_rough=True)
    return items


def _end(pieces: list[Piece], at: int) -> None:
    """Let the last of some pieces end before a line."""
    if pieces:
        pieces[-1] = replace(pieces[-1], end=at)


def _depth(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _is_empty(line: str) -> bool:
    """Check whether a line has nothing, or a comment."""
    text = line.strip()
    return not text or text.startswith("#")
