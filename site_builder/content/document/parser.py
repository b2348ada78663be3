"""Build a tree from the events of a YAML parser.

Aliases, anchors, tags, merge keys, directives and second documents are refused, so no tree can grow
beyond its file and nothing in it is run. What libyaml takes although YAML 1.2 does not is refused
too: between the scalars, the signs and comments are read again.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, NoReturn

import yaml
from yaml._yaml import CParser

from site_builder.content.document.syntax import place_of, syntax_fault
from site_builder.content.document.text import character_fault, decode, read_text
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
_UNREADABLE = re.compile("[\ud800-\udfff\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_REST = re.compile(r"[ \t]*(#|$)( *)")
"""The rest of a line after a value: nothing, or a comment and the spaces behind its sign."""
_HEADER = re.compile(r"[|>][-+\d]*[ \t]*(#)")
"""The first line of a block, with a comment."""
_SIGN = re.compile(r"[^ \t]")
_INDENTATION = re.compile(r"[ \t-]*")
# Two texts of one statement put together would be words that nobody said.
_NEXT = (
    "If a second statement begins here, give it an item of its own, which starts with `- id: …`."
)
_TWICE = {
    "id": f"{_NEXT} If not, delete one of the two.",
    **dict.fromkeys(
        ("quote", "paraphrase", "action", "original"),
        f"{_NEXT} If not, delete one of the two. Never put both together as one text.",
    ),
}
"""What to do about a field that appears twice, where it is not what is done with others."""
_WORDS = frozenset(("quote", "paraphrase", "action"))
_FIELD = re.compile(r" *(?:- )*[a-z_]+:(?: |$)")


def read(
    file: Path, path: str, data: bytes | None = None, *, first: str = ""
) -> tuple[Document | None, list[Diagnostic]]:
    """Read a file; `path` is its name in diagnostics, and `data` its bytes, if they are known.

    `first` is the field with which such a file begins, for hints.
    The document is None if the file cannot be read as one mapping. Where faults leave a tree (a
    duplicate key, an inadmissible character), both are returned.
    """
    text, faults = read_text(file, path) if data is None else decode(data, path)
    if text is None:
        return None, faults
    document, found = parse(text, path, first=first)
    return document, [*faults, *found]


def parse(text: str, path: str, *, first: str = "") -> tuple[Document | None, list[Diagnostic]]:
    """Parse a text that need not be in a file; its characters are not checked."""
    if markers := [*_MARKER.finditer(text)]:
        return None, [*_conflicts(text, path, markers)]
    root, faults = build(path, readable(text), first=first)
    return (Document(path, root) if isinstance(root, Mapping) else None), faults


def readable(text: str) -> str:
    """Return a text as libyaml can read it."""
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n")
    return _UNREADABLE.sub("\N{REPLACEMENT CHARACTER}", lines)


def build(
    path: str, text: str, *, first: str = "", is_list: bool = False
) -> tuple[Node | None, list[Diagnostic]]:
    """Build the tree of a `readable` text: fields, or a list; None if it is no such thing."""
    tree = _Tree(path, text, first, is_list=is_list)
    return tree.build(), tree.faults


_MARKER = re.compile(r"^(?:(<{7}|>{7}|\|{7})(?: .*)?|={7})\r?$", re.MULTILINE)
"""A line that git writes where it cannot merge. At the start of a line, no YAML has the last."""


def _conflicts(text: str, path: str, markers: list[re.Match[str]]) -> Iterator[Diagnostic]:
    """Yield every conflict, or where there is none, every line that is left of one."""
    begin = [marker for marker in markers if marker[0].startswith("<")]
    hint = "Keep one of the two versions, and delete the lines `<<<<<<<`, `=======`, `>>>>>>>`."
    if any(marker[0].startswith("|") for marker in markers):
        hint += " What is between `|||||||` and `=======` is neither of them: delete it, too."
    if not begin:
        hint = "Delete this line, and all but one of the versions around it."
    for marker in begin or markers:
        line = text.count("\n", 0, marker.start()) + 1
        span = Span(path, line, 1, line, 8)
        yield Diagnostic("merge-conflict", "A merge conflict was left in this file.", span, hint)


class _Around(NamedTuple):
    """What a value stands in: `least` is how far its further lines must be indented.

    A comment that is indented by `comments` or more could have been part of it. So could one whose
    words would be, without a sign at the very start of the line, where editors put it to take a
    line out. It is None for a field's name.
    """

    least: int
    comments: int | None
    flow: bool = False


class _RefusalError(Exception):
    """Reading cannot continue; the fault has been noted."""


class _Tree:
    """Build the tree from the parser's events, noting faults on the way."""

    def __init__(self, path: str, text: str, first: str, *, is_list: bool) -> None:
        self.path = path
        self._start = yaml.SequenceStartEvent if is_list else yaml.MappingStartEvent
        field = f"`{first}: …`" if first else "the name of a field and a colon"
        self._begin = f"Begin with {field}."
        self.faults: list[Diagnostic] = []
        self._lines = text.split("\n")
        self._parser = CParser(text)
        self._nodes = 0
        # What has been read of the items behind the last one, of which the hyphens are missing.
        self._torn: list[Mapping] = []
        # Where the last scalar ended.
        self._line, self._column = 1, 1

    def build(self) -> Node | None:
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

    def _document(self) -> Node:
        self._next()  # stream start
        event = self._next()
        if isinstance(event, yaml.StreamEndEvent):
            self.faults.append(
                Diagnostic("not-a-record", "The file is empty.", Span(self.path), self._begin)
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
        if not isinstance(event, self._start):
            self._refuse(
                "not-a-record", "The file does not begin with a field.", event, self._begin
            )
        root = self._node(event, 1, _Around(0, None))
        event = self._next()
        assert isinstance(event, yaml.DocumentEndEvent)
        if event.explicit:
            self._refuse(
                "second-document",
                "`...` ends the YAML document here.",
                event,
                "Delete it; if it is part of the text above, put the text in quotation marks.",
            )
        self._comment_before(len(self._lines), len(self._lines[-1]) + 1)
        event = self._next()
        if not isinstance(event, yaml.StreamEndEvent):
            self._refuse(
                "second-document",
                "A second YAML document starts here.",
                event,
                "Delete `---`, or move the rest to a file of its own.",
            )
        return root

    def _refuse(self, code: str, message: str, event: yaml.Event, hint: str = "") -> NoReturn:
        self._note(code, message, event, hint)
        raise _RefusalError

    def _note(self, code: str, message: str, event: yaml.Event, hint: str) -> None:
        line, column = place_of(event.start_mark)
        if line > len(self._lines):
            # Without a final line break, the parser puts the end of a file on a line of its own.
            line, column = len(self._lines), len(self._lines[-1]) + 1
        self._note_at(code, message, line, column, hint)

    def _note_at(self, code: str, message: str, line: int, column: int, hint: str) -> None:
        span = Span(self.path, line, column, line, column + 1)
        self.faults.append(Diagnostic(code, message, span, hint))

    def _refuse_at(self, message: str, line: int, column: int, hint: str) -> NoReturn:
        self._note_at("yaml-syntax", f"This is not valid YAML: {message}.", line, column, hint)
        raise _RefusalError

    def _node(self, event: yaml.Event, depth: int, around: _Around) -> Node:
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
            return self._scalar(event, around)
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
        if event.flow_style:
            around = around._replace(flow=True, comments=0)
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Node] = []
            while not isinstance(item := self._next(), yaml.SequenceEndEvent):
                if not event.flow_style:
                    around = _Around(column, place_of(item.start_mark)[1] - 1)
                items.append(self._node(item, depth + 1, around))
                if isinstance(item, yaml.MappingStartEvent) and not item.flow_style:
                    items += self._torn
                    self._torn = []
            return Sequence(items, line, column, bool(event.flow_style))
        first, *others = self._parted(self._fields(depth, around))
        self._torn = [Mapping(it, it["id"].key.line, it["id"].key.column) for it in others]
        return Mapping(first, line, column)

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

    def _fields(self, depth: int, around: _Around) -> list[Field]:
        fields: list[Field] = []
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._node(event, depth + 1, around._replace(comments=None))
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
            if not around.flow:
                around = _Around(key.column, key.column)
            fields.append(Field(key, self._node(self._next(), depth + 1, around)))
        return fields

    def _parted(self, fields: list[Field]) -> list[dict[str, Field]]:
        """Return fields by their names, in parts where a hyphen is missing between two items.

        A second `id` begins one if there are words on both sides of it: otherwise all of the second
        statement would be told as fields that appear twice, to be deleted or merged.
        """
        starts = [0, *[at for at, field in enumerate(fields) if field.key.value == "id"][1:]]
        ends = [*starts[1:], len(fields)]
        parts = [fields[start:end] for start, end in zip(starts, ends, strict=True)]
        if any(_WORDS.isdisjoint(field.key.value for field in part) for part in parts):
            parts = [fields]
        for part in parts[1:]:
            first = next(field.key for field in fields if field.key.value == "id")
            self._note_twice(part[0].key, first)
        return [self._entries(part) for part in parts]

    def _entries(self, fields: list[Field]) -> dict[str, Field]:
        entries: dict[str, Field] = {}
        for key, value in fields:
            if key.value in entries:
                self._note_twice(key, entries[key.value].key)
            else:
                entries[key.value] = Field(key, value)
        return entries

    def _note_twice(self, key: Scalar, first: Scalar) -> None:
        self.faults.append(
            Diagnostic(
                "duplicate-key",
                f"{quoted(key.value)} appears twice (first in line {first.line});"
                " one would be lost.",
                span_of(self.path, key),
                _TWICE.get(key.value, "Delete one of the two, or merge them."),
            )
        )

    def _scalar(self, event: yaml.ScalarEvent, around: _Around) -> Scalar:
        value, style = event.value, event.style
        if not style and value in NULLS:
            # A word that means nothing to YAML is not printed.
            value = ""
        line, column = place_of(event.start_mark)
        end_line, end_column = place_of(event.end_mark)
        block = style in ("|", ">")
        comment = self._comment_before(line, column)
        self._line, self._column = end_line, end_column
        if around.flow and not style and value == "-":
            self._refuse_at(
                "`-` begins an item of a list",
                line,
                column,
                "Put text that begins with `-` in quotation marks.",
            )
        if block:
            comment = comment or self._comment_in_header(line, column)
        else:
            first = line if around.flow else line + 1
            self._hold_indentation(first, end_line, (line, column), around.least, style or "")
        if around.comments is None:
            comment = None
        elif comment is None and (value or style):
            comment = self._comment_after(end_line, end_column, around.comments)
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

    def _comment_before(self, line: int, column: int) -> tuple[int, int] | None:
        """Read what stands between the last scalar and this place, where the next one begins.

        Returns the first comment after the last sign, such as `:` or `-`.
        """
        comment = None
        start = self._column - 1
        for at in range(self._line, line + 1):
            row = self._lines[at - 1] if at <= len(self._lines) else ""
            end = column - 1 if at == line else len(row)
            for found in _SIGN.finditer(row, start, end):
                if found[0] == "#":
                    self._hold_comment(at, found.start() + 1)
                    comment = comment or (at, found.start() + 1)
                    break
                self._hold_spaces(at, found.start() + 1)
                if found[0] == "?":
                    self._note_key(at, found.start() + 1)
                comment = None
            start = 0
        self._hold_spaces(line, column)
        return comment

    def _note_key(self, line: int, column: int) -> NoReturn:
        self._note_at(
            "yaml-key",
            "`?` begins a YAML key, which is not allowed.",
            line,
            column,
            "Delete it. Put text that begins with `?` in quotation marks.",
        )
        raise _RefusalError

    def _hold_comment(self, line: int, column: int) -> None:
        """Refuse a `#` directly behind a sign or text: it is no comment, though libyaml says so."""
        if self._lines[line - 1][max(0, column - 2) : column - 1] not in ("", " ", "\t"):
            self._refuse_at(
                "a comment needs a space before its `#`",
                line,
                column,
                "If this is part of the text, put the whole text in one pair of quotation marks;"
                " if it is a comment, put it on a line of its own.",
            )

    def _hold_spaces(self, line: int, column: int) -> None:
        """Refuse a tab in the indentation of what stands here."""
        row = self._lines[line - 1][: column - 1] if line <= len(self._lines) else ""
        if "\t" in row and _INDENTATION.fullmatch(row):
            self._refuse_at(
                "a tab is used as indentation",
                line,
                row.index("\t") + 1,
                "Indent with spaces, not with tabs.",
            )

    def _hold_indentation(
        self, first: int, end: int, start: tuple[int, int], least: int, sign: str = ""
    ) -> None:
        """Refuse lines of a text that are indented too little to belong to its field.

        `sign` is the quotation mark that it begins with.
        """
        for at, row in enumerate(self._lines[first - 1 : end], first):
            indent = len(row) - len(row.lstrip(" \t"))
            if indent == len(row) or (at == start[0] and indent + 1 < start[1]):
                continue
            self._hold_spaces(at, indent + 1)
            if indent < least and sign and _FIELD.match(row):
                self._refuse_at(
                    "a quotation mark is opened, and not closed before the next field",
                    *start,
                    f"Put `{sign}` at the end of the whole text: it begins with this sign, and no"
                    " other one ends it.",
                )
            if indent < least:
                self._refuse_at(
                    "this line is indented too little to belong to the text or list above",
                    at,
                    indent + 1,
                    "Close the quotation mark or bracket above, or indent this line further.",
                )

    def _comment_in_header(self, line: int, column: int) -> tuple[int, int] | None:
        """Find a comment behind the `|` or `>` of a block."""
        header = _HEADER.match(self._lines[line - 1], column - 1)
        if header is None:
            return None
        self._hold_comment(line, header.start(1) + 1)
        return line, header.start(1) + 1

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
                start, words = following.start(1), len(following[2])
                # Some editors put a space behind the sign.
                is_line_of_text = start == 0 and words > indent
                return (line, start + 1) if start >= indent or is_line_of_text else None
            line += 1
        return None
