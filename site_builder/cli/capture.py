"""`factsheet capture`."""

import datetime
import sys
from contextlib import suppress
from pathlib import Path
from typing import Literal

import click

from site_builder.authoring.captures import CaptureError, Origin, Outcome, capture, faulty_file
from site_builder.authoring.files import WriteError, write_all
from site_builder.checks.check import locate
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.cli.extras import missing
from site_builder.cli.network import Network, web_of
from site_builder.cli.settings import Refusal, config_option, settings_of
from site_builder.content.catalogue import Catalogue
from site_builder.content.discover import label
from site_builder.content.kinds import PERSON, SOURCE
from site_builder.content.model import Source
from site_builder.content.values.date_words import written_otherwise
from site_builder.content.values.dates import parse
from site_builder.content.values.urls import is_address, same_address
from site_builder.diagnostics import Finding, did_you_mean, quoted
from site_builder.evidence import extractors, store
from site_builder.evidence.extractors import Read
from site_builder.evidence.extractors.encoding import UnreadableError
from site_builder.evidence.receipts import EXACT, read_receipts
from site_builder.examine import Content, Inputs, load
from site_builder.mkdocs.settings import Settings

_A_DAY = datetime.timedelta(days=1)


class _Day(click.ParamType[datetime.date]):
    """A day, such as `2024-11-06`."""

    name = "day"

    def convert(
        self, value: str, param: click.Parameter | None, ctx: click.Context | None
    ) -> datetime.date:
        """Return the day.

        Raises:
            BadParameter: the value is not one.
        """
        with suppress(ValueError):
            if (day := parse(value)).is_day:
                return day.earliest
        meant = written_otherwise(value)
        # An example here would be taken for the day that was typed.
        form = (
            quoted(meant) if meant and parse(meant).is_day else "year, month and day: `YYYY-MM-DD`"
        )
        said = f"{quoted(value)} is not a day. Write it as {form}."
        raise click.BadParameter(said, ctx, param)


@click.command("capture", short_help="Compare quotes with a copy of their source.")
@config_option
@click.argument("source")
@click.option(
    "--file",
    "file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The copy: a saved page (.html, .mhtml), .pdf, .vtt, .srt or .txt.",
)
@click.option("--url", help="Where the copy is from; otherwise the source's `url`.")
@click.option("--date", "day", type=_Day(), help="The day of the copy; otherwise today.")
@click.option("--via", type=click.Choice(["archive"]), help="The copy is an archive's.")
@click.option("--ocr", is_flag=True, help="The text was read from an image by a machine.")
@click.option("--extract", is_flag=True, help="Only print the text of the copy; write nothing.")
@click.option("--dry-run", is_flag=True, help="Compare, and write nothing.")
@click.option(
    "--store",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    default=Path("store"),
    show_default=True,
    help="The private folder of whole copies, which is never published.",
)
@click.pass_obj
def command(
    network: Network | None,
    config_file: Path,
    source: str,
    file: Path | None,
    url: str | None,
    day: datetime.date | None,
    via: Literal["archive"] | None,
    ocr: bool,
    extract: bool,
    dry_run: bool,
    folder: Path,
) -> None:
    """Compare what is cited from SOURCE, the id or address of a source, with a copy of it.

    Writes `captures/SOURCE.yml` and the receipts of what was found into the content folder, and the
    whole copy into the store. Without --file, the source's address is fetched; with --via archive,
    its first archived copy.

    Exit code: 0 all found, 1 a quote was not found or the copy was refused, 2 the command failed.
    """
    if file is None and day is not None:
        raise click.UsageError("A page that is fetched is of today: --date goes with --file.")
    if file is not None and extract:
        click.echo(_from_file(file, ocr=ocr)[1].text)
        return
    base = Path.cwd()
    settings = settings_of(config_file)
    content = load(Inputs(settings.content, base, settings.lang))
    catalogue = content.catalogue
    record = _source(catalogue, source)
    if not extract and (faulty := _faulty(content, settings.content, base, record.id)):
        raise _Refused(
            f"Nothing was compared: first run `factsheet check`, and repair {faulty}."
            " Without what cannot be read, its receipts would seem to be needed no more."
        )
    today = datetime.datetime.now(datetime.UTC).date()
    if day is not None and (doubt := _doubt_about(day, record, today)):
        raise click.UsageError(f"--date: {doubt}")
    date = (day or today).isoformat()
    if file is not None:
        data, copy = _from_file(file, ocr=ocr)
        origin = Origin(url or record.url, None, date, via or "upload")
    else:
        address = url or _address(record, via)
        data, copy, final = _from_network(network, settings, address, ocr=ocr)
        origin = Origin(address, final, date, via or "fetch")
    if extract:
        click.echo(copy.text)
        return
    try:
        outcome = capture(settings.content, catalogue, record, data, copy, origin)
        if not dry_run:
            store.put(folder, data, copy.media, origin.url or "", origin.day)
            write_all(outcome.writes)
    except CaptureError as error:
        report(error.missed, base)
        leads = f" The address leads to {origin.final_url} now." if origin.final_url else ""
        raise _Refused(f"{error}{leads}") from None
    except WriteError as error:
        raise Refusal(str(error)) from None
    except OSError as error:
        raise Refusal(f"Cannot write into {folder}: {error.strerror}.") from None
    for write in outcome.writes:
        click.echo(f"{'Would write' if dry_run else 'Wrote'} {label(write.file, base)}.")
    click.echo(_summary(outcome))
    sys.exit(report(outcome.missed, base))


def _doubt_about(day: datetime.date, record: Source, today: datetime.date) -> str:
    """Return why no copy of a source can be of a day; empty if one can. Days differ by zones."""
    if day > today + _A_DAY:
        return f"{day} has not come yet."
    issued = record.issued
    if issued and not issued.is_rough and day + _A_DAY < issued.earliest:
        return (
            f"{day} is before the source appeared, on {issued.text}. Correct the day of the copy,"
            " or `issued:` of the source."
        )
    return ""


def _faulty(content: Content, folder: Path, base: Path, source: str) -> str:
    """Return a file with a fault that hides what is cited from a source; empty if none does."""
    people = {entry.person.id for entry in content.catalogue.by_source.get(source, ())}
    misnamed = {file.id: file.path for file in content.listing.misnamed if file.kind is PERSON}
    for id_, it in content.listing.receipts.items():
        receipts, unread = read_receipts(it.file, it.path)
        if any(receipt.capture == source for _, receipt in receipts.values()):
            people.add(id_)
        if id_ in people and (unread or id_ not in content.listing.known.of(PERSON.name)):
            return misnamed.get(id_, it.path)
    where = label(folder, base)
    own = [f"{where}/{PERSON.folder}/{id_}{end}" for id_ in sorted(people) for end in (".yml", "/")]
    return faulty_file(content.diagnostics, (*own, f"{where}/{SOURCE.folder}/{source}.yml"))


def _from_file(file: Path, *, ocr: bool) -> tuple[bytes, Read]:
    """Return the bytes of a copy, and its text."""
    try:
        data = file.read_bytes()
        return data, extractors.read(data, extractors.media_of(file.name), ocr=ocr)
    except UnreadableError as error:
        raise _Refused(f"{file}: {error}") from None
    except ImportError as error:
        raise Refusal(missing(error)) from None
    except OSError as error:
        raise Refusal(f"Cannot read {file}: {error.strerror}.") from None


def _from_network(
    network: Network | None, settings: Settings, address: str, *, ocr: bool
) -> tuple[bytes, Read, str | None]:
    """Fetch a copy; return its bytes, its text, and the address that this one led to, if any."""
    web = web_of(network, settings)
    from site_builder.evidence.web.archive import as_it_was
    from site_builder.evidence.web.fetch import FetchError

    asked = as_it_was(address)
    try:
        page = web.page(asked)
        copy = extractors.read(page.data, page.media, page.charset, ocr=ocr)
    except FetchError as error:
        raise _Refused(
            f"{address} was not fetched: {error} Save the page in a browser, and use --file."
        ) from None
    except UnreadableError as error:
        raise _Refused(f"{address}: {error}") from None
    except ImportError as error:
        raise Refusal(missing(error)) from None
    has_moved = same_address(page.url) != same_address(asked)
    return page.data, copy, page.url if has_moved else None


def _address(record: Source, via: Literal["archive"] | None) -> str:
    """Return the address from which a source is fetched."""
    if via is not None:
        if not record.archives:
            raise Refusal(
                f"The source {quoted(record.id)} has no `archives:`. Name one with --url."
            )
        return record.archives[0].url
    if record.url is None:
        raise Refusal(f"The source {quoted(record.id)} has no `url:`. Use --file, or --url.")
    return record.url


class _Refused(click.ClickException):
    """A copy is refused: a sentence, and exit code 1."""

    exit_code = 1


def report(missed: list[Finding], base: Path) -> int:
    """Print what was not found, word by word; return the exit code."""
    if missed:
        faults = sorted(locate(missed, base, {}), key=lambda fault: fault.sort_key)
        click.echo("\n" + terminal.render(faults, line_reader(base)))
    return 1 if missed else 0


def _source(catalogue: Catalogue, name: str) -> Source:
    """Return the source with an id or an address."""
    known = catalogue.sources
    if is_address(name):
        wanted = same_address(name)
        here = [one for one in known.values() if one.url and same_address(one.url) == wanted]
        if not here:
            raise Refusal("No source has this address. `factsheet new source` records one.")
        return here[0]
    if name not in known:
        raise Refusal(f"There is no source {quoted(name)}. {did_you_mean(name, known)}".rstrip())
    return known[name]


def _summary(outcome: Outcome) -> str:
    receipts = [*outcome.receipts]
    exact = sum(receipt.result == EXACT for receipt in receipts)
    gaps = sum(bool(receipt.gaps) for receipt in receipts)
    parts = [f"{exact:,} exact", f"{len(receipts) - exact:,} apart from typography"]
    parts += [f"{gaps:,} of them with gaps"] if gaps else []
    total = len(receipts) + len(outcome.missed)
    unknown = (
        f" {outcome.unknown:,} not compared: the source is in another language, or the citation has"
        " no `from:`."
        if outcome.unknown
        else ""
    )
    return f"{len(receipts):,} of {total:,} found: {', '.join(parts)}.{unknown}"
