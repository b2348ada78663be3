"""One file's bytes as a strict YAML tree: every scalar a string that knows its place.

The tree is made from the parser's events, so none of YAML's constructors runs and nothing can
grow beyond the file: aliases, anchors, tags, merge keys, directives and second documents are
refused, and so is whatever a reviewer would not see (`characters`).
"""

import re
import stat
import unicodedata
from bisect import bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import NamedTuple, NoReturn

import yaml
from yaml._yaml import CParser
from yaml._yaml import Mark as CMark

from site_builder.characters import offences
from site_builder.diagnostics import MAX_SAME, Diagnostic, Route, Span, and_more, quoted

MAX_BYTES = 256 * 1024
MAX_DEPTH = 16
MAX_NODES = 20_000
# What YAML itself refuses, or takes for the end of a line where no editor shows one. It has been
# reported by then; in its place stands a sign that YAML reads, so that the rest can be checked.
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


class Scalar(NamedTuple):
    """Text and where it stands: lines and columns from 1. `block` is for `|` and `>` scalars.

    `comment` is the place of a comment that follows a plain or block scalar where more of the text
    could stand: in a text field the writer may have meant it as text.
    """

    value: str
    line: int
    column: int
    end_line: int
    end_column: int
    comment: tuple[int, int] | None = None
    block: bool = False

    @property
    def text(self) -> str:
        """What the record says: the line break that ends a `|` or `>` block is notation."""
        return self.value.removesuffix("\n") if self.block else self.value


class Sequence(NamedTuple):
    """A list, and where it starts."""

    items: "list[Node]"
    line: int
    column: int


class Entry(NamedTuple):
    """A field: its name and what it holds."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Fields by their names, in the file's order, and where they start."""

    entries: dict[str, Entry]
    line: int
    column: int


_NULLS = frozenset(("~", "null", "Null", "NULL"))
_REST = re.compile(r"[ \t]*(#|$)")
"""What may follow a value on its line: nothing, or a comment."""

Node = Scalar | Sequence | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"]
"""A tree without places: what is handed to the model."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that could be read as a mapping. `path` is what diagnostics call it."""

    path: str
    root: Mapping

    def span(self, route: Route, *, on_key: bool = False) -> Span:
        """The stretch of the file that `route` leads to, or the nearest that there is."""
        node: Node = self.root
        key: Scalar | None = None
        for step in route:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
                key, node = node.entries[step]
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                key, node = None, node.items[step]
            else:
                on_key = True
                break
        if isinstance(node, Scalar) and not on_key:
            return _span(self.path, node)
        if key is None and isinstance(node, Mapping) and node.entries and route:
            # A list item that is a mapping: its first key is where a reader looks.
            key = next(iter(node.entries.values())).key
        if key is not None:
            return _span(self.path, key)
        if isinstance(node, Scalar):
            return _span(self.path, node)
        return Span(self.path, node.line, node.column, node.line, node.column + 1)

    def scalars(self) -> Iterator[tuple[Route, Scalar]]:
        """Every value (not key) that is a scalar, with its route, from top to bottom."""
        stack: list[tuple[Route, Node]] = [((), self.root)]
        while stack:
            route, node = stack.pop()
            if isinstance(node, Scalar):
                yield route, node
            elif isinstance(node, Sequence):
                stack += [((*route, at), item) for at, item in reversed([*enumerate(node.items)])]
            else:
                stack += [
                    ((*route, name), entry.value) for name, entry in reversed(node.entries.items())
                ]

    def node(self, route: Route) -> Node | None:
        """The value that `route` leads to, if there is one."""
        node: Node = self.root
        for step in route:
            if isinstance(node, Mapping) and isinstance(step, str) and step in node.entries:
                node = node.entries[step].value
            elif isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
                node = node.items[step]
            else:
                return None
        return node

    def plain(self) -> dict[str, Plain]:
        """The values without their places; each call makes a tree of its own."""
        result = _plain(self.root)
        assert isinstance(result, dict)
        return result


def tokens(node: Node) -> Iterator[Scalar]:
    """Every scalar from there on, the names of fields among them, from top to bottom."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from tokens(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from tokens(value)


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {name: _plain(entry.value) for name, entry in node.entries.items()}


def _span(path: str, scalar: Scalar) -> Span:
    return Span(path, scalar.line, scalar.column, scalar.end_line, scalar.end_column)


def read(file: Path, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read a file; `path` is the name that diagnostics give it.

    No document comes back where the file cannot be read as one mapping. Where faults leave a
    tree (a duplicate key, an inadmissible character), it comes back beside them.
    """
    text, faults = read_text(file, path)
    if text is None:
        return None, faults
    document, found = parse(text, path)
    return document, [*faults, *found]


def parse(text: str, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Make the tree of a text that is in no file, or not yet; its characters are not checked."""
    if marker := re.search(r"^(<{7}|>{7}|\|{7})( .*)?$", text, re.MULTILINE):
        line = text.count("\n", 0, marker.start()) + 1
        span = Span(path, line, 1, line, 8)
        hint = (
            "Decide between the two versions and delete the lines `<<<<<<<`, `=======`, `>>>>>>>`."
        )
        return None, [
            Diagnostic("merge-conflict", "A merge conflict was left in this file.", span, hint)
        ]
    readable = text.removeprefix("\ufeff").replace("\r\n", "\n")
    tree = _Tree(path, _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", readable))
    root = tree.build()
    return (Document(path, root) if root is not None else None), tree.faults


def read_text(
    file: Path, path: str, *, limit: int = MAX_BYTES
) -> tuple[str | None, list[Diagnostic]]:
    """The text of a content file, if it is a plain file of UTF-8 of at most `limit` bytes.

    Inadmissible characters are reported beside the text.
    """
    here = Span(path)

    def refuse(code: str, message: str, hint: str) -> tuple[None, list[Diagnostic]]:
        return None, [Diagnostic(code, message, here, hint)]

    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode):
            return refuse(
                "symlink",
                "This is a symbolic link, and links are never followed.",
                "Put here what it leads to.",
            )
        if not stat.S_ISREG(status.st_mode):
            return refuse("unreadable-file", "This is not a plain file.", "Remove it.")
        if status.st_size > limit:
            return refuse(
                "file-too-large",
                f"The file has {status.st_size:,} bytes; at most {limit:,} are read.",
                "Split the record, or look for something that does not belong here.",
            )
        data = file.read_bytes()
    except OSError as error:
        return refuse(
            "unreadable-file",
            f"The file cannot be read: {error.strerror}.",
            "Check its permissions.",
        )
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8")
        line, column = _Lines(before).position(len(before))
        fault = Diagnostic(
            "not-utf-8",
            f"The byte 0x{data[error.start]:02X} is not UTF-8.",
            Span(path, line, column, line, column + 1),
            "Save the file with the encoding UTF-8 (without BOM).",
        )
        return None, [fault]
    return text, _character_faults(path, text)


class _Lines:
    """Where the lines of a text start."""

    def __init__(self, text: str) -> None:
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1."""
        line = bisect_right(self._starts, offset)
        return line, offset - self._starts[line - 1] + 1


def _character_faults(path: str, text: str) -> list[Diagnostic]:
    # All lines of a file end alike, so the first says it.
    crlf = text.find("\r\n")
    found = (
        offence
        for offence in offences(text)
        if offence.offset <= crlf or not text.startswith("\r\n", offence.offset)
    )
    first = [*islice(found, MAX_SAME + 1)]
    if not first:
        return []
    lines = _Lines(text)
    faults = []
    for offence in first:
        line, column = lines.position(offence.offset)
        span = Span(path, line, column, line, column + offence.length)
        faults.append(_character_fault(offence.what, span))
    if more := sum(1 for _ in found):
        faults[-1] = and_more(faults[-1], more + 1)
    return faults


def _character_fault(what: str, span: Span) -> Diagnostic:
    if what.endswith("NFC"):
        return Diagnostic(
            "not-nfc",
            f"The text holds {what}.",
            span,
            "Type the letter anew, or save the text in Unicode's form NFC.",
        )
    hint = "Delete it; it cannot be seen, and may change what is read."
    if what.startswith("U+000D"):
        hint = "Save the file with Unix line ends (LF)."
    elif what.startswith("U+FEFF"):
        hint = "Save the file as UTF-8 without BOM."
    elif what.startswith("U+FFFD"):
        hint = "A letter was lost here when the text was converted; type it as the source has it."
    return Diagnostic("forbidden-character", f"The text holds {what}.", span, hint)


def _place(mark: yaml.Mark | CMark | None) -> tuple[int, int]:
    """Line and column, from 1."""
    assert mark is not None  # the parser gives every event its marks
    return mark.line + 1, mark.column + 1


_FIRST_FIELD = "Begin with a field, as `name: …` or `title: …`."


class _RefusalError(Exception):
    """Reading cannot go on; the fault has been noted."""


class _Tree:
    """Builds the tree from the parser's events, noting faults as it goes."""

    def __init__(self, path: str, text: str) -> None:
        self.path = path
        self.faults: list[Diagnostic] = []
        self._lines = text.split("\n")
        self._parser = CParser(text)
        self._nodes = 0

    def build(self) -> Mapping | None:
        try:
            return self._document()
        except _RefusalError:
            return None
        except yaml.YAMLError as error:
            self.faults.append(_syntax_fault(self.path, self._lines, error))
            return None
        except (ValueError, OverflowError, UnicodeError) as error:
            # libyaml's own errors that PyYAML lets through unwrapped.
            self.faults.append(
                Diagnostic("yaml-syntax", f"This cannot be read: {error}.", Span(self.path))
            )
            return None
        finally:
            self._parser.dispose()

    def _next(self) -> yaml.Event:
        event = self._parser.get_event()
        assert event is not None  # nothing is asked for after the end of the stream
        return event

    def _document(self) -> Mapping:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self.faults.append(
                Diagnostic("not-a-record", "The file is empty.", Span(self.path), _FIRST_FIELD)
            )
            raise _RefusalError
        assert isinstance(event, yaml.DocumentStartEvent)
        if event.version or event.tags:
            self._refuse(
                "yaml-directive", "A YAML directive (`%…`) stands here.", event, "Delete that line."
            )
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            self._refuse("not-a-record", "The file does not hold fields.", event, _FIRST_FIELD)
        root = self._node(event, 1)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(
                "second-document",
                "A second YAML document starts here.",
                event,
                "Delete `---`, or put the rest into a file of its own.",
            )
        assert isinstance(root, Mapping)
        return root

    def _refuse(self, code: str, message: str, event: yaml.Event, hint: str = "") -> NoReturn:
        self._note(code, message, event, hint)
        raise _RefusalError

    def _note(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        line, column = _place(event.start_mark)
        span = Span(self.path, line, column, line, column + 1)
        self.faults.append(Diagnostic(code, message, span, hint))

    def _node(self, event: yaml.Event, depth: int, indent: int | None = None) -> Node:
        """Read a value. A comment further in than the column `indent` stands where it goes on."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(
                "too-many-values",
                f"The file holds more than {MAX_NODES:,} values.",
                event,
                "Split it.",
            )
        if depth > MAX_DEPTH:
            self._refuse(
                "nested-too-deep",
                f"Lists or fields are nested more than {MAX_DEPTH} deep.",
                event,
                "No record needs that. In a text, put quotation marks around brackets and braces.",
            )
        if isinstance(event, yaml.ScalarEvent):
            self._note_properties(event)
            return self._scalar(event, indent)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                "yaml-alias",
                f"{quoted(f'*{event.anchor}')} is a YAML alias; each value is written out.",
                event,
                "Write the value itself. A text that begins with `*` goes into quotation marks.",
            )
        assert isinstance(event, yaml.CollectionStartEvent)
        self._note_properties(event)
        line, column = _place(event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                inside = 0 if event.flow_style else _place(item.start_mark)[1] - 1
                items.append(self._node(item, depth + 1, inside))
            return Sequence(items, line, column)
        return Mapping(self._entries(depth, flow=bool(event.flow_style)), line, column)

    def _note_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(
                "yaml-anchor",
                f"{quoted(f'&{event.anchor}')} is a YAML anchor; each value is written out.",
                event,
                "Delete it. A text that begins with `&` goes into quotation marks.",
            )
        if event.tag is not None:
            self._note(
                "yaml-tag",
                f"{quoted(event.tag)} is a YAML tag; all values are plain text, lists or fields.",
                event,
                "Delete it. A text that begins with `!` goes into quotation marks.",
            )

    def _entries(self, depth: int, *, flow: bool) -> dict[str, Entry]:
        entries: dict[str, Entry] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(
                    "yaml-key",
                    "The name of a field must be plain text.",
                    event,
                    "A text that begins with `[`, `{` or `?` goes into quotation marks.",
                )
            if key.value == "<<":
                self._refuse(
                    "yaml-merge-key",
                    "`<<` merges fields; each value is written out.",
                    event,
                    "Delete it.",
                )
            value = self._node(self._next(), depth + 1, 0 if flow else key.column)
            if key.value in entries:
                first = entries[key.value].key
                self.faults.append(
                    Diagnostic(
                        "duplicate-key",
                        f"{quoted(key.value)} stands here twice (first in line {first.line});"
                        " one would be lost.",
                        _span(self.path, key),
                        "Delete one of the two, or merge them.",
                    )
                )
            else:
                entries[key.value] = Entry(key, value)
        return entries

    def _scalar(self, event: yaml.ScalarEvent, indent: int | None) -> Scalar:
        value, style = event.value, event.style
        if not style and value in _NULLS:
            # YAML's words for nothing, which are no words to print.
            value = ""
        line, column = _place(event.start_mark)
        end_line, end_column = _place(event.end_mark)
        block = style in ("|", ">")
        comment = None
        if indent is not None and value and (block or not style):
            comment = self._comment_after(end_line, end_column, indent)
        scalar = Scalar(value, line, column, end_line, end_column, comment, block)
        if style == '"':
            # Only here can escapes bring in what the raw text did not show.
            shown = {offence.what for offence in offences(self._written(scalar))}
            for offence in offences(value):
                if offence.what not in shown:
                    self.faults.append(_character_fault(offence.what, _span(self.path, scalar)))
                    break
        return scalar

    def _written(self, scalar: Scalar) -> str:
        """The scalar as it stands in the file."""
        if scalar.line == scalar.end_line:
            return self._lines[scalar.line - 1][scalar.column - 1 : scalar.end_column - 1]
        return "\n".join(self._lines[scalar.line - 1 : scalar.end_line])

    def _comment_after(self, line: int, column: int, indent: int) -> tuple[int, int] | None:
        """Where a comment ends a text that could have gone on there: line and column, from 1."""
        if column > 1:
            rest = _REST.match(self._lines[line - 1], column - 1)
            if rest is None or rest[1]:
                return (line, rest.start(1) + 1) if rest else None
            line += 1
        while line <= len(self._lines):
            following = _REST.match(self._lines[line - 1])
            if following is None:
                return None
            if following[1]:
                start = following.start(1)
                return (line, start + 1) if start >= indent else None
            line += 1
        return None


# What libyaml says, and what it means to somebody who edits a record.
_SYNTAX_HINTS = (
    ("found character '\\t'", "Indent with spaces, not with tabs."),
    (
        "found character that cannot start any token",
        "Put the text into quotation marks: it begins with a character that YAML keeps for itself"
        " (`@`, `` ` `` or `%`).",
    ),
    (
        "could not find expected ':'",
        "Add `:` after the field's name, or indent the line as part of the text above it.",
    ),
    (
        "did not find expected key",
        "Give this line the same indentation as the fields that it belongs to.",
    ),
    (
        "did not find expected '-' indicator",
        "Start each item of the list with `- `, all at the same indentation.",
    ),
    (
        "did not find expected ',' or",
        "Close the bracket or brace, or put a text that begins with one into quotation marks.",
    ),
    (
        "did not find expected node content",
        "Put a text that begins with a bracket or brace into quotation marks.",
    ),
    ("found unexpected end of stream", "Close the quotation mark that was opened here."),
    ("unexpected document indicator", "Close the quotation mark that was opened before."),
    (
        "found unknown escape character",
        "Write `\\\\` for a backslash, or use single quotation marks.",
    ),
    ("while scanning a directive", "Put a text that begins with `%` into quotation marks."),
    ("while scanning an alias", "Put a text that begins with `*` into quotation marks."),
    ("while scanning an anchor", "Put a text that begins with `&` into quotation marks."),
    ("while scanning a tag", "Put a text that begins with `!` into quotation marks."),
    (
        "while scanning a block scalar",
        "Start the text on the line after `|` or `>`."
        " A text that begins with one of these goes into quotation marks.",
    ),
    ("mapping keys are not allowed", "Put a text that begins with `?` into quotation marks."),
    (
        "block sequence entries are not allowed",
        "Start the list on the next line. A text that begins with `- ` goes into quotation marks.",
    ),
)


def _syntax_fault(path: str, lines: list[str], error: yaml.YAMLError) -> Diagnostic:
    problem, context, line, column = str(error), "", 1, 1
    if isinstance(error, yaml.MarkedYAMLError):
        problem, context = error.problem or "", error.context or ""
        mark = error.problem_mark or error.context_mark
        line, column = _place(mark) if mark else (1, 1)
        is_at_end = not any(text.strip() for text in lines[line - 1 :])
        if error.context_mark and (is_at_end or "expected ':'" in problem):
            # What was opened and never closed, or named and never filled, is the place to edit.
            line, column = _place(error.context_mark)
        if line > len(lines):
            line, column = len(lines), len(lines[-1]) + 1
    message = f"This is not YAML: {problem}" + (f" ({context})" if context else "") + "."
    hint = _syntax_hint(f"{context} {problem}", lines[line - 1], column)
    return Diagnostic("yaml-syntax", message, Span(path, line, column, line, column + 1), hint)


def _syntax_hint(said: str, text: str, column: int) -> str:
    before = text[: column - 1]
    if "mapping values are not allowed" in said:
        if ": " in before:
            return "Put the whole text into quotation marks: it holds `: `, which starts a field."
        return (
            "Give this line the same indentation as the field above;"
            " if it is part of the text above, put all of that into quotation marks."
        )
    if "did not find expected key" in said and before.strip():
        return (
            "The text ended just before this. Put all of it into quotation marks;"
            " in single ones, write each `'` of the text twice."
        )
    if text[column - 1 : column] == "\t":
        return "Indent with spaces, not with tabs."
    return next(
        (hint for sign, hint in _SYNTAX_HINTS if sign in said),
        "Check indentation and quotation marks.",
    )


# What makes a text worth a closer look before its values may be taken as they are: comments behind
# values, merge conflicts, and printable characters that cannot be seen.
_DOUBTFUL = re.compile(r"[ \t]#|^#|^[<>|]{7}", re.MULTILINE)
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u3164\ufe00-\ufe0f\ufffc\ufffd\U000e0100-\U000e01ef]"
)


def read_sound(file: Path) -> dict[str, Plain] | None:
    """The values of a file in which nothing is doubtful; None for every other one.

    A third of the time of `read`, because nothing is kept to say where a value stands. It judges
    nothing: whoever gets None calls `read`, which admits the file after all or says what is wrong.
    """
    try:
        if not stat.S_ISREG(file.lstat().st_mode):
            return None
        data = file.read_bytes()
        text = data.decode("utf-8") if len(data) <= MAX_BYTES else "\0"
    except (OSError, UnicodeDecodeError):
        return None
    lines = text
    while lines.startswith("#"):
        lines = lines.partition("\n")[2]
    if _DOUBTFUL.search(lines) or not _is_plain(text):
        return None
    try:
        return _sound_values(CParser(text).get_event)
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


def _is_plain(text: str) -> bool:
    """Whether a reader sees every character of the text."""
    return (
        text.replace("\n", "").isprintable()
        and not _UNSEEN.search(text)
        and unicodedata.is_normalized("NFC", text)
    )


def _sound_values(next_event: Callable[[], yaml.Event | None]) -> dict[str, Plain] | None:
    next_event()  # stream start
    start, root_start = next_event(), next_event()
    if not isinstance(start, yaml.DocumentStartEvent) or start.version or start.tags:
        return None
    if not isinstance(root_start, yaml.MappingStartEvent):
        return None
    root: dict[str, Plain] = {}
    fields: dict[str, Plain] | None = root
    """The mapping that is being read; None within a list."""
    items: list[Plain] = []
    around: list[tuple[dict[str, Plain] | None, list[Plain]]] = []
    key: str | None = None
    for _ in range(MAX_NODES):
        event = next_event()
        kind = event.__class__
        value: Plain
        if kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            if not around:
                break
            fields, items = around.pop()
            continue
        if kind is yaml.AliasEvent or event is None or event.anchor or event.tag:  # type: ignore[attr-defined]
            return None
        if kind is yaml.ScalarEvent:
            assert isinstance(event, yaml.ScalarEvent)
            value = event.value
            if not event.style:
                if value in _NULLS:
                    return None
            elif event.style in "|>":
                value = value.removesuffix("\n")
            elif event.style == '"' and not _is_plain(value):
                # Escapes bring in what the text of the file does not show.
                return None
            if fields is not None and key is None:
                if value in fields or value == "<<":
                    return None
                key = value
                continue
        else:
            value = {} if kind is yaml.MappingStartEvent else []
        if fields is None:
            items.append(value)
        elif key is None:
            return None
        else:
            fields[key] = value
            key = None
        if not isinstance(value, str):
            around.append((fields, items))
            if len(around) >= MAX_DEPTH - 1:
                return None
            fields, items = (value, items) if isinstance(value, dict) else (None, value)
    else:
        return None
    next_event()  # document end
    return root if isinstance(next_event(), yaml.StreamEndEvent) else None
