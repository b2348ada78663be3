"""`factsheet fmt`."""

import sys
from pathlib import Path
from typing import NamedTuple

import click

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.yaml.edit import EditError
from site_builder.authoring.yaml.format import in_order
from site_builder.cli.settings import Refusal, config_option, settings_of
from site_builder.content.discover import discover
from site_builder.content.document import read_text
from site_builder.content.model import MODELS, File, PersonPart
from site_builder.diagnostics import Diagnostic


@click.command("fmt", short_help="Put the fields of records in order.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit with 1 if a file would change.")
@config_option
def command(config_file: Path, paths: tuple[Path, ...], check: bool) -> None:
    """Put the top-level fields of records in canonical order.

    Takes the records in each file or folder PATH, or all records. A field moves with its comments;
    no line is rewritten. A file that cannot be reordered safely is skipped.

    Exit code: 0 done, 1 a file was skipped or (with --check) would change, 2 the command failed.
    """
    files = _records(config_file, paths)
    changed, skipped = 0, 0
    for file in files:
        try:
            reordered = _reordered(file)
        except EditError as error:
            click.echo(f"{file.path}: {error}", err=True)
            skipped += 1
            continue
        if reordered is not None:
            changed += 1
            click.echo(file.path)
            if not check:
                _write(reordered)
    what = "would be reordered" if check else "reordered"
    noun = "file" if len(files) == 1 else "files"
    rest = f", {skipped:,} skipped" if skipped else ""
    click.echo(f"{changed:,} of {len(files):,} {noun} {what}{rest}.")
    if check and changed:
        click.echo("Run `factsheet fmt` to reorder them.")
    sys.exit(1 if skipped or (check and changed) else 0)


class _Written(NamedTuple):
    """A file with fields; `path` is its name in diagnostics."""

    file: Path
    path: str
    model: type[File]


def _records(config_file: Path, paths: tuple[Path, ...]) -> list[_Written]:
    """Return the records in the given files and folders, or all if none are given."""
    settings = settings_of(config_file)
    listing = discover(settings.content, Path.cwd())
    if not listing.records and listing.faults:
        raise Refusal(_sentence(listing.faults[0]))
    given = [path.resolve() for path in paths]
    written = (
        one
        for record in listing.records
        for one in (
            _Written(record.file, record.path, MODELS[record.kind.name]),
            *(_Written(part.file, part.path, PersonPart) for part in record.parts),
        )
    )
    absolute = {one.file.resolve(): one for one in written}
    for path, wanted in zip(paths, given, strict=True):
        if not any(file.is_relative_to(wanted) for file in absolute):
            raise Refusal(f"{path} is not a record of this site, nor a folder of its records.")
    return [
        record
        for file, record in absolute.items()
        if not given or any(file.is_relative_to(wanted) for wanted in given)
    ]


def _reordered(file: _Written) -> FileWrite | None:
    text, faults = read_text(file.file, file.path)
    if text is None or faults:
        raise EditError(_sentence(faults[0]))
    ordered = in_order(text, file.model)
    return FileWrite(file.file, ordered, text) if ordered != text else None


def _sentence(fault: Diagnostic) -> str:
    line = f"Line {fault.span.line}: " if fault.span.line > 1 else ""
    return f"{line}{fault.message} {fault.hint}".rstrip()


def _write(reordered: FileWrite) -> None:
    try:
        write(reordered)
    except WriteError as error:
        raise Refusal(str(error)) from None
