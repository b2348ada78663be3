"""`factsheet import`."""

import difflib
import json
import re
import sys
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from site_builder.authoring.files import FileWrite, WriteError, write_all
from site_builder.authoring.spreadsheet.cells import SpreadsheetError, column_of
from site_builder.authoring.spreadsheet.collection import is_collection, read_collection
from site_builder.authoring.spreadsheet.importer import ImportPlan, plan
from site_builder.authoring.spreadsheet.mapping import (
    ColumnMap,
    MappingError,
    drafted,
    fields,
    read_mapping,
)
from site_builder.authoring.spreadsheet.row import Cells
from site_builder.authoring.spreadsheet.sheet import RowFault, Table, read_table
from site_builder.authoring.yaml import scalars
from site_builder.authoring.yaml.edit import EditError
from site_builder.checks.lines import ReadLine
from site_builder.checks.reports import terminal
from site_builder.cli.settings import Refusal, config_option, format_option
from site_builder.content.discover import label
from site_builder.content.kinds import BY_NAME
from site_builder.diagnostics import Span, has_errors, quoted
from site_builder.examine import Inputs, Rehearsal
from site_builder.mkdocs.settings import SettingsError, read_settings

_LISTED = 100
# Of the other faults, how many rows are named for each kind.
_FIRST = 5
_NEXT = """
A draft of the mapping file; nothing was imported. Save it, for example with `> mapping.yml`, write
a field in place of each `…`, and run the command again with `--mapping mapping.yml`.

Most columns hold `person`, `theme`, `source`, `locator`, `date`, and `quote`, `paraphrase` or
`action`. `factsheet import --fields` lists all fields."""
_UNNAMED = """
Cells are in columns without a name. If another row names the columns, give it with `--header`."""
_VERSION = 3


def _list_fields(context: click.Context, _: click.Parameter, wanted: bool) -> None:
    """Print the fields that columns can hold, and end."""
    if wanted:
        click.echo("\n".join(fields()))
        context.exit()


@click.command("import", short_help="Import a spreadsheet or a collection.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "-m",
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A YAML file that names the field of each column. Without it, a draft is printed.",
)
@click.option(
    "--fields",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_list_fields,
    help="List the fields that columns can hold, and exit.",
)
@click.option("--sheet", help="The sheet to import, if an .xlsx file has several.")
@click.option(
    "--header",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="The row that names the columns; those above it are left out.",
)
@click.option(
    "--literal", is_flag=True, help="Take signs of HTML, such as &amp;, as the text they are."
)
@click.option(
    "--rows",
    metavar="LIST",
    help="The list in a collection whose items are the rows, such as `debates[].turns[]`.",
)
@click.option(
    "--join",
    metavar="LIST.FIELD",
    multiple=True,
    help="A list beside that of the rows, and the field of its items that has a row's `id`, such as"
    " `memberships.person_id`. Can be repeated.",
)
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--partly", is_flag=True, help="Import the valid rows even if others have faults.")
@format_option(f"For people, with the first {_LISTED} faults; for scripts, with all.")
@config_option
def command(
    config_file: Path,
    file: Path,
    mapping: Path | None,
    sheet: str | None,
    header: int,
    literal: bool,
    rows: str | None,
    join: tuple[str, ...],
    dry_run: bool,
    partly: bool,
    form: str,
) -> None:
    """Import from FILE, a spreadsheet (.csv, .tsv, .xlsx) or a collection.

    Each row is a statement or, if none has words, a person, a theme, a source or an organisation.

    A collection is a .json, .jsonl or .yml file, or a folder of them. If rows cannot be imported,
    they are listed with column and reason, and nothing is written. Nor is anything written that
    `factsheet check` would refuse. Existing records are never changed.

    Exit code: 0 done, 1 rows could not be imported, 2 the command failed.
    """
    base = Path.cwd()
    try:
        settings = read_settings(config_file)
        if is_collection(file):
            table = read_collection(file, rows or "", join, literal=literal)
        else:
            table = read_table(file, sheet, header, literal=literal)
        if mapping is None:
            click.echo(_draft(table, settings.lang))
            click.echo(_NEXT, err=True)
            named = ("", *table.columns)
            if any(column_of(fault.column) not in named for fault in table.faults):
                click.echo(_UNNAMED, err=True)
            return
        columns = read_mapping(mapping, table)
        there = Rehearsal(Inputs(settings.content, base, settings.lang))
        found = plan(
            table,
            columns,
            settings.content,
            there.content.catalogue,
            there.content.listing.known,
            there.faults,
            _watch,
        )
        is_wrong = has_errors(found.diagnostics)
        is_written = not (dry_run or is_wrong or (found.faults and not partly))
        if is_written:
            write_all(found.writes)
    except (SettingsError, SpreadsheetError, MappingError, EditError, WriteError) as error:
        raise Refusal(str(error)) from None
    if form == "json":
        result = _as_json(found, base, table, columns, is_written=is_written)
        click.echo(json.dumps(result, ensure_ascii=False))
    else:
        if missing := columns.not_there(table):
            click.echo(f"No record has {', '.join(map(quoted, missing))}.")
        if dry_run:
            click.echo("".join(_differences(found.writes, base)), nl=False)
            for column, number in columns.not_taken(table):
                values = "value" if number == 1 else "values"
                click.echo(f"Not taken: {number:,} {values} of {quoted(column)}.")
        kind = columns.rows_are
        noun = BY_NAME[kind].folder.capitalize() if kind else "Statements"
        _report(found, base, noun, table, is_written=is_written)
    sys.exit(1 if found.faults or is_wrong else 0)


def _watch(rows: Collection[tuple[int, Cells]]) -> Iterator[tuple[int, Cells]]:
    """Yield the rows, and show on a terminal how many are done."""
    errors = sys.stderr
    with click.progressbar(rows, label="Rows", file=errors, hidden=not errors.isatty()) as shown:
        yield from shown


def _draft(table: Table, lang: str) -> str:
    """Return a draft of the mapping file, which says what language words without one are in."""
    rows = [
        f"  {scalars.write(column, 0, 0)[0]}: {held}"
        for column, held in drafted(table.columns).items()
    ]
    return "\n".join(
        [
            "columns:  # the field that each column holds",
            *rows,
            "ignore: []  # columns to skip",
            f"values: {{}}  # for all rows, such as lang: {'en' if lang == 'de' else 'de'};"
            f" without lang, words count as {lang}",
        ]
    )


def _differences(writes: list[FileWrite], base: Path) -> Iterator[str]:
    """Yield what would be written, as `diff -u` shows it."""
    for new in writes:
        path = label(new.file, base)
        before = (new.was or "").splitlines(keepends=True)
        after = new.text.splitlines(keepends=True)
        yield from difflib.unified_diff(
            before, after, path if new.was is not None else "(new)", path
        )


def _report(found: ImportPlan, base: Path, noun: str, table: Table, *, is_written: bool) -> None:
    if found.diagnostics:
        click.echo(terminal.render(found.diagnostics, _line_reader(found.writes, base)) + "\n")
    if (found.faults or found.warnings) and len(table.parts) == 1:
        click.echo(f"{table.parts[0][1]}:")
    _list(found.faults, table)
    _list(found.warnings, table, "warning: ")
    created = sum(new.was is None for new in found.writes)
    click.echo(f"{noun}: {len(found.added):,} new, {len(found.existing):,} already there.")
    click.echo(f"Files: {created:,} new, {len(found.writes) - created:,} extended.")
    if faulty := len({fault.row for fault in found.faults}):
        click.echo(f"Rows that cannot be imported: {faulty:,}.")
    if not is_written:
        click.echo("Nothing was written.")


def _list(faults: Sequence[RowFault], table: Table, called: str = "") -> None:
    """Print the first faults of rows; of each kind of the others, its number and its first rows."""
    for (column, message), rows in _by_message(faults[:_LISTED]).items():
        where = f", column {quoted(column)}" if column else ""
        click.echo(f"{_listed(rows, table)}{where}: {called}{message}")
    if rest := faults[_LISTED:]:
        click.echo(f"… and {len(rest):,} more; --format json lists all. By kind:")
        for (column, message), rows in _by_kind(rest).items():
            where = f"column {quoted(column)}: " if column else ""
            first = [*dict.fromkeys(rows)]
            which = _listed(first[:_FIRST], table) + " …" * (len(first) > _FIRST)
            click.echo(f"{len(rows):7,}  {where}{called}{message} ({which})")


def _by_message(
    faults: Iterable[RowFault], message_of: Callable[[str], str] = str
) -> dict[tuple[str, str], list[int]]:
    """Return the rows of faults by their column and message: one new name is in many rows."""
    rows: dict[tuple[str, str], list[int]] = {}
    for fault in faults:
        rows.setdefault((fault.column, message_of(fault.message)), []).append(fault.row)
    return rows


def _by_kind(faults: Iterable[RowFault]) -> dict[tuple[str, str], list[int]]:
    """Return the rows of each kind, the most frequent first: what its messages quote may differ."""
    kinds = _by_message(faults, _unquoted)
    return dict(sorted(kinds.items(), key=lambda it: len(it[1]), reverse=True))


def _unquoted(message: str) -> str:
    """Return a message with `…` for each text and number that it quotes."""
    return re.sub(r"[^\W_]*\d[\d,]*", "…", re.sub(r"`[^`]*`", "`…`", message))


def _listed(rows: list[int], table: Table) -> str:
    """Return rows as text; those of several files as `a.yml, row 2; b.yml, rows 1 and 3`."""
    if len(table.parts) == 1:
        return _in_words(rows)
    by_file: dict[str, list[int]] = {}
    for row in rows:
        file, number = table.place(row)
        by_file.setdefault(file, []).append(number)
    return "; ".join(f"{file}, {_in_words(of).casefold()}" for file, of in by_file.items())


def _in_words(rows: list[int]) -> str:
    """Return rows of one file as text: `Row 2`, `Rows 2 and 5`, `Rows 2 to 31 and 40`."""
    runs: list[list[int]] = []
    for row in rows:
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    said: list[str] = []
    for run in runs:
        said += [f"{run[0]} to {run[-1]}"] if len(run) > 2 else map(str, run)
    *others, last = said
    return f"Row{'s' * (len(rows) > 1)} {', '.join(others)}{' and ' * bool(others)}{last}"


def _line_reader(writes: Iterable[FileWrite], base: Path) -> ReadLine:
    """Return a function that reads lines of the files as they are to be."""
    lines = {label(new.file, base): new.text.split("\n") for new in writes}

    def read(span: Span) -> str | None:
        there = lines.get(span.path, [])
        return there[span.line - 1] if 0 < span.line <= len(there) else None

    return read


def _as_json(
    found: ImportPlan, base: Path, table: Table, columns: ColumnMap, *, is_written: bool
) -> dict[str, Any]:
    return {
        "version": _VERSION,
        "written": is_written,
        "added": found.added,
        "existing": found.existing,
        "files": [{"path": label(new.file, base), "new": new.was is None} for new in found.writes],
        "not_there": columns.not_there(table),
        "not_taken": [
            {"column": column, "count": number} for column, number in columns.not_taken(table)
        ],
        "faults": _placed(found.faults, table),
        "warnings": _placed(found.warnings, table),
        "totals": [
            {"column": column, "message": message, "count": len(rows)}
            for (column, message), rows in _by_kind(found.faults).items()
        ],
        "diagnostics": [
            {
                "code": item.code,
                "severity": item.severity.value,
                "message": item.message,
                "path": item.span.path,
                "line": item.span.line,
            }
            for item in found.diagnostics
        ],
    }


def _placed(faults: Iterable[RowFault], table: Table) -> list[dict[str, Any]]:
    placed = ((fault, *table.place(fault.row)) for fault in faults)
    return [
        {"file": file, "row": row, "column": fault.column, "message": fault.message}
        for fault, file, row in placed
    ]
