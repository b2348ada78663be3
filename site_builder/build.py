"""The pipeline in one screen."""

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from site_builder import rules
from site_builder.authoring import schema
from site_builder.catalogue import Catalogue, link
from site_builder.diagnostics import Diagnostic, Finding, Place, Related, Span
from site_builder.document import Document, read
from site_builder.folder import PAGES, Folder, survey
from site_builder.frame import Frame
from site_builder.printing import Site, print_records
from site_builder.processes import without_collection
from site_builder.prose_pages import ProsePage, read_prose_pages
from site_builder.reading import Reading, gather, read_files
from site_builder.waivers import read_waivers, waive

IMAGES = "assets/images"
"""Where portraits stand in the site."""


@dataclass(frozen=True, slots=True)
class Content:
    """What a content folder says, and everything that is wrong with it."""

    folder: Folder
    catalogue: Catalogue
    pages: tuple[ProsePage, ...]
    diagnostics: tuple[Diagnostic, ...]
    waived: int
    """How many warnings are not among the diagnostics, since a waiver says that they stand."""


def load(content: Path, base: Path, lang: str = "en") -> Content:
    """Read and check a content folder; diagnostics name files by their way from `base`."""
    with without_collection():
        folder, misplaced = survey(content, base)
        readings = read_files(folder.records, folder.known)
        return judge(content, base, lang, folder, readings, misplaced)


def judge(
    content: Path,
    base: Path,
    lang: str,
    folder: Folder,
    readings: Iterable[Reading],
    misplaced: Iterable[Diagnostic],
) -> Content:
    """Check together what was read of each file, and all that stands beside the records."""
    records, faults = gather(readings)
    catalogue, unlinked = link(records, lang)
    findings = [*unlinked, *rules.check_all(catalogue)]
    found = zip(findings, locate(findings, base, records.faulty), strict=True)
    waivers, unread = read_waivers(content, base)
    judged = waive(found, waivers, catalogue, rules.WAIVABLE, faults)
    pages, misread = read_prose_pages(content / PAGES, base, catalogue, folder.known, records)
    diagnostics = in_order(*misplaced, *faults, *judged.diagnostics, *unread, *misread)
    return Content(folder, catalogue, pages, diagnostics, judged.waived)


def in_order(*diagnostics: Diagnostic) -> tuple[Diagnostic, ...]:
    """By file and line; all that there are."""
    return tuple(sorted(diagnostics, key=lambda item: item.sort_key))


def locate(
    findings: Iterable[Finding], base: Path, faulty: Mapping[str, Document]
) -> Iterator[Diagnostic]:
    """Look the places of findings up in their files, reading those again that had no faults."""
    documents: dict[str, Document | None] = {**faulty}

    def span(place: Place) -> Span:
        if place.path not in documents:
            documents[place.path], _ = read(base / place.path, place.path)
        document = documents[place.path]
        return document.span(place.route, on_key=place.on_key) if document else Span(place.path)

    for finding in findings:
        related = tuple(Related(message, span(place)) for message, place in finding.related)
        yield Diagnostic(
            finding.code,
            finding.message,
            span(finding.place),
            finding.hint,
            finding.severity,
            related,
        )


def publish(content: Content, frames: Mapping[str, Frame], site: Site) -> tuple[str, ...]:
    """Put into the site all that the host does not: records' pages, portraits and schemas.

    Returns the addresses of the pages.
    """
    addresses = print_records(content.catalogue, frames, site)
    if content.folder.images:
        images = site.folder / IMAGES
        images.mkdir(parents=True, exist_ok=True)
        for image in content.folder.images:
            shutil.copyfile(image, images / image.name)
    schema.write(site.folder / schema.FOLDER)
    return addresses
