"""`factsheet fmt`."""

import sys
from pathlib import Path

import click

from site_builder.authoring.files import Change, WriteError, write
from site_builder.authoring.yaml.edit import EditError
from site_builder.authoring.yaml.format import tidy
from site_builder.cli.settings import Refusal, config_option
from site_builder.content.discover import RecordFile, discover
from site_builder.content.document import read_text
from site_builder.content.model import MODELS
from site_builder.diagnostics import Diagnostic
from site_builder.hosts.mkdocs.settings import SettingsError, read_settings


@click.command("fmt", short_help="Give records their canonical order and layout.")
@click.argument("paths", nargs=-1, metavar="[PATH]...", type=click.Path(path_type=Path))
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 if anything would change.")
@config_option
def command(config_file: Path, paths: tuple[Path, ...], check: bool) -> None:
    """Give records the canonical order and layout: those in PATHs, or all.

    What the files say is not changed, and no comment is lost; texts stay as they are written. A
    file for which that cannot be promised is left alone, with exit code 1.
    """
    files = _records(config_file, paths)
    changed, refused = 0, 0
    for file in files:
        try:
            change = _tidied(file)
        except EditError as error:
            click.echo(f"{file.path}: {error}", err=True)
            refused += 1
            continue
        if change is not None:
            changed += 1
            click.echo(file.path)
            if not check:
                _write(change)
    what = "would be laid out anew" if check else "laid out anew"
    noun = "file" if len(files) == 1 else "files"
    alone = f", {refused:,} left alone" if refused else ""
    click.echo(f"{changed:,} of {len(files):,} {noun} {what}{alone}.")
    if check and changed:
        click.echo("`factsheet fmt` does it.")
    sys.exit(1 if refused or (check and changed) else 0)


def _records(config_file: Path, paths: tuple[Path, ...]) -> list[RecordFile]:
    """The records in the given files and folders; all where none are given."""
    try:
        settings = read_settings(config_file)
    except SettingsError as error:
        raise Refusal(str(error)) from None
    listing = discover(settings.content, Path.cwd())
    if not listing.records and listing.faults:
        raise Refusal(_sentence(listing.faults[0]))
    given = [path.resolve() for path in paths]
    absolute = {record.file.resolve(): record for record in listing.records}
    for path, wanted in zip(paths, given, strict=True):
        if not any(file.is_relative_to(wanted) for file in absolute):
            raise Refusal(f"{path} is no record of this site, and no folder of its records.")
    return [
        record
        for file, record in absolute.items()
        if not given or any(file.is_relative_to(wanted) for wanted in given)
    ]


def _tidied(file: RecordFile) -> Change | None:
    text, faults = read_text(file.file, file.path)
    if text is None or faults:
        raise EditError(_sentence(faults[0]))
    tidied = tidy(text, MODELS[file.kind.name])
    return Change(file.file, tidied, text) if tidied != text else None


def _sentence(fault: Diagnostic) -> str:
    line = f"Line {fault.span.line}: " if fault.span.line > 1 else ""
    return f"{line}{fault.message} {fault.hint}".rstrip()


def _write(change: Change) -> None:
    try:
        write(change)
    except WriteError as error:
        raise Refusal(str(error)) from None
