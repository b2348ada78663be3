"""What the image of a page says: what people see first where a link to the page was shared."""

from dataclasses import dataclass
from typing import NamedTuple

from site_builder.views.status import PUBLISHED, Status

MOST_STATEMENTS = 500
"""A site with as many statements has images of its people and themes only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What the image of the page at `address` says.

    `kind` is a statement's kind, `person` or `theme`. The `words` of a statement are whole, in
    their marks. An image may lack `words` and `note`, but nothing else that its card has.
    """

    address: str
    kind: str
    status: Status = PUBLISHED
    label: str
    words: str = ""
    name: str
    facts: str
    note: str = ""
    site: str


class Image(NamedTuple):
    """The image of a page: its address in the site, its size in pixels, and all that it says."""

    address: str
    data: bytes
    width: int
    height: int
    alt: str
