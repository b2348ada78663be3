"""A statement in words, for readers of feeds, Markdown and cards: all there is to know of it.

Labels, and values such as dates, are in the site's language. Nothing is escaped here: each format
does that by its own means.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import NamedTuple

from site_builder.content.catalogue import Cited
from site_builder.content.values import locales
from site_builder.content.values.locales import direction
from site_builder.content.values.prose import REFERENCE, Prose
from site_builder.content.values.quotation import marks_around
from site_builder.exports.data import Said
from site_builder.settings import Site
from site_builder.views.addresses import address_of
from site_builder.views.citations import source_line
from site_builder.views.evidence import signs
from site_builder.views.offices import by_person, first, names, speaker_of_several, whose
from site_builder.views.question import asked
from site_builder.views.statement import clock, vote_in_words
from site_builder.views.wording import dated, spoken, wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words

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


@cache
def field_labels(lang: str) -> Mapping[str, str]:
    """Return what facts are called, in the site's language."""
    words = site_words(lang)
    gettext, pgettext = words.gettext, words.pgettext
    return {
        "status": gettext("Status"),
        "retracted_by": gettext("Retracted by"),
        # Translators: before the reason for a status.
        "why": pgettext("of a status", "Why"),
        # Translators: before whoever said the words.
        "by": pgettext("of a quote", "By"),
        # Translators: before whoever is paraphrased, or did it.
        "of": pgettext("of a paraphrase or an action", "Of"),
        "office": gettext("Office then"),
        "possible_office": gettext("Office, not certain"),
        "date": gettext("Date"),
        # Translators: before the occasion, such as an interview.
        "medium": pgettext("of a statement", "Where"),
        "lang": gettext("Language"),
        "context": gettext("Context"),
        "source": gettext("Source"),
        "circulates": gettext("Circulates in"),
        "refuted": gettext("Refuted in"),
        # Translators: before the source of the reason for a status.
        "noted": gettext("Source of the reason"),
        # Translators: before the source of what somebody else found about a statement.
        "found": gettext("Source of the finding"),
        "evidence": gettext("Evidence"),
        # Translators: before a wording of the same remark, the one nearest to the speaker.
        "wording_of": gettext("Wording of"),
        "about": pgettext("whom a statement is about", "About"),
        "place": gettext("Town or country"),
        "vote": gettext("Vote"),
    }


def label(said: Said) -> str:
    """Return what stands before the words: the status, then the kind, unless it is a quote."""
    kind, labels = said.entry.statement.kind, wording(said.reference.lang).kind_labels
    parts = (said.status.word, "" if kind == "quote" else labels[kind])
    return ". ".join(part for part in parts if part)


def authors(said: Said, site: Site) -> list[tuple[str, str]]:
    """Return whose own words a statement is: what tells them apart, and the pages of them.

    These are shown to readers. A list of references takes a name, and has it alone (`attribution`).
    """
    speakers, titles = said.entry.speakers, said.reference.titles
    named = speakers if said.reference.by.authors else ()
    return [(titles.of(person), site.url + address_of(person)) for person in named]


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
    who = site_words(said.reference.lang).gettext("Asked by %(name)s", name=found.by)
    return who, Passage(text.words, lang, text.opening, text.closing)


def before(said: Said, words: str) -> Passage:
    """Return words that a statement had before a correction."""
    lang = said.reference.text.lang
    marks = marks_around(words, lang) if said.entry.statement.quote else ("", "")
    return Passage(words, lang, *marks)


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
    lang = said.reference.lang
    words, labels, gettext = wording(lang), field_labels(lang), site_words(lang).gettext
    if status.word:
        yield Fact(labels["status"], status.word)
        if status.retraction:
            yield _named(labels["retracted_by"], status.retraction.key, said)
        if note := entry.explained_by.status_note:
            yield Fact(labels["why"], _plain(note.note))
            name = labels["refuted" if statement.is_misattributed else "noted"]
            for cited in entry.noted:
                yield from _source(name, source_line(cited, lang), cited, lang)
    name = said.reference.by.line
    if statement.as_printed:
        printed = statement.as_printed
        name = gettext("%(name)s (printed as: %(printed)s)", name=name, printed=printed)
    yield Fact(labels["by" if statement.quote else "of"], name)
    called = said.reference.titles.of
    for name, held in (("office", entry.offices), ("possible_office", entry.possible_offices)):
        for person, offices in by_person(held):
            speaker = speaker_of_several(person, entry, called)
            for office in first(names(offices), lang):
                yield Fact(labels[name], whose(office, speaker, lang))
    date = dated(statement, lang, clock(statement))
    yield Fact(labels["date"], f"{date}; {statement.date_note}" if statement.date_note else date)
    if statement.medium:
        yield Fact(labels["medium"], statement.medium)
    if statement.place:
        yield Fact(labels["place"], statement.place)
    if statement.vote:
        yield Fact(labels["vote"], vote_in_words(statement.vote, lang))
    for matter in statement.links:
        yield Fact(words.matters[matter.kind], matter.title, matter.url)
    if told := spoken(statement, lang):
        language = locales.language_name(statement.lang or lang, lang)
        yield Fact(labels["lang"], f"{language}; {told}")
    if statement.context:
        yield Fact(labels["context"], _plain(statement.context))
    if statement.wording_of:
        yield _named(labels["wording_of"], statement.wording_of, said)
    for person in entry.about:
        yield Fact(labels["about"], said.reference.titles.of(person))
    for how, target in statement.relations:
        yield _named(words.links[how], target, said)
    for answer in said.json.get("answers", ()):
        yield _named(words.answers[answer["how"]], answer["answer"], said)
    name = labels["source" if entry.speakers else "circulates"]
    evidence = zip(said.reference.source_lines, entry.cited, said.proofs, strict=True)
    # Sources often draw on the same others.
    behind = set[tuple[str, str]]()
    for line, cited, proof in evidence:
        yield from _source(name, line, cited, lang)
        yield Fact(labels["evidence"], signs(lang)[proof.status])
        for relay in cited.relays:
            if (step := (relay.through.id, relay.source.id)) in behind:
                continue
            behind.add(step)
            draws = gettext("“%(source)s” draws on", source=relay.through.title)
            yield Fact(draws, relay.source.title, relay.source.url or "")
    for found, sources in zip(statement.findings, said.found, strict=True):
        opening, closing = marks_around(found.quote, found.lang or lang)
        day = date_in_words(found.date, lang)
        verdict = f"{opening}{found.quote}{closing} ({day})"
        yield Fact(gettext("Found by %(name)s", name=found.by), verdict)
        for cited in sources:
            yield from _source(labels["found"], source_line(cited, lang), cited, lang)
    for correction in statement.corrections:
        day = date_in_words(correction.date, lang)
        yield Fact(gettext("Corrected %(date)s", date=day), _plain(correction.note))


def _named(label: str, key: str, said: Said) -> Fact:
    """Return another statement by what links to it are called."""
    other = said.linked[key]
    return Fact(label, other.name, other.permalink)


def _source(label: str, line: str, cited: Cited, lang: str) -> Iterator[Fact]:
    """Yield a source with the place in it, then the copies that its line does not name."""
    yield Fact(label, line, cited.source.url or "")
    if len(cited.source.archives) < 2:
        return
    gettext = site_words(lang).gettext
    for copy in cited.source.archives[1:]:
        yield Fact(gettext("archived %(date)s", date=copy.captured), copy.url, copy.url)


def _plain(prose: Prose) -> str:
    """Return the editors' words, with the titles of links to records instead of the links."""
    return _LINK.sub(r"\1", prose.text)
