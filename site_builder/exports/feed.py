"""Feeds: Atom (RFC 4287) and JSON Feed 1.1.

An entry is a statement. Its id is its address, which never changes; it is dated with the first day
that its date can mean, or with its last correction, as nothing here knows when it was added.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from heapq import nlargest
from itertools import accumulate, chain
from typing import Any, NamedTuple

from markupsafe import escape as _escaped

from site_builder.content.catalogue import Entry, by_date
from site_builder.content.model import Correction, Withdrawal
from site_builder.exports.data import Data, Said, compact
from site_builder.exports.gone import in_words
from site_builder.exports.words import (
    Passage,
    authors,
    before,
    facts,
    label,
    original,
    passage,
    question,
)
from site_builder.site_folder import SiteFile
from site_builder.views.words import site_words

LATEST = 20
"""The number of statements in a feed, if they are not too large, and at most how many entries tell
what was withdrawn."""
LARGEST = 500_000
"""A feed ends with the entry with which its entries take more bytes than these, in Atom."""


class Item(NamedTuple):
    """An entry of a feed, in both formats, and when it last changed (RFC 3339)."""

    atom: bytes
    json: bytes
    updated: str


class Feed(NamedTuple):
    """A feed: `path` without its ending, `page` the page that it belongs to."""

    path: str
    page: str
    title: str


def latest(data: Data, entries: Iterable[Entry]) -> list[Entry]:
    """Return the newest of some statements that are sorted by date."""
    # As `newest_first` sorts them.
    return nlargest(LATEST, data.select(entries), key=by_date)


def files(data: Data, feed: Feed, items: Sequence[Item]) -> tuple[SiteFile, SiteFile]:
    """Return the feed in both formats, with as many of the entries as are not too large."""
    items = _first(items)
    return (
        SiteFile(f"{feed.path}.atom", _atom(data, feed, items)),
        SiteFile(f"{feed.path}.json", _json_feed(data, feed, items)),
    )


def _first(items: Sequence[Item]) -> Sequence[Item]:
    """Return the first entries, up to the one with which they exceed `LARGEST`.

    Entries of thousands of bytes are rare. But twenty of 500,000 would be in dozens of feeds.
    """
    ends = accumulate(len(it.atom) for it in items)
    return items[: sum(end <= LARGEST for end in ends) + 1]


def with_former(made: Iterable[SiteFile], here: str, formers: Iterable[str]) -> Iterator[SiteFile]:
    """Yield the files of a record's feeds at its address, and at its former ones.

    A feed cannot say that it has moved: whoever reads it at the old address would get no more
    corrections and retractions, and not notice.
    """
    everywhere = (here, *formers)
    for file in made:
        for address in everywhere:
            yield SiteFile(address + file.path.removeprefix(here), file.data)


def item(data: Data, said: Said) -> Item:
    """Return the entry of a statement."""
    entry, statement = said.entry, said.entry.statement
    days = [made.date.filed.isoformat() for made in statement.corrections]
    if not statement.date.is_unknown:
        days.append(statement.date.filed.isoformat())
    # An entry must have a day; what is unknown is as new as what it is published with.
    day = max(days, default=(data.release.date or "1970-01-01")[: len("1970-01-01")])
    via = [cited.source.url for cited in entry.cited if cited.source.url]
    categories = [(f"{data.site.url}themes/", theme.id, theme.title) for theme in entry.themes]
    kind = said.json["kind"]
    categories.append((f"{data.site.url}how-to-read/#kinds", kind, kind))
    if said.status.word:
        categories.append((f"{data.site.url}how-to-read/#status", said.status.id, said.status.word))
    extension = {
        "about": f"{data.site.url}data/",
        "key": said.json["key"],
        "status": said.status.id,
        "kind": kind,
        "date": statement.date.text,
        "date_basis": statement.date_basis,
        "person" if entry.speakers else "attributed_to": entry.person.id,
    }
    return _item(
        said.reference.permalink,
        said.reference.headline,
        _html(said),
        f"{day}T00:00:00Z",
        authors(said, data.site),
        via,
        categories,
        extension,
        said.json["lang"],
    )


def correction_item(data: Data, said: Said, number: int, made: Correction) -> Item:
    """Return the entry of a correction, the statement's `number`th."""
    gettext = site_words(data.catalogue.lang).gettext
    name, date = said.reference.by.line, said.reference.date
    title = gettext("Corrected: %(name)s, %(date)s", name=name, date=date)
    about = [f"<p>{_with_breaks(made.note.text)}</p>"]
    if made.was:
        was = before(said, made.was)
        heading = escape(gettext("The words before:"))
        about += [f"<p>{heading}</p>", _quoted(was, _with_breaks(_marked(was)))]
    heading = escape(gettext("The statement as it is now:"))
    about += [f"<p>{heading}</p>", _html(said)]
    return _item(
        f"{said.reference.permalink}#correction-{number}",
        said.status.first(title),
        "\n".join(about),
        f"{made.date.filed.isoformat()}T00:00:00Z",
        (),
        [],
        [],
        {
            "about": f"{data.site.url}data/",
            "key": said.entry.key,
            "status": said.status.id,
            "correction": made.note.text,
            **({"was": made.was} if made.was else {}),
            "date": made.date.text,
        },
        data.catalogue.lang,
    )


def withdrawn_item(
    data: Data, withdrawal: Withdrawal, address: str, correction: int | None = None
) -> Item:
    """Return the entry of what was withdrawn from an address.

    It has the id of the statement's entry, or of its `correction`th correction's, so that a
    reader's program puts it in place of that.
    """
    fragment = f"#correction-{correction}" if correction else ""
    told = in_words(withdrawal, data.catalogue.lang)
    lines = "\n".join(f"<p>{_with_breaks(line)}</p>" for line in (told.when, told.why))
    return _item(
        f"{data.site.url}{address}/{fragment}",
        told.title,
        lines,
        f"{withdrawal.date.filed.isoformat()}T00:00:00Z",
        (),
        [],
        [],
        {
            "about": f"{data.site.url}data/",
            "status": "withdrawn",
            "date": withdrawal.date.text,
            "reason": withdrawal.reason,
        },
        data.catalogue.lang,
    )


def plain_item(url: str, title: str, lines: Sequence[str], updated: str) -> Item:
    """Return an entry that is a list of lines."""
    listed = "\n".join(f"<li>{_with_breaks(line)}</li>" for line in lines)
    return _item(url, title, f"<ul>\n{listed}\n</ul>", updated, (), [], [], {}, "en")


def _item(
    url: str,
    title: str,
    html: str,
    updated: str,
    authors: Sequence[tuple[str, str]],
    via: Sequence[str],
    categories: Sequence[tuple[str, str, str]],
    extension: dict[str, str],
    lang: str,
) -> Item:
    link, name, *others = escaped(url, title, *chain.from_iterable(authors), *via)
    known = iter(others)
    writers = "".join(
        [f"<author><name>{next(known)}</name><uri>{next(known)}</uri></author>\n" for _ in authors]
    )
    sources = "".join([f'<link rel="via" href="{it}"/>\n' for it in known])
    # HTML has no `]]>`: within texts and attributes `>` is escaped, and no tag ends in brackets.
    atom = (
        f"<entry>\n<id>{link}</id>\n<title>{name}</title>\n"
        f'<link rel="alternate" type="text/html" href="{link}"/>\n{sources}'
        f"<updated>{updated}</updated>\n{writers}{''.join(map(_category, categories))}"
        f'<content type="html"><![CDATA[{html}]]></content>\n</entry>\n'
    )
    json: dict[str, Any] = {
        "id": url,
        "url": url,
        "title": title,
        "content_html": html,
        "date_modified": updated,
        "language": lang,
    }
    if authors:
        json["authors"] = [{"name": author, "url": page} for author, page in authors]
    if categories:
        json["tags"] = [name for _, _, name in categories]
    if extension:
        json["_factsheet"] = extension
    return Item(atom.encode(), compact(json), updated)


def escape(text: str) -> str:
    """Return a text for HTML or XML."""
    return str(_escaped(text))


def escaped(*texts: str) -> list[str]:
    """Return texts for HTML or XML, escaped at one go, which is much faster.

    The null character that parts them is in no text: YAML has none.
    """
    return escape("\0".join(texts)).split("\0")


@cache
def _category(category: tuple[str, str, str]) -> str:
    scheme, term, name = escaped(*category)
    return f'<category scheme="{scheme}" term="{term}" label="{name}"/>\n'


def _html(said: Said) -> str:
    """Return everything about a statement as HTML; what is put in is escaped here, once."""
    first, words, spoken = label(said), passage(said), original(said)
    known = [*facts(said)]
    texts = [first, _marked(words), _marked(spoken) if spoken else ""]
    for fact in known:
        texts += fact
    safe = iter(_with_breaks("\0".join(texts)).split("\0"))
    first, own, other = next(safe), next(safe), next(safe)
    gettext = site_words(said.reference.lang).gettext
    parts = [f"<p><strong>{first}</strong></p>"] if first else []
    if asked := question(said):
        who, answer = escape(asked[0]), escape(gettext("Answer:"))
        parts += [f"<p>{who}:</p>", _quoted(asked[1], _with_breaks(_marked(asked[1])))]
        parts.append(f"<p>{answer}</p>")
    parts.append(_quoted(words, own))
    if spoken:
        heading = escape(gettext("Original:"))
        parts += [f"<p>{heading}</p>", _quoted(spoken, other)]
    parts.append("<ul>")
    for name, text, link in zip(safe, safe, safe, strict=True):
        value = f'<a href="{link}">{text}</a>' if link else text
        parts.append(f"<li>{name}: {value}</li>")
    parts.append("</ul>")
    return "\n".join(parts)


def _marked(it: Passage) -> str:
    return f"{it.opening}{it.words}{it.closing}"


def _quoted(it: Passage, html: str) -> str:
    return f'<blockquote lang="{it.lang}" dir="{it.dir}"><p>{html}</p></blockquote>'


def _with_breaks(text: str) -> str:
    """Return a text as HTML in which a line break is one."""
    return escape(text).replace("\n", "<br>\n")


def _atom(data: Data, feed: Feed, items: Sequence[Item]) -> bytes:
    url, page = f"{data.site.url}{feed.path}.atom", data.site.url + feed.page
    licence = data.site.publisher.licence
    rights = f"<rights>{escape(licence)}</rights>\n" if licence else ""
    head = (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{data.catalogue.lang}">\n'
        f"<id>{escape(url)}</id>\n<title>{escape(feed.title)}</title>\n"
        f'<link rel="self" type="application/atom+xml" href="{escape(url)}"/>\n'
        f'<link rel="alternate" type="text/html" href="{escape(page)}"/>\n'
        f"<updated>{_updated(items)}</updated>\n"
        f"<author><name>{escape(data.site.name)}</name></author>\n{rights}"
    )
    return b"".join((head.encode(), *(it.atom for it in items), b"</feed>\n"))


def _updated(items: Sequence[Item]) -> str:
    # A feed must have a date. That of the commit would change each empty one with every commit.
    return max((it.updated for it in items), default="1970-01-01T00:00:00Z")


def _json_feed(data: Data, feed: Feed, items: Sequence[Item]) -> bytes:
    head = compact(
        {
            "version": "https://jsonfeed.org/version/1.1",
            "title": feed.title,
            "home_page_url": data.site.url + feed.page,
            "feed_url": f"{data.site.url}{feed.path}.json",
            "language": data.catalogue.lang,
            "authors": [{"name": data.site.name}],
        }
    )
    listed = b",\n".join([it.json for it in items])
    return b"".join((head[:-1], b',"items":[\n', listed, b"\n]}\n"))
