"""`factsheet diff`."""

import sys
from pathlib import Path

import click

from site_builder.changes.difference import json, markdown, terminal
from site_builder.changes.difference.sides import difference
from site_builder.changes.git import GitError, snapshot
from site_builder.changes.unrecorded import unrecorded
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal as faults
from site_builder.cli.output import show
from site_builder.cli.settings import Refusal, config_option, differences_option
from site_builder.mkdocs.settings import SettingsError, read_settings


@click.command("diff", short_help="Show what has changed, record by record.")
@config_option
@click.argument("revision", metavar="REV")
@differences_option
def command(config_file: Path, revision: str, form: str) -> None:
    """Show what has changed in the content since the current branch left REV.

    Includes changes that are not committed yet. Quotes whose words have changed come first.

    Exit code: 0 whether or not anything has changed, 1 something published changed in silence
    (words without a correction, a copy of a source, an address that leads nowhere any more), 2 the
    command failed.
    """
    try:
        content = read_settings(config_file).content
        found = difference(content, snapshot(content, revision))
    except (SettingsError, GitError) as error:
        raise Refusal(str(error)) from None
    if form == "terminal":
        show(lambda is_coloured: terminal.render(found, is_coloured=is_coloured))
    else:
        click.echo((markdown if form == "markdown" else json).render(found))
    base = Path.cwd()
    if lost := [*unrecorded(found, content, base)]:
        click.echo("\n" + faults.render(lost, line_reader(base)), err=True)
        sys.exit(1)
