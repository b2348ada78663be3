"""Put the top-level fields of a record's file in the model's order.

A field moves as a block of lines, with the comments above it; no line is rewritten.
"""

from collections.abc import Iterator
from itertools import pairwise

from site_builder.authoring.yaml.edit import SCHEMA, EditError, read, schema_line
from site_builder.authoring.yaml.layout import places
from site_builder.content.document import Field, Mapping, tokens
from site_builder.content.model import File


def in_order(text: str, model: type[File]) -> str:
    """Return the text of a record's file with its fields in canonical order. Idempotent.

    The line that names the schema comes first and is added if missing. Comments that an empty
    line separates from the first field stay at the top; those below the last field stay at the
    bottom. A file whose fields are all in one pair of braces is returned unchanged.

    Raises:
        EditError: the file is not valid YAML, or moving a field would change what the file says.
    """
    document = read(text)
    root = document.root
    rows = text.removesuffix("\n").split("\n")
    order = places(model)
    names = sorted(root.entries, key=lambda name: order.get(name, len(order)))
    is_ordered = rows[0].startswith(SCHEMA) and names == [*root.entries]
    if is_ordered or rows[root.line - 1][root.column - 1] == "{":
        return text
    bounds = [*_bounds(rows, root)]
    blocks = {
        name: rows[start:end]
        for name, (start, end) in zip(root.entries, pairwise(bounds), strict=True)
    }
    top, bottom = rows[: bounds[0]], rows[bounds[-1] :]
    schema = [row for row in top if row.startswith(SCHEMA)] or [schema_line(model)]
    header = "\n".join(row for row in top if row not in schema).strip("\n")
    fields = "\n".join([*(row for name in names for row in blocks[name]), *bottom]).lstrip("\n")
    ordered = "\n".join([*schema, *([header, ""] if header else []), fields, ""])
    if read(ordered).plain() != document.plain():
        raise EditError("Moving its fields would change what the file says. Move them by hand.")
    return ordered


def _bounds(rows: list[str], root: Mapping) -> Iterator[int]:
    """Yield where each field's block starts, as an index of `rows`, and where the last one ends."""
    entries = [*root.entries.values()]
    yield _start(rows, root.line - 1, 0, root.column, over_empty=False)
    ends = (*(entry.key.line - 1 for entry in entries[1:]), len(rows))
    for above, end in zip(entries, ends, strict=True):
        yield _start(rows, end, _last_line(above), root.column)


def _start(rows: list[str], end: int, least: int, column: int, *, over_empty: bool = True) -> int:
    """Return where the comments above a row start, and with `over_empty` the empty lines too."""
    while end > least and (
        _is_comment_on_next(rows[end - 1], column) or (over_empty and not rows[end - 1].strip())
    ):
        end -= 1
    return end


def _last_line(entry: Field) -> int:
    """Return the last line, from 1, of a field's last text."""
    *_, last = (entry.key, *tokens(entry.value))
    # The lines of a block are indented; those of a text in quotation marks may look like comments.
    return last.line if last.block else last.end_line


def _is_comment_on_next(row: str, column: int) -> bool:
    """Check for a comment on the field below; one indented further belongs to the field above."""
    comment = row.lstrip(" ")
    return (
        comment.startswith("#")
        and not comment.startswith(SCHEMA)
        and len(row) - len(comment) < column
    )
