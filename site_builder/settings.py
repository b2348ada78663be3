"""What a site is, whichever host builds it."""

from typing import NamedTuple


class Site(NamedTuple):
    """A site's `name` and `url`, which is empty or ends in a slash.

    `search` says whether it has a search index, and a page that searches it.
    """

    name: str
    url: str = ""
    search: bool = True
