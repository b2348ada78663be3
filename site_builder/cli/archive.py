"""`factsheet archive`."""

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import click

from site_builder.authoring.files import FileWrite, WriteError, write
from site_builder.authoring.yaml.edit import EditError, add_archive
from site_builder.cli.extras import missing
from site_builder.cli.network import Network, web_of, with_addresses
from site_builder.cli.settings import Refusal, config_option, format_option, settings_of
from site_builder.content.document import read_text
from site_builder.content.kinds import SOURCE
from site_builder.content.model import Source
from site_builder.diagnostics import quoted
from site_builder.examine import Content, Inputs, load

if TYPE_CHECKING:
    from site_builder.evidence.web.archive import Archive, Snapshot


class _Found(NamedTuple):
    """What became of a source: a sentence, and the copy that is or would be recorded, if any."""

    source: str
    said: str
    copy: "Snapshot | None" = None


@click.command("archive", short_help="Record the copies of sources in the Wayback Machine.")
@config_option
@click.argument("sources", nargs=-1, metavar="[SOURCE]...")
@click.option("--limit", type=click.IntRange(min=1), help="Ask about so many sources at most.")
@click.option("--dry-run", is_flag=True, help="Ask, and write nothing; have no copy made.")
@format_option()
@click.pass_obj
def command(
    network: Network | None,
    config_file: Path,
    sources: tuple[str, ...],
    limit: int | None,
    dry_run: bool,
    form: str,
) -> None:
    """Look for copies of sources in the Wayback Machine, and record them as `archives:`.

    Asks about all sources that have an address and no archived copy, or about each SOURCE, the id
    of one. Takes the copy nearest to the day on which the source was read or appeared. A copy that
    lacks words that are cited from the source is not recorded.

    If there is none, the archive is asked to make one, if ARCHIVE_ACCESS_KEY and ARCHIVE_SECRET_KEY
    have the keys of an account there (https://archive.org/account/s3.php).

    Exit code: 0 all recorded, 1 a source has no copy that could be recorded, 2 the command failed.
    """
    base = Path.cwd()
    settings = settings_of(config_file)
    content = load(Inputs(settings.content, base, settings.lang))
    chosen = _chosen(content, sources)[:limit]
    web = web_of(network, settings)
    try:
        from site_builder.evidence.web.archive import WAYBACK, Archive, Keys
    except ImportError as error:
        raise Refusal(missing(error)) from None
    access, secret = os.environ.get("ARCHIVE_ACCESS_KEY"), os.environ.get("ARCHIVE_SECRET_KEY")
    keys = Keys(access, secret) if access and secret and not dry_run else None
    archive = Archive(web, keys, (network and network.archive) or WAYBACK)
    found: list[_Found] = []
    for source in chosen:
        one = _look(archive, content, source)
        if one.copy and not dry_run:
            one = _record(settings.content, source, one)
        found.append(one)
        if form == "terminal":
            click.echo(f"{one.source}: {one.said}")
    if form == "json":
        click.echo(json.dumps([_json(one) for one in found], ensure_ascii=False, indent=2))
    elif not found:
        click.echo("Each source that has an address has an archived copy.")
    sys.exit(1 if any(one.copy is None for one in found) else 0)


def _chosen(content: Content, ids: tuple[str, ...]) -> list[Source]:
    """Return the sources that are named, or else those that have an address alone."""
    known = content.catalogue.sources
    if ids:
        return with_addresses(known, ids)
    return [source for _, source in sorted(known.items()) if source.url and not source.archives]


def _look(archive: "Archive", content: Content, source: Source) -> _Found:
    """Find a copy of a source, or have one made, and compare it with what is cited."""
    from site_builder.evidence import extractors
    from site_builder.evidence.extractors.encoding import UnreadableError
    from site_builder.evidence.web.archive import as_it_was
    from site_builder.evidence.web.fetch import FetchError
    from site_builder.evidence.web.links import missing as lacking
    from site_builder.evidence.web.links import wanted_of

    assert source.url is not None
    read = source.accessed or source.issued
    try:
        copy = archive.nearest(source.url, read.filed if read else None)
        if copy is None and archive.keys is not None:
            copy = archive.save(source.url)
    except FetchError as error:
        return _Found(source.id, str(error))
    if copy is None:
        address = f"{archive.address}/save/{source.url}"
        return _Found(source.id, f"The archive has no copy. To have one made, open {address}.")
    there = f"the copy of {copy.day} ({copy.url})"
    try:
        page = archive.web.page(as_it_was(copy.url))
        text = extractors.read(page.data, page.media, page.charset).text
    except (FetchError, UnreadableError) as error:
        return _Found(
            source.id, f"Could not compare {there}: {error} Open it, and add it to `archives:`."
        )
    gone = [*lacking(text, wanted_of(content.catalogue, source))]
    if gone:
        cited = quoted(gone[0].wanted.statement)
        return _Found(
            source.id,
            f"Not recorded: {there} lacks the words of {cited}. {gone[0].there}",
        )
    return _Found(source.id, f"Has the words: {there}.", copy)


def _record(folder: Path, source: Source, found: _Found) -> _Found:
    """Write the copy's address into the record of its source."""
    assert found.copy is not None
    if any(copy.url == found.copy.url for copy in source.archives):
        return found
    file = folder / SOURCE.folder / f"{source.id}.yml"
    text, _ = read_text(file, file.name)
    if text is None:
        raise Refusal(f"Cannot read {file}.")
    fields = {"url": found.copy.url, "captured": found.copy.day.isoformat()}
    try:
        write(FileWrite(file, add_archive(text, fields), text))
    except EditError as error:
        return _Found(source.id, f"{found.said} It could not be recorded: {error}")
    except WriteError as error:
        raise Refusal(str(error)) from None
    return found._replace(said=f"Recorded {found.said.removeprefix('Has the words: ')}")


def _json(found: _Found) -> dict[str, object]:
    copy = {"url": found.copy.url, "captured": found.copy.day.isoformat()} if found.copy else None
    return {"source": found.source, "archive": copy, "why": found.said}
