"""`factsheet schema`."""

from pathlib import Path

import click

from site_builder.cli.settings import Refusal
from site_builder.exports import schemas


@click.command("schema", short_help="Write the JSON Schemas of the content.")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False), default=schemas.FOLDER)
def command(folder: Path) -> None:
    """Write the JSON Schemas of the content into FOLDER (default: schema).

    The first line of each content file names its schema, so that an editor can complete and explain
    fields as you type. The schemas change only with the version of this package.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in schemas.texts().items():
            (folder / name).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        raise Refusal(f"Cannot write {error.filename}: {error.strerror}.") from None
    click.echo("\n".join(f"Wrote {folder / name}" for name in schemas.texts()))
