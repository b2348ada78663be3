"""Build a tree from the events of a YAML parser.

Aliases, anchors, tags, merge keys, directives and second documents are refused, so no tree can grow
beyond its file and nothing in it is run.
"""

import re
from pathlib import Path
from typing import NoReturn

import yaml
from yaml._yaml import CParser

from site_builder.content.document.syntax import place_of, syntax_fault
from site_builder.content.document.text import character_fault, read_text
from site_builder.content.document.tree import (
    NULLS,
    Document,
    Field,
    Mapping,
    Node,
    Scalar,
    Sequence,
    span_of,
)
from site_builder.content.values.characters import offences
from site_builder.diagnostics import Diagnostic, Span, quoted

MAX_DEPTH = 16
MAX_NODES = 20_000
# Characters that YAML refuses, or takes for a line break where no editor shows one. They have been
# reported already, and are replaced so that the rest can be checked.
_UNREADABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_REST = re.compile(r"[ \t]*(#|$)")
"""The rest of a line after a value: nothing, or a comment."""
_FIRST_FIELD = "Begin with a field, such as `name: …` or `title: …`."


def read(file: Path, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Read a file; `path` is its name in diagnostics.

    The document is None if the file cannot be read as one mapping. Where faults leave a tree (a
    duplicate key, an inadmissible character), both are returned.
    """
    text, faults = read_text(file, path)
    if text is None:
        return None, faults
    document, found = parse(text, path)
    return document, [*faults, *found]


def parse(text: str, path: str) -> tuple[Document | None, list[Diagnostic]]:
    """Parse a text that need not be in a file; its characters are not checked."""
    if marker := re.search(r"^(<{7}|>{7}|\|{7})( .*)?$", text, re.MULTILINE):
        line = text.count("\n", 0, marker.start()) + 1
        span = Span(path, line, 1, line, 8)
        hint = "Keep one of the two versions, and delete the lines `<<<<<<<`, `=======`, `>>>>>>>`."
        return None, [
            Diagnostic("merge-conflict", "A merge conflict was left in this file.", span, hint)
        ]
    readable = text.removeprefix("\ufeff").replace("\r\n", "\n")
    tree = _Tree(path, _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", readable))
    root = tree.build()
    return (Document(path, root) if root is not None else None), tree.faults


class _RefusalError(Exception):
    """Reading cannot continue; the fault has been noted."""


class _Tree:
    """Build the tree from the parser's events, noting faults on the way."""

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
            self.faults.append(syntax_fault(self.path, self._lines, error))
            return None
        except (ValueError, OverflowError, UnicodeError) as error:
            # Errors of libyaml that PyYAML does not wrap.
            self.faults.append(
                Diagnostic("yaml-syntax", f"The file cannot be read: {error}.", Span(self.path))
            )
            return None
        finally:
            self._parser.dispose()

    def _next(self) -> yaml.Event:
        event = self._parser.get_event()
        assert event is not None  # nothing is read after the end of the stream
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
                "yaml-directive",
                "YAML directives (`%…`) are not allowed.",
                event,
                "Delete this line.",
            )
        event = self._next()
        if not isinstance(event, yaml.MappingStartEvent):
            self._refuse(
                "not-a-record", "The file does not begin with a field.", event, _FIRST_FIELD
            )
        root = self._node(event, 1)
        self._next()  # document end
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(
                "second-document",
                "A second YAML document starts here.",
                event,
                "Delete `---`, or move the rest to a file of its own.",
            )
        assert isinstance(root, Mapping)
        return root

    def _refuse(self, code: str, message: str, event: yaml.Event, hint: str = "") -> NoReturn:
        self._note(code, message, event, hint)
        raise _RefusalError

    def _note(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        line, column = place_of(event.start_mark)
        if line > len(self._lines):
            # Without a final line break, the parser puts the end of a file on a line of its own.
            line, column = len(self._lines), len(self._lines[-1]) + 1
        span = Span(self.path, line, column, line, column + 1)
        self.faults.append(Diagnostic(code, message, span, hint))

    def _node(self, event: yaml.Event, depth: int, indent: int | None = None) -> Node:
        """Read a value; a comment indented beyond column `indent` could have been part of it."""
        self._nodes += 1
        if self._nodes > MAX_NODES:
            self._refuse(
                "too-many-values",
                f"The file contains more than {MAX_NODES:,} values.",
                event,
                "Split it.",
            )
        if depth > MAX_DEPTH:
            self._refuse(
                "nested-too-deep",
                f"Lists or fields are nested more than {MAX_DEPTH} levels deep.",
                event,
                "No record needs that. Put text with brackets or braces in quotation marks.",
            )
        if isinstance(event, yaml.ScalarEvent):
            self._note_properties(event)
            return self._scalar(event, indent)
        if isinstance(event, yaml.AliasEvent):
            self._refuse(
                "yaml-alias",
                f"{quoted(f'*{event.anchor}')} is a YAML alias, which is not allowed.",
                event,
                "Write the value itself. Put text that begins with `*` in quotation marks.",
            )
        assert isinstance(event, yaml.CollectionStartEvent)
        self._note_properties(event)
        line, column = place_of(event.start_mark)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                inside = 0 if event.flow_style else place_of(item.start_mark)[1] - 1
                items.append(self._node(item, depth + 1, inside))
            return Sequence(items, line, column)
        return Mapping(self._entries(depth, flow=bool(event.flow_style)), line, column)

    def _note_properties(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent) -> None:
        if event.anchor is not None:
            self._note(
                "yaml-anchor",
                f"{quoted(f'&{event.anchor}')} is a YAML anchor, which is not allowed.",
                event,
                "Delete it. Put text that begins with `&` in quotation marks.",
            )
        if event.tag is not None:
            self._note(
                "yaml-tag",
                f"{quoted(event.tag)} is a YAML tag, which is not allowed.",
                event,
                "Delete it. Put text that begins with `!` in quotation marks.",
            )

    def _entries(self, depth: int, *, flow: bool) -> dict[str, Field]:
        entries: dict[str, Field] = {}
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            if not isinstance(key, Scalar):
                self._refuse(
                    "yaml-key",
                    "A field's name must be plain text.",
                    event,
                    "Put text that begins with `[`, `{` or `?` in quotation marks.",
                )
            if key.value == "<<":
                self._refuse(
                    "yaml-merge-key",
                    "`<<` merges fields, which is not allowed.",
                    event,
                    "Write the fields themselves instead.",
                )
            value = self._node(self._next(), depth + 1, 0 if flow else key.column)
            if key.value in entries:
                first = entries[key.value].key
                self.faults.append(
                    Diagnostic(
                        "duplicate-key",
                        f"{quoted(key.value)} appears twice (first in line {first.line});"
                        " one would be lost.",
                        span_of(self.path, key),
                        "Delete one of the two, or merge them.",
                    )
                )
            else:
                entries[key.value] = Field(key, value)
        return entries

    def _scalar(self, event: yaml.ScalarEvent, indent: int | None) -> Scalar:
        value, style = event.value, event.style
        if not style and value in NULLS:
            # A word that means nothing to YAML is not printed.
            value = ""
        line, column = place_of(event.start_mark)
        end_line, end_column = place_of(event.end_mark)
        block = style in ("|", ">")
        comment = None
        if indent is not None and value and (block or not style):
            comment = self._comment_after(end_line, end_column, indent)
        scalar = Scalar(value, line, column, end_line, end_column, comment, block)
        if style == '"':
            # Only here can an escape stand for a character that the file does not show.
            shown = {offence.what for offence in offences(self._written(scalar))}
            for offence in offences(value):
                if offence.what not in shown:
                    self.faults.append(character_fault(offence.what, span_of(self.path, scalar)))
                    break
        return scalar

    def _written(self, scalar: Scalar) -> str:
        """Return the scalar as the file has it."""
        if scalar.line == scalar.end_line:
            return self._lines[scalar.line - 1][scalar.column - 1 : scalar.end_column - 1]
        return "\n".join(self._lines[scalar.line - 1 : scalar.end_line])

    def _comment_after(self, line: int, column: int, indent: int) -> tuple[int, int] | None:
        """Find a comment where the text could have continued: line and column, from 1."""
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
