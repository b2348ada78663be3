"""Keep printed pages, so that the next build prints only what has changed since.

The pages of a family are kept under a key: the digest of everything that they are made from. So
nothing in the store is ever out of date, only unused. It is no part of a build's result: which
files a site has follows from its content alone, and a store that is missing, damaged or foreign is
the same as none.
"""

import hashlib
from collections.abc import Sequence
from itertools import chain

from site_builder.html.print import Printer
from site_builder.installed import installed
from site_builder.kept import Kept, key_of
from site_builder.site_folder import Output, SiteFile
from site_builder.views.card import MOST_STATEMENTS


class KeptPages:
    """Prints what a store does not have."""

    def __init__(self, printer: Printer, kept: Kept) -> None:
        self._printer, self._kept = printer, kept
        # Now, so that processes that are forked from this one have it.
        self._setting = _setting_of(printer)

    def files(self, family: str) -> Sequence[SiteFile]:
        """Return the files that `Printer.pages` gives for a family."""
        key = self.key(family)
        files = self._kept.files(key, (family,))
        if files is None:
            files = [*chain.from_iterable(files for _, files in self._printer.pages([family]))]
            self._kept.put_files(key, files)
        return files

    def write(self, family: str, output: Output) -> None:
        """Write the pages of a family.

        Raises:
            OSError: a file cannot be written.
        """
        output.write_all(self.files(family))

    def touch(self, key: str) -> None:
        """Count the pages under a key as used, so that they are kept on."""
        self._kept.store.touch(key)

    def key(self, family: str) -> str:
        """Return the digest of everything that the pages of a family are made from."""
        return key_of(self._setting, self._kept.origins.of(family))


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
