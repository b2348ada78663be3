"""Compose the stages from checked content to the files of a site. Nothing else does.

    content → pages, data, search index, sitemap → manifest
              print_site  export  index             seal

What leads from the folder to the content is composed in `examine`. A check needs no more than that,
and does not import what makes pages.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
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
from site_builder.last_site import LastSite, held_in, left_in
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
    pages: Callable[[Sequence[str]], _Made] = partial(_print, printer, output.folder)
    if again:
        kept, last = again
        pages = partial(_share_or_print, KeptPages(printer, kept), last, output.folder)
    # One process writes what is beside the pages, while the others print.
    jobs: list[Callable[[], _Made]] = [partial(_write_beside, content, printer, output.folder)]
    families = chunks([*printer.views.families()], FAMILIES_A_TASK)
    jobs += (partial(pages, some) for some in families)
    # Processes that are forked from this one have no templates to compile.
    Press(site, content.catalogue.lang).compile()
    addresses = list[str]()
    for made in executor.map(partial(_do, jobs), range(len(jobs))):
        addresses += made.addresses
        output.held |= made.held
        for files in made.groups.values():
            held = held_in(files)
            addresses += (path.removesuffix(PAGE) for path in held if path.endswith(f"/{PAGE}"))
            output.held |= held
        if again:
            again.last.note(made.groups)
    if again:
        again.kept.store.prune()
    return addresses


def origins_of(content: Content, site: Site) -> Origins:
    """Return what finds out what pages, data and the search index are made from."""
    return Views(content.catalogue, site, content.proofs, content.looks).origins(content.said)


class _Made(NamedTuple):
    """What a process has put into the new site: addresses of pages, and what files hold.

    `groups` are files that the next site can share. Addresses and files of these are not listed
    again: to send them to another process takes longer than to read them from a group.
    """

    addresses: list[str]
    held: dict[str, Held]
    groups: dict[str, bytes]

    def add(
        self,
        key: str,
        files: bytes | None,
        held: Mapping[str, Held],
        addresses: Sequence[str] = (),
    ) -> None:
        """Add a group, or what its files hold if it cannot be shared."""
        if files is not None:
            self.groups[key] = files
        else:
            self.held.update(held)
            self.addresses.extend(addresses)


def _do(jobs: Sequence[Callable[[], _Made]], number: int) -> _Made:
    """Do one of several jobs; a process is handed all of them once, and then only numbers."""
    return jobs[number]()


def _write_beside(content: Content, printer: Printer, folder: Path) -> _Made:
    output = Output(folder)
    write_beside(content, printer, output)
    return _Made([], output.held, {})


def _print(printer: Printer, folder: Path, families: Sequence[str]) -> _Made:
    output = Output(folder)
    return _Made(write_pages(printer, output, families), output.held, {})


def _share_or_print(
    pages: KeptPages, last: LastSite, folder: Path, families: Sequence[str]
) -> _Made:
    """Share the pages of each family with the last site, or write them."""
    made = _Made([], {}, {})
    for family in families:
        output, key = Output(folder), pages.key(family)
        files, addresses = last.share(key, output), list[str]()
        if files is not None:
            pages.touch(key)
        else:
            addresses = write_pages(pages, output, [family])
            files = left_in(output)
        made.add(key, files, output.held, addresses)
    return made


def printer_of(
    content: Content, frames: Mapping[str, Frame], site: Site, views: Views | None = None
) -> Printer:
    """Return what prints the pages of some content, with their images if the site has any."""
    printer = Printer(content.catalogue, frames, site, content.proofs, content.looks, given=views)
    if site.cards and site.url:
        from site_builder.exports.cards.image import image_of

        printer = replace(printer, draw=image_of)
    return printer


def write_pages(printer: Printer | KeptPages, output: Output, families: Sequence[str]) -> list[str]:
    """Write the pages of these people, themes, sources or years; return their addresses.

    Raises:
        OSError: a file cannot be written.
    """
    addresses = []
    with without_collection():
        for address, files in printer.pages(families):
            for file in files:
                output.write(file)
            addresses.append(address)
    return addresses


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
    work = partial(_share_or_export, joined.export, last, output.folder)
    for made in executor.map(work, chunks(joined.export.later, _PARTS_A_TASK)):
        output.held |= made.held
        for files in made.groups.values():
            output.held |= held_in(files)
        last.note(made.groups)
    if joined.kept:
        joined.kept.store.prune()


def _share_or_export(export: Export, last: LastSite, folder: Path, keys: Sequence[str]) -> _Made:
    """Share the files of each part with the last site, or write them."""
    made = _Made([], {}, {})
    for key in keys:
        output = Output(folder)
        files = last.share(key, output)
        if files is not None:
            export.touch(key)
        else:
            export.write_part(key, output)
            files = left_in(output)
        made.add(key, files, output.held)
    return made


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
