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


class Site(NamedTuple):
    """A site's `name` and `url`, which is empty or ends in a slash.

    `search` says whether it has a search index, and a page that searches it; `cards`, whether pages
    have images that are shown where they are shared.
    """

    name: str
    url: str = ""
    search: bool = True
    publisher: Publisher = NOBODY
    cards: bool = True


def _link(address: str) -> str:
    return f"mailto:{address}" if "@" in address and "/" not in address else address
