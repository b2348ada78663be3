"""`factsheet schema`."""

from pathlib import Path

import click

from site_builder.exports import schemas


@click.command("schema")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=schemas.FOLDER)
def command(folder: Path) -> None:
    """Write the JSON Schemas of the content into FOLDER (schema/).

    The first line of each content file names one, so that an editor completes and explains fields
    while they are typed. They change with the version of this package only.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas.texts().items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise click.FileError(str(folder), error.strerror) from None
    click.echo("\n".join(f"Wrote {folder / name}" for name in schemas.texts()))
