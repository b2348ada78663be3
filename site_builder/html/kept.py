"""Keep printed pages, so that the next build prints only what has changed since.

The pages of a family are kept under a key: the digest of everything that they are made from. So
nothing in the store is ever out of date, only unused. It is no part of a build's result: which
files a site has follows from its content alone, and a store that is missing, damaged or foreign is
the same as none.
"""

import hashlib
from collections.abc import Iterator, Sequence

from site_builder.html.print import Page, Printer
from site_builder.installed import installed
from site_builder.kept import Kept, packed, unpacked
from site_builder.site_folder import Output
from site_builder.views.card import MOST_STATEMENTS


class KeptPages:
    """Prints what a store does not have."""

    def __init__(self, printer: Printer, kept: Kept) -> None:
        self._printer, self._store, self._origins = printer, *kept
        # Now, so that processes that are forked from this one have it.
        self._setting = _setting_of(printer)

    def pages(self, families: Sequence[str]) -> Iterator[Page]:
        """Yield what `Printer.pages` yields."""
        for family in families:
            key = self.key(family)
            kept = self._store.get(key)
            pages = None if kept is None else unpacked(kept, family)
            if pages is None:
                pages = [*self._printer.pages([family])]
                self._store.put(key, *packed(pages))
            yield from pages

    def write(self, family: str, output: Output) -> None:
        """Write the pages of a family.

        Raises:
            OSError: a file cannot be written.
        """
        for _, files in self.pages([family]):
            output.write_all(files)

    def touch(self, key: str) -> None:
        """Count the pages under a key as used, so that they are kept on."""
        self._store.touch(key)

    def key(self, family: str) -> str:
        """Return the digest of everything that the pages of a family are made from."""
        return hashlib.sha256(self._setting + self._origins.of(family)).hexdigest()


def _setting_of(printer: Printer) -> bytes:
    """Return the digest of what all pages depend on."""
    # Only the page about the data, which the host renders, tells their sizes.
    site = printer.site._replace(downloads=()), bool(printer.site.downloads)
    told = (
        site,
        printer.catalogue.lang,
        printer.draw.__qualname__,
        len(printer.catalogue.entries) < MOST_STATEMENTS,
        sorted(printer.frames.items()),
    )
    return hashlib.sha256(installed().digest + repr(told).encode()).digest()
