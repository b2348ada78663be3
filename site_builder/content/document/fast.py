"""A faster reader for files in which nothing is doubtful: it keeps no places, reports no faults."""

import re
from collections.abc import Callable
from pathlib import Path

import yaml
from yaml import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent
from yaml._yaml import CParser

from site_builder.content.document.parser import MAX_DEPTH, MAX_NODES
from site_builder.content.document.syntax import place_of
from site_builder.content.document.text import plain_bytes
from site_builder.content.document.tree import NULLS, Plain
from site_builder.content.values.characters import surely_admissible

# The thorough reader decides about a `#` that may begin a comment (only within a word or an address
# it surely does not), and about what libyaml takes although YAML does not.
_COMMENT = re.compile(r"(?<![A-Za-z/])#|[|>][-+\d]*#")
_KEY = re.compile(r"[-\[{,\n][ \t\n]*\?")
_TAB = re.compile(r"\n[ -]*\t")
_ALSO_DOUBTFUL = ("\n...", "\n<<<<<<<", "\n|||||||", "\n>>>>>>>")
_COMMENTS_ABOVE = re.compile(r"\A(?:#.*\n?)+")


def read_sound(file: Path) -> dict[str, Plain] | None:
    """Return the values of a file in which nothing is doubtful, or None.

    None is no verdict: `read` then takes the file after all, or reports what is wrong with it.
    """
    data = plain_bytes(file)
    return None if data is None else sound_values(data)


def sound_values(data: bytes) -> dict[str, Plain] | None:
    """Return the values of a file's bytes in which nothing is doubtful, or None (`read_sound`)."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    lines = _COMMENTS_ABOVE.sub("", text)
    if _is_doubtful(f"\n{lines}") or not surely_admissible(text):
        return None
    try:
        return _values(CParser(text).get_event)
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


def _is_doubtful(lines: str) -> bool:
    # A lone sign is rare, and quicker to find than an expression.
    return (
        ("#" in lines and _COMMENT.search(lines) is not None)
        or ("?" in lines and _KEY.search(lines) is not None)
        or ("\t" in lines and _TAB.search(lines) is not None)
        or any(sign in lines for sign in _ALSO_DOUBTFUL)
    )


def _values(next_event: Callable[[], yaml.Event | None]) -> dict[str, Plain] | None:
    next_event()  # stream start
    start, root_start = next_event(), next_event()
    if not isinstance(start, yaml.DocumentStartEvent) or start.version or start.tags:
        return None
    if not isinstance(root_start, MappingStartEvent) or root_start.anchor or root_start.tag:
        return None
    root: dict[str, Plain] = {}
    fields: dict[str, Plain] | None = root
    """The mapping that is being read; None within a list."""
    items: list[Plain] = []
    around: list[tuple[dict[str, Plain] | None, list[Plain], int | None]] = []
    """The lists and mappings around it, and the line in which the one within began if in brackets.
    """
    key: str | None = None
    for _ in range(MAX_NODES):
        event = next_event()
        value: Plain
        if isinstance(event, ScalarEvent):
            value, style = event.value, event.style
            if event.anchor or event.tag:
                return None
            if not style:
                if value in NULLS or value == "-":
                    return None
            elif style in "|>":
                value = value.removesuffix("\n")
            elif place_of(event.start_mark)[0] != place_of(event.end_mark)[0]:
                # How far further lines are indented is left to the thorough reader.
                return None
            elif style == '"' and not surely_admissible(value):
                # An escape may stand for a character that the text of the file does not show.
                return None
            if fields is None:
                items.append(value)
            elif key is not None:
                fields[key] = value
                key = None
            elif value in fields or value == "<<":
                return None
            else:
                key = value
        elif isinstance(event, CollectionEndEvent):
            if not around:
                break
            fields, items, line = around.pop()
            if line is not None and line != place_of(event.end_mark)[0]:
                return None
        elif not isinstance(event, CollectionStartEvent) or event.anchor or event.tag:
            return None
        else:
            inner: dict[str, Plain] | None = {} if isinstance(event, MappingStartEvent) else None
            beneath: list[Plain] = []
            value = beneath if inner is None else inner
            if fields is None:
                items.append(value)
            elif key is None:
                return None
            else:
                fields[key] = value
                key = None
            line = place_of(event.start_mark)[0] if event.flow_style else None
            around.append((fields, items, line))
            if len(around) >= MAX_DEPTH - 1:
                return None
            fields, items = inner, beneath
    else:
        return None
    next_event()  # document end
    return root if isinstance(next_event(), yaml.StreamEndEvent) else None
