"""The command line: `factsheet check` and `factsheet build`.

Exit codes: 0 nothing wrong, 1 faults in the content, 2 the command cannot be carried out.
"""

import sys
import time
from pathlib import Path

import click

_CONFIG = click.option(
    "-f",
    "--config-file",
    type=click.Path(path_type=Path),
    default=Path("mkdocs.yml"),
    show_default=True,
    help="The site's settings; they name the content folder.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="officials-fact-sheet")
def main() -> None:
    """A fact sheet of what officials said, in their own words, with the source."""


@main.command()
@_CONFIG
def check(config_file: Path) -> None:
    """Check all content, and say everything that is wrong with it."""
    from site_builder.build import load
    from site_builder.diagnostics import has_errors
    from site_builder.plugin import SettingsError, read_settings
    from site_builder.report import terminal

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


@main.command()
@_CONFIG
def build(config_file: Path) -> None:
    """Check all content and build the site; a warning is an error.

    Where anything is wrong, the last site stays as it is.
    """
    from site_builder.plugin import SettingsError, build_site

    try:
        build_site(config_file)
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
