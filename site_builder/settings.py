"""What a site is, whichever host builds it."""

from typing import NamedTuple


class Publisher(NamedTuple):
    """Who publishes a site, as its settings say; what they leave out is empty.

    `contact`, and `report` for mistakes, are e-mail or web addresses. `updated` is a date in words.
    """

    editor: str = ""
    contact: str = ""
    report: str = ""
    licence: str = ""
    licence_url: str = ""
    updated: str = ""

    @property
    def contact_link(self) -> str:
        """Where a link to the contact leads."""
        return _link(self.contact)

    @property
    def report_link(self) -> str:
        """Where a link for reporting mistakes leads."""
        return _link(self.report)


NOBODY = Publisher()


class Download(NamedTuple):
    """A file with data of the site: its path there, and its size in bytes."""

    path: str
    size: int


class Site(NamedTuple):
    """A site's `name` and `url`, which is empty or ends in a slash.

    `search` says whether it has a search index, and a page that searches it; `cards`, whether pages
    have images that are shown where they are shared. `exports` are the formats that its data are
    written in, `downloads` the files of these that are for all of it.
    """

    name: str
    url: str = ""
    search: bool = True
    publisher: Publisher = NOBODY
    cards: bool = True
    exports: tuple[str, ...] = ()
    downloads: tuple[Download, ...] = ()

    def has(self, form: str) -> bool:
        """Check whether a format is written, and can be linked: a preview writes none."""
        return form in self.exports and bool(self.downloads)


def _link(address: str) -> str:
    return f"mailto:{address}" if "@" in address and "/" not in address else address
