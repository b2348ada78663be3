"""Add statements to the files of a person, so that no file becomes too large.

A statement goes to the file of its year, `people/<id>/<year>.yml`, if there is one. Otherwise it
goes to `people/<id>.yml`. If that has no room for all of them, a file of the year is made; when it
is full, `<year>-2.yml` and so on (decision 48).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

from site_builder.authoring.files import FileWrite
from site_builder.authoring.yaml.edit import (
    Addition,
    EditError,
    Held,
    add_statements,
    read,
    record_text,
    stances_on,
    statements_on,
)
from site_builder.authoring.yaml.explain import Comments
from site_builder.authoring.yaml.layout import lines, of_fields
from site_builder.content.discover import files_of
from site_builder.content.document import (
    MAX_BYTES,
    MAX_NODES,
    Document,
    Plain,
    read_text,
)
from site_builder.content.kinds import PERSON
from site_builder.content.model import PersonPart

UNDATED = "undated"
"""The name of the file for statements without a year."""
_FULL = 0.95
"""How much of its limits a file may use: a text takes a few more bytes further to the right."""


@dataclass(frozen=True, slots=True)
class PersonFile:
    """A file of a person: its text as it is, and its tree; `name` is its path in the content."""

    original: FileWrite
    name: str
    document: Document

    @property
    def fill(self) -> float:
        """How much of its limits the file uses, from 0 to 1."""
        nodes = _nodes(self.document.plain())
        return max(len(self.original.text.encode()) / MAX_BYTES, nodes / MAX_NODES)


def read_person(content: Path, id_: str) -> list[PersonFile]:
    """Read all files of a person, their own first.

    Raises:
        EditError: one of them cannot be read.
    """
    return [_read_file(content, name) for name in files_of(content, (PERSON.name, id_))]


def _read_file(content: Path, name: str) -> PersonFile:
    file = content / name
    text, found = read_text(file, name)
    if text is None or found:
        raise EditError(f"Cannot add to {name}. {found[0].message} {found[0].hint}".rstrip())
    return PersonFile(FileWrite(file, text, text), name, _tree(name, text))


def new_person(file: Path, text: str) -> PersonFile:
    """Return the file of a person who is added with this text."""
    name = f"{file.parent.name}/{file.name}"
    return PersonFile(FileWrite(file, text), name, _tree(name, text))


def _tree(name: str, text: str) -> Document:
    try:
        return read(text)
    except EditError as error:
        raise EditError(f"Cannot add to {name}. {error}") from None


def refuse_brackets(files: Iterable[PersonFile], theme: str) -> None:
    """Refuse files whose lists are in brackets, as nothing can be added to them.

    Raises:
        EditError: with the name of the file.
    """
    for file in files:
        try:
            statements_on(file.document, file.original.text, theme)
        except EditError as error:
            raise EditError(f"{file.name}: {error}") from None


def extended(
    files: Sequence[PersonFile],
    additions: Iterable[Addition],
    held: Held | None = None,
    *,
    comments: Comments = Comments.NONE,
) -> Iterator[FileWrite]:
    """Yield the files of a person that change when statements are added; `files` has all of them.

    `held` are the stances that rest on them. The own file of a person who is new is among the
    files, whatever goes there.

    Raises:
        EditError: a file has no place for them, or the result would not say what was asked for.
    """
    main, *parts = files
    by_name = {part.original.file.stem: part for part in parts}
    folder = main.original.file.with_suffix("")
    held = held or {}
    shares = _shared_out(main, by_name, [*additions], held)
    if main.original.was is None and "" not in shares:
        yield main.original
    for name, own in shares.items():
        file = by_name.get(name) if name else main
        if file is None:
            text = record_text(PersonPart, _positions(own, held), comments=comments)
            yield FileWrite(folder / f"{name}.yml", text)
            continue
        try:
            text = add_statements(file.original.text, own, held, comments=comments)
        except EditError as error:
            raise EditError(f"Cannot add to {file.name}. {error}") from None
        yield replace(file.original, text=text)


def _shared_out(
    main: PersonFile, parts: Mapping[str, PersonFile], additions: Sequence[Addition], held: Held
) -> dict[str, list[Addition]]:
    """Return what goes to which part, by its name; an empty name is the person's own file."""
    room = {name: _FULL - part.fill for name, part in parts.items()}
    shares: dict[str, list[Addition]] = {}

    def put(addition: Addition, year: str) -> None:
        need = _fill_of(addition, held)
        for number in count(1):
            name = year if number == 1 else f"{year}-{number}"
            is_new = name not in room
            if is_new or need <= room[name]:
                room[name] = (_FULL if is_new else room[name]) - need
                shares.setdefault(name, []).append(addition)
                return

    waiting: list[Addition] = []
    for addition in additions:
        if (year := _year(addition)) in room:
            put(addition, year)
        else:
            waiting.append(addition)
    if sum(_fill_of(addition, held) for addition in waiting) <= _FULL - main.fill:
        return {"": waiting, **shares} if waiting else shares
    for addition in waiting:
        put(addition, _year(addition))
    return shares


def _year(addition: Addition) -> str:
    found = re.match(r"\d{4}", str(addition[1].get("date", "")))
    return found[0] if found else UNDATED


def _fill_of(addition: Addition, held: Held) -> float:
    """Return how much of a file's limits a statement uses, as at the right of a usual file."""
    fields = _positions([addition], held)
    size = sum(len(row.encode()) + 5 for row in lines(of_fields(fields, PersonPart)))
    return max(size / MAX_BYTES, _nodes(fields) / MAX_NODES)


def _positions(additions: Iterable[Addition], held: Held) -> dict[str, Plain]:
    by_theme: dict[str, list[dict[str, Plain]]] = {}
    for theme, statement in additions:
        by_theme.setdefault(theme, []).append(dict(statement))
    positions: list[Plain] = []
    for theme, statements in by_theme.items():
        stances = stances_on(statements, held)
        own: dict[str, Plain] = {"theme": theme, **({"stances": stances} if stances else {})}
        positions.append({**own, "statements": [*statements]})
    return {"positions": positions}


def _nodes(value: Plain) -> int:
    """Count what a reader of YAML counts: texts, and the two ends of lists and of fields."""
    if isinstance(value, str):
        return 1
    if isinstance(value, list):
        return 2 + sum(map(_nodes, value))
    return 2 + sum(1 + _nodes(item) for item in value.values())
