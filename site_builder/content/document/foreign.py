"""Read YAML that others wrote: larger than a content file, and less strict about its layout."""

from collections.abc import Callable, Iterator

import yaml
from yaml._yaml import CParser

from site_builder.content.document.syntax import syntax_fault

MAX_DEPTH = 32
Value = str | list["Value"] | dict[str, "Value"] | None
"""A tree of texts; None is YAML's `null`."""
_NULLS = ("", "~", "null", "Null", "NULL")


def documents(text: str) -> Iterator[Value]:
    """Yield the documents of a text; every value is the text that it has there.

    Raises:
        ValueError: it is not YAML, or has aliases, tags, a field twice, or a name that is no text.
    """
    next_event = CParser(text).get_event
    try:
        next_event()  # stream start
        while isinstance(next_event(), yaml.DocumentStartEvent):
            yield _Tree(next_event).value(next_event(), 0)
            next_event()  # document end
    except yaml.YAMLError as error:
        fault = syntax_fault("", text.split("\n"), error)
        said = f"line {fault.span.line}: {fault.message} {fault.hint}"
        raise ValueError(said.rstrip(".")) from None


class _Tree:
    """Builds a tree from a parser's events."""

    def __init__(self, next_event: Callable[[], yaml.Event | None]) -> None:
        self._next = next_event

    def value(self, event: object, depth: int) -> Value:
        if depth > MAX_DEPTH:
            raise ValueError(f"it is nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise ValueError("it has aliases (`&`, `*`); write the values themselves")
        if getattr(event, "tag", None):
            raise ValueError("it has tags (`!`)")
        if isinstance(event, yaml.ScalarEvent):
            text: str = event.value
            return None if not event.style and text in _NULLS else text
        if isinstance(event, yaml.SequenceStartEvent):
            items: list[Value] = []
            while not isinstance(inner := self._next(), yaml.SequenceEndEvent):
                items.append(self.value(inner, depth + 1))
            return items
        fields: dict[str, Value] = {}
        while not isinstance(key := self._next(), yaml.MappingEndEvent):
            if not isinstance(key, yaml.ScalarEvent):
                raise ValueError("the name of a field is not plain text")
            name: str = key.value
            if name in fields:
                raise ValueError(f"the field {name!r} occurs twice in one record")
            fields[name] = self.value(self._next(), depth + 1)
        return fields
