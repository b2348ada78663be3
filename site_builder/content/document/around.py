"""Read a file around what is no YAML in it, so that the rest is judged in the same round.

The file is cut into its fields and the items of its lists (`pieces`). What cannot be read by itself
is left out, and marked as faulty where it was (`Document.faulty`). In doubt, more is left out or
marked: what is said of the rest has to be true (decision 76).
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from site_builder.content.document.parser import build, read, readable
from site_builder.content.document.pieces import Piece, fields_of
from site_builder.content.document.text import decode
from site_builder.content.document.tree import UNKNOWN, Document, Mapping, Node, Shape
from site_builder.content.document.tree import Sequence as List
from site_builder.diagnostics import MAX_SAME, Diagnostic

_MOST = 100
"""How many parts of a file may be left out: a file of nothing else is no record."""


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
    found = _Around(path, readable(text).split("\n")).read(shape)
    if found is None:
        return None, faults
    document, others = found
    return document, [*odd, *others]


@dataclass(frozen=True, slots=True)
class _Left:
    """A part that is left out.

    It `is_quiet` if it can be read, but may lack what was torn from it. If it `is_doubtful`, so may
    what is around it, or it may have swallowed some of that.
    """

    piece: Piece
    is_quiet: bool
    is_doubtful: bool


class _TooManyError(Exception):
    """So much is no YAML that the rest would tell little."""


class _Around:
    """The lines of a file, and which parts of them are left out, by the lines where they start."""

    def __init__(self, path: str, lines: list[str]) -> None:
        self._path, self._lines = path, lines
        self._left: dict[int, _Left] = {}

    def read(self, shape: Shape) -> tuple[Document, list[Diagnostic]] | None:
        """Return what can be read, and what is wrong; None if that is too little."""
        try:
            self._look_into(fields_of(self._lines, shape))
        except _TooManyError:
            return None
        left = [*self._left.values()]
        told = [one for one in left if not one.is_quiet]
        if not told:
            return None
        root, faults = build(self._path, "\n".join(self._without(left)))
        if not isinstance(root, Mapping):
            return None
        document = Document(self._path, root)
        self._take_out(document, root)
        if not root.entries:
            return None
        for number, one in enumerate(told):
            others = [it for it in left if it is not one]
            faults += self._faults_of(one.piece, others if number < MAX_SAME else None)
        return document, faults

    # Which parts are left out

    def _look_into(self, fields: Sequence[Piece]) -> bool:
        """Find what to leave out of the fields of one part; return whether there is anything."""
        found = torn = False
        for at, field in enumerate(fields):
            if self._is_readable(field):
                continue
            found = True
            if self._look_through(field.items):
                torn |= field.is_rough
                continue
            torn = True
            self._leave(field)
            # If its name is not where it belongs, it has been torn from what is above it.
            if at and fields[at - 1].is_bare:
                self._doubt(fields[at - 1])
        for field in fields if torn else ():
            if field.is_rough and self._is_readable(field):
                self._doubt(field)
        return found

    def _look_through(self, items: Sequence[Piece]) -> bool:
        """Find what to leave out of a list; return whether there is anything."""
        found = is_rough = False
        for at, item in enumerate(items):
            if self._is_readable(item):
                # What could not be read may have had the name of another list.
                if (is_rough or (found and item.shape)) and not _is_whole(item):
                    self._leave(item, is_quiet=True)
                continue
            found = True
            fields = item.fields
            if _has_twins(fields) or not self._look_into(fields):
                self._leave(item)
            is_rough |= any(left.is_doubtful for left in self._left_of(item))
            if at and item.shape and not item.begins_well:
                self._doubt(items[at - 1])
        return found

    def _leave(self, piece: Piece, *, is_quiet: bool = False) -> None:
        for inside in [*self._left_of(piece)]:
            del self._left[inside.piece.start]
        if len(self._left) == _MOST:
            raise _TooManyError
        is_doubtful = piece.is_rough or piece.may_hide_another or is_quiet
        self._left[piece.start] = _Left(piece, is_quiet, is_doubtful)

    def _doubt(self, piece: Piece) -> None:
        """Leave out the end of a piece: what comes next may have been torn from it."""
        if inside := piece.items or piece.fields:
            self._doubt(inside[-1])
        elif not any(self._left_of(piece)):
            self._leave(piece, is_quiet=True)

    def _left_of(self, piece: Piece) -> Iterator[_Left]:
        """Yield what is left out of a piece, or the whole of it."""
        return (left for at, left in self._left.items() if piece.start <= at < piece.end)

    # What is read

    def _is_readable(self, piece: Piece) -> bool:
        return self._alone(piece)[0] is not None

    def _alone(self, piece: Piece, *, above: str = "") -> tuple[Node | None, list[Diagnostic]]:
        """Read a piece as if nothing but empty lines were around it."""
        text = above + "\n".join(piece.lines)
        return build(self._path, text, is_list=not piece.name)

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

    def _faults_of(self, piece: Piece, others: Iterable[_Left] | None) -> Iterator[Diagnostic]:
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
        # A fault may name other lines than its own, so each has to be where it is in the file.
        yield from self._alone(piece, above="\n" * piece.start)[1]


def _is_whole(item: Piece) -> bool:
    return item.begins_well and not any(field.is_rough for field in item.fields)


def _has_twins(fields: Sequence[Piece]) -> bool:
    return len({field.name for field in fields}) < len(fields)
