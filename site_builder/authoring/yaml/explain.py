"""Add the optional fields that are missing, as comments with an example.

The words are the model's own descriptions and examples. To use a field, delete its `# ` and
overwrite the example.
"""

import textwrap
from collections.abc import Iterator

from pydantic import BaseModel

from site_builder.authoring.yaml.layout import Group, lines, of_fields
from site_builder.authoring.yaml.scalars import WIDTH
from site_builder.content.document import Plain
from site_builder.content.model import StatementKind
from site_builder.exports.schemas import Schema, description, schema

# Not needed at first: about earlier publication, or written by a command of its own.
_LATER = (
    "positions", "former_ids", "corrections", "status", "status_note", "date_note",
    "responds_to", "clarifies", "retracts", "contradicts", *(kind.value for kind in StatementKind),
)  # fmt: skip


def explain(group: Group, model: type[BaseModel], indent: int = 0) -> None:
    """Add a comment for each optional field that a group of fields lacks, in its place."""
    made = schema(model)
    written = {branch.key: branch for branch in group.branches}
    waiting: list[str] = []
    for name, field in made["properties"].items():
        if name in written:
            branch = written[name]
            branch.before = [*waiting, ""] if waiting and not indent else waiting
            waiting = []
        elif name not in _LATER:
            example = _example(field, made.get("$defs", {}))
            waiting += _comments(name, field, example, model, indent)
    group.tail = waiting


def _comments(
    name: str, field: Schema, example: Plain, model: type[BaseModel], indent: int
) -> Iterator[str]:
    rows = textwrap.wrap(description(field), WIDTH - indent - 2)
    rows += lines(of_fields({name: example}, model, indent))
    # In a list an empty line ends an item.
    yield from [] if indent else [""]
    yield from (f"# {row}" for row in rows)


def _example(field: Schema, parts: Schema, *, briefly: bool = False) -> Plain:
    """Return an example of a field; `briefly` gives only the required fields of its parts."""
    if "examples" in field:
        example: Plain = field["examples"][0]
        return example
    if "$ref" in field:
        return _example(parts[field["$ref"].rpartition("/")[2]], parts, briefly=briefly)
    if "enum" in field:
        return str(field["enum"][0])
    if field["type"] == "array":
        return [_example(field["items"], parts, briefly=briefly)]
    names = field["properties"]
    if briefly:
        names = field["required"]
    return {name: _example(field["properties"][name], parts, briefly=True) for name in names}
