"""Print pages: catalogue + frames → what each file of the site holds.

No page depends on another, so they can be printed in any order, by any process.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from site_builder.content.catalogue import Catalogue
from site_builder.evidence.comparison import Proofs
from site_builder.html.frame import Frame
from site_builder.html.press import Press
from site_builder.settings import Site
from site_builder.site_folder import SiteFile
from site_builder.views import Views
from site_builder.views.addresses import redirects

FAMILIES_A_TASK = 20
"""Few enough that all processes finish at about the same time."""


@dataclass(frozen=True)
class Printer:
    """Prints the pages of one catalogue; each process makes its own views and press."""

    catalogue: Catalogue
    frames: Mapping[str, Frame]
    site: Site
    proofs: Proofs = field(default_factory=dict)

    @cached_property
    def views(self) -> Views:
        """The views of the catalogue."""
        return Views(self.catalogue, self.site, self.proofs)

    @cached_property
    def press(self) -> Press:
        """The press, which keeps what appears on several pages."""
        return Press(self.site)

    def pages(self, families: Sequence[str]) -> Iterator[tuple[str, SiteFile]]:
        """Yield all pages of these people, themes, sources or years, with their addresses."""
        for family in families:
            for view in self.views.family(family):
                page = self.press.page(self.frames, view)
                yield view.address, SiteFile(f"{view.address}index.html", page)

    def others(self) -> Iterator[SiteFile]:
        """Yield what is printed beside the pages: rows of the long lists, and redirects."""
        for address, rows in self.views.rows():
            yield SiteFile(address, rows.encode())
        for old, new in redirects(self.catalogue):
            page = self.press.redirect(old, new, self.catalogue.lang)
            yield SiteFile(f"{old}index.html", page.encode())
