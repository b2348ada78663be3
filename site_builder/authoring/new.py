"""New content as changes to files: what `factsheet new` writes, and the form on the web.

Whoever calls these needs no terminal. Fields come as the YAML would hold them; what the model
says against them is said before anything is written.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from site_builder.authoring.files import Change
from site_builder.authoring.yaml.edit import EditError, add_statements, read, record_text
from site_builder.content.document import Plain, read_text
from site_builder.content.model import ID_LENGTH, ID_PATTERN, Known, Person, Record, id_hint, is_id
from site_builder.content.validate import statement_ids, validate
from site_builder.content.values.characters import offences
from site_builder.diagnostics import Diagnostic, Span, quoted

Fields = Mapping[str, Plain]
MISSING = ("missing-field", "missing-citation", "no-words")
"""Codes of faults that say what is not there, rather than what is wrong with what is."""


def new_record(
    content: Path, model: type[Record], id_: str, fields: Fields, *, explained: bool = False
) -> Change:
    """A new person, theme or source in the content folder.

    `explained` adds comments on the fields that could be written too.

    Raises:
        EditError: in a sentence, where there is one of this id already.
    """
    if fault := id_fault(content, model, id_):
        raise EditError(fault)
    return Change(file_of(content, model, id_), record_text(model, fields, explained=explained))


def id_fault(content: Path, model: type[Record], id_: str) -> str:
    """Why a new record cannot have this id; empty if it can."""
    if not is_id(id_):
        said = f"{quoted(id_)} is not an id. " if id_ else ""
        return said + id_hint(id_)
    file = file_of(content, model, id_)
    if file.exists() or file.is_symlink():
        return f"There is a {model.KIND.name} {quoted(id_)} already. Choose another id."
    return ""


def file_of(content: Path, model: type[Record], id_: str) -> Path:
    """Where a record's file is, or would be."""
    return content / model.KIND.folder / f"{id_}.yml"


def new_statement(
    content: Path, person: str, theme: str, fields: Fields, *, explained: bool = False
) -> Change:
    """A person's file with one more statement on a theme; `fields` are those of a `Statement`.

    Raises:
        EditError: in a sentence, where there is no such person, the file cannot be read, or the
            person has a statement of this id.
    """
    file = file_of(content, Person, person)
    if not re.fullmatch(ID_PATTERN, person) or not file.exists():
        raise EditError(f"There is no person {quoted(person)}.")
    name = f"{file.parent.name}/{file.name}"
    text, found = read_text(file, name)
    if text is None or found:
        raise EditError(f"{name} cannot be extended. {found[0].message} {found[0].hint}".rstrip())
    id_ = fields.get("id")
    try:
        ids = [*statement_ids(read(text))]
        extended = add_statements(text, [(theme, fields)], explained=explained)
    except EditError as error:
        raise EditError(f"{name} cannot be extended. {error}") from None
    if id_ in ids:
        raise EditError(f"{name} has a statement {quoted(str(id_))} already. Choose another id.")
    return Change(file, extended, text)


def faults(model: type[Record], fields: Fields, known: Known) -> list[Diagnostic]:
    """What the model says against a record's fields; lines are those of the text that they make."""
    try:
        document = read(record_text(model, fields))
    except EditError as error:
        return [Diagnostic("yaml-syntax", str(error), Span(""))]
    return [*_hidden(fields), *validate(document, model, "new", known)[1]]


def statement_faults(theme: str, fields: Fields, known: Known) -> list[Diagnostic]:
    """What the model says against a statement's fields, or against its theme."""
    position: dict[str, Plain] = {"theme": theme, "statements": [dict(fields)]}
    return faults(Person, {"name": "A", "kind": "official", "positions": [position]}, known)


def by_field(
    judge: Callable[[dict[str, Plain]], Iterable[Diagnostic]], fields: Fields
) -> list[tuple[str, str]]:
    """Faults as sentences, each with the field that it is about, or none if it is about several.

    `judge` says what is wrong with some of the fields, whichever are missing.
    """
    whole = [*judge(dict(fields))] if fields else []
    if not whole:
        return []
    found = [
        (name, sentence(fault))
        for name in fields
        for fault in judge({name: fields[name]})
        if fault.code not in MISSING
    ]
    return [*dict.fromkeys(found)] or [("", sentence(fault)) for fault in whole]


def sentence(fault: Diagnostic) -> str:
    """What a fault says, without its place."""
    return f"{fault.message} {fault.hint}".rstrip()


def _hidden(value: Plain | Fields) -> list[Diagnostic]:
    if isinstance(value, str):
        return [
            Diagnostic("forbidden-character", f"A text holds {offence.what}.", Span(""))
            for offence in offences(value)
        ]
    items = value.values() if isinstance(value, Mapping) else value
    return [fault for item in items for fault in _hidden(item)]


def suggested_id(text: str, length: int = ID_LENGTH) -> str:
    """An id made of the words of a text, as many as fit; empty where none can be made of them."""
    latin = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    id_ = re.sub(r"[^a-z0-9]+", "-", latin.replace("'", "")).strip("-")
    if len(id_) > length:
        id_ = id_[: length + 1].rpartition("-")[0] or id_[:length]
    return id_ if is_id(id_) else ""
