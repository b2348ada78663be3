"""Catalogue + frames → files: every record's page, written into the site's folder.

No page depends on another one, so all processors print, each some records at a time.
"""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

from site_builder.content.catalogue import Catalogue
from site_builder.pages.frame import Frame
from site_builder.pages.press import Press
from site_builder.parallel import share, without_collection
from site_builder.views import Views
from site_builder.views.addresses import redirects

# Fewer records are printed before other processes have started.
_WORTH_SHARING = 200
# So few that no process is left with much when the others are done.
_CHUNK = 20


@dataclass(frozen=True, slots=True)
class Site:
    """Where a site is written and what it is called; `url` is empty or ends in a slash."""

    folder: Path
    name: str
    url: str
    search: bool = True
    """Whether it has a search index, and a page that searches it."""


def print_records(catalogue: Catalogue, frames: Mapping[str, Frame], site: Site) -> tuple[str, ...]:
    """Print every record's page, the rows of the lists, and the redirects.

    Returns the pages' addresses.

    Raises:
        OSError: a file cannot be written.
    """
    printer = _Printer(catalogue, frames, site)
    families = [*printer.views.families()]
    chunks = [families[at : at + _CHUNK] for at in range(0, len(families), _CHUNK)]
    spread = share if len(families) >= _WORTH_SHARING else map
    addresses = tuple(chain.from_iterable(spread(printer.print, chunks)))
    for address, rows in printer.views.rows():
        (site.folder / address).write_text(rows, encoding="utf-8", newline="\n")
    for old, new in redirects(catalogue):
        page = printer.press.redirect(old, new, site.url, catalogue.lang)
        _write(site.folder, old, page.encode())
    return addresses


@dataclass(frozen=True)
class _Printer:
    """What prints in one process: its views and its press are its own."""

    catalogue: Catalogue
    frames: Mapping[str, Frame]
    site: Site

    @cached_property
    def views(self) -> Views:
        return Views(self.catalogue, self.site.name, self.site.url, search=self.site.search)

    @cached_property
    def press(self) -> Press:
        return Press(self.site.url, search=self.site.search)

    def print(self, families: Sequence[str]) -> list[str]:
        """Print all pages of these people, themes, sources or years; returns their addresses."""
        printed: list[str] = []
        with without_collection():
            for family in families:
                for view in self.views.family(family):
                    _write(self.site.folder, view.address, self.press.page(self.frames, view))
                    printed.append(view.address)
        return printed


def _write(folder: Path, address: str, page: bytes) -> None:
    # Not by `pathlib`, which takes as long as the writing itself.
    place = f"{folder}/{address}"
    try:
        os.mkdir(place)  # noqa: PTH102
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(place)  # noqa: PTH103
    with open(f"{place}index.html", "wb") as file:  # noqa: PTH123
        file.write(page)
