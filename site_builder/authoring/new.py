"""Turn new content into files to write, for `factsheet new`, `import` and the issue form.

Nothing here needs a terminal. Fields have the shape they have in YAML.
"""

import re
from collections.abc import Iterator, Mapping, Set
from pathlib import Path
from typing import Any
from unicodedata import category

from anyascii import anyascii

from site_builder.authoring.files import FileWrite
from site_builder.authoring.person_files import extended, read_person
from site_builder.authoring.yaml.edit import EditError, read, record_text
from site_builder.authoring.yaml.explain import Comments
from site_builder.authoring.yaml.layout import Fields
from site_builder.content.document import Plain
from site_builder.content.model import (
    ID_LENGTH,
    ID_PATTERN,
    Known,
    Person,
    Record,
    id_hint,
    is_id,
    spelt_out,
)
from site_builder.content.validate import routed_faults, statement_ids, validate
from site_builder.content.values.characters import offences
from site_builder.diagnostics import Diagnostic, Route, Span, quoted

MISSING = ("missing-field", "missing-citation", "no-words")
"""Codes of faults that report what is missing, not what is wrong."""


def new_record(
    content: Path,
    model: type[Record],
    id_: str,
    fields: Fields,
    *,
    comments: Comments = Comments.NONE,
) -> FileWrite:
    """Return the file of a new person, theme or source.

    `comments` says which of the missing fields it explains.

    Raises:
        EditError: the id is invalid or already used.
    """
    if fault := id_fault(content, model, id_):
        raise EditError(fault)
    return FileWrite(file_of(content, model, id_), record_text(model, fields, comments=comments))


def id_fault(content: Path, model: type[Record], id_: str) -> str:
    """Return why a new record cannot have this id; empty if it can."""
    if not is_id(id_):
        said = f"{quoted(id_)} is not an id. " if id_ else ""
        return said + id_hint(id_)
    file = file_of(content, model, id_)
    if file.exists() or file.is_symlink():
        said = f"The {model.KIND.name} {quoted(id_)} already exists."
        return f"{said} {or_another_id(f'{model.KIND.folder}/{id_}.yml')}"
    return ""


def or_another_id(file: str) -> str:
    """Return what to do about an id that is there: with another one, a thing is recorded twice."""
    return f"If it is the same, edit {quoted(file)}. If not, choose another id."


def file_of(content: Path, model: type[Record], id_: str) -> Path:
    """Return where a record's file is, or would be."""
    return content / model.KIND.folder / f"{id_}.yml"


def new_statement(
    content: Path,
    person: str,
    theme: str,
    fields: Fields,
    *,
    comments: Comments = Comments.NONE,
) -> FileWrite:
    """Return the file of a person that gets one more statement; `fields` are a `Statement`'s.

    Raises:
        EditError: there is no such person, a file cannot be read, or the person already has a
            statement with this id.
    """
    if not re.fullmatch(ID_PATTERN, person) or not file_of(content, Person, person).exists():
        raise EditError(f"There is no person {quoted(person)}.")
    files = read_person(content, person)
    id_ = str(fields.get("id"))
    for file in files:
        if id_ in statement_ids(file.document):
            said = f"{file.name} already has a statement {quoted(id_)}."
            raise EditError(f"{said} {or_another_id(file.name)}")
    (new,) = extended(files, [(theme, fields)], comments=comments)
    return new


def faults(model: type[Record], fields: Fields, known: Known) -> list[Diagnostic]:
    """Return the faults of a record's fields; lines are those of the text that they make."""
    try:
        document = read(record_text(model, fields))
    except EditError as error:
        return [Diagnostic("yaml-syntax", str(error), Span(""))]
    return [*_hidden(fields), *validate(document, model, "new", known)[1]]


def faults_by_route(
    model: type[Record], fields: Fields, known: Known
) -> list[tuple[Route, Diagnostic]]:
    """Return the faults of a record's fields, each with the route of what is wrong or missing."""
    hidden = [*_hidden_at(fields, ())]
    routes = {route for route, _ in hidden}
    try:
        document = read(record_text(model, _without_texts(fields, (), routes)))
    except EditError as error:
        return hidden or [((), Diagnostic("yaml-syntax", str(error), Span("")))]
    found = routed_faults(document, model, "new", known)
    return hidden + [(route, fault) for route, fault in found if route not in routes]


def _hidden_at(value: Plain | Fields, route: Route) -> Iterator[tuple[Route, Diagnostic]]:
    """Yield the texts with characters that no file can hold."""
    if isinstance(value, str):
        yield from ((route, fault) for fault in _hidden(value))
    else:
        items = value.items() if isinstance(value, Mapping) else enumerate(value)
        for step, inner in items:
            yield from _hidden_at(inner, (*route, step))


def _without_texts(value: Any, route: Route, routes: Set[Route]) -> Any:
    """Return a value with a letter in place of the texts at these routes."""
    match value:
        case str():
            return "x" if route in routes else value
        case list():
            return [_without_texts(it, (*route, at), routes) for at, it in enumerate(value)]
    return {name: _without_texts(it, (*route, name), routes) for name, it in value.items()}


def statement_faults(theme: str, fields: Fields, known: Known) -> list[tuple[Route, Diagnostic]]:
    """Return the faults of a statement's fields and of its theme, with routes in the statement.

    Without an id, the statement is judged as if it had one.
    """
    position: dict[str, Plain] = {"theme": theme, "statements": [{"id": "none", **fields}]}
    person: Fields = {"name": "A", "kind": "official", "positions": [position]}
    within = len(("positions", 0, "statements", 0))
    return [(route[within:], fault) for route, fault in faults_by_route(Person, person, known)]


def sentence(fault: Diagnostic) -> str:
    """Return a fault's message and hint, without its place."""
    return f"{fault.message} {fault.hint}".rstrip()


def _hidden(value: Plain | Fields) -> list[Diagnostic]:
    if isinstance(value, str):
        return [
            Diagnostic("forbidden-character", f"The text contains {offence.what}.", Span(""))
            for offence in offences(value)
        ]
    items = value.values() if isinstance(value, Mapping) else value
    return [fault for item in items for fault in _hidden(item)]


def suggested_id(text: str, lang: str, length: int = ID_LENGTH) -> str:
    """Return an id made of the first words of a text in a language (BCP 47), as many as fit.

    Empty if that is impossible.
    """
    # The signs of other scripts are spelt in Latin letters; an emoji would be its name.
    text = spelt_out(text, lang)
    letters = "".join(" " if category(sign).startswith("S") else sign for sign in text)
    latin = anyascii(letters).casefold()  # which may be capital letters of other scripts
    id_ = re.sub(r"[^a-z0-9]+", "-", latin.replace("'", "")).strip("-")
    if len(id_) > length:
        id_ = id_[: length + 1].rpartition("-")[0] or id_[:length]
    return id_ if is_id(id_) else ""
