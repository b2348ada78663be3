"""`factsheet capture`."""

import datetime
import sys
from pathlib import Path
from typing import Literal

import click

from site_builder.authoring.captures import CaptureError, Origin, Outcome, capture
from site_builder.authoring.files import WriteError, write_all
from site_builder.checks.check import locate
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.cli.settings import Refusal, config_option
from site_builder.content.catalogue import Catalogue
from site_builder.content.discover import label
from site_builder.content.model import Source
from site_builder.diagnostics import Finding, did_you_mean, quoted
from site_builder.evidence import extractors, store
from site_builder.evidence.extractors.encoding import UnreadableError
from site_builder.evidence.receipts import EXACT
from site_builder.examine import Inputs, load
from site_builder.mkdocs.settings import SettingsError, read_settings

_DATE = click.DateTime(formats=["%Y-%m-%d"])


@click.command("capture", short_help="Compare quotes with a copy of their source.")
@config_option
@click.argument("source")
@click.option(
    "--file",
    "file",
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The copy: a saved page (.html, .mhtml), .pdf, .vtt, .srt or .txt.",
)
@click.option("--url", help="Where the copy is from; otherwise the source's `url`.")
@click.option("--date", "day", type=_DATE, help="The day of the copy; otherwise today.")
@click.option("--via", type=click.Choice(["archive"]), help="The copy is an archive's.")
@click.option("--ocr", is_flag=True, help="The text was read from an image by a machine.")
@click.option("--extract", is_flag=True, help="Only print the text of the copy; write nothing.")
@click.option(
    "--store",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("store"),
    show_default=True,
    help="The private folder of whole copies, which is never published.",
)
def command(
    config_file: Path,
    source: str,
    file: Path,
    url: str | None,
    day: datetime.datetime | None,
    via: Literal["archive"] | None,
    ocr: bool,
    extract: bool,
    folder: Path,
) -> None:
    """Compare what is cited from SOURCE, the id of a source, with a copy of it.

    Writes `captures/SOURCE.yml` and the receipts of what was found into the content folder, and the
    whole copy into the store. Nothing is fetched.

    Exit code: 0 all found, 1 a quote was not found or the copy was refused, 2 the command failed.
    """
    try:
        data = file.read_bytes()
        copy = extractors.read(data, extractors.media_of(file.name), ocr=ocr)
    except UnreadableError as error:
        raise _Refused(f"{file}: {error}") from None
    except ImportError as error:
        raise Refusal(missing(error)) from None
    except OSError as error:
        raise Refusal(f"Cannot read {file}: {error.strerror}.") from None
    if extract:
        click.echo(copy.text)
        return
    base = Path.cwd()
    try:
        settings = read_settings(config_file)
    except SettingsError as error:
        raise Refusal(str(error)) from None
    catalogue = load(Inputs(settings.content, base, settings.lang)).catalogue
    record = _source(catalogue, source)
    date = day.date() if day else datetime.datetime.now(datetime.UTC).date()
    origin = Origin(url or record.url, None, date.isoformat(), via or "upload")
    try:
        outcome = capture(settings.content, catalogue, record, data, copy, origin)
        store.put(folder, data, copy.media, origin.url or "", origin.day)
        write_all(outcome.writes)
    except CaptureError as error:
        raise _Refused(str(error)) from None
    except WriteError as error:
        raise Refusal(str(error)) from None
    for write in outcome.writes:
        click.echo(f"Wrote {label(write.file, base)}.")
    click.echo(_summary(outcome))
    sys.exit(report(outcome.missed, base))


class _Refused(click.ClickException):
    """A copy is refused: a sentence, and exit code 1."""

    exit_code = 1


def missing(error: ImportError) -> str:
    """Say that a library of the extra is not installed."""
    return f"This needs {error.name}: run `pip install 'officials-fact-sheet[capture]'`."


def report(missed: list[Finding], base: Path) -> int:
    """Print what was not found, word by word; return the exit code."""
    if missed:
        faults = sorted(locate(missed, base, {}), key=lambda fault: fault.sort_key)
        click.echo("\n" + terminal.render(faults, line_reader(base)))
    return 1 if missed else 0


def _source(catalogue: Catalogue, id_: str) -> Source:
    found = catalogue.sources.get(id_)
    if found is None:
        hint = did_you_mean(id_, catalogue.sources)
        raise Refusal(f"There is no source {quoted(id_)}. {hint}".rstrip())
    return found


def _summary(outcome: Outcome) -> str:
    receipts = [*outcome.receipts]
    exact = sum(receipt.result == EXACT for receipt in receipts)
    gaps = sum(bool(receipt.gaps) for receipt in receipts)
    parts = [f"{exact:,} exact", f"{len(receipts) - exact:,} apart from typography"]
    parts += [f"{gaps:,} of them with gaps"] if gaps else []
    total = len(receipts) + len(outcome.missed)
    unknown = (
        f" Of {outcome.unknown:,} more, nothing is known that the copy should have."
        if outcome.unknown
        else ""
    )
    return f"{len(receipts):,} of {total:,} found: {', '.join(parts)}.{unknown}"
