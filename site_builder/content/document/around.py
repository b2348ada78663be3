"""Read a file around what is no YAML in it, so that the rest is judged in the same round.

The lines are cut where their indentation says that a field or an item of a list begins. What cannot
be read by itself is left out, and marked as faulty where it was (`Document.faulty`). In doubt, more
is left out or marked: what is said of the rest has to be true (decision 76).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from site_builder.content.document.parser import build, read, readable
from site_builder.content.document.text import decode
from site_builder.content.document.tree import UNKNOWN, Document, Mapping, Node, Shape
from site_builder.content.document.tree import Sequence as List
from site_builder.diagnostics import MAX_SAME, Diagnostic, Span

_MOST = 100
"""How many parts of a file may be left out: a file of nothing else is no record."""
_FIELD = re.compile(r"([a-z_]+):(?=[ \t]|$)")
_ITEM = re.compile(r"-( +|$)")
_BARE = re.compile(r" *[a-z_]+: *(?:#.*)?")
"""The line of a field that has its value below it."""
_SWALLOWED = re.compile(r"\s*-?\s*[a-z_]+:(?:\s|$)")
"""A line that may be a field or an item of its own, and not part of what is above it."""


def read_around(
    file: Path, path: str, data: bytes | None, shape: Shape, *, first: str
) -> tuple[Document | None, list[Diagnostic]]:
    """Read a file as `read` does; if it is no YAML, read what is around the parts that are none.

    `shape` has the fields that such a file can have.
    """
    document, faults = read(file, path, data, first=first)
    # Of two versions, nobody knows which one will be kept.
    if document is not None or data is None or faults[-1].code == "merge-conflict":
        return document, faults
    text, odd = decode(data, path)
    if text is None or len(faults) == len(odd):
        return None, faults
    found = _Cut(path, readable(text).split("\n"), shape).read()
    if found is None:
        return None, faults
    document, others = found
    return document, [*odd, *others]


class _Piece(NamedTuple):
    """A field or an item of a list: its lines from `start` up to `end`, and where it begins.

    An item has no name. `shape` has the fields that can be in it. A `rough` one has lines that fit
    nowhere, by their indentation or by the names in them.
    """

    start: int
    end: int
    indent: int
    name: str
    shape: Shape
    is_rough: bool


@dataclass(frozen=True, slots=True)
class _Left:
    """A part that is left out.

    `is_quiet` means that it can be read, but may lack what was torn from it. If it `is_doubtful`,
    so may what is around it, or it may have swallowed some of that.
    """

    piece: _Piece
    is_quiet: bool
    is_doubtful: bool


class _TooManyError(Exception):
    """So much is no YAML that the rest would tell little."""


class _Cut:
    """The lines of a file, and which parts of them are left out."""

    def __init__(self, path: str, lines: list[str], shape: Shape) -> None:
        self._path, self._lines, self._shape = path, lines, shape
        # The same, with spaces in place of the hyphens before the fields that are looked at.
        self._rows = [*lines]
        self._left: dict[int, _Left] = {}
        # Each is cut once, before its hyphen is gone.
        self._cut: dict[tuple[int, str], list[_Piece]] = {}

    def read(self) -> tuple[Document, list[Diagnostic]] | None:
        """Return what can be read, and what is wrong; None if that is too little."""
        pieces = self._pieces(0, len(self._lines), 0, self._shape)
        if not pieces:
            return None
        try:
            self._look_into(pieces)
        except _TooManyError:
            return None
        left = [*self._left.values()]
        if all(one.is_quiet for one in left):
            return None
        root, faults = build(self._path, "\n".join(self._without(left)))
        if not isinstance(root, Mapping):
            return None
        document = Document(self._path, root)
        self._take_out(document, root)
        if not root.entries:
            return None
        told = [one for one in left if not one.is_quiet]
        for number, one in enumerate(told):
            others = [it for it in left if it is not one]
            faults += self._faults_of(one.piece, others if number < MAX_SAME else None)
        return document, faults

    # Which parts are left out

    def _look_into(self, fields: Sequence[_Piece]) -> bool:
        """Find what to leave out of the fields of one part; return whether there is anything."""
        found = torn = False
        for at, field in enumerate(fields):
            if self._is_readable(field):
                continue
            found = True
            if self._look_through(self._items(field)):
                torn |= field.is_rough
                continue
            torn = True
            self._leave(field)
            # If its name is not where it belongs, it has been torn from what is above it.
            if at and _BARE.fullmatch(self._rows[fields[at - 1].start]):
                self._doubt(fields[at - 1])
        for field in fields if torn else ():
            if field.is_rough and self._is_readable(field):
                self._doubt(field)
        return found

    def _look_through(self, items: Sequence[_Piece]) -> bool:
        """Find what to leave out of a list; return whether there is anything."""
        found = is_rough = False
        for at, item in enumerate(items):
            if self._is_readable(item):
                # What could not be read may have had the name of another list.
                if (is_rough or (found and item.shape)) and not self._is_whole(item):
                    self._leave(item, is_quiet=True)
                continue
            found = True
            fields = self._fields(item)
            if _has_twins(fields) or not self._look_into(fields):
                self._leave(item)
            is_rough |= any(
                item.start <= start < item.end and left.is_doubtful
                for start, left in self._left.items()
            )
            if at and item.shape and not self._begins_well(item):
                self._doubt(items[at - 1])
        return found

    def _begins_well(self, item: _Piece) -> bool:
        """Check whether an item begins as those of its list do."""
        fields = self._fields(item)
        return bool(fields) and fields[0].name == next(iter(item.shape))

    def _is_whole(self, item: _Piece) -> bool:
        return self._begins_well(item) and not any(it.is_rough for it in self._fields(item))

    def _leave(self, piece: _Piece, *, is_quiet: bool = False) -> None:
        inside = range(piece.start, piece.end)
        for start in [start for start in self._left if start in inside]:
            del self._left[start]
        if len(self._left) == _MOST:
            raise _TooManyError
        swallowed = any(_SWALLOWED.match(self._lines[at]) for at in inside[1:])
        self._left[piece.start] = _Left(piece, is_quiet, piece.is_rough or swallowed or is_quiet)

    def _doubt(self, piece: _Piece) -> None:
        """Leave out the end of a piece: what comes next may have been torn from it."""
        if inside := self._items(piece) or self._fields(piece):
            self._doubt(inside[-1])
        elif not any(piece.start <= start < piece.end for start in self._left):
            self._leave(piece, is_quiet=True)

    # How lines are cut

    def _fields(self, item: _Piece) -> list[_Piece]:
        """Return the fields of an item; none if it does not begin with one."""
        key = item.start, item.name
        if key not in self._cut and not item.name:
            row = self._lines[item.start]
            hyphen = _ITEM.match(row, item.indent)
            assert hyphen is not None, item
            column = hyphen.end()
            self._rows[item.start] = " " * column + row[column:]
            self._cut[key] = self._pieces(item.start, item.end, column, item.shape)
            if not self._cut[key]:
                self._rows[item.start] = row
        return self._cut.get(key, [])

    def _items(self, field: _Piece) -> list[_Piece]:
        """Return the items of a list below a field's name; none if there is no such list."""
        key = field.start, field.name
        if key not in self._cut and field.name:
            self._cut[key] = self._cut_list(field)
        return self._cut.get(key, []) if field.name else []

    def _cut_list(self, field: _Piece) -> list[_Piece]:
        if not _BARE.fullmatch(self._rows[field.start]):
            return []
        start = field.start + 1
        first = next((at for at in range(start, field.end) if not self._is_empty(at)), None)
        if first is None:
            return []
        indent = self._depth(first)
        if indent < field.indent or not _ITEM.match(self._lines[first], indent):
            return []
        return self._pieces(start, field.end, indent, field.shape, is_list=True)

    def _pieces(
        self, start: int, end: int, indent: int, shape: Shape, *, is_list: bool = False
    ) -> list[_Piece]:
        """Cut lines where something begins at this indentation; none if that is not the first.

        Of the fields of a file, a second one of a name fits nowhere.
        """
        begun: list[tuple[int, str]] = []
        rough = set[int]()
        for at in range(start, end):
            row, depth = self._rows[at], self._depth(at)
            if depth > indent or self._is_empty(at):
                continue
            name = self._begun(row, depth, is_list=is_list) if depth == indent else None
            is_twin = not indent and any(name == other for _, other in begun)
            if name is not None and (is_list or (name in shape and not is_twin)):
                begun.append((at, name))
            elif not begun:
                return []
            elif is_list or depth < indent or not self._is_in_list(begun[-1][0], at):
                rough.add(begun[-1][0])
        ends = [*(at for at, _ in begun[1:]), end] if begun else []
        return [
            _Piece(at, until, indent, name, shape.get(name, {}) if name else shape, at in rough)
            for (at, name), until in zip(begun, ends, strict=True)
        ]

    def _begun(self, row: str, at: int, *, is_list: bool) -> str | None:
        """Return the name of the field that begins here; an empty one for an item of a list."""
        begins = (_ITEM if is_list else _FIELD).match(row, at)
        if begins is None:
            return None
        return "" if is_list else begins[1]

    def _is_in_list(self, field: int, at: int) -> bool:
        """Check whether a line begins an item right below the name of its list."""
        row = self._rows[at]
        return bool(_ITEM.match(row, self._depth(at)) and _BARE.fullmatch(self._rows[field]))

    def _depth(self, at: int) -> int:
        row = self._rows[at]
        return len(row) - len(row.lstrip(" "))

    def _is_empty(self, at: int) -> bool:
        """Check whether a line has nothing, or a comment."""
        row = self._rows[at].strip()
        return not row or row.startswith("#")

    # What is read

    def _is_readable(self, piece: _Piece) -> bool:
        return self._alone(piece)[0] is not None

    def _alone(self, piece: _Piece) -> tuple[Node | None, list[Diagnostic]]:
        # Lines of their own are read as if nothing were above them.
        rows = self._rows if piece.name else self._lines
        text = "\n".join(rows[piece.start : piece.end])
        node, faults = build(self._path, text, is_list=not piece.name)
        return node, [_moved(fault, piece.start) for fault in faults]

    def _without(self, left: Iterable[_Left]) -> list[str]:
        """Return the lines of the file with nothing in place of what is left out."""
        lines = [*self._lines]
        for piece in (one.piece for one in left):
            held = f"{piece.name}: ~" if piece.name else "- ~"
            lines[piece.start] = lines[piece.start][: piece.indent] + held
            lines[piece.start + 1 : piece.end] = [""] * (piece.end - piece.start - 1)
        return lines

    def _take_out(self, document: Document, around: Mapping) -> bool:
        """Remove what is left out, and mark where it was; return whether there is any doubt."""
        is_doubtful = False
        for name, (key, value) in [*around.entries.items()]:
            left = self._left.get(key.line - 1)
            if left and left.piece.name and left.piece.indent == key.column - 1:
                del around.entries[name]
                document.mark(around, name)
                document.mark(around, UNKNOWN)
                is_doubtful |= left.is_doubtful
            elif isinstance(value, List):
                is_doubtful |= self._take_from(document, around, name, value)
        if is_doubtful:
            document.mark(around, UNKNOWN)
        return is_doubtful

    def _take_from(self, document: Document, around: Mapping, name: str, items: List) -> bool:
        is_doubtful = False
        kept: list[Node] = []
        for item in items.items:
            left = self._left.get(item.line - 1)
            if left and not left.piece.name:
                document.mark(around, name)
                is_doubtful |= left.is_doubtful
                continue
            kept.append(item)
            if isinstance(item, Mapping) and self._take_out(document, item):
                document.mark(around, name)
                is_doubtful = True
        items.items[:] = kept
        return is_doubtful

    def _faults_of(self, piece: _Piece, others: Iterable[_Left] | None) -> Iterator[Diagnostic]:
        """Yield what is wrong with a part, as it is seen where it stands if anything is there.

        With no `others` it is looked at by itself.
        """
        lines = range(piece.start + 1, piece.end + 1)
        if others is not None:
            _, faults = build(self._path, "\n".join(self._without(others)))
            within = [fault for fault in faults if fault.span.line in lines]
            if faults and faults[-1] in within:
                yield from within
                return
        yield from self._alone(piece)[1]


def _has_twins(pieces: Sequence[_Piece]) -> bool:
    return len({piece.name for piece in pieces}) < len(pieces)


def _moved(fault: Diagnostic, lines: int) -> Diagnostic:
    """Return a fault of a text that begins after some lines of its file."""

    def down(span: Span) -> Span:
        return replace(span, line=span.line + lines, end_line=span.end_line + lines)

    related = tuple(replace(one, span=down(one.span)) for one in fault.related)
    return replace(fault, span=down(fault.span), related=related)
