"""The pages of one state of the content, each printed when it is requested.

Nothing is printed in advance, so nobody has to find out which pages an edit concerns.
"""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Protocol

from site_builder.content.model import Withdrawal
from site_builder.examine import Content
from site_builder.html.frame import Frame, Sheet
from site_builder.html.press import Press
from site_builder.preview.access import read_below
from site_builder.settings import Site
from site_builder.views import Views
from site_builder.views.addresses import IMAGES, redirects, withdrawn_at
from site_builder.views.filters import FILED_FILE

HostPages = tuple[tuple[str, str], ...]
"""Addresses and titles of pages that the host renders by itself."""


class Host(Protocol):
    """What one build of the host leaves.

    `folder` holds all that is not a page: styles, scripts, schemas. `description` is what the
    site's own pages say of it in their heads. The host renders the pages in `hand_written` and
    `generated`, which make its navigation.
    """

    site: Site
    description: str
    frames: Mapping[str, Frame]
    hand_written: HostPages
    generated: HostPages

    @property
    def folder(self) -> Path:
        """Where the host has written its files."""
        ...

    def render(self, sheet: Sheet) -> str:
        """Return the finished page at the sheet's address, with what the sheet holds."""
        ...


def hand_written_pages(content: Content) -> HostPages:
    """Return the hand-written pages."""
    return tuple((page.address, page.title) for page in content.pages)


def generated_pages(content: Content, site: Site) -> HostPages:
    """Return the other pages that the host has to render."""
    planned_pages = Views(content.catalogue, site, content.proofs).lists()
    return tuple((planned.address, planned.title) for planned in planned_pages)


class Pages:
    """The pages and files of a site, as a full build would have written them.

    Not for several threads at once: the host renders one page at a time.
    """

    def __init__(self, content: Content, host: Host, press: Press) -> None:
        self.content, self.host = content, host
        self._press = press
        self._views = Views(content.catalogue, host.site, content.proofs, content.looks)

    def page(self, address: str) -> str | None:
        """Return the page at an address (empty, or ending in a slash); None if there is none."""
        if address in self._of_the_host:
            return self._host_page(address)
        if view := self._views.at(address):
            return self._press.page(self.host.frames, view).decode()
        if new := self._redirects.get(address):
            return self._press.redirect(address, new)
        if withdrawal := self._withdrawn.get(address):
            return self._press.tombstone(withdrawal)
        return None

    def file(self, path: str) -> bytes | None:
        """Return the contents of a file that is not a page; None if there is none."""
        for image in self.content.listing.images:
            if path == f"{IMAGES}/{image.name}":
                return read_below(image.parent, image.name)
        for address, rows in self._views.rows() if path.endswith(".json") else ():
            if address == path:
                return rows().encode()
        folder = path[: path.rfind("/") + 1]
        for address, text in self._views.citations(folder):
            if address == path:
                return text.encode()
        if path == f"{folder}{FILED_FILE}" and (view := self._views.at(folder)) and view.filed:
            return view.filed.table.encode()
        # The host's pages are there too, but with the content of its last build.
        is_page = path.rpartition("/")[2] == "index.html"
        return None if is_page else read_below(self.host.folder, path)

    @cached_property
    def _of_the_host(self) -> frozenset[str]:
        return frozenset(address for address, _ in (*self.host.hand_written, *self.host.generated))

    @cached_property
    def _redirects(self) -> Mapping[str, str]:
        return dict(redirects(self.content.catalogue))

    @cached_property
    def _withdrawn(self) -> Mapping[str, Withdrawal]:
        return withdrawn_at(self.content.catalogue)

    def _host_page(self, address: str) -> str | None:
        for page in self.content.pages:
            if page.address == address:
                return self.host.render(self._press.prose_sheet(page, self.host.description))
        for planned in self._views.lists():
            if planned.address == address:
                return self.host.render(self._press.sheet(planned.page()))
        return None
