"""Plan the import of a spreadsheet: the files to write, and the rows that cannot be imported.

Existing statements are never changed, so a second import of the same spreadsheet adds nothing. A
person's file is read at their first row and extended once, after their last. The files are judged
as a check would judge them before they are written, and rows that would make them wrong are left
out.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from types import MappingProxyType

from rapidfuzz import fuzz, process

from site_builder.authoring.files import FileWrite
from site_builder.authoring.names import Names, names_of
from site_builder.authoring.new import (
    MISSING,
    faults_by_route,
    file_of,
    id_fault,
    statement_faults,
    suggested_id,
)
from site_builder.authoring.person_files import new_person, read_person
from site_builder.authoring.spreadsheet.alike import LookAlikes
from site_builder.authoring.spreadsheet.blame import Blame, Judge, Taken
from site_builder.authoring.spreadsheet.cells import Day, column_of
from site_builder.authoring.spreadsheet.mapping import (
    HOLDS,
    NAMED,
    OF_THE_CITATION,
    RECORDS,
    REFERENCES,
    STANCE,
    ColumnMap,
    date_fields,
)
from site_builder.authoring.spreadsheet.mapping import fields as mapped_fields
from site_builder.authoring.spreadsheet.row import (
    TITLES,
    Cells,
    Problem,
    Problems,
    RecordKey,
    RowError,
    Values,
    filled,
    root_of,
    row_fault,
    within,
)
from site_builder.authoring.spreadsheet.said import Said
from site_builder.authoring.spreadsheet.sheet import RowFault, Table
from site_builder.authoring.spreadsheet.told import faults_by_field, fill, in_sheet
from site_builder.authoring.yaml.edit import EditError, record_text
from site_builder.content import document
from site_builder.content.catalogue import Catalogue
from site_builder.content.discover import label
from site_builder.content.model import Known, Person, StatementKind, is_id
from site_builder.content.values.names import doubt_about
from site_builder.content.values.urls import is_address, same_address, without_tracking
from site_builder.diagnostics import MAX_SAME, NAMED_FIELD, Diagnostic, Route, quoted

# Of 100: a name this similar to an unknown one is worth a question.
_POSSIBLE = 60
Watch = Callable[[Collection[tuple[int, Cells]]], Iterable[tuple[int, Cells]]]
"""Returns the rows as they are, and may tell somebody which of them is due."""


@dataclass
class ImportPlan:
    """The files that an import would write, and what becomes of each row.

    `added` and `existing` are statements, as `person/statement`. `faults` are the reasons why rows
    cannot be imported; `warnings` are what to look at in rows that can. `diagnostics` are what else
    would be wrong with the content afterwards, where no row is the reason.
    """

    writes: list[FileWrite] = field(default_factory=list)
    added: list[str] = field(default_factory=list)
    existing: list[str] = field(default_factory=list)
    faults: list[RowFault] = field(default_factory=list)
    warnings: list[RowFault] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)


def plan(
    table: Table,
    mapping: ColumnMap,
    content: Path,
    catalogue: Catalogue,
    known: Known,
    judge: Judge = lambda _: (),
    watch: Watch = lambda rows: rows,
) -> ImportPlan:
    """Plan an import without the rows that have faults. Nothing is written.

    Raises:
        EditError: a file cannot be extended, and no single row is the reason.
    """
    unread = [it for it in table.faults if not mapping.ignores(column_of(it.column), table)]
    wrong: list[RowFault] = []
    while True:
        left_out = {fault.row for fault in wrong}
        rows = {number: cells for number, cells in table.rows.items() if number not in left_out}
        planner = _Planner(mapping, content, catalogue, known, unread, table.said)
        found = planner.take_all(rows, watch)
        found.writes = [*planner.writes()]
        found.diagnostics = [*judge({new.file: new.text for new in found.writes})]
        blame = planner.blame(found.writes)
        blamed = [*blame.errors(found.diagnostics, judge)]
        if not blamed:
            found.faults = sorted({*found.faults, *unread, *wrong})
            warned, found.diagnostics = blame.warnings(found.diagnostics)
            found.warnings = sorted({*warned, *planner.told_of})
            return found
        wrong += blamed


class _Named:
    """The records that a row names: those that are `new` with it, and what is wrong with any."""

    def __init__(
        self, find: Callable[[str, str, Values], tuple[str, Values]], problems: Iterable[Problem]
    ) -> None:
        self._find = find
        self.new: dict[RecordKey, Values] = {}
        self.problems = [*problems]

    def id_of(self, kind: str, called: str, own: Values, field: str = "") -> str:
        """Return the id of a record; empty if there is a problem, which `field` has if given."""
        try:
            id_, values = self._find(kind, called, own)
        except RowError as error:
            self.problems += ((field or name, message) for name, message in error.problems)
            return ""
        if values:
            self.new[kind, id_] = values
        return id_


class _Planner:
    """Takes one row after another and remembers what they add."""

    def __init__(
        self,
        mapping: ColumnMap,
        content: Path,
        catalogue: Catalogue,
        known: Known,
        unread: Iterable[RowFault],
        said: Callable[[int], str],
    ) -> None:
        self._mapping = mapping
        self._said = said
        self._unread: dict[int, list[str]] = defaultdict(list)
        for fault in unread:
            self._unread[fault.row].append(fault.column)
        self._defaults = mapping.defaults()
        self._content = content
        self._names = names_of(catalogue, known)
        self._alike = {kind: _look_alikes(kind, names) for kind, names in self._names.items()}
        self._known = Known({kind: names.by_id.keys() for kind, names in self._names.items()})
        self._called = {
            "person": mapping.people, "theme": mapping.themes, "source": mapping.sources,
            "organisation": mapping.organisations,
        }  # fmt: skip
        self._new: dict[RecordKey, Values] = {}
        self._there: dict[RecordKey, Values] = {}
        self._people: dict[str, Said] = {}
        self._taken = Taken()
        self.told_of: list[RowFault] = []
        self._rows: Mapping[int, Cells] = {}
        self._searches = 0

    def writes(self) -> Iterator[FileWrite]:
        """Yield the files that the rows taken so far make."""
        for (kind, id_), values in self._new.items():
            # People who speak in a row are below; others are only named.
            if kind != "person" or id_ not in self._people:
                file = file_of(self._content, RECORDS[kind], id_)
                yield FileWrite(file, record_text(RECORDS[kind], values))
        for person in self._people.values():
            if person.added:
                yield from person.extended()

    def take_all(self, rows: Mapping[int, Cells], watch: Watch) -> ImportPlan:
        """Plan the statements of some rows; what one needs may be described by any other."""
        found = ImportPlan()
        self._rows = rows
        waiting = [*rows.items()]
        while True:
            refused: list[tuple[int, Cells]] = []
            found.faults = []
            before = len(self._new)
            for number, cells in watch(waiting):
                try:
                    key, is_new = self._take(number, cells)
                except RowError as error:
                    refused.append((number, cells))
                    found.faults += (
                        row_fault(self._mapping, number, *it)
                        for it in error.problems
                        if it[1] != _UNREAD
                    )
                else:
                    (found.added if is_new else found.existing).append(key)
            # Others may need a record that a row below them describes.
            if not refused or len(self._new) == before:
                return found
            waiting = refused

    def blame(self, writes: Iterable[FileWrite]) -> Blame:
        """Return what finds the rows that are the reason of faults in these files."""
        return Blame(self._mapping, self._content, self._rows, self._taken, writes, self._said)

    def _tell_of_tracking(self, number: int, given: Values) -> None:
        """Tell of what was left out of the address of a source that a row adds."""
        for name in ("source", "source.url"):
            address = str(given.get(name, ""))
            if is_address(address) and (kept := without_tracking(address)) != address:
                said = f"The new source gets the address without what tracks readers: {kept}"
                self.told_of.append(row_fault(self._mapping, number, name, said))

    def _take(self, number: int, cells: Cells) -> tuple[str, bool]:
        """Plan one row's statement; return `person/statement`, and whether it is new.

        Raises:
            RowError: the row cannot be imported; nothing of it was taken.
        """
        given, problems = self._given(number, cells)
        fields = filled(self._defaults, given)
        if kind := self._mapping.rows_are:
            return self._take_record(kind, number, fields, given, problems)
        named = self._named(problems)
        named.problems += self._missing(fields, problems, *NAMED)
        ids = {
            kind: named.id_of(kind, str(fields.get(kind, "")), within(given, kind))
            for kind in NAMED
        }
        stance = str(fields.get(STANCE, ""))
        if stance and stance not in HOLDS:
            said = f"{quoted(stance)} is not a stance. Write one of: {', '.join(HOLDS)}."
            named.problems.append((STANCE, said))
        statement = self._statement(fields, ids["source"], named)
        if named.problems:
            raise RowError(*named.problems, *self._also_wrong(statement, fields, named.problems))
        self._judge(ids["theme"], statement, named.new, fields)
        person = self._person(ids["person"], named.new.get(("person", ids["person"])))
        id_ = person.existing(statement, ids["theme"], stance)
        if id_ is not None:
            person.refuse_other(id_, statement, map(root_of, given))
            return f"{person.id}/{id_}", False
        person.add(ids["theme"], statement, stance)
        self._people[person.id] = person
        for key, values in named.new.items():
            self._remember(key, values)
        added = f"{person.id}/{statement['id']}"
        self._taken.add(number, added, (*ids.items(), *named.new))
        if ("source", ids["source"]) in named.new:
            self._tell_of_tracking(number, given)
        return added, True

    def _named(self, problems: Problems) -> _Named:
        """Return what finds the records that a row names; it has `problems` already."""
        told_of = {name for name, _ in problems}
        return _Named(partial(self._record, told_of=told_of), problems)

    def _given(self, number: int, cells: Cells) -> tuple[Values, Problems]:
        """Return what a row says, by field, and what no field can hold, which is left out."""
        given = self._mapping.given(cells)
        unread = (self._mapping.held_by(column) for column in self._unread.get(number, ()))
        problems = [(name, _UNREAD) for names in unread for name in names]
        problems += ((name, _OWN_FORM) for name in self._days(cells))
        problems += _counted_days(given)
        problems += (
            (name, _SEVERAL)
            for name, value in given.items()
            if isinstance(value, list) and not mapped_fields()[column_of(name)]
        )
        wrong = {name for name, _ in problems}
        return {name: value for name, value in given.items() if name not in wrong}, problems

    def _statement(self, fields: Values, source: str, named: "_Named") -> Values:
        """Return the statement of a row, which cites the source with this id."""
        beside = (*RECORDS, *OF_THE_CITATION, STANCE)
        own = {name: value for name, value in fields.items() if root_of(name) not in beside}
        cited = {str(fields.get("source")): source}
        statement = self._nested(own, named.problems, cited=cited, named=named)
        place = {name: fields[name] for name in OF_THE_CITATION if name in fields}
        statement["citations"] = [{"source": source, **place}]
        return statement

    def _take_record(
        self, kind: str, number: int, fields: Values, given: Values, problems: Problems
    ) -> tuple[str, bool]:
        """Plan the person or organisation that a row is; return the id, and whether it is new."""
        named = self._named(problems)
        named.problems += self._missing(fields, problems, kind)
        id_ = named.id_of(kind, str(fields.get(kind, "")), within(given, kind))
        if named.problems:
            raise RowError(*named.problems)
        if values := named.new.get((kind, id_)):
            self._remember((kind, id_), values)
            self._taken.add(number, id_, [(kind, id_)])
            self._tell_of_tracking(number, given)
        return id_, bool(values)

    def _missing(self, fields: Values, told_of: Problems, *kinds: str) -> Iterator[tuple[str, str]]:
        """Yield the kinds of records that a row does not name, but for what is told already."""
        wrong = {name for name, _ in told_of}
        for kind in kinds:
            if kind not in fields and kind not in wrong:
                yield kind, f"The {kind} is missing. {fill(kind, self._mapping)}"

    def _days(self, cells: Cells) -> Iterator[str]:
        """Yield the fields of texts that have a date: the cell shows it in another form."""
        columns = self._mapping.columns
        for column, text in cells.items():
            held = columns.get(column, "date")
            if isinstance(text, Day) and column_of(held) not in date_fields():
                yield held

    def _remember(self, key: RecordKey, values: Values) -> None:
        self._new[key] = values
        kind, id_ = key
        names = [str(values[name]) for name in (TITLES[kind], "url") if name in values]
        self._names[kind].add(id_, names)
        for name in (id_, *names):
            if not is_address(name):
                self._alike[kind].add(name)

    def _record(
        self, kind: str, called: str, given: Values, told_of: Set[str]
    ) -> tuple[str, Values]:
        """Return the id of the record that a cell names, and its fields if this row adds it.

        `given` are the fields that the row's own cells hold, `told_of` those with a problem. Of a
        record without a name, these are judged alone.
        """
        model, title = RECORDS[kind], TITLES[kind]
        roots = {root_of(name) for name in given}
        flat = filled(within(self._defaults, kind), given)
        problems: Problems = []
        whole = self._nested(flat, problems, f"{kind}.")
        given = {name: value for name, value in whole.items() if name in roots}
        try:
            is_whole = not any(name.startswith(f"{kind}.") for name in told_of)
            id_, own = self._identified(kind, called, whole, given, is_whole=is_whole)
        except RowError as error:
            problems += error.problems
            # What is missing in a new record is not, if another one was meant.
            id_, own = "", whole and {title: called, **whole}
        wrong = [
            (route, fault)
            for route, fault in (faults_by_route(model, own, self._known) if own else ())
            if id_ or fault.code not in MISSING
        ]
        told_of = told_of | {name for name, _ in problems}
        # That a row names none is told where it is missing.
        if not called or f"{kind}.{title}" in told_of:
            told_of |= {kind}
        problems += self._beside(kind, wrong, flat, told_of)
        if problems:
            raise RowError(*problems)
        return id_, own

    def _identified(
        self, kind: str, called: str, whole: Values, given: Values, *, is_whole: bool
    ) -> tuple[str, Values]:
        """Return the id of the record that a cell names, and its fields if it is a new one.

        `whole` are the fields that the row and the defaults give it, `given` those of the row. If
        these are not all (`is_whole`), it may be a new one without any.

        Raises:
            RowError: it is not certain which record is meant, or the row says something else.
        """
        if not called:
            raise RowError
        model, title = RECORDS[kind], TITLES[kind]
        named = self._called[kind].get(called, called)
        if found := self._found(kind, named):
            self._refuse_other(kind, found, given)
            return found, {}
        under = _under(kind)
        if kind == "person" and named.casefold() in _NOBODY:
            said = f"{quoted(named)} is not a name. Give an id under `people:` in the mapping file"
            raise RowError((kind, f"{said}, such as that of a record of `kind: unnamed`."))
        own = whole
        is_one = kind == "person" and own.get("kind") not in ("organisation", "unnamed")
        doubt = doubt_about(named) if is_one and called not in self._called[kind] else None
        is_url = kind == "source" and is_address(named)
        is_named = (is_id(named) and title in own) or "identifiers" in own
        is_settled = called in self._called[kind] or is_named
        # With an id or an identifier, or an entry in the mapping file, it is not a misspelling.
        alike = "" if is_settled or is_url else self._meant(kind, named, is_new=bool(own))
        if doubt and (doubt.is_of_several or not alike):
            said = f"No person is called {quoted(named)}. {doubt.message}"
            hint = in_sheet(doubt.hint, "person.name", self._mapping)
            otherwise = "Otherwise, give an id under `people:` in the mapping file."
            raise RowError((kind, f"{said} {hint} {otherwise}"))
        if alike or (is_whole and not own):
            needed = " ".join(fill(f"{kind}.{name}", self._mapping) for name in _needed(kind))
            hint = alike or f"To add it, {needed[:1].lower()}{needed[1:]}"
            said = f"No {kind} is called {quoted(named)}. {hint}"
            raise RowError((kind, f"{said} {_otherwise(kind)}"))
        if is_url:
            own = {"url": named, **own}
        if kind == "source" and "url" in own:
            own = {**own, "url": without_tracking(str(own["url"]))}
        if is_url:
            if title not in own and is_whole:
                said = f"No source has the address {quoted(named)}, and a new one needs a title."
                column = self._mapping.own_column("source.title")
                hint = f"Fill in {quoted(column)}" if column else "Add a column for `source.title`"
                raise RowError((kind, f"{said} {hint}."))
        elif not is_id(called):
            own = {title: called, **own}
        there = self._names[kind].find(str(own.get("url", "")))
        if there:
            said = f"The source {quoted(there[0])} has this address. {under}."
            raise RowError(("source.url" if "url" in given else kind, said))
        id_ = named if is_id(named) else suggested_id(str(own.get(title, named)))
        is_taken = id_ in self._names[kind].by_id
        fault = id_fault(self._content, model, id_)
        if is_taken or fault:
            said = f"The {kind} {quoted(id_)} already exists." if is_taken else fault
            raise RowError((kind, f"{said} {under}."))
        return id_, own

    def _found(self, kind: str, named: str) -> str:
        """Return the id of the one record with this name or id; empty if there is none.

        Raises:
            RowError: several records have the name.
        """
        matches = self._names[kind].find(named)
        if len(matches) > 1:
            listed = ", ".join(map(quoted, matches))
            said = f"Several are called {quoted(named)}: {listed}. {_under(kind)}."
            raise RowError((kind, said))
        return next(iter(matches), "")

    def _there_already(self, kind: str, called: str) -> str:
        """Return the id of a record that a row refers to, but does not describe.

        Raises:
            RowError: there is none, or there are several.
        """
        named = self._called[kind].get(called, called)
        if found := self._found(kind, named):
            return found
        alike = self._meant(kind, named, is_new=False)
        hint = f"Add it first, with `factsheet new {kind}` or an import of its own."
        said = f"No {kind} is called {quoted(named)}. {alike or hint}"
        raise RowError((kind, f"{said} {_otherwise(kind)}"))

    def _nested(
        self,
        fields: Values,
        problems: Problems,
        before: str = "",
        cited: Mapping[str, str] = MappingProxyType({}),
        named: _Named | None = None,
    ) -> Values:
        """Return the fields of a record or statement, with those of its parts inside of these.

        A default without a number is that of each item of the list. `before` stands before the
        fields in the mapping; `cited` has the id of the source that the row itself adds; `named`
        and `problems` are as in `_with_ids`.
        """
        fields = self._with_ids(before, fields, problems, named)
        if not any("." in name for name in fields):
            return fields
        made: Values = {}
        lists: dict[str, dict[str, Values]] = {}
        defaults: dict[str, Values] = {}
        for name, value in fields.items():
            root, _, inner = name.partition(".")
            if not inner:
                made[name] = value
            elif root.endswith("[]"):
                defaults.setdefault(root[:-2], {})[inner] = value
            elif root.endswith("]"):
                of, _, item = root[:-1].partition("[")
                lists.setdefault(of, {}).setdefault(item, {})[inner] = value
            else:
                part = made.setdefault(root, {})
                assert isinstance(part, dict)
                part[inner] = value
        for root, part in made.items():
            if isinstance(part, dict):
                made[root] = self._with_source(f"{before}{root}.", part, cited, problems)
        for root, items in lists.items():
            parts = {number: defaults.get(root, {}) | item for number, item in items.items()}
            made[root] = [
                self._with_source(f"{before}{root}[{number}].", part, cited, problems)
                for number, part in parts.items()
            ]
        return made

    def _with_ids(
        self, path: str, fields: Values, problems: Problems, named: _Named | None = None
    ) -> Values:
        """Return fields with the ids of the records that they name.

        `named` gets those that are added with the row, and what is wrong with any. Without it, the
        records must be there; what is not is left out, and told in `problems`.
        """
        found = named or _Named(lambda kind, called, _: (self._there_already(kind, called), {}), ())
        made = dict(fields)
        for name in (name for name in REFERENCES if name in fields):
            called, kind = fields[name], REFERENCES[name]
            asked = [*map(str, called)] if isinstance(called, list) else [str(called)]
            together = [one for one in asked if isinstance(called, list) and self._joins(kind, one)]
            if together:
                found.problems += ((f"{path}{name}", _no_one(one)) for one in together)
                del made[name]
                continue
            ids = [found.id_of(kind, one, {}, f"{path}{name}") for one in asked]
            made[name] = [*ids] if isinstance(called, list) else ids[0]
            if found is not named and not all(ids):
                del made[name]
        problems += found.problems if found is not named else ()
        return made

    def _joins(self, kind: str, called: str) -> bool:
        """Check whether what one item of a list is called seems to be several people."""
        if kind != "person" or called in self._called[kind] or self._names[kind].find(called):
            return False
        doubt = doubt_about(called)
        return doubt is not None and doubt.is_of_several

    def _with_source(
        self, path: str, part: Values, cited: Mapping[str, str], problems: Problems
    ) -> Values:
        """Return a part with the citation that its `source` and `locator` make."""
        part = self._with_ids(path, part, problems)
        if "source" not in part:
            return part
        called = str(part["source"])
        rest = {name: value for name, value in part.items() if name not in ("source", "locator")}
        try:
            id_ = cited.get(called) or self._there_already("source", called)
        except RowError as error:
            problems += ((f"{path}source", message) for _, message in error.problems)
            return rest
        place = {"locator": part["locator"]} if "locator" in part else {}
        return {**rest, "citations": [{"source": id_, **place}]}

    def _refuse_other(self, kind: str, id_: str, given: Values) -> None:
        """Refuse fields that a record does not have, as it is never changed."""
        if not given:
            return
        is_new = (kind, id_) in self._new
        written = self._new[kind, id_] if is_new else self._fields_of(kind, id_)
        where = "A row above" if is_new else quoted(f"{RECORDS[kind].KIND.folder}/{id_}.yml")
        problems: Problems = []
        for name, value in given.items():
            there = written.get(name)
            if there == value or (name == "url" and _is_same_address(there, value)):
                continue
            what = f"has another {quoted(name)}" if name in written else f"has no {quoted(name)}"
            said = f"{where} {what} for the {kind} {quoted(id_)}. Correct one of them by hand."
            problems.append((f"{kind}.{name}", said))
        if problems:
            raise RowError(*problems)

    def _fields_of(self, kind: str, id_: str) -> Values:
        """Return the fields of a record as its file has them; none if it cannot be read."""
        if (kind, id_) not in self._there:
            file = file_of(self._content, RECORDS[kind], id_)
            tree, _ = document.read(file, label(file, self._content))
            self._there[kind, id_] = tree.plain() if tree else {}
        return self._there[kind, id_]

    def _meant(self, kind: str, named: str, *, is_new: bool) -> str:
        """Return a question about a record that may have been meant; empty if none is similar."""
        near = self._alike[kind].find(named)
        if not near and not is_new and self._searches < MAX_SAME:
            # Among all names, which takes time, so only for the first of them.
            self._searches += 1
            names = [name for name, _ in self._names[kind].all()]
            scored = process.extractOne(
                named.casefold(), names, scorer=fuzz.ratio, score_cutoff=_POSSIBLE
            )
            near = scored[0] if scored else ""
        ids = self._names[kind].find(near) if near else []
        return f"Did you mean {quoted(ids[0])}?" if ids else ""

    def _judge(self, theme: str, statement: Values, new: Iterable[RecordKey], flat: Values) -> None:
        known = Known(
            {
                kind: names.ids_and(*(id_ for of, id_ in new if of == kind))
                for kind, names in self._names.items()
            }
        )
        if wrong := statement_faults(theme, statement, known):
            raise RowError(*faults_by_field(self._mapping, "", wrong, flat))

    def _also_wrong(self, statement: Values, flat: Values, problems: Problems) -> Iterator[Problem]:
        """Yield what is wrong with a statement beside what is told already."""
        apart = (*REFERENCES, "citations")
        own = {name: value for name, value in statement.items() if name not in apart}
        told_of = {name for name, _ in problems}
        # Without a problem of their own, words are not there because the row has none.
        has_no_words = told_of.isdisjoint(StatementKind)
        wrong = [
            (route, fault)
            for route, fault in (statement_faults("none", own, self._known) if own else ())
            if (has_no_words and fault.code == "no-words") or (route and route != ("citations",))
        ]
        yield from self._beside("", wrong, flat, told_of)

    def _beside(
        self,
        kind: str,
        wrong: Iterable[tuple[Route, Diagnostic]],
        flat: Values,
        told_of: Set[str],
    ) -> Iterator[Problem]:
        """Yield faults as `_told` does, but for those of fields of which something is told already.

        Nor is it a fault of a part, or of another field, that such a field has no value.
        """
        inner = {name.rpartition(".")[2] for name in told_of}
        for route, fault in wrong:
            if inner.isdisjoint(found[2] for found in NAMED_FIELD.finditer(fault.hint)):
                for name, message in faults_by_field(self._mapping, kind, [(route, fault)], flat):
                    is_part = column_of(name) not in mapped_fields()
                    inside = is_part and any(it.startswith(f"{name}.") for it in told_of)
                    if name not in told_of and not inside:
                        yield name, message

    def _person(self, id_: str, new: Values | None) -> Said:
        """Return a person's files, with what the rows so far add to them."""
        if id_ in self._people:
            return self._people[id_]
        new = new or self._new.get(("person", id_))
        try:
            if new is not None:
                file = file_of(self._content, Person, id_)
                return Said(id_, [new_person(file, record_text(Person, new))])
            self._people[id_] = Said(id_, read_person(self._content, id_))
        except EditError as error:
            raise RowError(("person", str(error))) from None
        return self._people[id_]


# What lists have where nobody knows who spoke.
_NOBODY = frozenset(
    (
        "-",
        "?",
        "anon",
        "anonymous",
        "n/a",
        "na",
        "nan",
        "nobody",
        "none",
        "null",
        "unknown",
        "various",
    )
)
# Of the years 1954 to 2064. Few programs begin to count elsewhere (ECMA-376, part 1, 18.17.4.1).
_COUNTED = re.compile(r"[2-5]\d{4}", re.ASCII)
_DAY_ZERO = datetime.date(1899, 12, 30)
# It is told of where the cell was read.
_UNREAD = ""
_OWN_FORM = "This cell is a date in a form of its own. Format it as text and type it again."
_SEVERAL = "There are several values, and the field holds one. Give it one column of a list."


def _under(kind: str) -> str:
    return f"Give its id under `{RECORDS[kind].KIND.folder}:` in the mapping file"


def _no_one(called: str) -> str:
    several = "If these are several people, put `;` between them."
    return f"No person is called {quoted(called)}. {several} {_otherwise('person')}"


def _otherwise(kind: str) -> str:
    folder = RECORDS[kind].KIND.folder
    return f"If it is there under another name, give its id under `{folder}:` in the mapping file."


def _needed(kind: str) -> list[str]:
    """Return the fields without which there is no record of a kind, beside its name."""
    fields = RECORDS[kind].model_fields
    return [
        name
        for name, field in fields.items()
        if field.is_required() and name not in ("id", "path", TITLES[kind])
    ]


def _look_alikes(kind: str, names: Names) -> LookAlikes:
    alike = LookAlikes(are_people=kind == "person")
    for id_, called in names.by_id.items():
        for name in dict.fromkeys((id_, *called)):
            if not is_address(name):
                alike.add(name)
    return alike


def _counted_days(given: Values) -> Iterator[Problem]:
    """Yield the fields of dates that have the number by which spreadsheets know a day."""
    for name, value in given.items():
        is_counted = isinstance(value, str) and _COUNTED.fullmatch(value)
        if is_counted and column_of(name) in date_fields():
            day = _DAY_ZERO + datetime.timedelta(int(str(value)))
            said = f"{quoted(str(value))} may be how a spreadsheet counts the days up to {day}."
            yield name, f"{said} Format the cell as a date, or write the date."


def _is_same_address(one: object, other: object) -> bool:
    return same_address(str(one)) == same_address(str(other))
