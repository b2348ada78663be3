"""Read a file as a strict YAML tree, in which every scalar is a string that knows its place.

`text` checks the bytes and characters, `parser` builds the `tree`, `syntax` explains what is not
YAML. `pieces` cuts such a file, and `around` reads what can be read of it. `fast` reads files
without faults in less time.
"""

from site_builder.content.document.around import read_around
from site_builder.content.document.fast import read_sound, sound_values
from site_builder.content.document.parser import MAX_DEPTH, MAX_NODES, parse, read
from site_builder.content.document.syntax import first_fault
from site_builder.content.document.text import MAX_BYTES, plain_bytes, read_text
from site_builder.content.document.tree import (
    UNKNOWN,
    Document,
    Field,
    Mapping,
    Node,
    Plain,
    Scalar,
    Sequence,
    Shape,
    span_of,
    tokens,
)

__all__ = [
    "MAX_BYTES",
    "MAX_DEPTH",
    "MAX_NODES",
    "UNKNOWN",
    "Document",
    "Field",
    "Mapping",
    "Node",
    "Plain",
    "Scalar",
    "Sequence",
    "Shape",
    "first_fault",
    "parse",
    "plain_bytes",
    "read",
    "read_around",
    "read_sound",
    "read_text",
    "sound_values",
    "span_of",
    "tokens",
]
