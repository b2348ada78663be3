"""`factsheet check`."""

import sys
import time
from pathlib import Path

import click

from site_builder.build import load
from site_builder.cli.settings import config_option
from site_builder.diagnostics import has_errors
from site_builder.plugin import SettingsError, read_settings
from site_builder.report import terminal


@click.command("check")
@config_option
def command(config_file: Path) -> None:
    """Check all content, and say everything that is wrong with it."""
    start = time.perf_counter()
    base = Path.cwd()
    try:
        settings = read_settings(config_file)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    content = load(settings.content, base, settings.lang)
    if content.diagnostics:
        click.echo(terminal.render(content.diagnostics, terminal.line_reader(base)) + "\n")
    what = f"{content.catalogue.size}, in {time.perf_counter() - start:.1f} s"
    click.echo(terminal.summary(content.diagnostics, what))
    sys.exit(1 if has_errors(content.diagnostics) else 0)
