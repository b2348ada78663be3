"""Cards of statements for other sites: a page for a frame, and oEmbed. Two files a statement."""

import base64
import hashlib
from collections.abc import Iterator

from markupsafe import Markup, escape

from site_builder.exports.data import Exported, Said, compact
from site_builder.exports.format import Format
from site_builder.exports.words import Fact, Passage, facts, label, original, passage, question
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import card_at, card_of, way_up
from site_builder.views.snippet import WIDTH, frame, height
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
            yield SiteFile(f"oembed/{key}.json", told := self._oembed(said))
            # Frames on other sites have the address that the card had when they were made, and
            # programs that made them ask again at the address that they know.
            for former in said.entry.former_keys:
                yield SiteFile(f"oembed/{former}.json", told)
                at = card_at(former)
                moved = _moved(way_up(at) + card_of(said.entry), said, self.data.catalogue.lang)
                yield SiteFile(f"{at}index.html", moved.encode())

    def _oembed(self, said: Said) -> bytes:
        site, title = self.data.site, said.reference.title
        made = {
            "version": "1.0",
            "type": "rich",
            "title": title,
            "provider_name": site.name,
            "provider_url": site.url,
            "html": frame(said.reference, f"{site.url}{card_of(said.entry)}"),
            "width": WIDTH,
            "height": height(said.reference),
        }
        if authors := said.reference.by.authors:
            made["author_name"] = ", ".join(authors)
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
    # Translators: at the lower edge of a frame, if it goes on below.
    more = escape(gettext("continues below"))
    page, name = escape(said.reference.permalink), escape(said.reference.site_name)
    return (
        f'<!doctype html>\n<html lang="{lang}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        f"<title>{escape(said.reference.title)}</title>\n"
        '<meta name="viewport" content="width=device-width">\n'
        '<meta name="robots" content="noindex">\n<link rel="icon" href="data:,">\n'
        f'<link rel="canonical" href="{page}">\n<style>{_STYLE}</style>\n</head>\n<body>\n'
        f"{status}{words}<ul>\n{known}</ul>\n"
        f'<footer><b aria-hidden="true">{more}</b>'
        f'<a href="{page}" target="_blank" rel="noopener">{name}</a></footer>\n'
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
