"""A statement in words, for readers of feeds, Markdown and cards: all there is to know of it.

Values such as dates are in the site's language, their labels in English. Nothing is escaped here:
each format does that by its own means.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from site_builder.content.catalogue import Cited
from site_builder.content.values.locales import direction
from site_builder.content.values.prose import REFERENCE, Prose
from site_builder.content.values.quotation import marks_around
from site_builder.exports.data import Said
from site_builder.views.citations import source_line
from site_builder.views.question import asked
from site_builder.views.statement import clock, vote_in_words
from site_builder.views.wording import wording

DRAWS_ON = "draws on"
_LINK = re.compile(rf"\[([^\[\]]*)\]\({REFERENCE.pattern}\)")


class Fact(NamedTuple):
    """Something about a statement; `link` is an address, empty if there is none."""

    label: str
    text: str
    link: str = ""


class Passage(NamedTuple):
    """Somebody's words, with their marks if they are quoted."""

    words: str
    lang: str
    opening: str = ""
    closing: str = ""

    @property
    def dir(self) -> str:
        """The direction in which they are written, `ltr` or `rtl`."""
        return direction(self.lang)


def label(said: Said) -> str:
    """Return what stands before the words: the status, then the kind, unless it is a quote."""
    kind, labels = said.entry.statement.kind, wording(said.reference.lang).kind_labels
    parts = (said.status.word, "" if kind == "quote" else labels[kind])
    return ". ".join(part for part in parts if part)


def passage(said: Said) -> Passage:
    """Return the words of a statement."""
    text = said.reference.text
    return Passage(text.words, text.lang, text.opening, text.closing)


def question(said: Said) -> tuple[str, Passage] | None:
    """Return who asked, and the words of the question that a statement answers."""
    found = asked(said.entry, said.reference.lang)
    if found is None:
        return None
    text = found.text
    lang = text.lang or said.reference.lang
    return f"Asked by {found.by}", Passage(text.words, lang, text.opening, text.closing)


def original(said: Said) -> Passage | None:
    """Return the words as they were spoken, if they are known."""
    statement = said.entry.statement
    if not statement.original:
        return None
    lang = statement.spoken_lang or said.reference.text.lang
    marks = marks_around(statement.original, lang) if statement.quote else ("", "")
    return Passage(statement.original, lang, *marks)


def facts(said: Said) -> Iterator[Fact]:
    """Yield everything else, the status first."""
    entry, statement, status = said.entry, said.entry.statement, said.status
    words = wording(said.reference.lang)
    if status.word:
        yield Fact("Status", status.word)
        if status.retraction:
            yield Fact("Retracted by", status.retraction.key)
        if statement.status_note:
            yield Fact("Why", _plain(statement.status_note.note))
            if statement.is_misattributed:
                for cited in entry.noted:
                    refuting = source_line(cited, said.reference.lang)
                    yield Fact("Refuted in", refuting, cited.source.url or "")
    printed = f" (printed as: {statement.as_printed})" if statement.as_printed else ""
    yield Fact("By" if statement.quote else "Of", f"{said.reference.by.line}{printed}")
    for office in entry.offices:
        yield Fact("Office then", office.name)
    for office in entry.possible_offices:
        yield Fact("Office, not certain", office.name)
    basis = words.date_basis[statement.date_basis]
    more = "; ".join(part for part in (basis, statement.date_note) if part)
    at = f", {clock(statement)}" if statement.time else ""
    date = f"{said.reference.date}{at} ({statement.date.text})"
    yield Fact("Date", f"{date}; {more}" if more else date)
    if statement.medium:
        yield Fact("Where", statement.medium)
    if statement.place:
        yield Fact("Town or country", statement.place)
    if statement.vote:
        yield Fact("Vote", vote_in_words(statement.vote, said.reference.lang))
    for matter in statement.links:
        yield Fact(words.matters[matter.kind], matter.title, matter.url)
    if statement.spoken_lang:
        how = f", {words.translations[statement.translation]}" if statement.translation else ""
        yield Fact("Language", f"{said.json['lang']}; spoken in {statement.spoken_lang}{how}")
    if statement.context:
        yield Fact("Context", _plain(statement.context))
    for how, target in statement.relations:
        yield Fact(words.links[how], target)
    for answer in said.json.get("answers", ()):
        yield Fact(words.answers[answer["how"]], answer["answer"])
    for line, cited in zip(said.reference.source_lines, entry.cited, strict=True):
        yield from _evidence(line, cited, "Source" if entry.speakers else "Circulates in")
    for found in statement.findings:
        opening, closing = marks_around(found.quote, found.lang or said.reference.lang)
        yield Fact(f"Found by {found.by}", f"{opening}{found.quote}{closing} ({found.date})")
    for correction in statement.corrections:
        yield Fact(f"Corrected {correction.date}", _plain(correction.note))


def _plain(prose: Prose) -> str:
    """Return the editors' words, with the titles of links to records instead of the links."""
    return _LINK.sub(r"\1", prose.text)


def _evidence(line: str, cited: Cited, what: str) -> Iterator[Fact]:
    yield Fact(what, line, cited.source.url or "")
    for relay in cited.relays:
        yield Fact(
            f"“{relay.through.title}” {DRAWS_ON}", relay.source.title, relay.source.url or ""
        )
