"""Plan the import of a spreadsheet: the files to write, and the rows that cannot be imported.

Existing statements are never changed, so a second import of the same spreadsheet adds nothing. A
person's file is read at their first row and extended once, after their last. The files are judged
as a check would judge them before they are written, and rows that would make them wrong are left
out.
"""

import datetime
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from site_builder.authoring.files import FileWrite
from site_builder.authoring.new import file_of, statement_faults
from site_builder.authoring.person_files import new_person, read_person
from site_builder.authoring.spreadsheet.blame import Blame, Judge, Taken
from site_builder.authoring.spreadsheet.cells import Day, column_of
from site_builder.authoring.spreadsheet.mapping import (
    HOLDS,
    NAMED,
    OF_THE_CITATION,
    OTHERS,
    RECORDS,
    REFERENCES,
    STANCE,
    ColumnMap,
    date_fields,
)
from site_builder.authoring.spreadsheet.mapping import fields as mapped_fields
from site_builder.authoring.spreadsheet.records import Named, Records
from site_builder.authoring.spreadsheet.row import (
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
from site_builder.authoring.spreadsheet.told import faults_beside, faults_by_field, fill
from site_builder.authoring.yaml.edit import EditError, record_text
from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Known, Person, StatementKind
from site_builder.content.values.urls import is_address, without_tracking
from site_builder.diagnostics import Diagnostic, quoted

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
            found.warnings = sorted({*warned, *planner.warnings})
            return found
        wrong += blamed


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
        self._lang = catalogue.lang
        self._records = Records(mapping, content, catalogue, known)
        self._people: dict[str, Said] = {}
        self._taken = Taken()
        self.warnings: list[RowFault] = []
        self._rows: Mapping[int, Cells] = {}

    def writes(self) -> Iterator[FileWrite]:
        """Yield the files that the rows taken so far make."""
        for (kind, id_), values in self._records.added.items():
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
            before = len(self._records.added)
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
            if not refused or len(self._records.added) == before:
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
                self.warnings.append(row_fault(self._mapping, number, name, said))

    def _take(self, number: int, cells: Cells) -> tuple[str, bool]:
        """Plan one row's statement; return `person/statement`, and whether it is new.

        Raises:
            RowError: the row cannot be imported; nothing of it was taken.
        """
        given, problems = self._given(number, cells)
        fields = filled(self._defaults, given)
        if kind := self._mapping.rows_are:
            return self._take_record(kind, number, fields, given, problems)
        if OTHERS not in self._mapping.used and any(column_of(it) == OTHERS for it in cells):
            problems.append(("person", _JOINT))
        named = self._records.named(problems)
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
        person.add(ids["theme"], statement, stance, self._said(number))
        self._people[person.id] = person
        for key, values in named.new.items():
            self._records.add(key, values, self._said(number))
        added = f"{person.id}/{statement['id']}"
        self._taken.add(number, added, (*ids.items(), *named.new))
        if ("source", ids["source"]) in named.new:
            self._tell_of_tracking(number, given)
        return added, True

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

    def _statement(self, fields: Values, source: str, named: Named) -> Values:
        """Return the statement of a row, which cites the source with this id."""
        beside = (*RECORDS, *OF_THE_CITATION, STANCE)
        own = {name: value for name, value in fields.items() if root_of(name) not in beside}
        cited = {str(fields.get("source")): source}
        statement = self._records.nested(own, named.problems, cited=cited, named=named)
        place = {name: fields[name] for name in OF_THE_CITATION if name in fields}
        statement["citations"] = [{"source": source, **place}]
        return statement

    def _take_record(
        self, kind: str, number: int, fields: Values, given: Values, problems: Problems
    ) -> tuple[str, bool]:
        """Plan the person or organisation that a row is; return the id, and whether it is new."""
        named = self._records.named(problems)
        named.problems += self._missing(fields, problems, kind)
        id_ = named.id_of(kind, str(fields.get(kind, "")), within(given, kind))
        if named.problems:
            raise RowError(*named.problems)
        if values := named.new.get((kind, id_)):
            self._records.add((kind, id_), values, self._said(number))
            self._taken.add(number, id_, [(kind, id_)])
            self._tell_of_tracking(number, given)
        return id_, bool(values)

    def _missing(self, fields: Values, problems: Problems, *kinds: str) -> Iterator[Problem]:
        """Yield the kinds of records that a row does not name, but for what is told already."""
        wrong = {name for name, _ in problems}
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

    def _judge(self, theme: str, statement: Values, new: Iterable[RecordKey], flat: Values) -> None:
        if wrong := statement_faults(theme, statement, self._records.known_with(new)):
            raise RowError(*faults_by_field(self._mapping, "", wrong, flat))

    def _also_wrong(self, statement: Values, flat: Values, problems: Problems) -> Iterator[Problem]:
        """Yield what is wrong with a statement beside what is told already."""
        apart = (*REFERENCES, "citations")
        own = {name: value for name, value in statement.items() if name not in apart}
        told = {name for name, _ in problems}
        # Without a problem of their own, words are not there because the row has none.
        has_no_words = told.isdisjoint(StatementKind)
        wrong = [
            (route, fault)
            for route, fault in (statement_faults("none", own, self._records.known) if own else ())
            if (has_no_words and fault.code == "no-words") or (route and route != ("citations",))
        ]
        yield from faults_beside(self._mapping, "", wrong, flat, told)

    def _person(self, id_: str, new: Values | None) -> Said:
        """Return a person's files, with what the rows so far add to them."""
        if id_ in self._people:
            return self._people[id_]
        new = new or self._records.added.get(("person", id_))
        try:
            if new is not None:
                file = file_of(self._content, Person, id_)
                return Said(id_, [new_person(file, record_text(Person, new))], self._lang)
            self._people[id_] = Said(id_, read_person(self._content, id_), self._lang)
        except EditError as error:
            raise RowError(("person", str(error))) from None
        return self._people[id_]


# Of the years 1954 to 2064. Few programs begin to count elsewhere (ECMA-376, part 1, 18.17.4.1).
_COUNTED = re.compile(r"[2-5]\d{4}", re.ASCII)
_DAY_ZERO = datetime.date(1899, 12, 30)
# It is told of where the cell was read.
_UNREAD = ""
_JOINT = (
    f"The column {quoted(OTHERS)} names others who said this too. Give it the field"
    f" {quoted(OTHERS)} in the mapping file."
)
_OWN_FORM = "This cell is a date in a form of its own. Format it as text and type it again."
_SEVERAL = "There are several values, and the field holds one. Give it one column of a list."


def _counted_days(given: Values) -> Iterator[Problem]:
    """Yield the fields of dates that have the number by which spreadsheets know a day."""
    for name, value in given.items():
        is_counted = isinstance(value, str) and _COUNTED.fullmatch(value)
        if is_counted and column_of(name) in date_fields():
            day = _DAY_ZERO + datetime.timedelta(int(str(value)))
            said = f"{quoted(str(value))} may be how a spreadsheet counts the days up to {day}."
            yield name, f"{said} Format the cell as a date, or write the date."
