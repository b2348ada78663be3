"""A statement as HTML to paste into another page: with nothing from this site, or as a frame of it.

Everything is escaped here, because what is pasted has left the site's templates.
"""

from collections.abc import Iterable
from unicodedata import east_asian_width

from markupsafe import Markup, escape

from site_builder.content.catalogue import Cited
from site_builder.content.model import StatementKind
from site_builder.content.values.locales import direction
from site_builder.content.values.quotation import marks_around
from site_builder.views.citations import Format, Reference, source_line
from site_builder.views.page import Text
from site_builder.views.question import asked
from site_builder.views.wording import wording
from site_builder.views.words import site_words

WIDTH, HEIGHT = 560, 320
"""The width of a card in a frame, and the least height, in CSS pixels."""
_LINE, _ROOM = WIDTH - 36, 200
"""How wide a line of words is in a card, and how much room there is for what is known of them."""
_LEADING, _AROUND = 24, 36
"""How high a line of words is, and what is above and below words that begin anew."""
_BREAK = Markup("<br>\n")


def snippets(reference: Reference, card: str) -> tuple[Format, ...]:
    """Return the statement as plain HTML, and its card, which is at an address, in a frame."""
    framed = frame(reference.title, card, height(reference))
    return Format("HTML", snippet(reference)), Format("iframe", framed)


def snippet(reference: Reference) -> str:
    """Return HTML with the status, the words, who said them, when, where, and a link.

    It needs no script, style or file of this site, and brings none.
    """
    entry, statement, lang = reference.entry, reference.entry.statement, reference.lang
    gettext = site_words(lang).gettext
    is_quote = statement.kind is StatementKind.QUOTE
    label = "" if is_quote else wording(lang).kind_labels[statement.kind]
    first = ". ".join(part for part in (reference.status.word, label) if part)
    link = reference.permalink
    parts = [Markup("<figure>")]
    if first:
        parts.append(Markup("<p><strong>{}</strong></p>").format(first))
    if question := asked(entry, lang):
        who = gettext("Asked by %(name)s", name=question.by)
        parts.append(Markup("<p>{}:</p>").format(who))
        own = statement.question.lang if statement.question else None
        parts.append(_quoted(question.text, own or lang, link))
        parts.append(Markup("<p>{}</p>").format(gettext("Answer:")))
    parts.append(_quoted(reference.text, statement.lang or lang, link))
    if statement.original:
        spoken = statement.spoken_lang or lang
        marks = marks_around(statement.original, spoken) if is_quote else ("", "")
        parts.append(Markup("<p>{}</p>").format(gettext("Original:")))
        parts.append(_quoted(Text(statement.original, "", "", *marks), spoken, link))
    sources = _all_linked(entry.cited, lang)
    form = "As printed in: %(sources)s." if statement.wording_of else "In: %(sources)s."
    values = {"sources": sources}
    if statement.is_misattributed:
        form = "Circulates in: %(sources)s. Refuted in: %(refuted)s."
        values["refuted"] = _all_linked(entry.noted, lang)
    parts.append(
        Markup("<figcaption>{}, {}. {}{} {}</figcaption>").format(
            reference.by.line,
            reference.date,
            reference.translated,
            escape(gettext(form)) % values,
            _linked(reference.site_name, link),
        )
    )
    return "\n".join([*parts, "</figure>"])


def frame(title: str, card: str, high: int = HEIGHT) -> str:
    """Return an `iframe` with the card at an address."""
    made = Markup(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"'
        ' style="border:0;max-width:100%"></iframe>'
    ).format(card, title, WIDTH, high)
    # A text: whoever shows it escapes it.
    return str(made)


def height(reference: Reference) -> int:
    """Return how high a frame has to be to show all of the words at its full width, in CSS pixels.

    It is an estimate, as fonts differ. A card that is higher than its frame says so.
    """
    statement, question = reference.entry.statement, asked(reference.entry, reference.lang)
    texts = (reference.text.words, statement.original, question.text.words if question else None)
    words = sum(_lines(text) * _LEADING + _AROUND for text in texts if text)
    return max(HEIGHT, words + _ROOM)


def _lines(text: str) -> int:
    return sum(1 + int(sum(map(_width, line)) / _LINE) for line in text.split("\n"))


def _width(character: str) -> float:
    # A little more than letters have, because lines break between words, and are not full.
    return 16 if east_asian_width(character) in "WF" else 8.4


def _quoted(text: Text, lang: str, link: str) -> Markup:
    words = escape(text.whole).replace("\n", _BREAK)
    return Markup('<blockquote cite="{}" lang="{}" dir="{}"><p>{}</p></blockquote>').format(
        link, lang, direction(lang), words
    )


def _all_linked(cited: Iterable[Cited], lang: str) -> Markup:
    lines = (_linked(source_line(it, lang), it.source.url or "") for it in cited)
    return Markup("; ").join(lines)


def _linked(text: str, address: str) -> Markup:
    return Markup('<a href="{}">{}</a>').format(address, text) if address else escape(text)
