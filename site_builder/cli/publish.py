"""`factsheet publish`."""

import sys
from pathlib import Path

import click

from site_builder.cli.extras import missing
from site_builder.cli.settings import Refusal
from site_builder.parallel import Processes
from site_builder.publishing.destinations import Destination, DestinationError, Folder
from site_builder.publishing.manifest import Manifest, ManifestError
from site_builder.publishing.publish import AlteredError, Difference, built, difference, publish

_MOST_LISTED = 200
_WAITING = "Waiting for another `factsheet publish {}` to end."


@click.command("publish", short_help="Bring the built site to a folder or a bucket.")
@click.argument("destination", metavar="DESTINATION")
@click.option(
    "--site",
    type=click.Path(path_type=Path),
    default=Path("site"),
    show_default=True,
    help="The folder of the built site.",
)
@click.option("--dry-run", is_flag=True, help="Write nothing; list what would be done.")
def command(destination: str, site: Path, dry_run: bool) -> None:
    """Write the files of the built site that differ to DESTINATION, and remove what is gone.

    DESTINATION is a folder, or a bucket of object storage: s3://BUCKET/PREFIX.

    Files are compared by what they hold. A site that is not as it was built is refused. After an
    interruption, run it again. Files that no run has published are left alone.

    Exit code: 0 success, 2 the command failed.
    """
    try:
        manifest = built(site, Processes())
        place = _place(destination, site)
        if dry_run:
            todo = difference(manifest, place)
            _list(todo)
        else:
            with place.alone(lambda: click.echo(_WAITING.format(destination), err=True)):
                todo = difference(manifest, place)
                _publish(site, place, todo, manifest)
    except (ManifestError, AlteredError, DestinationError) as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"Cannot read {error.filename}: {error.strerror}.") from None
    done = "would be " if dry_run else ""
    click.echo(
        f"{len(todo.new):,} new and {len(todo.changed):,} changed files {done}written,"
        f" {len(todo.gone):,} {done}removed; {todo.same:,} stay as they are."
    )


def _place(destination: str, site: Path) -> Destination:
    if not destination:
        raise Refusal("The destination is empty. Name a folder, or s3://BUCKET/PREFIX.")
    if "://" not in destination:
        path = Path(destination)
        if path.resolve().is_relative_to(site.resolve()):
            raise Refusal(f"{destination} is in the built site. Name another folder.")
        return Folder(path)
    if not destination.startswith("s3://"):
        raise Refusal(
            f"{destination} is neither a folder nor a bucket, such as s3://BUCKET/PREFIX."
        )
    try:
        from site_builder.publishing.bucket import Bucket
    except ModuleNotFoundError as error:
        raise Refusal(missing(error, "s3")) from None
    return Bucket.at(destination)


def _list(todo: Difference) -> None:
    signs = {"+": todo.new, "~": todo.changed, "-": todo.gone}
    lines = [f"{sign} {path}" for sign, paths in signs.items() for path in paths]
    for line in lines[:_MOST_LISTED]:
        click.echo(line)
    if len(lines) > _MOST_LISTED:
        click.echo(f"… and {len(lines) - _MOST_LISTED:,} more.")


def _publish(site: Path, place: Destination, todo: Difference, manifest: Manifest) -> None:
    number = len(todo.new) + len(todo.changed)
    with click.progressbar(
        length=number, label="Publishing", file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as bar:
        publish(site, place, todo, manifest, lambda: bar.update(1))
