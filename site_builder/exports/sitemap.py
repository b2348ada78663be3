"""The list of all addresses for search engines (sitemaps.org, protocol 0.9)."""

from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

MAX_ADDRESSES = 50_000
"""The protocol's limit for one file; more go into several, listed by `sitemap.xml`."""
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_sitemap(addresses: Iterable[str], site_url: str, site: Path) -> None:
    """Write `sitemap.xml`; addresses are relative to `site_url`, which ends in a slash.

    No dates are given: the day of a build says nothing about a record.
    """
    urls = [f"{site_url}{address}" for address in sorted(addresses)]
    parts = [urls[at : at + MAX_ADDRESSES] for at in range(0, len(urls), MAX_ADDRESSES)]
    if len(parts) == 1:
        _write(site / "sitemap.xml", "urlset", "url", parts[0])
        return
    names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
    for name, part in zip(names, parts, strict=True):
        _write(site / name, "urlset", "url", part)
    _write(site / "sitemap.xml", "sitemapindex", "sitemap", [f"{site_url}{name}" for name in names])


def _write(file: Path, root: str, item: str, urls: Iterable[str]) -> None:
    with file.open("w", encoding="utf-8", newline="\n") as opened:
        opened.write(f'<?xml version="1.0" encoding="UTF-8"?>\n<{root} xmlns="{_NAMESPACE}">\n')
        opened.writelines(f"<{item}><loc>{escape(url)}</loc></{item}>\n" for url in urls)
        opened.write(f"</{root}>\n")
