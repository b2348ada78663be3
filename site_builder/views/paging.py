"""Cut what is too long for one page into parts that load quickly."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeVar

from site_builder.views.addresses import part_address
from site_builder.views.page import Page, Parts, PlannedPage

T = TypeVar("T")

PART_BYTES = 130_000
"""About how many bytes of HTML a part holds besides its chrome: no page has more than 300 KB, even
in scripts with three bytes a letter. A single item that is longer has a part to itself."""
ROWS_PER_PART = 100
"""How many rows a part of an alphabetical list has."""


def cut(items: Iterable[T], weigh: Callable[[T], int]) -> list[tuple[T, ...]]:
    """Split into parts that `weigh` about `PART_BYTES` at most; without items, one empty part."""
    parts: list[list[T]] = [[]]
    weight = 0
    for item in items:
        own = weigh(item)
        if weight + own > PART_BYTES and parts[-1]:
            parts.append([])
            weight = 0
        parts[-1].append(item)
        weight += own
    return [tuple(part) for part in parts]


def numbered(address: str, total: int, lang: str) -> list[Parts]:
    """Return the place of each of `total` parts, the first of which is at `address`.

    `lang` is the site's language.
    """
    addresses = tuple(part_address(address, number) for number in range(1, total + 1))
    return [Parts(number, addresses, lang) for number in range(1, total + 1)]


def in_parts(
    address: str, cuts: Sequence[tuple[T, ...]], lang: str
) -> Iterator[tuple[Parts, tuple[T, ...]]]:
    """Return the place of each part, the first of which is at `address`, with what it has."""
    return zip(numbered(address, len(cuts), lang), cuts, strict=True)


def plan(
    address: str, title: str, build: Callable[[PlannedPage], Page], lang: str, total: int = 1
) -> Iterator[PlannedPage]:
    """Plan the pages of `total` parts, the first of which is at `address`."""
    for parts in numbered(address, total, lang):
        yield PlannedPage(parts.address, title + parts.suffix, parts, build)
