"""A faster reader for files in which nothing is doubtful: it keeps no places, reports no faults."""

import re
from collections.abc import Iterator
from itertools import islice
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
        values = _record(islice(iter(CParser(text).get_event, None), MAX_NODES))
    except (_DoubtfulError, StopIteration, yaml.YAMLError, ValueError, OverflowError):
        return None
    return values if isinstance(values, dict) else None


def _is_doubtful(lines: str) -> bool:
    # A lone sign is rare, and quicker to find than an expression.
    return (
        ("#" in lines and _COMMENT.search(lines) is not None)
        or ("?" in lines and _KEY.search(lines) is not None)
        or ("\t" in lines and _TAB.search(lines) is not None)
        or any(sign in lines for sign in _ALSO_DOUBTFUL)
    )


class _DoubtfulError(Exception):
    """Something is left to the thorough reader."""


def _record(events: Iterator[yaml.Event]) -> Plain:
    """Return the values of a stream with one document."""
    next(events)  # stream start
    start = next(events)
    if not isinstance(start, yaml.DocumentStartEvent) or start.version or start.tags:
        raise _DoubtfulError
    values = _collection(next(events), events, 1)
    next(events)  # document end
    if not isinstance(next(events), yaml.StreamEndEvent):
        raise _DoubtfulError
    return values


def _collection(start: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Plain:
    """Return the list or mapping that begins with an event."""
    if (
        not isinstance(start, CollectionStartEvent)
        or start.anchor
        or start.tag
        or depth >= MAX_DEPTH
    ):
        raise _DoubtfulError
    fields: dict[str, Plain] = {}
    items: list[Plain] = []
    is_list = not isinstance(start, MappingStartEvent)
    for event in events:
        if isinstance(event, CollectionEndEvent):
            if start.flow_style and _is_over_lines(start, event):
                break
            return items if is_list else fields
        if is_list:
            items.append(_value(event, events, depth))
        else:
            key = _value(event, events, depth)
            if not isinstance(key, str) or key in fields or key == "<<":
                break
            fields[key] = _value(next(events), events, depth)
    raise _DoubtfulError


def _value(event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Plain:
    if not isinstance(event, ScalarEvent):
        return _collection(event, events, depth + 1)
    value, style = event.value, event.style
    if event.anchor or event.tag:
        raise _DoubtfulError
    if not style:
        if value in NULLS or value == "-":
            raise _DoubtfulError
    elif style in "|>":
        return value.removesuffix("\n")
    elif _is_over_lines(event, event):
        # How far further lines are indented is left to the thorough reader.
        raise _DoubtfulError
    elif style == '"' and not surely_admissible(value):
        # An escape may stand for a character that the text of the file does not show.
        raise _DoubtfulError
    return value


def _is_over_lines(first: yaml.Event, last: yaml.Event) -> bool:
    return place_of(first.start_mark)[0] != place_of(last.end_mark)[0]
