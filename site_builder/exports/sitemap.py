"""List all addresses for search engines (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape

from site_builder.parallel import chunks
from site_builder.site_folder import SiteFile

MAX_ADDRESSES = 50_000
"""The protocol's limit for one file; more go into several, listed by `sitemap.xml`."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def sitemap(addresses: Iterable[str], site_url: str) -> Iterator[SiteFile]:
    """Yield `sitemap.xml`, and the files that it lists if there are many addresses.

    Addresses are relative to `site_url`, which ends in a slash. No dates are given: the day of a
    build says nothing about a record.
    """
    parts = chunks([f"{site_url}{address}" for address in sorted(addresses)], MAX_ADDRESSES)
    if len(parts) <= 1:
        yield _file("sitemap.xml", "urlset", "url", *parts)
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        yield _file(name, "urlset", "url", part)
    yield _file("sitemap.xml", "sitemapindex", "sitemap", [f"{site_url}{name}" for name in names])


def _file(name: str, root: str, item: str, urls: Iterable[str] = ()) -> SiteFile:
    listed = "".join(f"<{item}><loc>{escape(url)}</loc></{item}>\n" for url in urls)
    start = f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n'
    return SiteFile(name, f"{start}{listed}</{root}>\n".encode())
