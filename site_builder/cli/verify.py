"""`factsheet verify`."""

import datetime
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import click

from site_builder.authoring.captures import faulty_file, renew
from site_builder.authoring.files import WriteError, write_all
from site_builder.checks.lines import line_reader
from site_builder.checks.reports import terminal
from site_builder.cli.extras import missing
from site_builder.cli.settings import Refusal, config_option, settings_of
from site_builder.content.catalogue import Catalogue
from site_builder.content.discover import CAPTURES, RECEIPTS, label
from site_builder.content.kinds import PERSON, SOURCE
from site_builder.content.model import Capture, digest
from site_builder.diagnostics import quoted
from site_builder.evidence import extractors, store
from site_builder.evidence.captures import Captures
from site_builder.evidence.comparison import CODES, Status, look_for, sought
from site_builder.evidence.extractors.encoding import UnreadableError
from site_builder.evidence.matching import Copy, Miss
from site_builder.examine import Inputs, load, read_evidence

_IN_WORDS = {
    Status.EXACT: "in the copy, character for character",
    Status.TYPOGRAPHIC: "in the copy, apart from typography",
    Status.OCR: "in a copy that a machine read from an image",
    Status.ATTESTED: "compared by hand",
    Status.CHANGED: "in the copy, but no longer at the source's address",
    Status.OTHER_LANGUAGE: "not compared: the copy is in another language",
    Status.NOT_SOUGHT: "not compared: the citation has no passage to look for",
}
"""What was found of citations, in the order in which it is counted."""


@click.command("verify", short_help="Compare all quotes with the copies of their sources again.")
@config_option
@click.option(
    "--write",
    is_flag=True,
    help="Write anew the receipts, and the extracts of what is still quoted.",
)
@click.option(
    "--store",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Compare with the whole copies in this folder, too.",
)
def command(config_file: Path, write: bool, folder: Path | None) -> None:
    """Compare all quotes with the copies of their sources, and say word by word what differs.

    A check does the same; this also counts what was found, and can renew the receipts.

    Exit code: 0 all found, 1 something differs or nothing was written, 2 the command failed.
    """
    base = Path.cwd()
    settings = settings_of(config_file)
    inputs = Inputs(settings.content, base, settings.lang)
    content = load(inputs)
    captures = read_evidence(content.listing, inputs.executor)[0].captures
    unread = [id_ for id_, captured in captures.items() if captured.capture is None]
    where = label(settings.content, base)
    records = tuple(f"{where}/{kind.folder}/" for kind in (PERSON, SOURCE))
    faulty = faulty_file(content.diagnostics, records) if write else ""
    if write and unread:
        # Without a copy, its receipts would seem to be needed no more.
        click.echo(f"Nothing was written: first repair the copy of {quoted(unread[0])}.")
    elif faulty:
        click.echo(f"Nothing was written: first run `factsheet check`, and repair {faulty}.")
    elif write:
        day = datetime.datetime.now(datetime.UTC).date().isoformat()
        outcome = renew(settings.content, content.catalogue, captures, day)
        try:
            write_all(outcome.writes)
        except WriteError as error:
            raise Refusal(str(error)) from None
        for written in outcome.writes:
            click.echo(f"Wrote {label(written.file, base)}.")
        content = load(inputs)
    folders = tuple(f"{where}/{name}/" for name in (CAPTURES, RECEIPTS))
    differing = [
        fault
        for fault in content.diagnostics
        if fault.code in CODES or fault.span.path.startswith(folders)
    ]
    compared = (proof.status for proofs in content.proofs.values() for proof in proofs)
    # What a copy lacks is reported below, with the words that differ.
    counts: Counter[Status] = Counter(status for status in compared if status is not Status.NO_COPY)
    for status, meaning in _IN_WORDS.items():
        if number := counts[status]:
            click.echo(f"{number:,} {meaning}")
    if not captures:
        click.echo("There are no copies of sources yet. `factsheet capture` takes one.")
    if differing:
        click.echo("\n" + terminal.render(differing, line_reader(base)))
    wrong = [*_in_store(captures, content.catalogue, folder)] if folder else []
    for sentence in wrong:
        click.echo(sentence)
    sys.exit(1 if differing or wrong or faulty else 0)


def _in_store(captures: Captures, catalogue: Catalogue, folder: Path) -> Iterator[str]:
    """Compare each capture with the whole copy, and say in a sentence what differs."""
    for id_, captured in captures.items():
        if captured.capture is None:
            continue
        try:
            text = _text_of(captured.capture, folder)
        except (store.StoreError, UnreadableError) as error:
            yield f"{captured.capture.path}: {error}"
            continue
        except ImportError as error:
            raise Refusal(missing(error)) from None
        if digest(text) != captured.capture.text:
            yield f"{captured.capture.path}: The whole copy has another text by now."
            continue
        for extract in captured.extracts:
            if text[slice(*extract.at)] != extract.text:
                yield f"{captured.capture.path}: The whole copy has another text at {extract.at}."
        yield from _in_whole(Copy(text), id_, catalogue)


def _text_of(capture: Capture, folder: Path) -> str:
    data = store.get(folder, capture.body)
    return extractors.read(data, capture.media, ocr=capture.extractor == "ocr/1").text


def _in_whole(copy: Copy, id_: str, catalogue: Catalogue) -> Iterator[str]:
    source = catalogue.sources.get(id_)
    for entry in catalogue.by_source.get(id_, ()):
        for citation in entry.statement.citations:
            if citation.source == id_ and source is not None:
                wanted = sought(entry.statement, citation, source, catalogue.lang)
                found = look_for(wanted, copy) if wanted else None
                if isinstance(found, Miss):
                    yield f"{entry.key}: {found.about(f'the whole copy of {quoted(id_)}')}"
