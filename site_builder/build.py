"""Compose the stages from checked content to the files of a site. Nothing else does.

    content → data   → data of each record → pages      → sitemap       → manifest
              export   export_records        print_site   write_sitemap   seal
            → search index, meanwhile
              index

What leads from the folder to the content is composed in `examine`. A check needs no more than that,
and does not import what makes pages.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from dataclasses import replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from site_builder.examine import Content
from site_builder.exports import schemas
from site_builder.exports.data import Data
from site_builder.exports.kept import KeptData
from site_builder.exports.package import Written
from site_builder.exports.release import release_of
from site_builder.exports.sitemap import sitemap
from site_builder.exports.write import Export
from site_builder.html.frame import Frame
from site_builder.html.kept import KeptPages
from site_builder.html.press import Press
from site_builder.html.print import FAMILIES_A_TASK, Printer
from site_builder.kept import Kept
from site_builder.last_site import Groups, LastSite, Source
from site_builder.parallel import chunks, without_collection
from site_builder.publishing.manifest import MANIFEST, manifest_of, written
from site_builder.search.documents import Documents
from site_builder.search.index import Progress, write_index
from site_builder.settings import Site
from site_builder.site_folder import Held, Output, SiteFile, moment_of
from site_builder.views import Views
from site_builder.views.addresses import IMAGES, PAGE
from site_builder.views.origins import Origins

_PARTS_A_TASK = 8


class Joined(NamedTuple):
    """What is joined of all data has been written: the files to download, and what comes next."""

    written: tuple[Written, ...]
    export: Export
    output: Output
    moment: int | None
    """When the files had been written into `output` (`moment_of`)."""
    kept: Kept | None


def export(
    content: Content,
    site: Site,
    folder: Path,
    output: Output,
    executor: Executor,
    kept: Kept | None = None,
) -> Joined:
    """Write the site's data in its formats; with a store, all but the files of each record.

    `folder` is that of the content, whose release git knows. What is kept is not made again.

    Raises:
        OSError: a file cannot be written.
    """
    with without_collection():
        data = Data(
            content.catalogue, site, release_of(folder), content=folder, proofs=content.proofs
        )
        known = KeptData(data, site.exports, kept) if kept else None
        made = Export(data, site.exports, known)
        written = made.write_together(output, executor)
    moment = moment_of(output.folder) if kept else None
    return Joined(written, made, output, moment, kept)


def export_records(joined: Joined, output: Output, executor: Executor, last: LastSite) -> None:
    """Write the data's files of each record, if they are to be written yet.

    Those that are the same in the last site are shared with it.

    Raises:
        OSError: a file cannot be written.
    """
    if joined.moment is not None:
        # Since then, hooks and other plugins may have altered them.
        output.held |= joined.output.held_since(joined.moment)
    parts = chunks(joined.export.later, _PARTS_A_TASK)
    jobs = [partial(_share_or_write, last, joined.export, some) for some in parts]
    for _ in _do_all(jobs, output, executor, last):
        pass
    if joined.kept:
        joined.kept.store.prune()


class Again(NamedTuple):
    """What earlier builds have made: pages that are kept, and the last site."""

    kept: Kept
    last: LastSite


def print_site(
    content: Content,
    frames: Mapping[str, Frame],
    site: Site,
    output: Output,
    executor: Executor,
    again: Again | None = None,
    views: Views | None = None,
) -> list[str]:
    """Write everything that the host does not: records' pages, their images, portraits, schemas.

    What earlier builds have made is not made `again`. `views` are those of which the host's pages
    were made, if any were: all processes share what these have found out. Returns the addresses
    of all pages.

    Raises:
        OSError: a file cannot be written.
    """
    printer = printer_of(content, frames, site, views)
    pages: Callable[..., Groups | None] = partial(write_pages, printer)
    if again:
        pages = partial(_share_or_write, again.last, KeptPages(printer, again.kept))
    families = chunks([*printer.views.families()], FAMILIES_A_TASK)
    # One process writes what is beside the pages, while the others print.
    jobs: list[_Job] = [partial(write_beside, content, printer)]
    jobs += (partial(pages, some) for some in families)
    # Processes that are forked from this one have no templates to compile.
    Press(site, content.catalogue.lang).compile()
    done = _do_all(jobs, output, executor, again.last if again else None)
    next(done)  # at the addresses of redirects there are no pages
    addresses = [*chain.from_iterable(map(pages_in, done))]
    if again:
        again.kept.store.prune()
    return addresses


def index(
    content: Content,
    site: Site,
    output: Output,
    executor: Executor,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> int:
    """Write the search index, which takes long and no page waits for, if the site has one.

    What is kept of it is not made again. Returns the number of documents in it.

    Raises:
        OSError: a file cannot be written.
    """
    if not site.search:
        return 0
    documents = Documents(content.catalogue, content.proofs)
    number = write_index(documents, output, executor, progress=progress, kept=kept)
    if kept:
        kept.store.prune()
    return number


def write_sitemap(addresses: Iterable[str], site: Site, output: Output) -> None:
    """Write the sitemap, if the site has an address.

    Raises:
        OSError: a file cannot be written.
    """
    if site.url:
        for file in sitemap(addresses, site.url):
            output.write(file)


def seal(output: Output, executor: Executor, others: Iterable[str] | None = None) -> None:
    """Write the manifest, when all other files are there.

    `others` are the paths of files that were not written here. Without them, the folder is looked
    through, which takes long: nearly every page is in a folder of its own.

    Raises:
        ManifestError: a file has a name that cannot be listed.
        OSError: a file cannot be read or written.
    """
    paths = None if others is None else {*output.held, *others}
    manifest = manifest_of(output.folder, executor, output.held, paths)
    output.write(SiteFile(MANIFEST, written(manifest)))


def origins_of(content: Content, site: Site) -> Origins:
    """Return what finds out what pages, data and the search index are made from."""
    return Views(content.catalogue, site, content.proofs, content.looks).origins(content.said)


def printer_of(
    content: Content, frames: Mapping[str, Frame], site: Site, views: Views | None = None
) -> Printer:
    """Return what prints the pages of some content, with their images if the site has any."""
    printer = Printer(content.catalogue, frames, site, content.proofs, content.looks, given=views)
    if site.cards and site.url:
        from site_builder.exports.cards.image import image_of

        printer = replace(printer, draw=image_of)
    return printer


def write_pages(printer: Printer, families: Sequence[str], output: Output) -> None:
    """Write the pages of these people, themes, sources or years.

    Raises:
        OSError: a file cannot be written.
    """
    with without_collection():
        for _, files in printer.pages(families):
            output.write_all(files)


def pages_in(paths: Iterable[str]) -> list[str]:
    """Return the addresses of the pages among the files of a site, but for the first page."""
    return [path.removesuffix(PAGE) for path in paths if path.endswith(f"/{PAGE}")]


def write_beside(content: Content, printer: Printer, output: Output) -> None:
    """Write what is beside the printed pages: rows, redirects, portraits, schemas.

    Raises:
        OSError: a file cannot be written.
    """
    portraits = (
        SiteFile(f"{IMAGES}/{image.name}", image.read_bytes()) for image in content.listing.images
    )
    for file in chain(printer.others(), portraits, schemas.files()):
        output.write(file)


_Job = Callable[[Output], Groups | None]
"""Writes files. Returns those that the next site can share; their names and what they hold are read
from there, as it takes longer to send these to another process."""


def _do_all(
    jobs: Sequence[_Job], output: Output, executor: Executor, last: LastSite | None
) -> Iterator[dict[str, Held]]:
    """Do jobs, and yield what each has put into the site: what the files hold, by their paths."""
    work = partial(_do, jobs, output.folder)
    for unshared, groups in executor.map(work, range(len(jobs))):
        held = unshared | (last.note(groups) if last else {})
        output.held |= held
        yield held


def _do(jobs: Sequence[_Job], folder: Path, number: int) -> tuple[dict[str, Held], Groups]:
    """Do one of several jobs; a process is handed all of them once, and then only numbers."""
    output = Output(folder)
    groups = jobs[number](output)
    return output.held, groups or {}


def _share_or_write(last: LastSite, source: Source, parts: Sequence[str], output: Output) -> Groups:
    with without_collection():
        return last.share_or_write(source, parts, output)
