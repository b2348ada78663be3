"""`factsheet init`."""

from pathlib import Path

import click

from site_builder.authoring.files import WriteError
from site_builder.authoring.starter import write_site
from site_builder.cli.settings import Refusal


@click.command("init", short_help="Write a new site into a folder.")
@click.argument("folder", metavar="FOLDER", type=click.Path(path_type=Path, file_okay=False))
def command(folder: Path) -> None:
    """Write a new site into FOLDER: settings, sample records and files for GitHub.

    The site builds as it is. The sample records are invented and say so. Existing files are never
    overwritten.
    """
    try:
        files = write_site(folder)
    except WriteError as error:
        raise Refusal(str(error)) from None
    is_here = folder == Path()
    place = "this folder" if is_here else folder
    if files:
        click.echo(f"Wrote {len(files)} files of a new site into {place}.")
    else:
        click.echo(f"Wrote nothing: all files of a new site are in {place} already.")
    where = "" if is_here else f" in {folder}"
    click.echo(f"Next: read {folder / 'README.md'}; to see the site, run `make serve`{where}.")
