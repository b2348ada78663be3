"""Print pages: catalogue + frames → what each file of the site holds.

No page depends on another, so they can be printed in any order, by any process.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import escape

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import digest
from site_builder.evidence.comparison import Proofs
from site_builder.evidence.link_checks import LinkChecks
from site_builder.html.frame import Frame
from site_builder.html.press import Press
from site_builder.settings import Site
from site_builder.site_folder import SiteFile
from site_builder.views import StatementPage, Views
from site_builder.views.addresses import PAGE, redirects, withdrawn_at
from site_builder.views.card import Card, Image
from site_builder.views.filters import FILED_FILE

Page = tuple[str, tuple[SiteFile, ...]]
"""The address of a page, and its files: itself first, then what is printed with it."""
FAMILIES_A_TASK = 20
"""Few enough that all processes finish at about the same time."""


def _nothing(_card: Card) -> None:
    """Draw no image."""


@dataclass(frozen=True)
class Printer:
    """Prints the pages of one catalogue.

    `draw` returns the image of a page, or None if it has none. `given` are views to go on with.
    """

    catalogue: Catalogue
    frames: Mapping[str, Frame]
    site: Site
    proofs: Proofs = field(default_factory=dict)
    looks: LinkChecks = field(default_factory=dict)
    draw: Callable[[Card], Image | None] = _nothing
    given: Views | None = None

    @cached_property
    def views(self) -> Views:
        """The views of the catalogue."""
        return self.given or Views(self.catalogue, self.site, self.proofs, self.looks)

    @cached_property
    def press(self) -> Press:
        """The press, which keeps what appears on several pages."""
        return Press(self.site, self.catalogue.lang)

    def pages(self, families: Sequence[str]) -> Iterator[Page]:
        """Yield the address and the files of each page of these people, themes, sources or years.

        The first file is the page. Others are its image, what its filter asks all parts for, and a
        person's citations.
        """
        for family in families:
            beside = [SiteFile(at, text.encode()) for at, text in self.views.citations(family)]
            for view in self.views.family(family):
                image = self.draw(view.card) if view.card else None
                page = self.press.page(self.frames, view, image)
                if isinstance(view, StatementPage):
                    _compare(page, view, self.proofs)
                files = [SiteFile(f"{view.address}{PAGE}", page)]
                if image:
                    files.append(SiteFile(image.address, image.data))
                if view.filed and view.parts.is_first:
                    table = view.filed.table.encode()
                    files.append(SiteFile(f"{view.address}{FILED_FILE}", table))
                if view.address == family:
                    files += beside
                yield view.address, tuple(files)

    def others(self) -> Iterator[SiteFile]:
        """Yield what is printed beside the pages: rows of the long lists, redirects, tombstones."""
        for address, rows in self.views.rows():
            yield SiteFile(address, rows().encode())
        for old, new in redirects(self.catalogue):
            page = self.press.redirect(old, new)
            yield SiteFile(f"{old}{PAGE}", page.encode())
        for address, withdrawal in withdrawn_at(self.catalogue).items():
            yield SiteFile(f"{address}{PAGE}", self.press.tombstone(withdrawal).encode())


class AlteredWordsError(Exception):
    """A printed page does not have the words that were found in the copy of their source."""


def _compare(page: bytes, view: StatementPage, proofs: Proofs) -> None:
    """Compare the words on a printed page with those that were found in a copy, by their digest.

    Raises:
        AlteredWordsError: a template, or what is between the record and the page, has altered them.
    """
    statement = view.statement
    for proof in proofs.get(statement.entry.key, ()):
        if not (proof.words and statement.entry.statement.quote):
            continue
        text = statement.original if proof.is_original else statement.text
        printed = f"</span>{escape(text.words)}<span".encode() if text else b""
        if text is None or digest(text.words) != proof.words or printed not in page:
            raise AlteredWordsError(
                f"The page {statement.address} does not have the words that were found in the copy"
                " of their source. A template has altered them."
            )
