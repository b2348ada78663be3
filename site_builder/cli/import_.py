"""`factsheet import`."""

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from site_builder.authoring.files import FileWrite, WriteError, write_all
from site_builder.authoring.spreadsheet.importer import ImportPlan, plan
from site_builder.authoring.spreadsheet.mapping import MappingError, fields, read_mapping
from site_builder.authoring.spreadsheet.sheet import SpreadsheetError, Table, read_table
from site_builder.authoring.yaml import scalars
from site_builder.authoring.yaml.edit import EditError
from site_builder.build import Inputs, load
from site_builder.cli.asking import filled
from site_builder.cli.settings import Refusal, config_option
from site_builder.cli.written import report_faults
from site_builder.content.discover import label
from site_builder.diagnostics import quoted
from site_builder.mkdocs.settings import SettingsError, read_settings

_LISTED = 100


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-m",
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A YAML file that names the field of each column. Without it, you get a draft.",
)
@click.option("--sheet", help="The sheet to import, if an .xlsx file has several.")
@click.option("--dry-run", is_flag=True, help="Show what would be written; write nothing.")
@click.option("--partly", is_flag=True, help="Import the valid rows even if others have faults.")
@config_option
def command(
    config_file: Path,
    file: Path,
    mapping: Path | None,
    sheet: str | None,
    dry_run: bool,
    partly: bool,
) -> None:
    """Import statements from a spreadsheet: a .csv, .tsv or .xlsx FILE.

    If rows cannot be imported, all of them are listed with column and reason, and nothing is
    written. Existing statements are never changed.

    Exit code: 0 done, 1 rows could not be imported, 2 the command failed.
    """
    base = Path.cwd()
    try:
        settings = read_settings(config_file)
        table = read_table(file, sheet)
        if mapping is None:
            raise Refusal(f"Name a mapping file with --mapping FILE.\n\n{_draft(table)}")
        columns = read_mapping(mapping, table)
        content = load(Inputs(settings.content, base, settings.lang))
        found = plan(table, columns, settings.content, content.catalogue, content.listing.known)
        is_written = not dry_run and (partly or not found.faults)
        if is_written:
            write_all(found.writes)
    except (SettingsError, SpreadsheetError, MappingError, EditError, WriteError) as error:
        raise Refusal(str(error)) from None
    if dry_run:
        click.echo("".join(_differences(found.writes, base)), nl=False)
    _report(found, is_written=is_written)
    written = {label(new.file, base) for new in found.writes}
    is_wrong = is_written and report_faults(
        load(Inputs(settings.content, base, settings.lang)).diagnostics, written, base
    )
    sys.exit(1 if found.faults or is_wrong else 0)


def _draft(table: Table) -> str:
    """Return a draft of the mapping file."""
    known = fields()
    held = {column: column.casefold().replace(" ", "_") for column in table.columns}
    rows = [
        f"  {scalars.write(column, 0, 0)[0]}: {name if name in known else '…'}"
        for column, name in held.items()
    ]
    return "\n".join(
        [
            "A draft to start from:",
            "",
            "columns:",
            *rows,
            "ignore: []  # columns to skip",
            "values: {}  # defaults for all rows, such as date_basis: published",
            "",
            filled(f"Fields: {', '.join(known)}."),
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


def _report(found: ImportPlan, *, is_written: bool) -> None:
    for fault in found.faults[:_LISTED]:
        where = f", column {quoted(fault.column)}" if fault.column else ""
        click.echo(f"Row {fault.row}{where}: {fault.message}")
    if len(found.faults) > _LISTED:
        click.echo(f"… and {len(found.faults) - _LISTED:,} more.")
    created = sum(new.was is None for new in found.writes)
    click.echo(f"Statements: {len(found.added):,} new, {len(found.existing):,} already there.")
    click.echo(f"Files: {created:,} new, {len(found.writes) - created:,} extended.")
    if faulty := len({fault.row for fault in found.faults}):
        click.echo(f"Rows that cannot be imported: {faulty:,}.")
    if not is_written:
        click.echo("Nothing was written.")
