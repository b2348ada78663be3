"""What the head of a page links to for machines: feeds, data, the licence (Signposting, FAIR)."""

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from site_builder.settings import Site
from site_builder.views.addresses import CORRECTIONS, DATA, PEOPLE, SOURCES, THEMES
from site_builder.views.words import ENGLISH, site_words

_ATOM, _JSON = "application/atom+xml", "application/feed+json"
# Never `alternate` alone: for each link of exactly that kind, the theme's script would fetch a
# sitemap from beside what it leads to, on every page. Readers of `rel` look for the word.
_FEED, _ALSO = "alternate feed", "alternate describedby"
LINKSET = "data/v1/linkset.json"
"""What the page of the data says of the files, for programs (RFC 9264)."""
_RECORDS = (PEOPLE, THEMES, SOURCES)


class Link(NamedTuple):
    """A `link` element; `href` is absolute, or relative to the site's root."""

    rel: str
    href: str
    type: str = ""
    title: str = ""


def links(address: str, site: Site, lang: str = ENGLISH) -> Iterator[Link]:
    """Yield the links of the page at an address, with titles in the site's language `lang`."""
    gettext = site_words(lang).gettext
    folder, _, below = address.partition("/")
    ids = below.rstrip("/").split("/") if below else []
    is_statement = f"{folder}/" == PEOPLE and len(ids) == 2 and "_" not in ids[1]
    is_record = f"{folder}/" in _RECORDS and bool(ids)
    if site.publisher.licence_url:
        yield Link("license", site.publisher.licence_url)
    if address == DATA and site.downloads:
        if site.url:
            yield Link("cite-as", site.url + DATA)
            yield Link("linkset", LINKSET, "application/linkset+json")
        for download in site.downloads:
            is_about = download.path.endswith("datapackage.json")
            yield Link("describedby" if is_about else "item", download.path)
    if is_record and site.has("api"):
        yield Link("describedby", f"api/v1/{folder}/{ids[0]}.json", "application/json")
    if site.has("feeds") and site.url:
        # Most pages are statements: with the feeds of the site too, they take longer to print.
        if not is_record:
            yield from _feed("feed", site.name)
        elif f"{folder}/" != SOURCES:
            feeds = _feed(f"{folder}/{ids[0]}/feed", gettext("Statements of this page"))
            # Both are on the page of the person; to find one from a statement is enough.
            yield from islice(feeds, 1) if is_statement else feeds
        if address == CORRECTIONS:
            title = gettext("Corrections – %(site)s", site=site.name)
            yield from _feed("corrections", title)
    if is_record and site.has("markdown") and f"{folder}/" != SOURCES:
        yield Link(_ALSO, f"{folder}/{ids[0]}/index.md", "text/markdown")
    if is_statement:
        if site.url:
            yield Link("cite-as", site.url + address)
        if site.has("embed") and site.url:
            file = f"oembed/{ids[0]}/{ids[1]}.json"
            yield Link(_ALSO, file, "application/json+oembed")


def shown(address: str, site: Site, lang: str = ENGLISH) -> tuple[tuple[str, str], ...]:
    """Return what a page shows of its own feeds and data: names and addresses."""
    gettext = site_words(lang).gettext
    names = {
        _ATOM: gettext("Atom feed"),
        _JSON: "JSON Feed",
        "application/json": "JSON",
        "text/markdown": "Markdown",
    }
    return tuple(
        (names[link.type], link.href)
        for link in links(address, site, lang)
        if link.type in names and not link.href.startswith("feed.")
    )


def _feed(path: str, title: str) -> Iterator[Link]:
    yield Link(_FEED, f"{path}.atom", _ATOM, f"{title} (Atom)")
    yield Link(_FEED, f"{path}.json", _JSON, f"{title} (JSON Feed)")
