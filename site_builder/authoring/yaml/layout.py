"""The canonical layout of fields in YAML: in the model's order, two spaces a level."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from site_builder.authoring.yaml import scalars
from site_builder.authoring.yaml.scalars import WIDTH, Lines
from site_builder.content.document import Plain
from site_builder.content.model import fields_of

Fields = Mapping[str, Plain]
"""The fields of a record or of a part of one, by name, as YAML holds them."""

# An empty line separates the items of these lists: each is a paragraph of its own.
_SPACED = ("positions", "statements")
# These read best as `{ … }` if that fits on a line.
_ON_ONE_LINE = ("names", "identifiers", "accounts", "links", "image", "archives")


@dataclass(slots=True)
class Branch:
    """A field, or an item of a list (`key` is None).

    `before` holds the comment lines above it, each with its `#`; an empty text is an empty line.
    """

    key: str | None
    value: "Lines | Group"
    before: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Group:
    """The fields of a part, or the items of a list; `tail` holds the comment lines below them."""

    branches: list[Branch]
    tail: list[str] = field(default_factory=list)


def places(model: type[BaseModel] | None) -> dict[str, int]:
    """Return the place of each field of a part in the canonical order."""
    return {name: at for at, name in enumerate(fields_of(model))} if model else {}


def of_fields(fields: Fields, model: type[BaseModel] | None, indent: int = 0) -> Group:
    """Return branches for fields, in canonical order; `indent` is their column, from 0."""
    order = places(model)
    parts = fields_of(model) if model else {}
    names = sorted(fields, key=lambda name: order.get(name, len(order)))
    return Group([_field(name, fields[name], parts.get(name), indent) for name in names])


def _field(name: str, value: Plain, part: type[BaseModel] | None, indent: int) -> Branch:
    start = indent + len(name) + 2
    if isinstance(value, str):
        return Branch(name, scalars.write(value, start, indent))
    if flow := _on_one_line(value, name, WIDTH - start):
        return Branch(name, (flow,))
    if isinstance(value, dict):
        return Branch(name, of_fields(value, part, indent + 2))
    return Branch(name, Group([_item(name, item, part, indent + 2) for item in value]))


def _item(name: str, value: Plain, part: type[BaseModel] | None, indent: int) -> Branch:
    if isinstance(value, str):
        return Branch(None, scalars.write(value, indent + 2, indent))
    assert isinstance(value, dict)  # no record holds a list of lists
    if flow := _on_one_line(value, name, WIDTH - indent - 2):
        return Branch(None, (flow,))
    return Branch(None, of_fields(value, part, indent + 2))


def _on_one_line(value: Fields | list[Plain], name: str, width: int) -> str | None:
    """Return a list of texts as `[…]`, or short fields as `{ … }`; None if that does not fit.

    No fields are `{}`: of a part of an import, all that was given may be unknown.
    """
    if value == {}:
        return "{}"
    if isinstance(value, list):
        texts = [scalars.write_in_flow(item) for item in value if isinstance(item, str)]
        flow = f"[{', '.join(texts)}]"
    elif name in _ON_ONE_LINE:
        texts = [
            f"{key}: {scalars.write_in_flow(item)}"
            for key, item in value.items()
            if isinstance(item, str)
        ]
        flow = f"{{ {', '.join(texts)} }}"
    else:
        return None
    return flow if len(texts) == len(value) and len(flow) <= width else None


def lines(group: Group, indent: int = 0, *, spaced: bool = False) -> Iterator[str]:
    """Yield the lines of a group; `spaced` puts an empty line between its branches."""
    for at, branch in enumerate(group.branches):
        if at and spaced:
            yield ""
        yield from _branch(branch, indent)
    yield from _indented(group.tail, indent)


def _branch(branch: Branch, indent: int) -> Iterator[str]:
    yield from _indented(branch.before, indent)
    value, head = branch.value, "-" if branch.key is None else f"{branch.key}:"
    if isinstance(value, tuple):
        first, *rest = value
        yield from _indented([f"{head} {first}"], indent)
        yield from _indented(rest, indent + 2)
    elif branch.key is None:
        # The first field shares a line with the dash, so its comments go above both.
        first_field, *others = value.branches
        yield from _indented(first_field.before, indent)
        bare = replace(value, branches=[replace(first_field, before=[]), *others])
        start, *below = lines(bare, indent + 2)
        yield from _indented([f"{head} {start.lstrip()}"], indent)
        yield from below
    else:
        yield from _indented([head], indent)
        yield from lines(value, indent + 2, spaced=branch.key in _SPACED)


def _indented(rows: Iterable[str], indent: int) -> Iterator[str]:
    return (" " * indent + row if row else "" for row in rows)
