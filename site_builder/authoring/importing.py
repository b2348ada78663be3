"""Statements from a spreadsheet: which files would be written, and which rows cannot be.

Nothing that is there is changed: a statement that a person has already stays as it is, so that a
second import of the same sheet adds nothing.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, count
from pathlib import Path

from rapidfuzz import fuzz, process

from site_builder import document
from site_builder.authoring.edit import EditError, add_statement, read, record_text
from site_builder.authoring.files import Change
from site_builder.authoring.mapping import OF_THE_CITATION, RECORDS, Mapping
from site_builder.authoring.new import (
    FOLDER_OF,
    by_field,
    faults,
    file_of,
    id_fault,
    sentence,
    statement_faults,
    suggested_id,
)
from site_builder.authoring.sheet import Fault, Sheet
from site_builder.catalogue import Catalogue
from site_builder.diagnostics import quoted
from site_builder.document import Plain
from site_builder.folder import label
from site_builder.model import ID_PATTERN, Known, Person, StatementKind

# Of 100: a name so much like one that is there is more likely misspelt than new …
_LIKELY = 85
# … and this much is worth a question.
_POSSIBLE = 60
Values = dict[str, Plain]
New = dict[tuple[str, str], Values]
"""Records that a row adds: by kind and id, their fields."""


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
    """Plan an import; rows with faults are left out of it. Nothing is written."""
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
        self._ids = {"person": known.people, "theme": known.themes, "source": known.sources}
        self._names = _names(catalogue)
        self._called = {
            "person": mapping.people, "theme": mapping.themes, "source": mapping.sources
        }  # fmt: skip
        self._new: dict[tuple[str, str], Values] = {}
        self._people: dict[str, Change] = {}
        self._added: set[str] = set()

    def changes(self) -> Iterator[Change]:
        """The files that the rows taken so far make."""
        for (kind, id_), values in self._new.items():
            if kind != "person":
                file = file_of(self._content, RECORDS[kind], id_)
                yield Change(file, record_text(RECORDS[kind], values))
        yield from self._people.values()

    def take(self, given: Values) -> tuple[str, bool]:
        """Plan one row's statement; returns `person/statement`, and whether it is new.

        Raises:
            _RowError: the row cannot be taken over, and nothing of it was.
        """
        if missing := [kind for kind in RECORDS if kind not in given]:
            raise _RowError(*((kind, f"No {kind} is named.") for kind in missing))
        ids: dict[str, str] = {}
        new: New = {}
        for kind in RECORDS:
            own = {
                name.removeprefix(f"{kind}."): value
                for name, value in given.items()
                if name.startswith(f"{kind}.")
            }
            ids[kind], values = self._record(kind, str(given[kind]), own)
            if values:
                new[kind, ids[kind]] = values
        place = {name: given[name] for name in OF_THE_CITATION if name in given}
        statement = {
            name: value
            for name, value in given.items()
            if "." not in name and name not in (*RECORDS, *OF_THE_CITATION)
        }
        statement["citations"] = [{"source": ids["source"], **place}]
        self._judge(ids["theme"], statement, new)
        change = self._person(ids["person"], new)
        there = [*_statements(read(change.text).plain())]
        if id_ := _same(statement, ids["theme"], there):
            return f"{ids['person']}/{id_}", False
        if "id" not in statement:
            statement["id"] = self._free_id(ids["person"], statement, there)
        try:
            text = add_statement(change.text, ids["theme"], statement)
        except EditError as error:
            raise _RowError(("person", f"{label(change.file, self._content)}: {error}")) from None
        self._people[ids["person"]] = Change(change.file, text, change.was)
        self._keep(new, given)
        key = f"{ids['person']}/{statement['id']}"
        self._added.add(key)
        return key, True

    def _keep(self, new: New, given: Values) -> None:
        """Make the records known that a row has added, by id and by what the row calls them."""
        self._new |= new
        for kind, id_ in new:
            self._ids[kind] |= {id_}
            self._names[kind].setdefault(str(given[kind]).casefold(), []).append(id_)

    def _record(self, kind: str, called: str, own: Values) -> tuple[str, Values]:
        """The id of the record that a cell names, and its fields where it is new with this row."""
        model = RECORDS[kind]
        named = self._called[kind].get(called, called)
        matches = self._names[kind].get(named.casefold(), [])
        id_ = named if named in self._ids[kind] else matches[0] if len(matches) == 1 else ""
        if (kind, id_) in self._new:
            written = self._new[kind, id_]
            other = [name for name, value in own.items() if written.get(name) != value]
            if other:
                name = f"{kind}.{other[0]}"
                raise _RowError((name, f"A row above says something else of the {kind} {id_}."))
        if id_:
            return id_, {}
        under = f"Name its id under `{FOLDER_OF[model]}:` in the mapping file"
        if matches:
            listed = ", ".join(map(quoted, matches))
            raise _RowError((kind, f"Several are called {quoted(named)}: {listed}. {under}."))
        title = "name" if kind == "person" else "title"
        is_id = re.fullmatch(ID_PATTERN, named) is not None
        # Whoever gives an id and a name, or settles it in the mapping file, has not misspelt it.
        is_settled = called in self._called[kind] or (is_id and title in own)
        alike = "" if is_settled else self._alike(kind, named, _LIKELY if own else _POSSIBLE)
        if alike or not own:
            hint = f"{alike} {under}, or add it with `factsheet new {kind}`.".lstrip()
            raise _RowError((kind, f"There is no {kind} {quoted(named)}. {hint}"))
        if not re.fullmatch(ID_PATTERN, called):
            own = {title: called, **own}
        id_ = named if is_id else suggested_id(named)
        if fault := id_fault(self._content, model, id_):
            raise _RowError((kind, f"{fault} {under}."))
        found = by_field(lambda some: faults(model, some, self._known({})), own)
        if found:
            raise _RowError(*((f"{kind}.{name}" if name else kind, why) for name, why in found))
        return id_, own

    def _alike(self, kind: str, named: str, least: float) -> str:
        """A question about a record that may have been meant; empty if none is alike."""
        ids = {id_: [id_] for id_ in self._ids[kind]}
        names = self._names[kind] | ids
        near = process.extractOne(named.casefold(), [*names], scorer=fuzz.ratio, score_cutoff=least)
        return f"Did you mean {quoted(names[near[0]][0])}?" if near else ""

    def _judge(self, theme: str, statement: Values, new: New) -> None:
        known = self._known(new)
        # Whether there is an id, and which, is settled later.
        judged = {"id": "none", **statement}
        if found := by_field(lambda some: statement_faults(theme, some, known), judged):
            raise _RowError(*found)

    def _known(self, new: New) -> Known:
        def ids(kind: str) -> frozenset[str]:
            return self._ids[kind] | {id_ for other, id_ in new if other == kind}

        return Known(ids("person"), ids("theme"), ids("source"))

    def _person(self, id_: str, new: New) -> Change:
        """A person's file as it will be by then."""
        if id_ in self._people:
            return self._people[id_]
        file = file_of(self._content, Person, id_)
        if ("person", id_) in new:
            return Change(file, record_text(Person, new["person", id_]))
        name = label(file, self._content)
        text, found = document.read_text(file, name)
        if text is None or found:
            raise _RowError(("person", f"{name} cannot be extended. {sentence(found[0])}"))
        try:
            read(text)
        except EditError as error:
            raise _RowError(("person", f"{name} cannot be extended. {error}")) from None
        return Change(file, text, text)

    def _free_id(self, person: str, statement: Values, there: list[tuple[str, Values]]) -> str:
        words = next(str(statement[kind]) for kind in StatementKind if kind in statement)
        wanted = suggested_id(words, 40)
        if not wanted:
            raise _RowError(("id", "No id can be made of these words. Give the row one."))
        taken = {str(other.get("id")) for _, other in there}
        if wanted in taken and f"{person}/{wanted}" not in self._added:
            said = (
                f"{person} has a statement {quoted(wanted)} with other words. Give the row an id."
            )
            raise _RowError(("id", said))
        numbered = (f"{wanted}-{number}" for number in count(2))
        return next(id_ for id_ in chain([wanted], numbered) if id_ not in taken)


def _names(catalogue: Catalogue) -> dict[str, dict[str, list[str]]]:
    """By kind of record, the ids that go with each name, in small letters."""
    found: dict[str, dict[str, list[str]]] = {kind: {} for kind in RECORDS}

    def add(kind: str, id_: str, names: Iterable[str]) -> None:
        for name in {name.casefold() for name in names}:
            found[kind].setdefault(name, []).append(id_)

    for person in catalogue.people.values():
        add("person", person.id, (person.name, *(other.name for other in person.names)))
    for theme in catalogue.themes.values():
        add("theme", theme.id, (theme.title, *theme.aliases))
    for source in catalogue.sources.values():
        add("source", source.id, (source.title, *([source.url] if source.url else [])))
    return found


def _statements(person: Values) -> Iterator[tuple[str, Values]]:
    """The statements in a person's file, each with its theme; what is no statement is left out."""
    positions = person.get("positions")
    for position in positions if isinstance(positions, list) else []:
        if isinstance(position, dict):
            listed = position.get("statements")
            for statement in listed if isinstance(listed, list) else []:
                if isinstance(statement, dict):
                    yield str(position.get("theme")), statement


def _same(statement: Values, theme: str, there: list[tuple[str, Values]]) -> str | None:
    """The id of the statement that is there already and says what the row says, if one does.

    Raises:
        _RowError: one has the row's id and says something else, or the same words elsewhere.
    """
    kind = next(kind for kind in StatementKind if kind in statement)
    for other_theme, other in there:
        same_words = all(other.get(name) == statement[name] for name in (kind, "date"))
        id_ = str(other.get("id"))
        if statement.get("id") == id_ and not same_words:
            said = (
                f"{quoted(id_)} is there with other words or another date; it is not overwritten."
            )
            raise _RowError(("id", said))
        if not same_words:
            continue
        if statement.get("id", id_) != id_:
            raise _RowError(
                ("id", f"These words of that date are there already, as {quoted(id_)}.")
            )
        if theme != other_theme and theme not in other.get("also", ""):
            said = (
                f"{quoted(id_)} is there under {quoted(other_theme)}. Add this theme under `also`."
            )
            raise _RowError(("theme", said))
        if _sources(statement) - _sources(other):
            raise _RowError(
                ("source", f"{quoted(id_)} is there with another source. Add this one.")
            )
        return id_
    return None


def _sources(statement: Values) -> set[str]:
    citations = statement.get("citations")
    return {
        str(citation.get("source"))
        for citation in (citations if isinstance(citations, list) else [])
        if isinstance(citation, dict)
    }
