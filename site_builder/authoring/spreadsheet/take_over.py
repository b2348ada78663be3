"""Statements from a spreadsheet: which files would be written, and which rows cannot be.

Nothing that is there is changed: a statement that a person has already stays as it is, so that a
second import of the same sheet adds nothing. A person's file is read at their first row and
extended once, after their last.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import chain, count
from pathlib import Path

from rapidfuzz import fuzz, process

from site_builder.authoring.files import Change
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
from site_builder.authoring.spreadsheet.mapping import OF_THE_CITATION, RECORDS, Mapping
from site_builder.authoring.spreadsheet.sheet import Fault, Sheet
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

# Of 100: a name so much like one that is there is more likely misspelt than new …
_LIKELY = 85
# … and this much is worth a question.
_POSSIBLE = 60
Values = dict[str, Plain]
Words = tuple[str, str, str]


@dataclass
class Plan:
    """What an import would do: the files to write, and what of the sheet they take over.

    `added` and `there` are statements as `person/statement`: new ones, and those there already.
    """

    changes: list[Change] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    there: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def plan(sheet: Sheet, mapping: Mapping, content: Path, catalogue: Catalogue, known: Known) -> Plan:
    """Plan an import; rows with faults are left out of it. Nothing is written.

    Raises:
        EditError: a file cannot be extended as its rows want it, for no reason that one has.
    """
    planner = _Planner(mapping, content, catalogue, known)
    unread = {fault.row for fault in sheet.faults}
    found = Plan(faults=[*sheet.faults])
    for number, cells in sheet.rows.items():
        if number in unread:
            continue
        try:
            key, is_new = planner.take(mapping.fields(cells))
        except _RowError as error:
            found.faults += (
                Fault(number, mapping.column(name), message) for name, message in error.problems
            )
        else:
            (found.added if is_new else found.there).append(key)
    found.faults.sort()
    found.changes = [*planner.changes()]
    return found


class _RowError(Exception):
    """A row that cannot be taken over: fields, each with a sentence."""

    def __init__(self, *problems: tuple[str, str]) -> None:
        super().__init__(problems)
        self.problems = problems


class _Planner:
    """Takes row after row, keeping in mind what those before it will have added."""

    def __init__(self, mapping: Mapping, content: Path, catalogue: Catalogue, known: Known) -> None:
        self._content = content
        self._names = names_of(catalogue, known)
        self._known = Known({kind: names.by_id.keys() for kind, names in self._names.items()})
        self._called = {
            "person": mapping.people, "theme": mapping.themes, "source": mapping.sources
        }  # fmt: skip
        self._new: dict[tuple[str, str], Values] = {}
        self._people: dict[str, _PersonFile] = {}

    def changes(self) -> Iterator[Change]:
        """The files that the rows taken so far make."""
        for (kind, id_), values in self._new.items():
            if kind != "person":
                file = file_of(self._content, RECORDS[kind], id_)
                yield Change(file, record_text(RECORDS[kind], values))
        for person in self._people.values():
            if person.added:
                yield person.change()

    def take(self, given: Values) -> tuple[str, bool]:
        """Plan one row's statement; returns `person/statement`, and whether it is new.

        Raises:
            _RowError: the row cannot be taken over, and nothing of it was.
        """
        if missing := [kind for kind in RECORDS if kind not in given]:
            raise _RowError(*((kind, f"No {kind} is named.") for kind in missing))
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
        id_ = person.same(statement, ids["theme"])
        if id_ is not None:
            return f"{person.id}/{id_}", False
        person.add(ids["theme"], statement)
        self._people[person.id] = person
        for kind, values in new.items():
            self._new[kind, ids[kind]] = values
            self._names[kind].add(ids[kind], [str(given[kind])])
        return f"{person.id}/{statement['id']}", True

    def _record(self, kind: str, called: str, own: Values) -> tuple[str, Values]:
        """The id of the record that a cell names, and its fields where it is new with this row."""
        model = RECORDS[kind]
        named = self._called[kind].get(called, called)
        matches = self._names[kind].find(named)
        id_ = matches[0] if len(matches) == 1 else ""
        if (kind, id_) in self._new:
            written = self._new[kind, id_]
            other = [name for name, value in own.items() if written.get(name) != value]
            if other:
                name = f"{kind}.{other[0]}"
                raise _RowError((name, f"A row above says something else of the {kind} {id_}."))
        if id_:
            return id_, {}
        under = f"Name its id under `{model.KIND.folder}:` in the mapping file"
        if matches:
            listed = ", ".join(map(quoted, matches))
            raise _RowError((kind, f"Several are called {quoted(named)}: {listed}. {under}."))
        title = "name" if kind == "person" else "title"
        is_settled = called in self._called[kind] or (is_id(named) and title in own)
        # Whoever gives an id and a name, or settles it in the mapping file, has not misspelt it.
        alike = "" if is_settled else self._alike(kind, named, _LIKELY if own else _POSSIBLE)
        if alike or not own:
            hint = f"{alike} {under}, or add it with `factsheet new {kind}`.".lstrip()
            raise _RowError((kind, f"There is no {kind} {quoted(named)}. {hint}"))
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
        """A question about a record that may have been meant; empty if none is alike."""
        names = dict(self._names[kind].all())
        near = process.extractOne(named.casefold(), [*names], scorer=fuzz.ratio, score_cutoff=least)
        return f"Did you mean {quoted(names[near[0]])}?" if near else ""

    def _judge(self, ids: dict[str, str], statement: Values) -> None:
        known = Known({kind: self._names[kind].ids_and(id_) for kind, id_ in ids.items()})
        # Whether there is an id, and which, is settled later.
        judged = {"id": "none", **statement}
        if found := by_field(lambda some: statement_faults(ids["theme"], some, known), judged):
            raise _RowError(*found)

    def _person(self, id_: str, new: Values | None) -> "_PersonFile":
        """A person's file as it is, with what the rows so far add to it."""
        if id_ in self._people:
            return self._people[id_]
        file = file_of(self._content, Person, id_)
        name = label(file, self._content)
        if new is not None:
            return _PersonFile(id_, name, Change(file, record_text(Person, new)))
        text, found = document.read_text(file, name)
        if text is None or found:
            raise _RowError(("person", f"{name} cannot be extended. {sentence(found[0])}"))
        try:
            self._people[id_] = _PersonFile(id_, name, Change(file, text, text))
        except EditError as error:
            raise _RowError(("person", f"{name} cannot be extended. {error}")) from None
        return self._people[id_]


class _PersonFile:
    """A person's file: the statements there, and those that rows have added, by id and by words."""

    def __init__(self, id_: str, name: str, change: Change) -> None:
        self.id = id_
        self.added: list[Addition] = []
        self._name = name
        self._change = change
        self._document = read(change.text)
        self._by_id: dict[str, Values] = {}
        self._by_words: dict[Words, tuple[str, Values]] = {}
        self._ids_added: set[str] = set()
        for theme, statement in _statements(self._document.plain()):
            self._keep(theme, statement)

    def change(self) -> Change:
        """The file with all that was added.

        Raises:
            EditError: that would not say what is asked for.
        """
        try:
            return replace(self._change, text=add_statements(self._change.text, self.added))
        except EditError as error:
            raise EditError(f"{self._name} cannot be extended. {error}") from None

    def add(self, theme: str, statement: Values) -> None:
        """Add a statement; one without an id gets one made of its words.

        Raises:
            _RowError: there is no such id, or no place in the file.
        """
        try:
            statements_on(self._document, self._change.text, theme)
        except EditError as error:
            raise _RowError(("person", f"{self._name}: {error}")) from None
        if "id" not in statement:
            statement["id"] = self._free_id(statement)
        self._ids_added.add(str(statement["id"]))
        self._keep(theme, statement)
        self.added.append((theme, statement))

    def same(self, statement: Values, theme: str) -> str | None:
        """The id of the statement that is there and says what the row says, if one does.

        Raises:
            _RowError: one has the row's id and says something else, or the same words elsewhere.
        """
        words = _words(statement)
        own = self._by_id.get(str(statement["id"])) if "id" in statement else None
        if own is not None and _words(own) != words:
            id_ = quoted(str(own["id"]))
            said = f"{id_} is there with other words or another date; it is not overwritten."
            raise _RowError(("id", said))
        if words not in self._by_words:
            return None
        other_theme, other = self._by_words[words]
        id_ = str(other.get("id"))
        if statement.get("id", id_) != id_:
            said = f"These words of that date are there already, as {quoted(id_)}."
            raise _RowError(("id", said))
        if theme != other_theme and theme not in other.get("also", ""):
            said = (
                f"{quoted(id_)} is there under {quoted(other_theme)}. Add this theme under `also`."
            )
            raise _RowError(("theme", said))
        if _sources(statement) - _sources(other):
            said = f"{quoted(id_)} is there with another source. Add this one."
            raise _RowError(("source", said))
        return id_

    def _free_id(self, statement: Values) -> str:
        wanted = suggested_id(_words(statement)[1], 40)
        if not wanted:
            raise _RowError(("id", "No id can be made of these words. Give the row one."))
        if wanted in self._by_id and wanted not in self._ids_added:
            said = (
                f"{self.id} has a statement {quoted(wanted)} with other words. Give the row an id."
            )
            raise _RowError(("id", said))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(id_ for id_ in chain([wanted], numbered) if id_ not in self._by_id)

    def _keep(self, theme: str, statement: Values) -> None:
        self._by_id[str(statement.get("id"))] = statement
        # Of two that say the same, the first is meant.
        self._by_words.setdefault(_words(statement), (theme, statement))


def _statements(person: Values) -> Iterator[tuple[str, Values]]:
    """The statements in a person's file, each with its theme; what is no statement is left out."""
    positions = person.get("positions")
    for position in positions if isinstance(positions, list) else []:
        if isinstance(position, dict):
            listed = position.get("statements")
            for statement in listed if isinstance(listed, list) else []:
                if isinstance(statement, dict):
                    yield str(position.get("theme")), statement


def _words(statement: Values) -> Words:
    """What makes a statement the same as another: its kind, its words and its date."""
    kind = next((kind for kind in StatementKind if kind in statement), "")
    return kind, str(statement.get(kind)), str(statement.get("date"))


def _sources(statement: Values) -> set[str]:
    citations = statement.get("citations")
    return {
        str(citation.get("source"))
        for citation in (citations if isinstance(citations, list) else [])
        if isinstance(citation, dict)
    }
