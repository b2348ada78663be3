"""The pages of one state of the content, each printed when somebody asks for it.

Nothing is printed beforehand, so no edit has to know which pages it concerns.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import Protocol

from site_builder.build import IMAGES, Content
from site_builder.pages.frame import Frame, Sheet
from site_builder.pages.press import Press
from site_builder.pages.write import Site
from site_builder.preview.access import read_below
from site_builder.views import Views
from site_builder.views.addresses import redirects

HostPages = tuple[tuple[str, str], ...]
"""Addresses and titles of pages that the host renders by itself."""


class Host(Protocol):
    """What one run of the host leaves behind."""

    site: Site
    """Its folder holds all that is no page: styles, scripts, schemas."""
    description: str
    """What the site's own pages say of it in their heads."""
    frames: Mapping[str, Frame]
    hand_written: HostPages
    generated: HostPages
    """All other pages that it renders itself. With the former they make its navigation."""

    def render(self, sheet: Sheet) -> str:
        """The finished page at the sheet's address, one of its own, with what the sheet holds."""
        ...


class Printer:
    """Answers for the addresses of a site, as a full build would have written them.

    Not for several threads at once: the host renders one page at a time.
    """

    def __init__(self, content: Content, host: Host, press: Press) -> None:
        self.content, self.host = content, host
        self._press = press
        self._views = Views(
            content.catalogue, host.site.name, host.site.url, search=host.site.search
        )

    def page(self, address: str) -> str | None:
        """The page at an address, which is empty or ends in a slash; None where none stands."""
        if address in self._of_the_host:
            return self._host_page(address)
        if view := self._views.at(address):
            return self._press.page(self.host.frames, view).decode()
        if new := self._redirects.get(address):
            site, lang = self.host.site, self.content.catalogue.lang
            return self._press.redirect(address, new, site.url, lang)
        return None

    def file(self, path: str) -> bytes | None:
        """What a file holds that is no page; None where there is none."""
        for image in self.content.folder.images:
            if path == f"{IMAGES}/{image.name}":
                return read_below(image.parent, image.name)
        for address, rows in self._views.rows() if path.endswith(".json") else ():
            if address == path:
                return rows.encode()
        # The host's pages lie there too, with the content that they were made for.
        is_page = path.rpartition("/")[2] == "index.html"
        return None if is_page else read_below(self.host.site.folder, path)

    @property
    def hand_written(self) -> HostPages:
        """The hand-written pages."""
        return tuple((page.address, page.title) for page in self.content.pages)

    @property
    def generated(self) -> HostPages:
        """The other pages that the host has to render."""
        return tuple((plan.address, plan.title) for plan in self._views.lists())

    @cached_property
    def _of_the_host(self) -> frozenset[str]:
        return frozenset(address for address, _ in (*self.host.hand_written, *self.host.generated))

    @cached_property
    def _redirects(self) -> Mapping[str, str]:
        return dict(redirects(self.content.catalogue))

    def _host_page(self, address: str) -> str | None:
        for page in self.content.pages:
            if page.address == address:
                return self.host.render(self._press.prose_sheet(page, self.host.description))
        for plan in self._views.lists():
            if plan.address == address:
                return self.host.render(self._press.sheet(plan.page()))
        return None
