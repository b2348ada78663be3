"""The page that says which data there are to take, in which formats, and how large."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue
from site_builder.settings import Download, Publisher, Site
from site_builder.views import schema_org
from site_builder.views.addresses import DATA
from site_builder.views.page import Anchor, Page, PlannedPage
from site_builder.views.paging import plan
from site_builder.views.wording import (
    organisations_counted,
    people_counted,
    sources_counted,
    statements_counted,
    themes_counted,
)
from site_builder.views.words import ENGLISH, site_words

_ENDINGS = {
    ".jsonl.gz": ("jsonl", "application/gzip"),
    ".csv": ("csv", "text/csv"),
    ".db": ("sqlite", "application/vnd.sqlite3"),
    ".parquet": ("parquet", "application/vnd.apache.parquet"),
}
# The files that most people want, first: those of records, and of the two lists with most in them.
_FIRST = (
    *("statements", "citations", "people", "offices", "themes", "sources", "organisations"),
    "factsheet",
)


class FileView(NamedTuple):
    """A file to download, with its size in words, and whether most people want it."""

    name: str
    address: str
    size: str
    is_first: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DataPage(Page):
    """Which formats there are, where, and how large."""

    template: ClassVar[str] = "data"
    formats: tuple[str, ...]
    files: dict[str, tuple[FileView, ...]]
    """The files of each format that has files for all of it."""
    is_written: bool
    """Whether there are any files; a preview writes none."""
    counts: tuple[str, ...]
    """How many there are of each kind; misattributed words are nobody's statements."""
    has_misattributed: bool
    publisher: Publisher
    has_url: bool


def planned_pages(catalogue: Catalogue, site: Site) -> Iterator[PlannedPage]:
    """Yield the page, if any data are written."""
    if site.exports:
        title = site_words(catalogue.lang).gettext("Data")
        yield from plan(DATA, title, partial(_data, catalogue, site), catalogue.lang)


def _data(catalogue: Catalogue, site: Site, planned: PlannedPage) -> DataPage:
    lang = catalogue.lang
    gettext = site_words(lang).gettext
    said = sum(bool(it.speakers) for it in catalogue.entries.values())
    counts: tuple[str, ...] = (
        statements_counted(said, lang),
        people_counted(catalogue.people.values(), lang),
        themes_counted(len(catalogue.themes), lang),
        sources_counted(len(catalogue.sources), lang),
    )
    if catalogue.organisations:
        counts += (organisations_counted(len(catalogue.organisations), lang),)
    files: dict[str, list[FileView]] = {}
    for download in sorted(site.downloads, key=_order):
        if format_ := _format(download):
            name = download.path.rpartition("/")[2]
            is_first = _stem(download) in _FIRST
            file = FileView(name, download.path, size(download, lang), is_first)
            files.setdefault(format_[0], []).append(file)
    description = gettext("All of it to take away: %(counts)s.", counts=", ".join(counts))
    return DataPage(
        address=planned.address,
        title=planned.title,
        description=description,
        contents=(
            Anchor("files", gettext("Files")),
            Anchor("addresses", gettext("Addresses")),
            Anchor("fields", gettext("Fields")),
            Anchor("reuse", gettext("Reuse")),
        ),
        graph=(_dataset(site, description),) if site.url else (),
        formats=site.exports,
        files={name: tuple(own) for name, own in files.items()},
        is_written=bool(site.downloads),
        counts=counts,
        has_misattributed=said < len(catalogue.entries),
        publisher=site.publisher,
        has_url=bool(site.url),
    )


def size(download: Download, lang: str) -> str:
    """Return the size of a file in words, in decimal units."""
    words, number = site_words(lang), download.size
    if number < 1_000:
        return words.ngettext("%(num)s byte", "%(num)s bytes", number)
    if number < 1_000_000:
        return words.gettext("%(number)s kB", number=words.number(round(number / 1_000)))
    return words.gettext("%(number)s MB", number=words.number(round(number / 1_000_000, 1)))


def media_type(path: str) -> str:
    """Return the media type of a file to download; empty for one that describes others."""
    return next((type_ for ending, (_, type_) in _ENDINGS.items() if path.endswith(ending)), "")


def _format(download: Download) -> tuple[str, str] | None:
    return next((it for ending, it in _ENDINGS.items() if download.path.endswith(ending)), None)


def _order(download: Download) -> tuple[int, str]:
    name = _stem(download)
    return (_FIRST.index(name) if name in _FIRST else len(_FIRST)), name


def _stem(download: Download) -> str:
    return download.path.rpartition("/")[2].partition(".")[0]


def _dataset(site: Site, description: str) -> schema_org.Node:
    """Describe the data as a `Dataset` in the catalogue of this site."""
    url = f"{site.url}{DATA}"
    publisher = site.publisher
    return schema_org.node(
        "Dataset",
        **{"@id": url},
        url=url,
        name=site.name,
        description=description,
        license=publisher.licence_url or None,
        creator=schema_org.node("Organization", name=publisher.editor or site.name),
        isAccessibleForFree=True,
        includedInDataCatalog=schema_org.node("DataCatalog", name=site.name, url=site.url),
        distribution=[
            schema_org.node(
                "DataDownload",
                contentUrl=site.url + download.path,
                encodingFormat=format_[1],
                contentSize=size(download, ENGLISH),
            )
            for download in sorted(site.downloads, key=_order)
            if (format_ := _format(download))
        ],
    )
