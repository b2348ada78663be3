"""A faster way for files in which nothing is doubtful; it keeps no places, and judges nothing."""

from collections.abc import Callable
from pathlib import Path

import yaml
from yaml import CollectionEndEvent, CollectionStartEvent, MappingStartEvent, ScalarEvent
from yaml._yaml import CParser

from site_builder.content.document.parser import MAX_DEPTH, MAX_NODES
from site_builder.content.document.text import plain_bytes
from site_builder.content.document.tree import NULLS, Plain
from site_builder.content.values.characters import surely_admissible

# What can change what is meant, and is left to the thorough reader: comments behind values, and
# what a merge conflict leaves behind.
_COMMENT = (" #", "\t#", "\n#")
_CONFLICT = ("\n<<<<<<<", "\n|||||||", "\n>>>>>>>")


def read_sound(file: Path) -> dict[str, Plain] | None:
    """The values of a file in which nothing is doubtful; None for every other one.

    A third of the time of `read`, because nothing is kept to say where a value stands. It judges
    nothing: whoever gets None calls `read`, which admits the file after all or says what is wrong.
    """
    data = plain_bytes(file)
    if data is None:
        return None
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return None
    lines = text
    while lines.startswith("#"):
        lines = lines.partition("\n")[2]
    if _is_doubtful(f"\n{lines}") or not surely_admissible(text):
        return None
    try:
        return _sound_values(CParser(text).get_event)
    except (yaml.YAMLError, ValueError, OverflowError):
        return None


def _is_doubtful(lines: str) -> bool:
    # A `#` is rare, and found in a tenth of the time that a pair of signs takes.
    has_comment = "#" in lines and any(sign in lines for sign in _COMMENT)
    return has_comment or any(sign in lines for sign in _CONFLICT)


def _sound_values(next_event: Callable[[], yaml.Event | None]) -> dict[str, Plain] | None:
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
    around: list[tuple[dict[str, Plain] | None, list[Plain]]] = []
    key: str | None = None
    for _ in range(MAX_NODES):
        event = next_event()
        value: Plain
        if isinstance(event, ScalarEvent):
            value, style = event.value, event.style
            if event.anchor or event.tag:
                return None
            if not style:
                if value in NULLS:
                    return None
            elif style in "|>":
                value = value.removesuffix("\n")
            elif style == '"' and not surely_admissible(value):
                # Escapes bring in what the text of the file does not show.
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
            fields, items = around.pop()
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
            around.append((fields, items))
            if len(around) >= MAX_DEPTH - 1:
                return None
            fields, items = inner, beneath
    else:
        return None
    next_event()  # document end
    return root if isinstance(next_event(), yaml.StreamEndEvent) else None
