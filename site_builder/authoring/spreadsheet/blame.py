"""Lay what would be wrong with the files of an import at the rows that make it so."""

from collections import defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from site_builder.authoring.files import FileWrite
from site_builder.authoring.new import sentence
from site_builder.authoring.spreadsheet.mapping import ColumnMap
from site_builder.authoring.spreadsheet.row import Cells, RecordKey, filled, row_fault, within
from site_builder.authoring.spreadsheet.sheet import RowFault
from site_builder.authoring.spreadsheet.told import faults_by_field, in_sheet
from site_builder.authoring.yaml.edit import route_at
from site_builder.content import document
from site_builder.content.discover import label, record_at
from site_builder.diagnostics import Diagnostic, Severity, Span

Judge = Callable[[Mapping[Path, str]], Iterable[Diagnostic]]
"""Returns what would be wrong if files had these texts, without what is wrong today."""
_IN_PERSON = ("positions", 0, "statements", 0)


class Taken:
    """The rows that were taken, by the statement that each added and by the records it names."""

    def __init__(self) -> None:
        self.by_statement: dict[str, int] = {}
        self.by_record: dict[RecordKey, list[int]] = defaultdict(list)

    def add(self, number: int, statement: str, records: Iterable[RecordKey]) -> None:
        """Take a row."""
        self.by_statement[statement] = number
        for key in dict.fromkeys(records):
            self.by_record[key].append(number)


class Blame:
    """Finds the rows that are the reason of faults in the files of an import.

    `rows` are those that were tried, `taken` those that were taken, and `said` names a row.
    """

    def __init__(
        self,
        mapping: ColumnMap,
        content: Path,
        rows: Mapping[int, Cells],
        taken: Taken,
        writes: Iterable[FileWrite],
        said: Callable[[int], str],
    ) -> None:
        self._mapping = mapping
        self._defaults = mapping.defaults()
        self._rows = rows
        self._taken = taken
        self._said = said
        self._named = {label(new.file, content): new for new in writes}
        self._trees = _Trees(self._named)

    def errors(self, found: Iterable[Diagnostic], judge: Judge) -> Iterator[RowFault]:
        """Yield the rows without which no file would have its errors."""
        unclear: list[Diagnostic] = []
        for fault in found:
            if fault.severity is not Severity.ERROR:
                continue
            if causing := self._named_by(fault):
                yield from self._blame(fault, causing)
            else:
                unclear.append(fault)
        files: dict[RecordKey, dict[Path, str]] = {}
        for path, new in self._named.items():
            key = record_at(path)
            assert key is not None  # an import writes records only
            files.setdefault(key, {})[new.file] = new.text
        for fault, causing in _causing(unclear, files, judge):
            yield from self._blame(fault, causing)

    def _named_by(self, fault: Diagnostic) -> list[RecordKey]:
        """Return the records whose rows are the reason of a fault, if its places tell.

        What is wrong with a statement is wrong with its row, and what is wrong with records that
        rows add is not without them. In a record that is only extended, an old part may be wrong
        because of another record. To judge records again takes far longer than to ask this.
        """
        path = _named_in(fault.span.path, self._named)
        key = record_at(path)
        if key is not None and f"{key[1]}/{fault.statement}" in self._taken.by_statement:
            return [key]
        others = (_named_in(other.span.path, self._named) for other in fault.related)
        return [
            key
            for path in dict.fromkeys((path, *others))
            if (key := record_at(path)) and self._named[path].was is None
        ]

    def warnings(self, found: Iterable[Diagnostic]) -> tuple[list[RowFault], list[Diagnostic]]:
        """Return each warning at the row that it is about, and what no row is the reason of."""
        warned: list[RowFault] = []
        left: list[Diagnostic] = []
        for fault in found:
            path = _named_in(fault.span.path, self._named)
            key = record_at(path)
            rows: list[RowFault] = []
            if fault.severity is Severity.WARNING and key is not None:
                rows = [*self._blame(fault, [key], first=True)]
            warned += rows
            left += [] if rows else [fault]
        return warned, left

    def _blame(
        self,
        fault: Diagnostic,
        keys: Collection[RecordKey],
        *,
        first: bool = False,
    ) -> Iterator[RowFault]:
        """Yield the rows that made the records, or of these the one that made the statement.

        Of several rows with a record, the `first` is the one that describes it.
        """
        by_statement, by_record = self._taken.by_statement, self._taken.by_record
        made = [
            by_statement[key]
            for _, id_ in keys
            if (key := f"{id_}/{fault.statement}") in by_statement
        ]
        rows = sorted({number for key in keys for number in by_record.get(key, ())})
        path = _named_in(fault.span.path, self._named)
        tree = self._trees.of(path) if record_at(path) in keys else None
        route = route_at(fault.span, tree.root) if tree else ()
        for number in made or rows[: 1 if first else None]:
            kind = next(kind for kind, id_ in keys if number in by_record[kind, id_])
            if not route:
                said = f"{fault.span.path} would be wrong: {sentence(fault)}"
                yield row_fault(self._mapping, number, kind, said)
                continue
            flat = filled(self._defaults, self._mapping.given(self._rows[number]))
            kind, wrong = (
                ("", (route[len(_IN_PERSON) :], fault)) if made else (kind, (route, fault))
            )
            of = within(flat, kind) if kind else flat
            by_hand = self._by_hand(fault)
            for name, said in faults_by_field(self._mapping, kind, [wrong], of, by_hand):
                also = self._also(fault, name, number)
                yield row_fault(self._mapping, number, name, f"{said} {also}".rstrip())

    def _by_hand(self, fault: Diagnostic) -> set[str]:
        """Return the kinds of records to which a fault points, but which the import only names."""
        keys = (record_at("/".join(it.span.path.split("/")[-2:])) for it in fault.related)
        written = {record_at(path) for path in self._named}
        return {key[0] for key in keys if key is not None and key not in written}

    def _also(self, fault: Diagnostic, field: str, row: int) -> str:
        """Return the other places of a fault: the rows of statements, or the files."""
        said: list[str] = []
        for other in fault.related:
            number = self._taken.by_statement.get(self._trees.statement_at(other.span))
            if number != row:
                place, named = other.span.path, other.message
                if number:
                    place, named = self._said(number), in_sheet(named, field, self._mapping)
                said.append(f"{named}: {place}.")
        return " ".join(said)


class _Trees:
    """What the files that an import writes would say, each read once, by paths in the content."""

    def __init__(self, named: Mapping[str, FileWrite]) -> None:
        self._named = named
        self._read: dict[str, document.Document | None] = {}

    def of(self, path: str) -> document.Document | None:
        """Return what a file would say; None if the import does not write it."""
        if path in self._named and path not in self._read:
            self._read[path] = document.parse(self._named[path].text, "")[0]
        return self._read.get(path)

    def statement_at(self, span: Span) -> str:
        """Return the statement around a place, as `person/statement`; empty if there is none."""
        path = _named_in(span.path, self._named)
        tree, key = self.of(path), record_at(path)
        if tree is None or key is None:
            return ""
        id_ = tree.node((*route_at(span, tree.root)[: len(_IN_PERSON)], "id"))
        return f"{key[1]}/{id_.text}" if isinstance(id_, document.Scalar) else ""


def _named_in(path: str, named: Container[str]) -> str:
    """Return the end of a path that is named, such as `people/a.yml`; empty if none is."""
    steps = path.split("/")
    ends = ("/".join(steps[at:]) for at in range(len(steps)))
    return next((end for end in ends if end in named), "")


def _causing(
    faults: Sequence[Diagnostic], files: Mapping[RecordKey, Mapping[Path, str]], judge: Judge
) -> Iterator[tuple[Diagnostic, list[RecordKey]]]:
    """Yield with each fault the fewest of the records that make it, by judging halves of them."""
    keys = [*files]
    half = len(keys) // 2
    for part in (keys[:half], keys[half:]) if half else ():
        if not faults:
            return
        judged = judge({file: text for key in part for file, text in files[key].items()})
        signs = {(it.code, it.message) for it in judged}
        here = [it for it in faults if (it.code, it.message) in signs]
        faults = [it for it in faults if (it.code, it.message) not in signs]
        yield from _causing(here, {key: files[key] for key in part}, judge)
    yield from ((fault, keys) for fault in faults)
