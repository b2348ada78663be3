"""The fields that could be written too, as comments that explain themselves.

All that they say are the model's own descriptions and examples. Whoever deletes the `# ` before a
field has it in its place, with an example to overwrite.
"""

import textwrap
from collections.abc import Iterator

from pydantic import BaseModel

from site_builder.authoring.yaml.layout import Comment, Group, lines, of_fields
from site_builder.authoring.yaml.scalars import WIDTH
from site_builder.content.document import Plain
from site_builder.content.model import StatementKind
from site_builder.exports.schemas import Schema, description, schema

# What nobody needs at first: it tells of what was published before, or has a command of its own.
_LATER = (
    "positions", "former_ids", "corrections", "status", "status_note", "date_note",
    "responds_to", "clarifies", "retracts", *(kind.value for kind in StatementKind),
)  # fmt: skip


def explain(group: Group, model: type[BaseModel], indent: int = 0) -> None:
    """Add comments on the optional fields that a group of fields lacks, each in its place."""
    made = schema(model)
    written = {branch.key: branch for branch in group.branches}
    waiting: list[Comment] = []
    for name, field in made["properties"].items():
        if name in written:
            branch = written[name]
            branch.before, branch.spaced = waiting, bool(waiting) and not indent
            waiting = []
        elif name not in _LATER:
            example = _example(field, made.get("$defs", {}))
            waiting += _comments(name, field, example, model, indent)
    group.tail = waiting


def _comments(
    name: str, field: Schema, example: Plain, model: type[BaseModel], indent: int
) -> Iterator[Comment]:
    rows = textwrap.wrap(description(field), WIDTH - indent - 2)
    rows += lines(of_fields({name: example}, model, indent))
    for at, row in enumerate(rows):
        # Within a list an empty line ends an item.
        yield Comment(f"# {row}", spaced=at == 0 and not indent)


def _example(field: Schema, parts: Schema, *, briefly: bool = False) -> Plain:
    """What could be written there; of parts within parts, `briefly` only what is required."""
    if "$ref" in field:
        field = parts[field["$ref"].rpartition("/")[2]]
    if "examples" in field:
        example: Plain = field["examples"][0]
        return example
    if "enum" in field:
        return str(field["enum"][0])
    if field["type"] == "array":
        return [_example(field["items"], parts, briefly=briefly)]
    names = field["properties"]
    if briefly:
        names = field["required"]
    return {name: _example(field["properties"][name], parts, briefly=True) for name in names}
