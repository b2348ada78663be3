"""Cards of statements for other sites: a page for a frame, and oEmbed. Two files a statement."""

import base64
import hashlib
from collections.abc import Iterator, Sequence

from markupsafe import Markup, escape

from site_builder.content.kinds import kind_at
from site_builder.exports.data import Exported, Said, compact
from site_builder.exports.format import Format
from site_builder.exports.gone import Told, in_words
from site_builder.exports.words import (
    Fact,
    Passage,
    authors,
    facts,
    label,
    original,
    passage,
    question,
)
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import PEOPLE, card_at, card_of, way_up, withdrawn_at
from site_builder.views.snippet import HEIGHT, WIDTH, frame, height
from site_builder.views.words import site_words

_LINK = Markup('<a href="{}" target="_blank" rel="noopener">{}</a>')
_STYLE = (
    "html{background:#fff;color:#000}*{overflow-wrap:anywhere}"
    "body{font:1rem/1.5 Georgia,serif;margin:0;padding:1rem 1rem 0;border:1px solid}"
    "p{font:.8rem/1.5 sans-serif;margin:0 0 .25rem}strong{font-size:1rem}"
    "blockquote{margin:0 0 .5rem;white-space:pre-line}"
    "ul{font:.8rem/1.5 sans-serif;list-style:none;margin:0;padding:0}"
    # What is higher than its frame is not cut in silence: a bar with the way to all of it stays in
    # sight, and says that there is more below, where a browser can tell.
    "footer{font:.8rem/1.5 sans-serif;position:sticky;bottom:0;margin:.5rem -1rem 0;"
    "padding:.25rem 1rem;border-top:1px solid;background:#fff}"
    "b{float:inline-end;visibility:hidden;animation:more linear;animation-timeline:scroll(root)}"
    "@keyframes more{from,99%{visibility:visible}to{visibility:hidden}}"
    "@media(prefers-color-scheme:dark){html,footer{background:#1e2129;color:#e2e4e9}"
    "a{color:#8ab4f8}}"
)
_HASH = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
# Nothing in a card runs or is fetched, and no style but its own applies.
_POLICY = (
    f"default-src 'none'; img-src data:; style-src 'sha256-{_HASH}'; base-uri 'none';"
    " form-action 'none'"
)


class Writer(Format):
    """For each statement, a card and what says where it is (oembed.com)."""

    summary = "Cards of statements for other pages, and oEmbed"
    files = ()
    needs_url = True

    def of(self, record: Exported) -> Iterator[SiteFile]:
        """Yield the cards of a person's statements."""
        for said in record.said:
            key = said.entry.key
            page = card(said, self.data.catalogue.lang)
            yield SiteFile(f"{card_of(said.entry)}index.html", page.encode())
            title, high = said.reference.title, height(said.reference)
            told = self._oembed(title, card_of(said.entry), high, authors(said, self.data.site))
            yield SiteFile(f"oembed/{key}.json", told)
            # Frames on other sites have the address that the card had when they were made, and
            # programs that made them ask again at the address that they know.
            for former in said.entry.former_keys:
                yield SiteFile(f"oembed/{former}.json", told)
                at = card_at(former)
                moved = _moved(way_up(at) + card_of(said.entry), said, self.data.catalogue.lang)
                yield SiteFile(f"{at}index.html", moved.encode())

    def end(self) -> Iterator[SiteFile]:
        """Yield what stands in place of the cards of withdrawn statements.

        Whose frame it is, or whose program asks again, learns that they are not to be shown.
        """
        if not self.data.is_whole:
            return
        catalogue = self.data.catalogue
        for page, withdrawal in withdrawn_at(catalogue).items():
            if kind_at(page) != "statement":
                continue
            key = page.removeprefix(PEOPLE).rstrip("/")
            at, told = card_at(key), in_words(withdrawal, catalogue.lang)
            yield SiteFile(f"{at}index.html", self._withdrawn(told, page).encode())
            yield SiteFile(f"oembed/{key}.json", self._oembed(told.title, at, HEIGHT))

    def _withdrawn(self, told: Told, page: str) -> str:
        """Return a card that says why there is none; its link leads to the page that does, too."""
        site, lang = self.data.site, self.data.catalogue.lang
        body = Markup("<p><strong>{}</strong></p>\n<p>{}</p>\n<p>{}</p>\n").format(*told)
        return _page(lang, told.title, site.url + page, site.name, body)

    def _oembed(
        self, title: str, card: str, high: int, by: Sequence[tuple[str, str]] = ()
    ) -> bytes:
        site = self.data.site
        made = {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": site.name,
            "provider_url": site.url,
            "html": frame(title, f"{site.url}{card}", high),
            "width": WIDTH,
            "height": high,
        }
        if by:
            made["author_name"] = ", ".join(name for name, _ in by)
        # It is of one author: where there are several, a program would take all for that one.
        if len(by) == 1:
            made["author_url"] = by[0][1]
        return compact(made) + b"\n"


def card(said: Said, lang: str) -> str:
    """Return a page for a frame: the words after their status, and everything known of them."""
    first, spoken, gettext = label(said), original(said), site_words(lang).gettext
    status = f"<p><strong>{escape(first)}</strong></p>\n" if first else ""
    known = "".join(map(_fact, facts(said)))
    words = _passage(passage(said))
    if asked := question(said):
        answer = escape(gettext("Answer:"))
        words = f"<p>{escape(asked[0])}:</p>\n{_passage(asked[1])}<p>{answer}</p>\n{words}"
    if spoken:
        heading = escape(gettext("Original:"))
        words += f"<p>{heading}</p>\n{_passage(spoken)}"
    reference, body = said.reference, f"{status}{words}<ul>\n{known}</ul>\n"
    return _page(lang, reference.title, reference.permalink, reference.site_name, body)


def _page(lang: str, title: str, address: str, site_name: str, body: str) -> str:
    """Return a page for a frame; at its lower edge, it links to an address."""
    page = escape(address)
    # Translators: at the lower edge of a frame, if it goes on below.
    more = escape(site_words(lang).gettext("continues below"))
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(title)}</title>\n"
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="robots" content="noindex">\n<link rel="icon" href="data:,">\n'
        f'<link rel="canonical" href="{page}">\n<style>{_STYLE}</style>\n</head>\n<body>\n'
        f"{body}"
        f'<footer><b aria-hidden="true">{more}</b>'
        f'<a href="{page}" target="_blank" rel="noopener">{escape(site_name)}</a></footer>\n'
        "</body>\n</html>\n"
    )


def _moved(target: str, said: Said, lang: str) -> str:
    """Return a page that stands where a card was, and leads to where it is."""
    text = site_words(lang).gettext(
        'This page has moved: <a href="%(target)s">%(target)s</a>', target=escape(target)
    )
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{escape(said.reference.title)}</title>\n"
        '<meta name="robots" content="noindex">\n<link rel="icon" href="data:,">\n'
        f'<link rel="canonical" href="{escape(said.reference.permalink)}">\n'
        f'<meta http-equiv="refresh" content="0; url={escape(target)}">\n</head>\n'
        f"<body><p>{text}</p></body>\n</html>\n"
    )


def _fact(fact: Fact) -> str:
    text = escape(fact.text)
    if fact.link:
        text = _LINK.format(fact.link, fact.text)
    return f"<li>{escape(fact.label)}: {text}</li>\n"


def _passage(it: Passage) -> str:
    words = f"{it.opening}{it.words}{it.closing}"
    return f'<blockquote lang="{it.lang}" dir="{it.dir}">{escape(words)}</blockquote>\n'
