"""`factsheet import`."""

import difflib
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from site_builder.authoring.files import Change, WriteError, write_all
from site_builder.authoring.spreadsheet.mapping import MappingError, fields, read_mapping
from site_builder.authoring.spreadsheet.sheet import Sheet, SheetError, read_sheet
from site_builder.authoring.spreadsheet.take_over import Plan, plan
from site_builder.authoring.yaml import scalars
from site_builder.authoring.yaml.edit import EditError
from site_builder.build import Inputs, load
from site_builder.cli.asking import filled
from site_builder.cli.settings import Refusal, config_option
from site_builder.cli.written import say_faults
from site_builder.content.discover import label
from site_builder.diagnostics import quoted
from site_builder.hosts.mkdocs.settings import SettingsError, read_settings

_LISTED = 100


@click.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-m",
    "--mapping",
    type=click.Path(path_type=Path, dir_okay=False),
    help="A YAML file that says what the columns hold. Without it, one is sketched.",
)
@click.option("--sheet", "name", help="The name of the sheet, where an .xlsx file has several.")
@click.option("--dry-run", is_flag=True, help="Show what would be written, and write nothing.")
@click.option("--partly", is_flag=True, help="Write the rows that can be, though others cannot.")
@config_option
def command(
    config_file: Path,
    file: Path,
    mapping: Path | None,
    name: str | None,
    dry_run: bool,
    partly: bool,
) -> None:
    """Add the statements of a spreadsheet: FILE is .csv, .tsv or .xlsx.

    Every row that cannot be taken over is named with row, column and reason; then nothing is
    written. What is there already is left as it is.

    Exit code: 0, 1 if rows cannot be taken over, 2 if the import cannot be carried out.
    """
    base = Path.cwd()
    try:
        settings = read_settings(config_file)
        sheet = read_sheet(file, name)
        if mapping is None:
            raise Refusal(f"Say what the columns hold, with --mapping FILE.\n\n{_sketch(sheet)}")
        columns = read_mapping(mapping, sheet)
        content = load(Inputs(settings.content, base, settings.lang))
        found = plan(sheet, columns, settings.content, content.catalogue, content.listing.known)
        is_written = not dry_run and (partly or not found.faults)
        if is_written:
            write_all(found.changes)
    except (SettingsError, SheetError, MappingError, EditError, WriteError) as error:
        raise Refusal(str(error)) from None
    if dry_run:
        click.echo("".join(_differences(found.changes, base)), nl=False)
    _say(found, is_written=is_written)
    written = {label(change.file, base) for change in found.changes}
    is_wrong = is_written and say_faults(
        load(Inputs(settings.content, base, settings.lang)).diagnostics, written, base
    )
    sys.exit(1 if found.faults or is_wrong else 0)


def _sketch(sheet: Sheet) -> str:
    """The beginning of a mapping file for a sheet."""
    known = fields()
    held = {column: column.casefold().replace(" ", "_") for column in sheet.columns}
    rows = [
        f"  {scalars.write(column, 0, 0).lines[0]}: {name if name in known else '…'}"
        for column, name in held.items()
    ]
    return "\n".join(
        [
            "It could begin so:",
            "",
            "columns:",
            *rows,
            "ignore: []  # columns to pass over",
            "values: {}  # what all rows have, as date_basis: published",
            "",
            filled(f"Fields: {', '.join(known)}."),
        ]
    )


def _differences(changes: list[Change], base: Path) -> Iterator[str]:
    """What would be written, as `diff -u` shows it."""
    for change in changes:
        path = label(change.file, base)
        before = (change.was or "").splitlines(keepends=True)
        after = change.text.splitlines(keepends=True)
        yield from difflib.unified_diff(
            before, after, path if change.was is not None else "(new)", path
        )


def _say(found: Plan, *, is_written: bool) -> None:
    for fault in found.faults[:_LISTED]:
        where = f", column {quoted(fault.column)}" if fault.column else ""
        click.echo(f"Row {fault.row}{where}: {fault.message}")
    if len(found.faults) > _LISTED:
        click.echo(f"… and {len(found.faults) - _LISTED:,} more.")
    new = sum(change.was is None for change in found.changes)
    click.echo(f"Statements: {len(found.added):,} new, {len(found.there):,} there already.")
    click.echo(f"Files: {new:,} new, {len(found.changes) - new:,} extended.")
    if faulty := len({fault.row for fault in found.faults}):
        click.echo(f"Rows that cannot be taken over: {faulty:,}.")
    if not is_written:
        click.echo("Nothing was written.")
