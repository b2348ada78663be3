"""`factsheet portrait`."""

from pathlib import Path

import click

from site_builder.authoring.files import WriteError
from site_builder.authoring.portraits import PortraitError, keep, portrait
from site_builder.cli.network import Network, web_of
from site_builder.cli.settings import Refusal, config_option, settings_of
from site_builder.content.discover import label
from site_builder.diagnostics import did_you_mean, quoted
from site_builder.examine import Inputs, load
from site_builder.mkdocs.settings import Settings


@click.command("portrait", short_help="Add a person's portrait, from an address or a file.")
@config_option
@click.argument("person", required=False, metavar="PERSON")
@click.option("--url", help="Where it is from: the address of the image, or with --file, any.")
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The image, if it is not to be fetched.",
)
@click.option("--credit", help="Who made it. Required.")
@click.option("--licence", help="The licence that allows its use: `CC BY 4.0`. Required.")
@click.pass_obj
def command(
    network: Network | None,
    config_file: Path,
    person: str | None,
    url: str | None,
    file: Path | None,
    credit: str | None,
    licence: str | None,
) -> None:
    """Add a portrait to PERSON, the id of a person: a JPEG, PNG, WebP or AVIF image.

    Writes the image into `content/images/`, without what its file tells beyond the picture, and its
    author, its licence and where it is from into the person's file. Nothing is overwritten.

    Exit code: 0 added, 1 the image was refused, 2 the command failed.
    """
    needed = {
        "PERSON": person, "--url or --file": url or file, "--credit": credit, "--licence": licence
    }  # fmt: skip
    if not (person and (url or file) and credit and licence):
        missing = [name for name, value in needed.items() if not value]
        raise click.UsageError(f"Missing: {', '.join(missing)}.")
    settings = settings_of(config_file)
    content = load(Inputs(settings.content, Path.cwd(), settings.lang))
    people = content.catalogue.people
    if person not in people:
        hint = did_you_mean(person, people)
        raise Refusal(f"There is no person {quoted(person)}. {hint}".rstrip())
    given = {"credit": credit, "licence": licence, **({"url": url} if url else {})}
    try:
        data = file.read_bytes() if file else _fetched(network, settings, url or "")
        made = portrait(settings.content, people[person], data, given, content.listing.known)
        keep(made)
    except PortraitError as error:
        raise _Refused(str(error)) from None
    except WriteError as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"Cannot read {file}: {error.strerror}.") from None
    click.echo(f"Wrote {label(made.file, Path.cwd())} and {people[person].path}.")


def _fetched(network: Network | None, settings: Settings, url: str) -> bytes:
    """Return what is at an address."""
    web = web_of(network, settings)
    from site_builder.evidence.web.fetch import FetchError

    try:
        return web.page(url).data
    except FetchError as error:
        raise _Refused(
            f"{url} was not fetched: {error} Save the image in a browser, and use --file."
        ) from None


class _Refused(click.ClickException):
    """An image is refused: a sentence, and exit code 1."""

    exit_code = 1
