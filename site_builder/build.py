"""The pipeline in one screen."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from site_builder.checks import rules
from site_builder.checks.check import Checked, check_files, locate
from site_builder.checks.waivers import read_waivers, waive
from site_builder.content.catalogue import Catalogue, Size, link, unknown_statements
from site_builder.content.discover import PAGES, Folder, survey
from site_builder.content.prose_pages import ProsePage, read_prose_pages
from site_builder.diagnostics import Diagnostic
from site_builder.exports import schemas
from site_builder.pages.frame import Frame
from site_builder.pages.write import Site, print_records
from site_builder.parallel import without_collection

IMAGES = "assets/images"
"""Where portraits stand in the site."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Everything that is wrong with a content folder, and how much was checked."""

    diagnostics: tuple[Diagnostic, ...]
    waived: int
    """How many warnings are not among the diagnostics, since a waiver says that they stand."""
    size: Size


@dataclass(frozen=True, slots=True)
class Content(Verdict):
    """What a content folder says, and everything that is wrong with it."""

    folder: Folder
    catalogue: Catalogue
    pages: tuple[ProsePage, ...]


def load(content: Path, base: Path, lang: str = "en") -> Content:
    """Read and check a content folder; diagnostics name files by their way from `base`."""
    with without_collection():
        folder, misplaced = survey(content, base)
        checked = check_files(folder.records, folder.known, base, lang)
        return judge(content, base, lang, folder, checked, misplaced)


def check(content: Path, base: Path, lang: str = "en") -> Verdict:
    """What is wrong with a content folder: what `load` says of it, in a third of the memory."""
    with without_collection():
        folder, misplaced = survey(content, base)
        checked = check_files(folder.records, folder.known, base, lang, keep=False)
        judged = judge(content, base, lang, folder, checked, misplaced)
        return Verdict(judged.diagnostics, judged.waived, judged.size)


def judge(
    content: Path,
    base: Path,
    lang: str,
    folder: Folder,
    checked: Checked,
    misplaced: Iterable[Diagnostic],
) -> Content:
    """Check together what was checked file by file, and all that stands beside the records."""
    records = checked.records
    catalogue = link(records, lang)
    findings = chain(
        unknown_statements(checked.named, records.statement_ids),
        rules.check(catalogue, rules.ACROSS_RECORDS),
    )
    found = chain(checked.found, locate(findings, base, records.faulty))
    waivers, unread = read_waivers(content, base)
    judged = waive(found, waivers, folder.known, rules.WAIVABLE, checked.faults)
    pages, misread = read_prose_pages(content / PAGES, base, folder.known, records.statement_ids)
    diagnostics = in_order(*misplaced, *checked.faults, *judged.diagnostics, *unread, *misread)
    return Content(diagnostics, judged.waived, checked.size, folder, catalogue, pages)


def in_order(*diagnostics: Diagnostic) -> tuple[Diagnostic, ...]:
    """By file and line; all that there are."""
    return tuple(sorted(diagnostics, key=lambda item: item.sort_key))


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
    schemas.write(site.folder / schemas.FOLDER)
    return addresses
