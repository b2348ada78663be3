"""Add the optional fields that are missing, as comments with an example.

The words are the model's own descriptions and examples. To use a field, delete its `# ` and
overwrite the example.
"""

import textwrap
from collections.abc import Iterator
from enum import Enum, auto

from pydantic import BaseModel

from site_builder.authoring.yaml.layout import Group, lines, of_fields
from site_builder.authoring.yaml.scalars import WIDTH
from site_builder.content.document import Plain
from site_builder.content.model import StatementKind
from site_builder.exports.schemas import Schema, description, schema


class Comments(Enum):
    """Which of the missing fields are explained: none, those that most records have, or all."""

    NONE = auto()
    USUAL = auto()
    ALL = auto()


_USUAL = {
    "Person": ("names", "country", "summary", "offices"),
    "Theme": ("excludes", "aliases"),
    "Source": (
        "authors", "publication", "issued", "accessed", "lang", "url", "archives", "relays",
    ),
    "Organisation": ("names", "country", "summary"),
    "Statement": (
        "spoken_lang", "original", "translation", "as_printed", "medium", "context", "also",
        "about",
    ),
    "Name": ("lang",),
    "Office": ("organisation", "start", "end"),
}  # fmt: skip
# Not needed at first: about earlier publication, or written by a command of its own.
_LATER = (
    "positions", "former_ids", "corrections", "status", "status_note", "date_note",
    "responds_to", "clarifies", "retracts", "contradicts", *(kind.value for kind in StatementKind),
)  # fmt: skip


def explain(
    group: Group, model: type[BaseModel], indent: int = 0, *, comments: Comments = Comments.ALL
) -> None:
    """Add a comment for each optional field that a group of fields lacks, in its place."""
    if comments is Comments.NONE:
        return
    usual = comments is Comments.USUAL
    made = schema(model)
    written = {branch.key: branch for branch in group.branches}
    waiting: list[str] = []
    for name, field in made["properties"].items():
        if name in written:
            branch = written[name]
            branch.before = [*waiting, ""] if waiting and not indent else waiting
            waiting = []
        elif name not in _LATER and (not usual or name in _USUAL.get(model.__name__, ())):
            example = _example(field, made.get("$defs", {}), usual=usual)
            waiting += _comments(name, field, example, model, indent)
    group.tail = waiting


def _comments(
    name: str, field: Schema, example: Plain, model: type[BaseModel], indent: int
) -> Iterator[str]:
    rows = textwrap.wrap(description(field), WIDTH - indent - 2, break_on_hyphens=False)
    rows += lines(of_fields({name: example}, model, indent))
    # In a list an empty line ends an item.
    yield from [] if indent else [""]
    yield from (f"# {row}" for row in rows)


def _example(
    field: Schema, parts: Schema, *, usual: bool, briefly: bool = False, called: str = ""
) -> Plain:
    """Return an example of a field; `called` is the part of the model that it is, if it is one.

    `briefly` gives only what is required of its parts, and `usual` what most of them have.
    """
    if "examples" in field:
        example: Plain = field["examples"][0]
        return example
    if "$ref" in field:
        name = field["$ref"].rpartition("/")[2]
        return _example(parts[name], parts, usual=usual, briefly=briefly, called=name)
    if "enum" in field:
        return str(field["enum"][0])
    if field["type"] == "array":
        return [_example(field["items"], parts, usual=usual, briefly=briefly)]
    names = [*field["properties"]]
    if briefly or usual:
        extra = () if briefly else _USUAL.get(called, ())
        names = [name for name in names if name in field["required"] or name in extra]
    within = field["properties"]
    return {name: _example(within[name], parts, usual=usual, briefly=True) for name in names}
