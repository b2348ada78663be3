"""Turn a document into a record, and pydantic's errors into diagnostics at the token to edit.

A record with faults is still returned, without the faulty parts, so that the rules can find what
else is wrong in the same run. It is never published.

The rules see more of a person than that: a statement that lacks only its date, such as that of a
half-written file, stays, with a stand-in for the date. What rests on a stand-in is not reported.
"""

import typing
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from pathlib import PurePosixPath
from typing import Any, Generic, NamedTuple, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from site_builder.content.discover import no_id
from site_builder.content.document import (
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
)
from site_builder.content.model import (
    Capture,
    Citation,
    File,
    IsText,
    Known,
    Position,
    Record,
    Statement,
    StatementKind,
    Waivers,
    Withdrawn,
    field_named,
    fields_of,
    first_field,
    id_hint,
    is_id,
    parts_in,
    slug_of,
)
from site_builder.diagnostics import (
    DELETE_IT,
    MAX_SAME,
    Diagnostic,
    Route,
    Span,
    did_you_mean,
    is_slip,
    nearest,
    quoted,
)

# With more faults, removing the faulty parts takes long and leaves little to check.
_MAX_FAULTS = 1_000

R = TypeVar("R", bound=File)


@cache
def shape_of(model: type[BaseModel]) -> Shape:
    """Return the names of a part's fields, each with the names of those of the part it holds."""
    return {name: shape_of(part) if part else {} for name, part in fields_of(model).items()}


def accept(values: dict[str, Plain], path: str, model: type[R], id_: str, known: Known) -> R | None:
    """Return the record that `values` make, or None if anything is wrong with them.

    The values come without their lines, so it is left to `validate` to report what is wrong.
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

    Faulty parts are removed from `document` too, so that a route in the record is valid in both.
    """
    made, faults, errors = _judged_as_written(document, model, id_, known)
    if made is None and len(errors) <= _MAX_FAULTS:
        made = _without_faulty(document, model, id_, known, errors)
    return made, faults


class Validated(NamedTuple, Generic[R]):
    """A record without its faulty parts, its faults, and the record as the rules see it.

    That one has stand-ins: where a statement, say, lacks its date, it is still there, with a date
    that is not known. Otherwise the two are the same.
    """

    made: R | None
    faults: list[Diagnostic]
    judged: R | None


def validate_for_rules(document: Document, model: type[R], id_: str, known: Known) -> Validated[R]:
    """Check a document as `validate` does; a route in what the rules see is valid in `document`."""
    made, faults, errors = _judged_as_written(document, model, id_, known)
    if made is not None or len(errors) > _MAX_FAULTS:
        return Validated(made, faults, made)
    # What stand-ins name is named by nobody.
    known = replace(known, stand_in=NOT_GIVEN, named=set())
    before = document.copy()
    made = _without_faulty(before, model, id_, known, errors)
    judged = _without_faulty(document, model, id_, known, errors, stand_in=True)
    return Validated(made, faults, judged)


def _judged_as_written(
    document: Document, model: type[R], id_: str, known: Known
) -> tuple[R | None, list[Diagnostic], list[ErrorDetails]]:
    """Return the record if there is one, its faults, and the errors left in it."""
    faults = [*_named_by_the_file(document)]
    for name in _OF_THE_FILE:
        document.root.entries.pop(name, None)
    made, found, errors = _judge(document, model, id_, known)
    faults += [*lost_comments(document), *(fault for _, fault in found)]
    return made, faults, errors


def _without_faulty(
    document: Document,
    model: type[R],
    id_: str,
    known: Known,
    errors: Iterable[ErrorDetails],
    *,
    stand_in: bool = False,
) -> R | None:
    """Remove the faulty parts, also from `document`, until there is a record."""
    made: R | None = None
    while made is None and errors:
        before = document.plain()
        _remove_faulty(document, model, errors, stand_in)
        if document.plain() == before:
            break
        # Without its faulty parts, something may be too little to be kept.
        made, _, errors = _judge(document, model, id_, known)
    return made


def routed_faults(
    document: Document, model: type[File], id_: str, known: Known
) -> list[tuple[Route, Diagnostic]]:
    """Return the faults of a document's values, each with the route of what is wrong or missing."""
    return _judge(document, model, id_, known)[1]


def _judge(
    document: Document, model: type[R], id_: str, known: Known
) -> tuple[R | None, list[tuple[Route, Diagnostic]], list[ErrorDetails]]:
    """Return the record if there is one, its faults with their routes, and the errors left in it.

    A field with a misspelt name is reported, and then has the name that was meant, also in
    `document`: without it, rules would miss what is there.
    """
    faults: list[tuple[Route, Diagnostic]] = []
    while True:
        data = {**document.plain(), "id": id_, "path": document.path}
        try:
            return model.model_validate(data, context=known), faults, []
        except ValidationError as error:
            errors = _own_errors(document, error)
        misspelt = _misspelt(model, data, errors)
        told = [error for error in errors if error["loc"] in misspelt] if misspelt else errors
        told = [error for error in told if not _is_of_unread(document, error["loc"])]
        faults += _diagnostics(document, model, data, told)
        if not misspelt:
            return None, faults, errors
        for route, meant in misspelt.items():
            around = document.node(route[:-1])
            assert isinstance(around, Mapping), route
            around.entries[meant] = around.entries.pop(str(route[-1]))


def statement_ids(document: Document) -> Iterator[str]:
    """Yield the ids of the statements in a person's file, with or without faults.

    For each that is missing or is no id, yield an empty one: any id may be written there.
    """
    for position in _items(_held(document.root, "positions")):
        for statement in _items(_held(position, "statements")):
            id_ = _held(statement, "id")
            text = id_.text if isinstance(id_, Scalar) else ""
            yield text if is_id(text) else ""


def join_torn(document: Document) -> Iterator[Diagnostic]:
    """Join the statements that a hyphen too many has torn, and report each hyphen.

    Told as what each half lacks, the hints would make two statements of one.
    """
    if document.faulty:
        return  # What is not there may be in a part that could not be read.
    for position in _items(_held(document.root, "positions")):
        statements = _items(_held(position, "statements"))
        for at in reversed(range(1, len(statements))):
            above, below = statements[at - 1], statements[at]
            if _is_torn(above, below):
                assert isinstance(above, Mapping)
                assert isinstance(below, Mapping)
                key = next(iter(below.entries.values())).key
                above.entries.update(below.entries)
                del statements[at]
                yield Diagnostic(
                    "missing-field",
                    "This item has no `id`, and the one above it is not complete.",
                    span_of(document.path, key),
                    "If it goes on with the one above, write a space in place of its hyphen."
                    " If it is another statement, add `id: …`, and complete both.",
                )


def _is_torn(above: Node, below: Node) -> bool:
    """Check whether two items of a list are the halves of one statement."""
    if not (isinstance(above, Mapping) and isinstance(below, Mapping)):
        return False
    first, second = above.entries.keys(), below.entries.keys()
    is_whole = "date" in first and "citations" in first and not _KINDS.isdisjoint(first)
    has_part = not {"date", "citations", *_KINDS}.isdisjoint(second)
    return "id" in first and not is_whole and has_part and first.isdisjoint(second)


def _held(node: Node, name: str) -> Node | None:
    """Return what a field holds; without it, what one holds whose name is a misspelling of it."""
    if not isinstance(node, Mapping):
        return None
    slips = (key for key in node.entries if is_slip(key, name))
    there = name if name in node.entries else next(slips, None)
    return None if there is None else node.entries[there].value


def _items(node: Node | None) -> list[Node]:
    return node.items if isinstance(node, Sequence) else []


# Fields of records that come from the names of their files, so that no file may set them.
_OF_THE_FILE = ("id", "path", "parts")


def _named_by_the_file(document: Document) -> Iterator[Diagnostic]:
    for name in _OF_THE_FILE:
        if name not in document.root.entries:
            continue
        span = document.span((name,), on_key=True)
        if name == "id":
            yield _id_fault(document, span)
        else:
            said = f"There is no field `{name}` here."
            yield Diagnostic("unknown-field", said, span, "Delete it.")


def _id_fault(document: Document, span: Span) -> Diagnostic:
    """Return what is wrong with an `id:` in a file; if the file's name is no id, both at once."""
    name = PurePosixPath(document.path).stem
    held = document.root.entries["id"].value
    written = held.text if isinstance(held, Scalar) and is_id(held.text) else ""
    if not is_id(name):
        better = written or slug_of(name)
        new_name = quoted(f"{better}.yml") if better else "a valid id"
        hint = f"Rename the file to {new_name}, and delete `id:`."
        return Diagnostic("bad-id", no_id(name), span, hint)
    hint = "Delete it: the file's name is the record's id."
    if written not in ("", name):
        hint += f" If {quoted(written)} is right, rename the file to {quoted(f'{written}.yml')}."
    return Diagnostic("unknown-field", "There is no field `id` here.", span, hint)


_KINDS = frozenset(kind.value for kind in StatementKind)
NO_NAME = "(no name)"
# Placeholders for missing required values, so that the rules can check the others. One of a few
# words has the first of these.
_STAND_INS = {"name": NO_NAME, "title": "(no title)", "definition": "(none)"}
_OF_WORDS = ("kind", "type")


def _remove_faulty(
    document: Document, model: type[BaseModel], errors: Iterable[ErrorDetails], stand_in: bool
) -> None:
    """Remove, for each error, the smallest part that a record can do without.

    That is an optional field, or an item of a list. If a list loses its last item, the smallest
    such part around the list is removed as well. With `stand_in`, an item of a list stays that has
    a fault only where something can stand in.
    """
    parts = set[Route]()
    for error in errors:
        if not (stand_in and _stand_in(document, model, error["loc"], error["type"])):
            # The one fault that a whole record can have is that it ends before it starts.
            parts.add(_optional_part(model, error["loc"]) or ("end",))
    # Innermost first, as the part around may have to go too; last first, to keep indexes valid.
    while parts:
        part = max(parts, key=lambda part: (len(part), part))
        parts.discard(part)
        around, last = document.node(part[:-1]) if part else None, part[-1:]
        if isinstance(around, Mapping):
            name = str(last[0])
            around.entries.pop(name, None)
            inside = _part_at(model, part[:-1])
            is_field = inside is not None and field_named(inside, name) is not None
            document.mark(around, name if is_field else UNKNOWN)
            field = model.model_fields.get(name)
            is_required = len(part) == 1 and field is not None and field.is_required()
            if field and is_required and name in (*_STAND_INS, *_OF_WORDS):
                words = _STAND_INS.get(name) or typing.get_args(field.annotation)[0]
                _put(around, name, _scalar(words))
        elif isinstance(around, Sequence):
            del around.items[int(last[0])]
            route = part[:-1]
            # As with a field that is removed, what rests on the list may be false without the item.
            if isinstance(holder := document.node(route[:-1]), Mapping):
                document.mark(holder, str(route[-1]))
            if not around.items and not (stand_in and _stand_in(document, model, route)):
                parts.add(_optional_part(model, route))


NOT_GIVEN = "(none)"
"""What stands in for the id of a record: no id."""
_NO_ID = "id-not-given"
"""The beginning of what stands in for a statement's id, which has to be unlike any other."""
_NO_WORDS = "…"
"""What stands in for words: nothing that could be the same as other words, or in an alphabet."""


def _stand_in(document: Document, model: type[BaseModel], route: Route, kind: str = "") -> bool:
    """Put something in place of a faulty value that an item of a list needs, if anything can be."""
    if kind in ("no-words", "two-kinds"):
        around = document.node(route)
        assert isinstance(around, Mapping), route
        for name in _KINDS:
            around.entries.pop(name, None)
            document.mark(around, name)
        _put(around, StatementKind.ACTION, _scalar(_NO_WORDS))
        return True
    item = _optional_part(model, route)
    around = document.node(item)
    if len(item) == len(route) or isinstance(item[-1], str) or not isinstance(around, Mapping):
        return False
    name = str(route[len(item)])
    value = _value_for(document, _part_at(model, item), (*item, name))
    if value is None:
        return False
    _put(around, name, value)
    document.mark(around, name)
    return True


def _value_for(document: Document, part: type[BaseModel] | None, route: Route) -> Node | None:
    """Return what can stand in for the value of a part's field, if anything can."""
    match route[-1]:
        case "citations":
            cited = Mapping({}, 1, 1)
            _put(cited, "source", _scalar(NOT_GIVEN))
            return Sequence([cited], 1, 1)
        case "source" if part is Citation:
            return _scalar(NOT_GIVEN)
        case "theme" if part is Position:
            return _scalar(NOT_GIVEN)
        case "date" if part is Statement:
            return _scalar("unknown")
        case "id" if part is Statement:
            around = document.node(route[:-1])
            assert around is not None, route
            return _scalar(f"{_NO_ID}-{around.line}-{around.column}")
        case name if part is Statement and name in _KINDS:
            return _scalar(_NO_WORDS)
    return None


def _scalar(text: str) -> Scalar:
    return Scalar(text, 1, 1, 1, 1)


def _put(around: Mapping, name: str, value: Node) -> None:
    around.entries[name] = Field(_scalar(name), value)


def _optional_part(model: type[BaseModel], route: Route) -> Route:
    """Return the innermost optional field or list item on the way to a value.

    Required fields of the record itself count as optional, as they have placeholders.
    """
    best, current = route[:1], model
    for length, step in enumerate(route, 1):
        if isinstance(step, int):
            best = route[:length]
            continue
        field = field_named(current, str(step))
        # A statement needs one of its kinds. A name that is not a field can be removed.
        if field is None or not (field.is_required() or step in _KINDS):
            best = route[:length]
        inner = fields_of(current).get(str(step))
        if field is None or inner is None:
            break
        current = inner
    return best


def _own_errors(document: Document, error: ValidationError) -> list[ErrorDetails]:
    found = error.errors(include_url=False, include_input=False)
    return [item for item in found if not _is_short_of_faulty(document, item)]


def _is_short_of_faulty(document: Document, error: ErrorDetails) -> bool:
    """Check whether a list counts as too short only because its items are faulty."""
    if error["type"] != "too_short":
        return False
    node = document.node(error["loc"])
    return isinstance(node, Sequence) and bool(node.items)


def _is_of_unread(document: Document, route: Route) -> bool:
    """Check whether an error may be gone once what is no YAML there can be read.

    That is one of a part from which something is left out, or of what may have been in it.
    """
    if not document.faulty:
        return False
    there = document.node(route)
    return document.is_faulty(route) or (
        isinstance(there, Mapping)
        and any((there.line, there.column) == place[:2] for place in document.faulty)
    )


def _is_uncited(error: ErrorDetails) -> bool:
    return error["loc"][-1:] == ("citations",) and error["type"] in ("missing", "too_short")


def _diagnostics(
    document: Document, model: type[BaseModel], written: Plain, errors: list[ErrorDetails]
) -> Iterator[tuple[Route, Diagnostic]]:
    """Yield what pydantic reports, each with the route of what is wrong or missing."""
    seen = Counter[str]()

    def hinted(kind: str) -> bool:
        # Hints take time to find, and reports show only the first.
        seen[kind] += 1
        return seen[kind] <= MAX_SAME

    for error in errors:
        route = error["loc"]
        yield route, _diagnostic(document, model, written, error, hinted(error["type"]))
        for other in error.get("ctx", {}).get("others", ()):
            span = document.span(route)
            yield route, _custom(other.type, other.context, span, hinted(other.type))


def _misspelt(
    model: type[BaseModel], written: Plain, errors: list[ErrorDetails]
) -> dict[Route, str]:
    """Return the routes of names that are not fields, each with the field that was meant by it.

    That is one which the record does not have beside it.
    """
    found: dict[Route, str] = {}
    taken = set[Route]()
    unknown = [error["loc"] for error in errors if error["type"] == "extra_forbidden"]
    for route in unknown[:MAX_SAME]:
        around, name = route[:-1], str(route[-1])
        meant = _meant_by(name, model, around, written)
        if meant is None or meant in _value_at(written, around) or (*around, meant) in taken:
            continue
        found[route] = meant
        taken.add((*around, meant))
    return found


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
    if kind == "empty-value" and _is_word(document, route):
        return Diagnostic(
            "empty-value",
            "YAML reads this word as no value.",
            span,
            f"If it is a word of the text, put it in quotation marks; otherwise {DELETE_IT}.",
        )
    if kind == "bad-id" and name == "id" and (lang := _value_at(written, (*route[:-1], "lang"))):
        context = {**context, "hint": id_hint(_value_at(written, route), str(lang))}
    if kind == "empty-value" and _part_at(model, ()) is not Capture:
        context = {**context, "hint": _hint_for_empty(document, model, route, written)}
    if "message" in context:
        return _custom(kind, context, span, hinted)
    value = _value_at(written, route)
    if value == "":
        hint = _hint_for_empty(document, model, route, written)
        return Diagnostic("empty-value", "This value is empty.", span, hint)
    if kind == "literal_error":
        listed = str(context["expected"]).replace(" or ", ", ")
        expected = [word.strip("'") for word in listed.split(", ")]
        one_of = f"Write one of: {', '.join(f'`{word}`' for word in expected)}."
        if not isinstance(value, str):
            return Diagnostic("wrong-type", "This must be a single word.", span, one_of)
        longer = [word for word in expected if value in word.split("-")]
        hint = (hinted and did_you_mean(value, expected)) or one_of
        if name in ("status", "type") and not any(is_slip(value, word) for word in expected):
            hint = one_of
        if len(longer) == 1:
            hint = f"Did you mean {quoted(longer[0])}?"
        if name == "type" and (usual := _TYPES.get(value.casefold())):
            hint = f"Did you mean {quoted(usual)}?"
        if name == "translation" and " " in value:
            said = "Words belong in `quote:`, those that were spoken in `original:`."
            hint = f"This says who translated. {one_of} {said}"
        message = f"{quoted(value)} is not a valid `{name}`."
        return Diagnostic("unknown-value", message, span, hint)
    if kind == "too_short":
        return Diagnostic(
            "empty-value",
            "The list is empty.",
            span,
            _hint_for_empty(document, model, route, written),
        )
    if kind == "too_long":
        message = f"The list has {len(value):,} items; the limit is {context['max_length']}."
        return Diagnostic("too-many-values", message, span, "Keep only what a reader needs.")
    if kind == "tuple_type":
        names = _fields_at(model, route)
        item = _id_in(value)
        first = f"{names[0]}: …" if names else item or "…"
        if item and names[:1] == ["source"]:
            first = f"source: {item}"
        hint = f"Write each item on a line of its own, as `- {first}`."
        return Diagnostic("wrong-type", "This must be a list.", span, hint)
    assert kind == "model_type", error  # the model raises no other errors
    found = "a list" if isinstance(value, list) else "text"
    needed = _needed_at(model, route)
    hint = f"Write {needed} in its place{', each on a line of its own' * (needed.count('`') > 2)}."
    if (item := _id_in(value)) and needed == "`source: …`":
        hint = f"Write `source: {item}`."
    return Diagnostic("wrong-type", f"This must contain fields, not {found}.", span, hint)


def _id_in(value: Plain) -> str:
    """Return the id that somebody wrote where more has to stand, or the first of several."""
    first = value.split(",")[0] if isinstance(value, str) else ""
    return first if is_id(first) else ""


def _hint_for_empty(
    document: Document, model: type[BaseModel], route: Route, written: Plain
) -> str:
    """Return what to write where there is nothing, and whether it can be deleted instead."""
    around, name = _part_at(model, route[:-1]), route[-1]
    inner = _part_at(model, route)
    if isinstance(name, int):
        others = _value_at(written, route[:-1])
        what = f"Write `{first_field(inner)}: …` after the `-`" if inner else "Write a value"
        if not (isinstance(others, list) and len(others) > 1):
            return f"{what}."
        around_it = document.node(route[:-1])
        in_brackets = isinstance(around_it, Sequence) and around_it.flow
        return f"{what}, or delete {'it and its comma' if in_brackets else 'the `-`'}."
    if around is None:
        return f"Write a value, or {DELETE_IT}."
    what = f"Below it, write {_needed_at(model, route)}" if inner else "Write a value"
    if _is_list(around, name):
        item = f"{first_field(inner)}: …" if inner else "…"
        before = "Below it, write" if _value_at(written, route) == "" else "In place of `[]`, write"
        what = f"{before} each item on a line of its own, as `- {item}`"
    beside = _value_at(written, route[:-1])
    is_only_kind = name in _KINDS and isinstance(beside, dict) and len(_KINDS & {*beside}) == 1
    is_needed = _is_required(around, name) or (around is Statement and is_only_kind)
    return f"{what}." if is_needed else f"{what}, or {DELETE_IT}."


def _needed_at(model: type[BaseModel], route: Route) -> str:
    """List the fields that a part needs, or else those that it can have."""
    part = _part_at(model, route)
    names = _fields_at(model, route)
    needed = [name for name in names if part and _is_required(part, name)]
    shown = [f"`{name}: …`" for name in needed or names]
    if part is Statement:
        shown.insert(1, "one of `quote: …`, `paraphrase: …`, `action: …`")
    return ", ".join(shown)


def _is_list(part: type[BaseModel], name: str) -> bool:
    field = field_named(part, name)
    return field is not None and typing.get_origin(field.annotation) is tuple


def _is_required(part: type[BaseModel], name: str) -> bool:
    field = field_named(part, name)
    return field is not None and field.is_required()


def _is_word(document: Document, route: Route) -> bool:
    """Check whether an empty value is written as `null` or such."""
    node = document.node(route)
    width = node.end_column - node.column if isinstance(node, Scalar) else 0
    return isinstance(node, Scalar) and not node.value and width == len("null")


def _custom(kind: str, context: dict[str, Any], span: Span, hinted: bool) -> Diagnostic:
    """Return the diagnostic for a fault that the model itself reports (`model.fault`)."""
    hint = context["hint"] if hinted else ""
    return Diagnostic(kind, context["message"], span, hint() if callable(hint) else hint)


# What people call fields before they know ours, and no misspellings of these.
_CALLED_OTHERWISE = {
    "date": "issued",
    "published": "issued",
    "page": "locator",
    "pages": "locator",
    "source": "citations",
    "sources": "citations",
    "url": "citations",
    "newspaper": "publication",
    "outlet": "publication",
    "name": "title",
    "note": "context",
}
# The same of those who write German; where there are two, one is of a source.
_IN_GERMAN = {
    "zitat": ("quote",),
    "datum": ("date", "issued"),
    "quelle": ("source", "citations"),
    "quellen": ("citations",),
    "seite": ("locator",),
    "sprache": ("lang",),
    "thema": ("theme",),
    "titel": ("title",),
    "beginn": ("start",),
    "ende": ("end",),
    "ort": ("place",),
    "land": ("country",),
}
# What people call a source before they know the types of CSL, in English and German.
_TYPES = {
    "beitrag": "post",
    "blog": "post-weblog",
    "buch": "book",
    "podcast": "broadcast",
    "radio": "broadcast",
    "rede": "speech",
    "sendung": "broadcast",
    "television": "broadcast",
    "tv": "broadcast",
    "tweet": "post",
    "website": "webpage",
    "zeitung": "article-newspaper",
    "zeitungsartikel": "article-newspaper",
}
_MEANT_OF_MUCH = frozenset(("kind", "title"))
"""What may be meant of the whole record, or of another one, though one of its parts has it."""
_NO_SUCH_FIELD = "Move its value to a field that exists, or delete it."


def _hint_for_field(name: str, model: type[BaseModel], around: Route, written: Plain) -> str:
    if hint := _hint_for_place(name, model, around, written):
        return hint
    fields = _fields_at(model, around)
    if meant := _field_called(name, fields):
        if called_otherwise(name, fields) and _part_at(model, (*around, meant)) is Citation:
            return f"Write `{meant}:`, with `- source: …` below it for each source."
        return f"Did you mean `{meant}`?"
    others = [field for field in fields if field not in Statement.RELATIONS]
    return did_you_mean(name, others) or _NO_SUCH_FIELD


def called_otherwise(name: str, fields: Iterable[str]) -> str | None:
    """Return the field that people call so before they know ours."""
    called = (_CALLED_OTHERWISE.get(name, ""), *_IN_GERMAN.get(name.casefold(), ()))
    return next((it for it in called if it in fields), None)


def _field_called(name: str, fields: Iterable[str]) -> str | None:
    """Return the field that people call so before they know ours, or that they misspell so."""
    if known := called_otherwise(name, fields):
        return known
    near = nearest(name, fields)
    return near if near not in Statement.RELATIONS or is_slip(name, near) else None


def _hint_for_place(name: str, model: type[BaseModel], around: Route, written: Plain) -> str:
    """Return a hint for a name that is no misspelling: it is in the wrong place, or no name."""
    value = _value_at(written, (*around, name))
    current = _part_at(model, around)
    field, colon, _ = name.partition(":")
    if value == "" and colon and current and field in fields_of(current):
        return f"Write a space after the colon: `{field}: …`."
    if value == "" and (" " in name or not name.isascii()):
        return "Put the text before it in quotation marks: in `{…}`, a comma starts a new field."
    if name != name.strip():
        return "Replace the odd space before or after its name with an ordinary one."
    if current and (inner := _inner_field(name, current, _value_at(written, around))):
        return f"It belongs in `{inner}`: indent it further."
    return _hint_for_part(name, current) if current else ""


def _hint_for_part(name: str, model: type[BaseModel]) -> str:
    """Return a hint for a name that is a field of one part which the record does not have."""
    parts = {field: part for field, part in fields_of(model).items() if part is not None}
    having = [field for field, part in parts.items() if name in fields_of(part)]
    if len(having) != 1 or name in _CALLED_OTHERWISE or name in _MEANT_OF_MUCH:
        return ""
    (field,) = having
    first = next(iter(fields_of(parts[field])))
    if not _is_list(model, field):
        return f"It belongs in `{field}:`. Add that, and indent this below it."
    if name == first:
        return f"It belongs in `{field}:`. Add that, and write this below it, as `- {name}: …`."
    return f"It belongs in `{field}:`. Add that, and write this below its `- {first}: …`."


def _meant_by(name: str, model: type[BaseModel], around: Route, written: Plain) -> str | None:
    """Return the field that was meant by a misspelt name, unless its value cannot be what it has.

    A text in place of a list or of fields cannot.
    """
    if _hint_for_place(name, model, around, written):
        return None
    fields = _fields_at(model, around)
    meant = _field_called(name, fields)
    if meant is None:
        return None
    part = _part_at(model, (*around, meant))
    is_text = isinstance(_value_at(written, (*around, name)), str)
    return None if part is not None and is_text else meant


def _inner_field(name: str, model: type[BaseModel], value: Plain | None) -> str:
    """Return the nearest field within a value whose parts can have a field of this name."""
    waiting = [(model, value)]
    for current, there in waiting:
        last = there[-1] if isinstance(there, list) and there else there
        for field, part in fields_of(current).items():
            inner = _value_at(last, (field,))
            if part is not None and isinstance(inner, list | dict):
                if name in fields_of(part):
                    return field
                waiting.append((part, inner))
    return ""


_HELD = {
    "offices": "office",
    "affiliations": "affiliation",
    "statements": "statement",
    "findings": "finding",
}


def _missing_citation(document: Document, written: Plain, route: Route) -> Diagnostic:
    parent = _value_at(written, route[:-1])
    kinds: list[str] = [
        kind.value for kind in StatementKind if isinstance(parent, dict) and kind.value in parent
    ]
    *_, part = (step for step in route[:-1] if isinstance(step, str))
    what = kinds[0] if kinds else _HELD.get(part, "note")
    anchor = (*route[:-1], kinds[0]) if kinds else route
    below = f" below `{kinds[0]}:`" if kinds else ""
    return Diagnostic(
        "missing-citation",
        f"No source for this {what}.",
        document.span(anchor, on_key=True),
        f"Add `citations:`{below}, with `- source: …` for each source.",
    )


def lost_comments(document: Document) -> Iterator[Diagnostic]:
    """Report comments where a text could be or go on, as they may have been meant as text."""
    for route, scalar in document.scalars():
        name = next((step for step in reversed(route) if isinstance(step, str)), "")
        if scalar.comment is None or name not in _TEXT_FIELDS:
            continue
        line, column = scalar.comment
        yield Diagnostic(
            "lost-text",
            "YAML ignores everything from this `#` on.",
            Span(document.path, line, column, line, column + 1),
            "If this is part of the text, put the whole text in one pair of quotation marks; if it"
            f" is a comment, put it on a line of its own above `{name}:`.",
        )


def _value_at(value: Any, route: Route) -> Any:
    """Return the value that `route` leads to, or None if there is none."""
    for step in route:
        if isinstance(value, str):
            return None
        try:
            value = value[step]
        except (LookupError, TypeError):
            return None
    return value


def _fields_at(model: type[BaseModel], route: Route) -> list[str]:
    part = _part_at(model, route)
    return list(fields_of(part)) if part else []


def _part_at(model: type[BaseModel], route: Route) -> type[BaseModel] | None:
    current: type[BaseModel] | None = model
    for step in route:
        if isinstance(step, str) and current is not None:
            current = fields_of(current).get(step)
    return current


def _is_text(annotation: Any) -> bool:
    return (
        isinstance(annotation, IsText)
        or any(_is_text(part) for part in typing.get_args(annotation))
        or any(_is_text(part) for part in getattr(annotation, "__metadata__", ()))
    )


def _text_fields(model: type[BaseModel]) -> Iterable[str]:
    for name, field in model.model_fields.items():
        if any(isinstance(part, IsText) for part in field.metadata) or _is_text(field.annotation):
            yield field.alias or name
        for part in parts_in(field.annotation):
            yield from _text_fields(part)


_FILES: tuple[type[File], ...] = (*Record.__subclasses__(), Waivers, Withdrawn, Capture)
_TEXT_FIELDS = frozenset(name for model in _FILES for name in _text_fields(model))
