"""Whether two sites are the same pages: the same addresses, about the same words and bytes."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

_WORD = re.compile(r"\w+")
_REFRESH = b'http-equiv="refresh"'
_MOST_READ = 1_000


class Likeness(NamedTuple):
    """How like ours another site is.

    `missing` and `further` are addresses that only ours or only the other one has. `words` is the
    share of the words of the articles that both have, `quotes` says whether all words of statements
    are the same in the same order, and `bytes` is its bytes of HTML by ours.
    """

    missing: tuple[str, ...]
    further: tuple[str, ...]
    words: float
    quotes: bool
    bytes: float
    examples: tuple[str, ...]
    """Addresses of pages that differ most, with words that only one has."""

    @property
    def is_enough(self) -> bool:
        """Whether the two can be compared by time."""
        same = not (self.missing or self.further) and self.quotes
        return same and self.words > 0.99 and 0.9 < self.bytes < 1.1


class _Shown(NamedTuple):
    """What a page's article says: the words of statements in order, and how often each word."""

    quotes: tuple[str, ...]
    words: Counter[str]


def likeness(ours: Path, theirs: Path) -> Likeness:
    """Compare two sites: all addresses and bytes, and the words of up to 1,000 pages."""
    here, there = _pages(ours), _pages(theirs)
    shared = total = 0
    quotes = True
    differing: list[tuple[int, str]] = []
    both = sorted(here.keys() & there.keys())
    for address in both[:: -(-len(both) // _MOST_READ) or 1]:
        one, other = _shown(here[address]), _shown(there[address])
        common = (one.words & other.words).total()
        most = max(one.words.total(), other.words.total())
        shared, total = shared + common, total + most
        if one.quotes != other.quotes:
            quotes = False
        if one != other:
            only = [*(one.words - other.words)][:5], [*(other.words - one.words)][:5]
            differing.append((most - common, f"{address} {only}"))
    sizes = [sum(file.stat().st_size for file in site.values()) for site in (here, there)]
    return Likeness(
        tuple(sorted(here.keys() - there.keys())),
        tuple(sorted(there.keys() - here.keys())),
        shared / (total or 1),
        quotes,
        sizes[1] / sizes[0],
        tuple(text for _, text in sorted(differing, reverse=True)[:5]),
    )


def _pages(site: Path) -> dict[str, Path]:
    return {file.parent.relative_to(site).as_posix(): file for file in site.rglob("index.html")}


def _shown(file: Path) -> _Shown:
    data = file.read_bytes()
    if _REFRESH in data:
        return _Shown((), Counter(_WORD.findall(data.decode())))
    article = LexborHTMLParser(data.decode()).css_first("article")
    if article is None:
        return _Shown((), Counter())
    quotes = tuple(" ".join(node.text().split()) for node in article.css(".fs-words"))
    return _Shown(quotes, Counter(_WORD.findall(article.text(separator=" "))))


def articles(site: Path, folders: tuple[str, ...]) -> Iterator[tuple[str, str, str, str]]:
    """Yield address, title, description and article of the pages in some folders of a site."""
    for file in sorted(file for folder in folders for file in (site / folder).rglob("index.html")):
        text = file.read_text(encoding="utf-8")
        page = LexborHTMLParser(text)
        title, told = page.css_first("article h1"), page.css_first("meta[name=description]")
        assert title is not None
        assert told is not None
        article = text.partition("<article")[2].partition(">")[2].partition("</article>")[0]
        address = f"{file.parent.relative_to(site).as_posix()}/"
        yield address, title.text(), told.attributes["content"] or "", article
