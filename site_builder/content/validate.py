"""Document → record: pydantic's errors become diagnostics at the token to edit.

A record with faults still comes back without its faulty parts, as long as something is left of
it: so the rules can say everything else that is wrong in the same run. It is never printed.
"""

import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from site_builder.content.document import Document, Entry, Mapping, Node, Plain, Scalar, Sequence
from site_builder.content.kinds import SOURCE
from site_builder.content.model import (
    File,
    IsText,
    Known,
    Record,
    StatementKind,
    Waivers,
    fields_of,
    parts_in,
)
from site_builder.diagnostics import MAX_SAME, Diagnostic, Route, Span, did_you_mean, quoted

# Each round removes at least one layer of faulty parts, and no record is deeper than this.
_MAX_ROUNDS = 12
# A file with more has another trouble than its rules.
_MAX_FAULTS = 1_000

R = TypeVar("R", bound=File)


def accept(values: dict[str, Plain], path: str, model: type[R], id_: str, known: Known) -> R | None:
    """The record that `values` make, or None where anything is wrong with them.

    For values that came without places; whoever gets None has `validate` say what is wrong.
    """
    if any(name in values for name in _OF_THE_FILE):
        return None
    try:
        return model.model_validate({**values, "id": id_, "path": path}, context=known)
    except ValidationError:
        return None


def validate(
    document: Document, model: type[R], id_: str, known: Known
) -> tuple[R | None, list[Diagnostic]]:
    """Check a document against `model`, resolving references against the `known` ids.

    Faulty parts are taken out of `document`, so that a route in the record is one in the document.
    """
    faults = [*lost_comments(document), *_named_by_the_file(document)]
    for again in range(_MAX_ROUNDS):
        data = {**document.plain(), "id": id_, "path": document.path}
        try:
            return model.model_validate(data, context=known), faults
        except ValidationError as error:
            errors = [
                item
                for item in error.errors(include_url=False, include_input=False)
                if not _is_emptied(document, item)
            ]
        if not again:
            faults += _diagnostics(document, model, data, errors)
        if len(errors) > _MAX_FAULTS or not _remove_faulty(document, errors, known):
            break
    return None, faults


def statement_ids(document: Document) -> Iterator[str]:
    """The ids of the statements that are written in a person's file, sound or not."""
    positions = document.node(("positions",))
    for at in range(len(positions.items) if isinstance(positions, Sequence) else 0):
        statements = document.node(("positions", at, "statements"))
        for number in range(len(statements.items) if isinstance(statements, Sequence) else 0):
            id_ = document.node(("positions", at, "statements", number, "id"))
            if isinstance(id_, Scalar):
                yield id_.text


# Every record has them; they come from the file's name, so no file may set them.
_OF_THE_FILE = ("id", "path")


def _named_by_the_file(document: Document) -> Iterator[Diagnostic]:
    for name in _OF_THE_FILE:
        if name in document.root.entries:
            why = ": the file's name is the record's id" if name == "id" else ""
            yield Diagnostic(
                "unknown-field",
                f"There is no field `{name}` here.",
                document.span((name,), on_key=True),
                f"Delete it{why}.",
            )


# What stands in for a missing value, so that the rules see the record around it.
_STAND_INS = {
    "name": "(no name)",
    "title": "(no title)",
    "kind": "official",
    "type": "document",
    "definition": "(none)",
}


def _remove_faulty(document: Document, errors: list[ErrorDetails], known: Known) -> bool:
    """Take each faulty value away, or the list item around it; False when nothing can go."""
    removed = False
    routes: set[Route] = set()
    for error in errors:
        *around, name = error["loc"] or ("",)
        parent = document.node(tuple(around))
        stand_in = _stand_in(name, known) if error["type"] in ("missing", "too_short") else None
        if isinstance(parent, Mapping) and stand_in is not None:
            parent.entries[str(name)] = Entry(Scalar(str(name), 1, 1, 1, 1), stand_in)
            removed = True
        else:
            routes.add(_removable(error))
    routes.discard(())
    # From the back, so that earlier list indexes stay true.
    for route in sorted(routes, key=_from_the_back):
        if any(route[:length] in routes for length in range(1, len(route))):
            continue
        parent, last = document.node(route[:-1]), route[-1]
        if isinstance(parent, Mapping):
            removed |= parent.entries.pop(str(last), None) is not None
        elif isinstance(parent, Sequence) and isinstance(last, int) and last < len(parent.items):
            del parent.items[last]
            removed = True
    return removed


def _stand_in(name: str | int, known: Known) -> Node | None:
    if name == "citations" and known.of(SOURCE.name):
        source = Scalar(min(known.of(SOURCE.name)), 1, 1, 1, 1)
        return Sequence([Mapping({"source": Entry(source, source)}, 1, 1)], 1, 1)
    text = _STAND_INS.get(str(name))
    return None if text is None else Scalar(text, 1, 1, 1, 1)


def _is_emptied(document: Document, error: ErrorDetails) -> bool:
    """Whether a list is called too short only because its items are faulty."""
    if error["type"] != "too_short":
        return False
    node = document.node(error["loc"])
    return isinstance(node, Sequence) and bool(node.items)


def _is_uncited(error: ErrorDetails) -> bool:
    return error["loc"][-1:] == ("citations",) and error["type"] in ("missing", "too_short")


def _removable(error: ErrorDetails) -> Route:
    return error["loc"][:-1] if error["type"] == "missing" else error["loc"]


def _from_the_back(route: Route) -> tuple[tuple[int, str | int], ...]:
    return tuple((0, -step) if isinstance(step, int) else (1, step) for step in route)


def _diagnostics(
    document: Document, model: type[BaseModel], written: Plain, errors: list[ErrorDetails]
) -> Iterator[Diagnostic]:
    seen = Counter[str]()
    for error in errors:
        seen[error["type"]] += 1
        # A hint takes time to find, and nobody reads the ten thousandth.
        hinted = seen[error["type"]] <= MAX_SAME
        yield _diagnostic(document, model, written, error, hinted)
        for other in error.get("ctx", {}).get("others", ()):
            yield _custom(other.type, other.context, document.span(error["loc"]), hinted)


def _diagnostic(
    document: Document, model: type[BaseModel], written: Plain, error: ErrorDetails, hinted: bool
) -> Diagnostic:
    route, kind, context = error["loc"], error["type"], error.get("ctx", {})
    name = str(route[-1]) if route else ""
    span = document.span(route)
    if _is_uncited(error):
        return _missing_citation(document, written, route)
    if kind == "missing":
        span = document.span(route[:-1], on_key=True)
        return Diagnostic("missing-field", f"`{name}` is missing.", span, f"Add `{name}: …`.")
    if kind == "extra_forbidden":
        hint = _hint_for_field(name, model, route[:-1], written) if hinted else ""
        span = document.span(route, on_key=True)
        return Diagnostic("unknown-field", f"There is no field {quoted(name)} here.", span, hint)
    if "message" in context:
        return _custom(kind, context, span, hinted)
    value = _value_at(written, route)
    if value == "":
        return Diagnostic(
            "empty-value", "Nothing stands here.", span, "Write a value, or delete the field."
        )
    if kind == "literal_error":
        listed = str(context["expected"]).replace(" or ", ", ")
        expected = [word.strip("'") for word in listed.split(", ")]
        one_of = f"Write one of: {', '.join(f'`{word}`' for word in expected)}."
        if not isinstance(value, str):
            return Diagnostic("wrong-type", "One word is wanted here.", span, one_of)
        hint = (hinted and did_you_mean(value, expected)) or one_of
        message = f"{quoted(value)} is no value of `{name}`."
        return Diagnostic("unknown-value", message, span, hint)
    if kind == "too_short":
        return Diagnostic(
            "empty-value",
            "The list is empty.",
            span,
            "Write at least one item, or delete the field.",
        )
    if kind == "tuple_type":
        return Diagnostic(
            "wrong-type",
            "A list is wanted here.",
            span,
            "Begin each item with `- `, on a line of its own.",
        )
    assert kind == "model_type", error  # the model raises nothing else
    found = "a list" if isinstance(value, list) else "text"
    fields = ", ".join(f"`{field}: …`" for field in _fields_at(model, route))
    return Diagnostic(
        "wrong-type", f"Fields are wanted here, not {found}.", span, f"Write {fields}."
    )


def _custom(kind: str, context: dict[str, Any], span: Span, hinted: bool) -> Diagnostic:
    """What the model itself says against a value (`model.fault`)."""
    hint = context["hint"] if hinted else ""
    return Diagnostic(kind, context["message"], span, hint() if callable(hint) else hint)


def _hint_for_field(name: str, model: type[BaseModel], around: Route, written: Plain) -> str:
    value = _value_at(written, (*around, name))
    if value == "" and (" " in name or not name.isascii()):
        return "Put the text before it into quotation marks: in `{…}`, a comma starts a new field."
    return did_you_mean(name, _fields_at(model, around)) or "Delete it."


def _missing_citation(document: Document, written: Plain, route: Route) -> Diagnostic:
    parent = _value_at(written, route[:-1])
    kinds: list[str] = [
        kind.value for kind in StatementKind if isinstance(parent, dict) and kind.value in parent
    ]
    what = kinds[0] if kinds else "office" if "offices" in route else "note"
    anchor = (*route[:-1], kinds[0]) if kinds else route
    beneath = f" beneath `{kinds[0]}:`" if kinds else ""
    return Diagnostic(
        "missing-citation",
        f"No source for this {what}.",
        document.span(anchor, on_key=True),
        f"Add `citations:`{beneath}, with `- source: …` for each source.",
    )


def lost_comments(document: Document) -> Iterator[Diagnostic]:
    """Comments that stand where a text could go on: the writer may have meant them as text."""
    for route, scalar in document.scalars():
        name = next((step for step in reversed(route) if isinstance(step, str)), "")
        if scalar.comment is None or name not in _TEXT_FIELDS:
            continue
        line, column = scalar.comment
        if line == scalar.end_line and not scalar.block:
            hint = "else move the comment to a line of its own."
        else:
            hint = f"else start the comment in the column of `{name}:`."
        yield Diagnostic(
            "lost-text",
            "YAML drops what stands from this `#` on.",
            Span(document.path, line, column, line, column + 1),
            f"Put the whole text into quotation marks if this belongs to it; {hint}",
        )


def _value_at(value: Any, route: Route) -> Any:
    """The value that `route` leads to, if there is one."""
    for step in route:
        if isinstance(value, str):
            return None
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _fields_at(model: type[BaseModel], route: Route) -> list[str]:
    current = model
    for step in route:
        if isinstance(step, int):
            continue
        part = fields_of(current).get(step)
        if part is None:
            return []
        current = part
    return list(fields_of(current))


def _is_text(annotation: Any) -> bool:
    return (
        isinstance(annotation, IsText)
        or any(_is_text(part) for part in typing.get_args(annotation))
        or any(_is_text(part) for part in getattr(annotation, "__metadata__", ()))
    )


def _text_fields(model: type[BaseModel]) -> Iterable[str]:
    for name, field in model.model_fields.items():
        if any(isinstance(part, IsText) for part in field.metadata) or _is_text(field.annotation):
            yield name
        for part in parts_in(field.annotation):
            yield from _text_fields(part)


_FILES: tuple[type[File], ...] = (*Record.__subclasses__(), Waivers)
_TEXT_FIELDS = frozenset(name for model in _FILES for name in _text_fields(model))
