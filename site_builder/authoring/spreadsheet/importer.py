"""Plan the import of a spreadsheet: the files to write, and the rows that cannot be imported.

Existing statements are never changed, so a second import of the same spreadsheet adds nothing. A
person's file is read at their first row and extended once, after their last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path

from rapidfuzz import fuzz, process

from site_builder.authoring.files import FileWrite
from site_builder.authoring.names import names_of
from site_builder.authoring.new import (
    by_field,
    faults,
    file_of,
    id_fault,
    sentence,
    statement_faults,
    suggested_id,
)
from site_builder.authoring.spreadsheet.mapping import OF_THE_CITATION, RECORDS, ColumnMap
from site_builder.authoring.spreadsheet.sheet import RowFault, Table
from site_builder.authoring.yaml.edit import (
    Addition,
    EditError,
    add_statements,
    read,
    record_text,
    statements_on,
)
from site_builder.content import document
from site_builder.content.catalogue import Catalogue
from site_builder.content.discover import label
from site_builder.content.document import Plain
from site_builder.content.model import Known, Person, StatementKind, is_id
from site_builder.diagnostics import quoted

# Of 100: a name this similar to an existing one is probably misspelt …
_LIKELY = 85
# … and one this similar is worth a question.
_POSSIBLE = 60
Values = dict[str, Plain]
Words = tuple[str, str, str]


@dataclass
class ImportPlan:
    """The files that an import would write, and what becomes of each row.

    `added` and `existing` are statements, as `person/statement`.
    """

    writes: list[FileWrite] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    existing: list[str] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)


def plan(
    table: Table, mapping: ColumnMap, content: Path, catalogue: Catalogue, known: Known
) -> ImportPlan:
    """Plan an import without the rows that have faults. Nothing is written.

    Raises:
        EditError: a file cannot be extended, and no single row is the reason.
    """
    planner = _Planner(mapping, content, catalogue, known)
    unread = {fault.row for fault in table.faults}
    found = ImportPlan(faults=[*table.faults])
    for number, cells in table.rows.items():
        if number in unread:
            continue
        try:
            key, is_new = planner.take(mapping.fields(cells))
        except _RowError as error:
            found.faults += (
                RowFault(number, mapping.column(name), message) for name, message in error.problems
            )
        else:
            (found.added if is_new else found.existing).append(key)
    found.faults.sort()
    found.writes = [*planner.writes()]
    return found


class _RowError(Exception):
    """A row cannot be imported; `problems` are pairs of field and sentence."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


class _Planner:
    """Takes one row after another and remembers what they add."""

    def __init__(
        self, mapping: ColumnMap, content: Path, catalogue: Catalogue, known: Known
    ) -> None:
        self._content = content
        self._names = names_of(catalogue, known)
        self._known = Known({kind: names.by_id.keys() for kind, names in self._names.items()})
        self._called = {
            "person": mapping.people, "theme": mapping.themes, "source": mapping.sources
        }  # fmt: skip
        self._new: dict[tuple[str, str], Values] = {}
        self._people: dict[str, _PersonFile] = {}

    def writes(self) -> Iterator[FileWrite]:
        """Yield the files that the rows taken so far make."""
        for (kind, id_), values in self._new.items():
            if kind != "person":
                file = file_of(self._content, RECORDS[kind], id_)
                yield FileWrite(file, record_text(RECORDS[kind], values))
        for person in self._people.values():
            if person.added:
                yield person.extended()

    def take(self, given: Values) -> tuple[str, bool]:
        """Plan one row's statement; return `person/statement`, and whether it is new.

        Raises:
            _RowError: the row cannot be imported; nothing of it was taken.
        """
        if missing := [kind for kind in RECORDS if kind not in given]:
            raise _RowError(*((kind, f"The {kind} is missing.") for kind in missing))
        ids: dict[str, str] = {}
        new: dict[str, Values] = {}
        for kind in RECORDS:
            own = {
                name.removeprefix(f"{kind}."): value
                for name, value in given.items()
                if name.startswith(f"{kind}.")
            }
            ids[kind], values = self._record(kind, str(given[kind]), own)
            if values:
                new[kind] = values
        place = {name: given[name] for name in OF_THE_CITATION if name in given}
        statement = {
            name: value
            for name, value in given.items()
            if "." not in name and name not in (*RECORDS, *OF_THE_CITATION)
        }
        statement["citations"] = [{"source": ids["source"], **place}]
        self._judge(ids, statement)
        person = self._person(ids["person"], new.get("person"))
        id_ = person.existing(statement, ids["theme"])
        if id_ is not None:
            return f"{person.id}/{id_}", False
        person.add(ids["theme"], statement)
        self._people[person.id] = person
        for kind, values in new.items():
            self._new[kind, ids[kind]] = values
            self._names[kind].add(ids[kind], [str(given[kind])])
        return f"{person.id}/{statement['id']}", True

    def _record(self, kind: str, called: str, own: Values) -> tuple[str, Values]:
        """Return the id of the record that a cell names, and its fields if this row adds it."""
        model = RECORDS[kind]
        named = self._called[kind].get(called, called)
        matches = self._names[kind].find(named)
        id_ = matches[0] if len(matches) == 1 else ""
        if (kind, id_) in self._new:
            written = self._new[kind, id_]
            other = [name for name, value in own.items() if written.get(name) != value]
            if other:
                name = f"{kind}.{other[0]}"
                said = f"A row above has another value for the {kind} {quoted(id_)}."
                raise _RowError((name, said))
        if id_:
            return id_, {}
        under = f"Give its id under `{model.KIND.folder}:` in the mapping file"
        if matches:
            listed = ", ".join(map(quoted, matches))
            raise _RowError((kind, f"Several are called {quoted(named)}: {listed}. {under}."))
        title = "name" if kind == "person" else "title"
        is_settled = called in self._called[kind] or (is_id(named) and title in own)
        # With an id and a name, or an entry in the mapping file, it is not a misspelling.
        alike = "" if is_settled else self._alike(kind, named, _LIKELY if own else _POSSIBLE)
        if alike or not own:
            hint = f"{alike} {under}, or add it with `factsheet new {kind}`.".lstrip()
            raise _RowError((kind, f"No {kind} is called {quoted(named)}. {hint}"))
        if not is_id(called):
            own = {title: called, **own}
        id_ = named if is_id(named) else suggested_id(named)
        if fault := id_fault(self._content, model, id_):
            raise _RowError((kind, f"{fault} {under}."))
        found = by_field(lambda some: faults(model, some, self._known), own)
        if found:
            raise _RowError(*((f"{kind}.{name}" if name else kind, why) for name, why in found))
        return id_, own

    def _alike(self, kind: str, named: str, least: float) -> str:
        """Return a question about a record that may have been meant; empty if none is similar."""
        names = dict(self._names[kind].all())
        near = process.extractOne(named.casefold(), [*names], scorer=fuzz.ratio, score_cutoff=least)
        return f"Did you mean {quoted(names[near[0]])}?" if near else ""

    def _judge(self, ids: dict[str, str], statement: Values) -> None:
        known = Known({kind: self._names[kind].ids_and(id_) for kind, id_ in ids.items()})
        # The id is chosen later.
        judged = {"id": "none", **statement}
        if found := by_field(lambda some: statement_faults(ids["theme"], some, known), judged):
            raise _RowError(*found)

    def _person(self, id_: str, new: Values | None) -> "_PersonFile":
        """Return a person's file, with what the rows so far add to it."""
        if id_ in self._people:
            return self._people[id_]
        file = file_of(self._content, Person, id_)
        name = label(file, self._content)
        if new is not None:
            return _PersonFile(id_, name, FileWrite(file, record_text(Person, new)))
        text, found = document.read_text(file, name)
        if text is None or found:
            raise _RowError(("person", f"Cannot add to {name}. {sentence(found[0])}"))
        try:
            self._people[id_] = _PersonFile(id_, name, FileWrite(file, text, text))
        except EditError as error:
            raise _RowError(("person", f"Cannot add to {name}. {error}")) from None
        return self._people[id_]


class _PersonFile:
    """A person's file: its statements and those that rows have added, by id and by words."""

    def __init__(self, id_: str, name: str, original: FileWrite) -> None:
        self.id = id_
        self.added: list[Addition] = []
        self._name = name
        self._original = original
        self._document = read(original.text)
        self._by_id: dict[str, Values] = {}
        self._by_words: dict[Words, tuple[str, Values]] = {}
        self._ids_added: set[str] = set()
        for theme, statement in _statements(self._document.plain()):
            self._keep(theme, statement)

    def extended(self) -> FileWrite:
        """Return the file with everything that was added.

        Raises:
            EditError: the result would not say what was asked for.
        """
        try:
            return replace(self._original, text=add_statements(self._original.text, self.added))
        except EditError as error:
            raise EditError(f"Cannot add to {self._name}. {error}") from None

    def add(self, theme: str, statement: Values) -> None:
        """Add a statement; without an id, it gets one made of its words.

        Raises:
            _RowError: no id can be made, or the file has no place for the statement.
        """
        try:
            statements_on(self._document, self._original.text, theme)
        except EditError as error:
            raise _RowError(("person", f"{self._name}: {error}")) from None
        if "id" not in statement:
            statement["id"] = self._free_id(statement)
        self._ids_added.add(str(statement["id"]))
        self._keep(theme, statement)
        self.added.append((theme, statement))

    def existing(self, statement: Values, theme: str) -> str | None:
        """Return the id of the statement that already says what the row says, if there is one.

        Raises:
            _RowError: a statement has the row's id but other words, or its words but another id,
                theme or source.
        """
        words = _words(statement)
        own = self._by_id.get(str(statement["id"])) if "id" in statement else None
        if own is not None and _words(own) != words:
            id_ = quoted(str(own["id"]))
            said = f"{id_} already exists with other words or another date. Not overwritten."
            raise _RowError(("id", said))
        if words not in self._by_words:
            return None
        other_theme, other = self._by_words[words]
        id_ = str(other.get("id"))
        if statement.get("id", id_) != id_:
            said = f"The same words with the same date already exist as {quoted(id_)}."
            raise _RowError(("id", said))
        if theme != other_theme and theme not in other.get("also", ""):
            said = (
                f"{quoted(id_)} is already under {quoted(other_theme)}. Add this theme to `also`."
            )
            raise _RowError(("theme", said))
        if _sources(statement) - _sources(other):
            said = f"{quoted(id_)} already exists with another source. Add this source by hand."
            raise _RowError(("source", said))
        return id_

    def _free_id(self, statement: Values) -> str:
        wanted = suggested_id(_words(statement)[1], 40)
        if not wanted:
            raise _RowError(("id", "Cannot make an id from these words. Give the row an id."))
        if wanted in self._by_id and wanted not in self._ids_added:
            said = (
                f"{self.id} already has a statement {quoted(wanted)} with other words."
                " Give the row an id."
            )
            raise _RowError(("id", said))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(id_ for id_ in chain([wanted], numbered) if id_ not in self._by_id)

    def _keep(self, theme: str, statement: Values) -> None:
        self._by_id[str(statement.get("id"))] = statement
        # If two say the same, the first counts.
        self._by_words.setdefault(_words(statement), (theme, statement))


def _statements(person: Values) -> Iterator[tuple[str, Values]]:
    """Yield the statements in a person's file, each with its theme; skip what is not one."""
    positions = person.get("positions")
    for position in positions if isinstance(positions, list) else []:
        if isinstance(position, dict):
            listed = position.get("statements")
            for statement in listed if isinstance(listed, list) else []:
                if isinstance(statement, dict):
                    yield str(position.get("theme")), statement


def _words(statement: Values) -> Words:
    """Return a statement's kind, words and date: what makes it the same as another."""
    kind = next((kind for kind in StatementKind if kind in statement), "")
    return kind, str(statement.get(kind)), str(statement.get("date"))


def _sources(statement: Values) -> set[str]:
    citations = statement.get("citations")
    return {
        str(citation.get("source"))
        for citation in (citations if isinstance(citations, list) else [])
        if isinstance(citation, dict)
    }
