"""A strict YAML tree: every scalar a string that knows its place."""

from collections import abc
from dataclasses import dataclass, field
from typing import NamedTuple

from site_builder.diagnostics import Route, Span


class Scalar(NamedTuple):
    """Text and its place: lines and columns from 1. `block` is set for `|` and `>` scalars.

    `comment` is the place of a comment just before it or after it, where the text could have begun
    or continued: in a text field, the writer may have meant it as text.
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
        """The text of the record, without the line break that ends a `|` or `>` block."""
        return self.value.removesuffix("\n") if self.block else self.value


class Sequence(NamedTuple):
    """A list, and where it starts; `flow` is set for one in brackets."""

    items: "list[Node]"
    line: int
    column: int
    flow: bool = False


class Field(NamedTuple):
    """A field: its name and what it holds."""

    key: Scalar
    value: "Node"


class Mapping(NamedTuple):
    """Fields by their names, in the file's order, and where they start."""

    entries: dict[str, Field]
    line: int
    column: int


Node = Scalar | Sequence | Mapping
Plain = str | list["Plain"] | dict[str, "Plain"]
"""A tree without places, for the model."""

Shape = abc.Mapping[str, "Shape"]
"""The names of the fields that a part of a file can have, each with those of the parts in it."""

UNKNOWN = ""
"""What `Document.faulty` has for a field with a name that no field has."""
NULLS = frozenset(("~", "null", "Null", "NULL"))
"""YAML's words for nothing."""


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read as a mapping; `path` is its name in diagnostics.

    `faulty` has the fields of which the value, or an item, was removed or replaced because of its
    faults, each behind the line and column where the mapping that had it starts: removing items of
    lists changes routes, not places.
    """

    path: str
    root: Mapping
    faulty: set[tuple[int, int, str]] = field(default_factory=set)

    def mark(self, around: Mapping, name: str) -> None:
        """Note that a field of a mapping has a fault, so that its value is not the one written."""
        self.faulty.add((around.line, around.column, name))

    def is_faulty(self, route: Route) -> bool:
        """Check whether the field that `route` leads to was there with a fault, or should be.

        If it is not there, and one of an unknown name is, that may be the one. A file is no field.
        """
        if not route:
            return False
        around, name = self.node(route[:-1]), route[-1]
        if not isinstance(around, Mapping):
            return False
        names = (name,) if name in around.entries else (name, UNKNOWN)
        return any((around.line, around.column, it) in self.faulty for it in names)

    def copy(self) -> "Document":
        """Return a document from which parts can be removed without removing them here."""
        root = _copied(self.root)
        assert isinstance(root, Mapping)
        return Document(self.path, root, {*self.faulty})

    def span(self, route: Route, *, on_key: bool = False) -> Span:
        """Return the place that `route` leads to, or the nearest that exists."""
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
            return span_of(self.path, node)
        if key is None and isinstance(node, Mapping) and node.entries and route:
            # A reader looks for a list item with fields at its first key.
            key = next(iter(node.entries.values())).key
        if key is not None:
            return span_of(self.path, key)
        if isinstance(node, Scalar):
            return span_of(self.path, node)
        return Span(self.path, node.line, node.column, node.line, node.column + 1)

    def scalars(self) -> abc.Iterator[tuple[Route, Scalar]]:
        """Yield every scalar value (no keys) with its route, from top to bottom."""
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
        """Return the value that `route` leads to, if there is one."""
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
        """Return a new tree of the values without their places."""
        result = _plain(self.root)
        assert isinstance(result, dict)
        return result


def tokens(node: Node) -> abc.Iterator[Scalar]:
    """Yield every scalar of a tree, including the names of fields, from top to bottom."""
    if isinstance(node, Scalar):
        yield node
    elif isinstance(node, Sequence):
        for item in node.items:
            yield from tokens(item)
    else:
        for key, value in node.entries.values():
            yield key
            yield from tokens(value)


def _copied(node: Node) -> Node:
    if isinstance(node, Scalar):
        return node
    if isinstance(node, Sequence):
        return node._replace(items=[_copied(item) for item in node.items])
    entries = {name: Field(it.key, _copied(it.value)) for name, it in node.entries.items()}
    return node._replace(entries=entries)


def _plain(node: Node) -> Plain:
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Sequence):
        return [_plain(item) for item in node.items]
    return {name: _plain(entry.value) for name, entry in node.entries.items()}


def span_of(path: str, scalar: Scalar) -> Span:
    """Return the place of a scalar in its file."""
    return Span(path, scalar.line, scalar.column, scalar.end_line, scalar.end_column)
