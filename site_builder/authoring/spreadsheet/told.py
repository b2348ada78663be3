"""Say what is wrong with a record in the words of the sheet that it was made from.

Checks speak of the fields of a file. Whoever imports has cells, columns and a mapping file, so
fields are named by their columns, and hints say what to type there.
"""

import re
from collections.abc import Container, Iterable, Iterator, Set

from site_builder.authoring.spreadsheet.cells import column_of
from site_builder.authoring.spreadsheet.mapping import ColumnMap, fields
from site_builder.authoring.spreadsheet.row import TITLES, Problem, Values
from site_builder.content.model import StatementKind
from site_builder.diagnostics import DELETE_IT, NAMED_FIELD, Diagnostic, Route, quoted

_CITATIONS = "citations"
_ITEM = re.compile(r"^([^.]+)\[(\d+)\]")


def field_at(route: Route, before: str, given: Iterable[str] = ()) -> str:
    """Return the field of a mapping that a route in a record or statement leads to.

    `before` stands before its fields: `person.`, or nothing for a statement. Items of lists have
    the numbers that they have among the `given` fields, in whose order they were put together.
    """
    steps: list[str] = []
    for at, step in enumerate(route):
        after = route[at + 1 :]
        if step == _CITATIONS:
            # A row cites one source for each of its parts.
            steps += [] if any(isinstance(it, str) for it in after) else ["source"]
        elif isinstance(step, str):
            steps.append(step)
        elif steps and route[at - 1] != _CITATIONS and _has_parts(before + ".".join(steps)):
            steps[-1] += f"[{_number(steps[-1], step, given)}]"
    return before + ".".join(steps)


def _has_parts(field: str) -> bool:
    return any(name.startswith(f"{field}[].") for name in fields())


def _number(of: str, at: int, given: Iterable[str]) -> str:
    """Return the number in the sheet of the item that is at a place in the list made of it."""
    items = (found for name in given if (found := _ITEM.match(name)))
    numbers = [
        *dict.fromkeys(number for name, number in (it.groups() for it in items) if name == of)
    ]
    return numbers[at] if at < len(numbers) else str(at)


def faults_by_field(
    mapping: ColumnMap,
    kind: str,
    wrong: Iterable[tuple[Route, Diagnostic]],
    flat: Values,
    by_hand: Container[str] = (),
) -> Iterator[Problem]:
    """Yield faults of a record, or of a statement if no `kind` is given, by field.

    `flat` are the fields that it was put together from. `by_hand` are the kinds of records that the
    import does not write, so that no column can correct them.
    """
    before = f"{kind}." if kind else ""
    for route, fault in dict.fromkeys(wrong):
        field = field_at(route, before, flat)
        # The column of a name has the title.
        if kind and field == f"{before}{TITLES[kind]}":
            field = kind
        elif not field:
            # What is wrong with all of a statement is wrong with its words.
            held = (it.value for it in StatementKind if mapping.own_column(it.value))
            field = next(held, "")
        yield field, told(fault, field, mapping, by_hand)


def faults_beside(
    mapping: ColumnMap,
    kind: str,
    wrong: Iterable[tuple[Route, Diagnostic]],
    flat: Values,
    already: Set[str],
) -> Iterator[Problem]:
    """Yield faults by field, but for those of fields of which something is told already.

    Nor is it a fault of a part, or of another field, that such a field has no value.
    """
    inner = {name.rpartition(".")[2] for name in already}
    for route, fault in wrong:
        if inner.isdisjoint(found[2] for found in NAMED_FIELD.finditer(fault.hint)):
            for name, message in faults_by_field(mapping, kind, [(route, fault)], flat):
                is_part = column_of(name) not in fields()
                inside = is_part and any(it.startswith(f"{name}.") for it in already)
                if name not in already and not inside:
                    yield name, message


def told(fault: Diagnostic, field: str, mapping: ColumnMap, by_hand: Container[str] = ()) -> str:
    """Return a fault of a field's value as a sentence, with what to do in the sheet."""
    match fault.code:
        # What lacks one of several fields is a part; that has no column of its own.
        case "missing-field" if column_of(field) in fields():
            return f"{quoted(field)} is missing. {fill(field, mapping)}"
        case "missing-citation":
            return f"{fault.message} {fill(field, mapping)}"
        case "no-words":
            return f"{fault.message} Fill in {' or '.join(_of_words(mapping))}."
        case "two-kinds":
            named = " or ".join(_of_words(mapping))
            return f"{fault.message} Leave {named} empty, or make two rows of this one."
        case "status-unexplained" if field == "status":
            both = " ".join(fill(f"status_note.{name}", mapping) for name in ("note", "source"))
            return f"{fault.message} {both}"
    return f"{fault.message} {in_sheet(fault.hint, field, mapping, by_hand)}".rstrip()


def fill(field: str, mapping: ColumnMap) -> str:
    """Return what to do where a field has no value."""
    if column := mapping.own_column(field):
        return f"Fill in {quoted(column)}."
    return (
        f"Give {quoted(column_of(field))} a column, or a value under `values:` in the mapping file."
    )


def _of_words(mapping: ColumnMap) -> list[str]:
    return [quoted(column) for kind in StatementKind if (column := mapping.own_column(kind.value))]


def in_sheet(hint: str, field: str, mapping: ColumnMap, by_hand: Container[str] = ()) -> str:
    """Return a hint on a field, or what is said of another place, with columns for fields."""
    around, _, own = field.rpartition(".")
    nowhere: list[str] = []

    def named(found: re.Match[str]) -> str:
        verb, name, value = found.groups("")
        possible = (f"{field}.{name}", f"{around}.{name}", name)
        meant = next((it for it in possible if column_of(it) in fields()), name)
        if meant.partition(".")[0] in by_hand:
            return f"{verb}{quoted(name)}"
        column = mapping.own_column(meant)
        # Quotation marks are YAML's, in which a time would be a number without them.
        value = value.strip('"').replace("…", "")
        if verb == "Add ":
            given = f" with {quoted(value)}" if value else ""
            to_do = f"Fill in {quoted(column)}" if column else f"Add a column for {quoted(meant)}"
            return f"{to_do}{given}"
        # Of the field itself, `row_fault` says where it is.
        is_elsewhere = not column and meant in fields() and meant != field
        if is_elsewhere and (not verb or meant in mapping.values):
            nowhere.append(meant)
        called = quoted(column or meant)
        if verb:
            return f"{'Leave' if verb == 'Delete ' else 'leave'} {called} empty"
        if not value:
            return called
        return quoted(value) if name == own else f"{quoted(value)} in {called}"

    said = NAMED_FIELD.sub(named, hint.replace(DELETE_IT, "leave the cell empty"))
    return " ".join([said, *(_where(name, mapping) for name in dict.fromkeys(nowhere))])


def _where(field: str, mapping: ColumnMap) -> str:
    """Return where somebody can write the value of a field that no column holds."""
    if field in mapping.values:
        return (
            f"{quoted(field)} has one value for all rows, under `values:` in the mapping file:"
            " correct it there, or give it a column."
        )
    return f"No column holds {quoted(field)}. {fill(field, mapping)}"
