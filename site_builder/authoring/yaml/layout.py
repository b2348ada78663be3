"""The canonical layout of a file: fields in the model's order, two spaces a level.

Lines are made from branches; branches come from fields (`of_fields`) or from a file that is there
already (`tidy`), then with its comments and its own way of writing each text.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from pydantic import BaseModel

from site_builder.authoring.yaml import scalars
from site_builder.authoring.yaml.scalars import WIDTH, Text
from site_builder.content.document import Plain
from site_builder.content.model import fields_of

# Between the items of these lists stands an empty line: each is a paragraph of its own.
_SPACED = ("positions", "statements")
# These read best as `{ … }` where that fits into a line.
_ON_ONE_LINE = ("names", "identifiers", "links", "image", "archives")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment on a line of its own, with its `#`; `spaced` where an empty line is above it."""

    text: str
    spaced: bool = False


@dataclass(slots=True)
class Branch:
    """A field (`key` as it is written) or a list's item (no `key`), and the comments about it.

    `after` is the comment at the end of its line; `spaced` keeps an empty line above it.
    """

    key: str | None
    value: "Text | Group"
    before: list[Comment] = field(default_factory=list)
    after: str = ""
    spaced: bool = False


@dataclass(slots=True)
class Group:
    """Fields, or the items of a list; `in_flow` asks for `{…}` or `[…]` where that fits.

    `tail` holds the comments below the last of them.
    """

    branches: list[Branch]
    is_list: bool
    in_flow: bool = False
    tail: list[Comment] = field(default_factory=list)


def places(model: type[BaseModel] | None) -> dict[str, int]:
    """Where each field of a part stands in the canonical order."""
    return {name: at for at, name in enumerate(fields_of(model))} if model else {}


def of_fields(fields: Mapping[str, Plain], model: type[BaseModel] | None, indent: int = 0) -> Group:
    """Branches for fields that are in no file yet, in canonical order; `indent` is their column."""
    order = places(model)
    parts = fields_of(model) if model else {}
    names = sorted(fields, key=lambda name: order.get(name, len(order)))
    return Group([_field(name, fields[name], parts.get(name), indent) for name in names], False)


def _field(name: str, value: Plain, part: type[BaseModel] | None, indent: int) -> Branch:
    start = indent + len(name) + 2
    if isinstance(value, str):
        return Branch(name, scalars.write(value, start, indent))
    if flow := _on_one_line(value, name, WIDTH - start):
        return Branch(name, Text((flow,)))
    if isinstance(value, dict):
        return Branch(name, of_fields(value, part, indent + 2))
    return Branch(name, Group([_item(name, item, part, indent + 2) for item in value], True))


def _item(name: str, value: Plain, part: type[BaseModel] | None, indent: int) -> Branch:
    if isinstance(value, str):
        return Branch(None, scalars.write(value, indent + 2, indent))
    assert isinstance(value, dict)  # no record holds a list of lists
    if flow := _on_one_line(value, name, WIDTH - indent - 2):
        return Branch(None, Text((flow,)))
    return Branch(None, of_fields(value, part, indent + 2))


def _on_one_line(value: Mapping[str, Plain] | list[Plain], name: str, width: int) -> str | None:
    """`[…]` or `{ … }` for a list of texts, or for short fields of texts, where it fits."""
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
    """The lines of a group in block style; `spaced` sets its branches apart by empty lines."""
    for at, branch in enumerate(group.branches):
        above, gap, below = _branch(branch, indent)
        if at and (spaced or (above[0].spaced if above else gap)):
            yield ""
        yield from _comments(above, indent)
        yield from [""] if above and gap else []
        yield from below
    yield from _comments(group.tail, indent, spaced=True)


def _comments(comments: list[Comment], indent: int, *, spaced: bool = False) -> Iterator[str]:
    for at, comment in enumerate(comments):
        yield from [""] if comment.spaced and (at or spaced) else []
        yield " " * indent + comment.text


def _branch(branch: Branch, indent: int) -> tuple[list[Comment], bool, list[str]]:
    """The comments above a branch, whether an empty line is below them, and its own lines."""
    above, gap, pad = branch.before, branch.spaced, " " * indent
    head = pad + ("-" if branch.key is None else f"{branch.key}:")
    value = branch.value
    if isinstance(value, Group) and (flow := _in_flow(value, WIDTH - len(head) - 1)):
        value = Text((flow,))
    if isinstance(value, Text):
        return above, gap, _text(head, value, branch.after, pad)
    if branch.key is None and not value.is_list:
        # The first field shares its line with the dash, so comments on either go above both.
        first = value.branches[0]
        behind = [Comment(branch.after)] if branch.after else []
        inner = replace(value, branches=[replace(first, before=[]), *value.branches[1:]])
        start, *rest = lines(inner, indent + 2)
        for comment in [*behind, *first.before]:
            above, gap = [*above, replace(comment, spaced=gap)], False
        return above, gap, [f"{head} {start.lstrip()}", *rest]
    start = f"{head}  {branch.after}" if branch.after else head
    return above, gap, [start, *lines(value, indent + 2, spaced=branch.key in _SPACED)]


def _text(head: str, text: Text, after: str, pad: str) -> list[str]:
    """A scalar's lines; a comment stands after a block's header, or after the text's last line."""
    first, *rest = text.lines
    written = [f"{head} {first}".rstrip()]
    written += [pad + " " * text.step + line if line else "" for line in rest]
    if after:
        at = 0 if first[:1] in ("|", ">") else -1
        written[at] += f"  {after}"
    return written


def _in_flow(group: Group, width: int) -> str | None:
    """The group on one line, if it was so, still fits, and holds nothing but texts."""
    if not group.branches and not group.tail:
        return "[]" if group.is_list else "{}"
    texts = [
        ": ".join(filter(None, (branch.key, branch.value.lines[0])))
        for branch in group.branches
        if isinstance(branch.value, Text) and len(branch.value.lines) == 1
    ]
    flow = f"[{', '.join(texts)}]" if group.is_list else f"{{ {', '.join(texts)} }}"
    is_short = len(texts) == len(group.branches) and len(flow) <= width
    return flow if group.in_flow and is_short else None
