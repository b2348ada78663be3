"""What the image of a page says: what a reader sees first where a link to the page was shared."""

from typing import NamedTuple

MOST_STATEMENTS = 2_000
"""A site with more statements has images of its people and themes only."""


class Card(NamedTuple):
    """What the image of the page at `address` says, in the order of its lines.

    `kind` is the statement's kind, `person` or `theme`. `words` are whole, in their marks; empty
    for a person and a theme. The image may lack `words` and `note`, and nothing else.
    """

    address: str
    kind: str
    status_id: str
    status: str
    label: str
    words: str
    name: str
    facts: str
    note: str
    site: str


class Image(NamedTuple):
    """An image of a page: its `address` in the site, its size in pixels, and what it says."""

    address: str
    data: bytes
    width: int
    height: int
    alt: str
