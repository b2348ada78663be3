"""One file's bytes as a strict YAML tree: every scalar a string that knows its place.

`text` judges the bytes, `parser` makes the `tree`, `syntax` says what is no YAML, and `sound` reads
faster what has no fault. What a reviewer would not see (`characters`) is refused.
"""

from site_builder.content.document.fast import read_sound
from site_builder.content.document.parser import MAX_DEPTH, MAX_NODES, parse, read
from site_builder.content.document.text import MAX_BYTES, plain_bytes, read_text
from site_builder.content.document.tree import (
    Document,
    Entry,
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    tokens,
)

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "Document",
    "Entry",
    "Mapping",
    "Node",
    "Plain",
    "Scalar",
    "Sequence",
    "parse",
    "plain_bytes",
    "read",
    "read_sound",
    "read_text",
    "tokens",
]
