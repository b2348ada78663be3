"""`factsheet export`."""

import os
import shutil
import sys
import zlib
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import click

from site_builder.cli.settings import Refusal, config_option
from site_builder.content.values.date_words import written_otherwise
from site_builder.content.values.dates import FORMS, Edtf, parse
from site_builder.diagnostics import did_you_mean, has_errors, quoted
from site_builder.examine import Inputs, load
from site_builder.exports import FORMATS
from site_builder.exports.data import EVERYTHING, Data, Selection
from site_builder.exports.format import Format
from site_builder.exports.release import release_of
from site_builder.exports.write import FormatError, format_of, pieces, write_into
from site_builder.mkdocs.settings import SettingsError, read_settings
from site_builder.site_folder import Staging, StagingError
from site_builder.temporary import whole

_GZIP = ".gz"
# What is written into an empty folder, until it is complete.
_MADE = ".new"
_BINARY = (".db", ".parquet")


class _FaultsError(click.ClickException):
    """The content has errors: exit code 1."""

    exit_code = 1


@click.command("export", short_help="Write the data in a format, without building the site.")
@config_option
@click.argument("form", metavar="FORMAT", type=click.Choice([*FORMATS]))
@click.option(
    "--to",
    "place",
    metavar="PATH",
    default="",
    help="The file to write, or an empty folder, ending in `/`, for all files of the format."
    " `-` is standard output.",
)
@click.option("--file", "name", metavar="NAME", default="", help="One of its files: people.csv.")
@click.option("--person", metavar="ID", default="", help="Only what this person said or did.")
@click.option("--theme", metavar="ID", default="", help="Only statements on this theme.")
@click.option("--since", metavar="DATE", default="", help="Only what may have been said since.")
def command(
    config_file: Path, form: str, place: str, name: str, person: str, theme: str, since: str
) -> None:
    """Write the data of the content in FORMAT, to standard output if --to names no file.

    FORMAT is one of api, jsonl, csv, sqlite, parquet, feeds, pair-feeds, markdown, popolo, embed,
    changes. Of several files, the first one is meant (statements) unless --file names another one.

    Exit code: 0 success, 1 the content has errors, 2 the command failed.
    """
    try:
        settings = read_settings(config_file)
        chosen = format_of(form)
    except (SettingsError, FormatError) as error:
        raise Refusal(str(error)) from None
    if chosen.needs_url and not settings.site.url:
        raise Refusal(f"The format `{form}` has addresses of the site. Set `site_url`.")
    if form == "changes" and (person or theme or since):
        raise Refusal("The format `changes` compares whole releases: it takes no filters.")
    place = "" if place == "-" else place
    is_folder = place.endswith("/")
    if is_folder and name:
        raise Refusal(f"A folder takes all files of the format: leave out `--file {name}`.")
    _require_room(place)
    wanted = "" if is_folder else _file(form, chosen, name)
    if not place and wanted.endswith(_BINARY) and sys.stdout.isatty():
        raise Refusal(f"{wanted} is not text. Name a file: `--to {wanted}`.")
    content = load(Inputs(settings.content, Path.cwd(), settings.lang))
    if has_errors(content.diagnostics):
        raise _FaultsError("The content has errors. Run `factsheet check` to see them.")
    catalogue = content.catalogue
    selection = Selection(
        _known(person, catalogue.people, "person"),
        _known(theme, catalogue.themes, "theme"),
        _date(since),
    )
    release = release_of(settings.content)
    data = Data(catalogue, settings.site, release, selection, settings.content, content.proofs)
    if selection != EVERYTHING and not data.entries:
        click.echo("Note: no statement is selected.", err=True)
    try:
        with _progress(data, form) as on_record:
            if is_folder:
                with _complete(Path(place)) as folder:
                    write_into(folder, data, form, on_record)
                return
            made = pieces(data, form, wanted, on_record)
            if wanted.endswith(_GZIP) and not place.endswith(_GZIP):
                made = _unzipped(made)
            if place:
                _replace(Path(place), made)
            else:
                for piece in made:
                    sys.stdout.buffer.write(piece)
                sys.stdout.buffer.flush()
    except OSError as error:
        if error.filename is None:
            raise
        raise Refusal(f"Cannot write {place}: {error.strerror}.") from None


def _require_room(place: str) -> None:
    """Refuse a folder that is not empty, and a file that is a folder."""
    path = Path(place)
    try:
        if place.endswith("/"):
            is_free = path.is_dir() and all(item.name == _MADE for item in path.iterdir())
            if path.exists() and not is_free:
                raise Refusal(f"{path} is not an empty folder. Name another one, or empty it.")
        elif place and path.is_dir():
            raise Refusal(
                f"{path} is a folder. Name a file, or an empty folder for all files: `--to NAME/`."
            )
    except OSError as error:
        raise Refusal(f"Cannot write {place}: {error.strerror}.") from None


def _file(form: str, chosen: type[Format], name: str) -> str:
    """Return the name of the file that is meant."""
    names = chosen.files
    if not names:
        raise Refusal(f"The format `{form}` is a folder of files. Name one: `--to {form}/`.")
    found = next(
        (it for it in names if name in (it, it.removesuffix(_GZIP), it.partition(".")[0])), None
    )
    if name and found is None:
        hint = did_you_mean(name, names) or f"There are {', '.join(names)}."
        raise Refusal(f"The format `{form}` has no file {quoted(name)}. {hint}")
    return found or names[0]


def _known(id_: str, known: Collection[str], kind: str) -> str:
    if id_ and id_ not in known:
        raise Refusal(f"There is no {kind} {quoted(id_)}. {did_you_mean(id_, known)}".strip())
    return id_


def _date(text: str) -> Edtf | None:
    try:
        return parse(text) if text else None
    except ValueError as error:
        # An example here would be taken for the date that was typed.
        meant = written_otherwise(text)
        hint = f"Write `--since {meant}`." if meant else f"Write a date as {FORMS}."
        raise Refusal(f"{error} {hint}") from None


@contextmanager
def _progress(data: Data, form: str) -> Iterator[Callable[[], object]]:
    """Show on a terminal how far it is; what is yielded is to be called after each record."""
    number = len(data.people) + len(data.themes) + len(data.sources)
    with click.progressbar(
        length=number,
        label=f"Writing {form}",
        file=sys.stderr,
        update_min_steps=100,
        hidden=not sys.stderr.isatty(),
    ) as bar:
        yield lambda: bar.update(1)


def _unzipped(pieces: Iterator[bytes]) -> Iterator[bytes]:
    unzip = zlib.decompressobj(zlib.MAX_WBITS | 16)
    for piece in pieces:
        yield unzip.decompress(piece)
    yield unzip.flush()


@contextmanager
def _complete(folder: Path) -> Iterator[Path]:
    """Give a place to write into; what is there is in the folder at the end, or nothing is."""
    if folder.exists():
        # It may be the one that the command runs in, so it is filled, not replaced.
        made = folder / _MADE
        shutil.rmtree(made, ignore_errors=True)
        made.mkdir()
        try:
            yield made
            for item in made.iterdir():
                item.rename(folder / item.name)
        finally:
            shutil.rmtree(made, ignore_errors=True)
        return
    staging = Staging(folder)
    try:
        staging.open(partial(click.echo, err=True))
        yield staging.folder
        staging.publish()
    except StagingError as error:
        raise Refusal(str(error)) from None
    finally:
        staging.close()


def _replace(place: Path, pieces: Iterator[bytes]) -> None:
    """Write a file beside the place, and move it there when it is complete.

    If the place is a link, what it leads to is replaced. A pipe or a device stays what it is.
    """
    place = Path(os.path.realpath(place))
    if place.exists() and not place.is_file():
        with place.open("wb") as opened:
            opened.writelines(pieces)
        return
    with whole(place) as opened:
        opened.writelines(pieces)
