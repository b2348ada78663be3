"""MkDocs pages that print sheets of this package."""

from markupsafe import escape
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from site_builder.content.kinds import KINDS as RECORDS
from site_builder.html.frame import H1_ID, Sheet
from site_builder.mkdocs.config import has_tabs
from site_builder.views.addresses import TIMELINE, kind_of

_FOLDERS = (*(f"{kind.folder}/" for kind in RECORDS), TIMELINE)
KINDS = {kind_of(folder + "x/" * depth): (folder, depth) for folder in _FOLDERS for depth in (1, 2)}
"""The kinds of pages that are printed: their folder, and how deep below it they are."""


class SheetPage(Page):
    """A MkDocs page that prints a sheet instead of Markdown."""

    def __init__(
        self, sheet: Sheet, file: File, config: MkDocsConfig, heading: str = H1_ID
    ) -> None:
        self._sheet = sheet
        self._heading = heading
        # MkDocs' templates print titles unescaped, on this page and in the navigation of others.
        super().__init__(escape(sheet.title), file, config)

    def show(self, sheet: Sheet) -> None:
        """Print another sheet of the same title from now on."""
        self._sheet = sheet

    @property
    def head(self) -> str:
        """What the page says to machines, as HTML."""
        return self._sheet.head

    @property
    def _has_neighbours(self) -> bool:
        """Whether a menu beside the page would show more than the tabs above it do."""
        return self.parent is not None and len(self.parent.children or ()) > 1

    def read_source(self, config: MkDocsConfig) -> None:
        """Give the page its meta data; there is no source to read."""
        self.markdown = ""
        self.meta = {
            "description": escape(self._sheet.description),
            "hide": ["navigation"] if has_tabs(config) and not self._has_neighbours else [],
        }
        if self._sheet.address:
            self.meta["title"] = escape(self._sheet.title)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Put the sheet's content and table of contents in place."""
        heading = AnchorLink(escape(self._sheet.title), self._heading, 1)
        heading.children = [
            AnchorLink(escape(item.title), item.id, 2) for item in self._sheet.contents
        ]
        self.content = self._sheet.content.decode()
        self.toc = TableOfContents([heading])
        self.present_anchor_ids = {self._heading, *(item.id for item in self._sheet.contents)}


def source_of(address: str) -> str:
    """Return the name that MkDocs gives to the file of the page at an address."""
    return f"{address}index.md" if address in ("", *_FOLDERS) else f"{address.rstrip('/')}.md"
