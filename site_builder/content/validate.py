"""Make a record of a document: pydantic's errors become diagnostics at the token to edit.

A record with faults still comes back, without the parts that are at fault: so the rules can find
what else is wrong in the same run. It is never printed.
"""

import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from site_builder.content.document import Document, Entry, Mapping, Plain, Scalar, Sequence
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
    data = {**document.plain(), "id": id_, "path": document.path}
    try:
        return model.model_validate(data, context=known), faults
    except ValidationError as error:
        errors = [
            item
            for item in error.errors(include_url=False, include_input=False)
            if not _is_short_of_faulty(document, item)
        ]
    faults += _diagnostics(document, model, data, errors)
    if len(errors) > _MAX_FAULTS:
        return None, faults
    _remove_faulty(document, model, {error["loc"] for error in errors})
    try:
        data = {**document.plain(), "id": id_, "path": document.path}
        return model.model_validate(data, context=known), faults
    except ValidationError:
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


_KINDS = frozenset(kind.value for kind in StatementKind)
# What stands in for a value that every record must have, so that the rules see the others.
_STAND_INS = {
    "name": "(no name)",
    "title": "(no title)",
    "kind": "official",
    "type": "document",
    "definition": "(none)",
}


def _remove_faulty(document: Document, model: type[BaseModel], routes: Iterable[Route]) -> None:
    """Take out, for each error, the smallest part that a record can do without.

    That is a field that may be missing, or an item of a list. A list that must not be empty goes
    with its last item, and with it the part around it.
    """
    parts = {_optional_part(model, route) for route in routes}
    # Longest first: what is around them may have to go too. From the back, as indexes stay true.
    while parts:
        part = max(parts, key=lambda part: (len(part), part))
        parts.discard(part)
        around, last = document.node(part[:-1]) if part else None, part[-1:]
        if isinstance(around, Mapping):
            name = str(last[0])
            around.entries.pop(name, None)
            if len(part) == 1 and name in _STAND_INS and model.model_fields[name].is_required():
                value = Scalar(_STAND_INS[name], 1, 1, 1, 1)
                around.entries[name] = Entry(Scalar(name, 1, 1, 1, 1), value)
        elif isinstance(around, Sequence):
            del around.items[int(last[0])]
            if not around.items:
                parts.add(_optional_part(model, part[:-1]))


def _optional_part(model: type[BaseModel], route: Route) -> Route:
    """Return the innermost field that may be missing, or list item, on the way to a value.

    Fields of the record itself count as such: a value stands in for one that is required.
    """
    best, current = route[:1], model
    for length, step in enumerate(route, 1):
        if isinstance(step, int):
            best = route[:length]
            continue
        field = current.model_fields.get(str(step))
        # A statement must have one of its kinds. What is no field at all can go, too.
        if field is None or not (field.is_required() or step in _KINDS):
            best = route[:length]
        inner = fields_of(current).get(str(step))
        if field is None or inner is None:
            break
        current = inner
    return best


def _is_short_of_faulty(document: Document, error: ErrorDetails) -> bool:
    """Check whether a list is called too short only because its items are faulty."""
    if error["type"] != "too_short":
        return False
    node = document.node(error["loc"])
    return isinstance(node, Sequence) and bool(node.items)


def _is_uncited(error: ErrorDetails) -> bool:
    return error["loc"][-1:] == ("citations",) and error["type"] in ("missing", "too_short")


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
