"""What pages show of a statement wherever it appears: its words and its evidence."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import (
    Citation,
    Correction,
    Person,
    Source,
    Statement,
    StatementKind,
    Theme,
)
from site_builder.content.model.statement import Found, Matter, Vote
from site_builder.content.printed import words_in
from site_builder.content.values import locales
from site_builder.content.values.dates import Edtf
from site_builder.content.values.quotation import marks_around
from site_builder.content.values.word_by_word import Stretch as DiffStretch
from site_builder.content.values.word_by_word import word_by_word
from site_builder.evidence.comparison import Proof, Proofs
from site_builder.settings import Site
from site_builder.views.addresses import PEOPLE, UNDATED, address_of
from site_builder.views.citations import Reference
from site_builder.views.edition import edition
from site_builder.views.evidence import ProofView, best, proof_view, proofs_of, signs
from site_builder.views.offices import MOST, HeldThen, by_person, certain_then, possible_then
from site_builder.views.opening import Opening, opening
from site_builder.views.page import Day, Text
from site_builder.views.question import Asked, asked
from site_builder.views.status import Status, status_of
from site_builder.views.titles import Titles
from site_builder.views.wording import after_date, dated, spoken, wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words

# Bytes of HTML around the words of a row, around those of a card, of a source that a card brings
# into the list of sources, around what others found, and around an office.
_ROW, _CARD, _SOURCE, _FOUND, _OFFICE = 1_420, 1_450, 400, 450, 25


@dataclass(frozen=True, slots=True)
class RelayView:
    """A source behind the cited one, `depth` steps away; `through` draws on it."""

    source: Source
    address: str
    through: Source
    depth: int


class CitationView(NamedTuple):
    """A citation, with the sources behind its source; `issued` is the source's date in words.

    `archives` are the addresses of the source's copies, with their days.
    """

    citation: Citation
    source: Source
    address: str
    issued: str
    relays: tuple[RelayView, ...]
    opening: Opening | None
    archives: tuple[tuple[str, Day], ...]
    proof: ProofView | None = None
    """What a comparison of the words with a copy has shown, if it is the words that are cited."""
    edition: tuple[str, ...] = ()
    """What tells the source from others of its title, in words."""
    standing: str = ""
    """How near the source is to the speaker, or how it became known; empty if as usual."""

    @property
    def via(self) -> str:
        """The names of the sources that the source itself draws on."""
        return ", ".join(
            step.source.publication or step.source.title for step in self.relays if step.depth == 1
        )

    @property
    def chain(self) -> tuple[tuple[RelayView, ...], ...]:
        """The sources behind the source, furthest first, grouped by distance."""
        depths = range(max((step.depth for step in self.relays), default=0), 0, -1)
        return tuple(tuple(step for step in self.relays if step.depth == depth) for depth in depths)


class FoundView(NamedTuple):
    """What somebody else found about a statement, in their words, with its sources."""

    by: str
    text: Text
    day: Day
    cited: tuple[CitationView, ...]


class Turn(NamedTuple):
    """The other side of a change of mind: what the link to it says, and its address."""

    words: str
    address: str


class StatementView(NamedTuple):
    """What pages show of a statement wherever it appears."""

    entry: Entry
    address: str
    title: str
    """What its page and the links to it are called: the status, who, when, and what."""
    kind: str
    label: str
    meaning: str
    text: Text
    original: Text | None
    spoken: str
    date: str
    """The date in words, with what it is the date of (`dated`)."""
    day: Day
    """The same for readers and for machines, with the time of day if that is known."""
    date_note: str
    offices: tuple[HeldThen, ...]
    """The offices that were certainly held then, of each speaker who held any."""
    possible_offices: tuple[HeldThen, ...]
    status: Status
    status_meaning: str
    retracted_by: str
    """By whom and when it was retracted, if by a statement: `status` has it."""
    cited: tuple[CitationView, ...]
    themes: tuple[Theme, ...]
    about: tuple[Person, ...]
    period: str
    """The year of its date, or the years (`Edtf.period`); `UNDATED` if it is unknown."""
    theme_ids: str
    """The ids of its themes, separated by spaces."""
    lang: str
    """The site's language (BCP 47)."""
    permalink: str
    """Its address on the web; empty if the site has none."""
    sign: tuple[str, str]
    """What the comparison that shows most has shown: an id, and words for a list."""
    wordings: str
    """How many other wordings of the same remark there are, in words; empty if none."""
    by: str
    """Who made it, and on whose behalf, in one line."""
    speaker_ids: str
    """The ids of all who made it, separated by spaces."""
    turns: tuple[Turn, ...]
    """Statements of the same speaker that it contradicts, or that contradict it."""
    asked: Asked | None
    """The question that it answers."""
    vote: str
    """How somebody voted and how the vote ended, in words; empty if it is no vote."""
    matters: tuple[tuple[str, Matter], ...]
    """What it is about, and records of it, each with what it is."""
    reference: Reference
    """What citations of it are made from."""
    findings: tuple[FoundView, ...]
    noted: tuple[CitationView, ...]
    """The sources of the note on its status."""

    def called(self, person: Person) -> str:
        """Return what to call somebody that it names."""
        return self.reference.titles.of(person)

    @property
    def all_wordings(self) -> str:
        """The address of all wordings of the remark, on the page of the nearest one."""
        return f"{PEOPLE}{self.entry.remark}/#wordings"

    @property
    def is_plain(self) -> bool:
        """Whether one person said it, and for nobody else."""
        return len(self.entry.speakers) == 1 and not self.entry.principal

    @property
    def status_noted(self) -> str:
        """The status that the note explains."""
        return wording(self.lang).status[self.entry.explained_by.status]


class CorrectionView(NamedTuple):
    """A correction; if it was one of words, these in stretches, as they were and are."""

    day: Day
    correction: Correction
    stretches: tuple[DiffStretch, ...]


class Statements:
    """Makes the views of statements and of the sources behind them, and keeps them.

    A statement appears on several pages: its own, its speaker's, those of its themes and sources.
    """

    def __init__(self, catalogue: Catalogue, site: Site, proofs: Proofs | None = None) -> None:
        self._catalogue, self._site, self._proofs = catalogue, site, proofs or {}
        self.titles = Titles(catalogue)
        self._views: dict[str, StatementView] = {}
        self._relays: dict[str, tuple[RelayView, ...]] = {}

    @property
    def lang(self) -> str:
        """The site's language (BCP 47)."""
        return self._catalogue.lang

    def relays(self, source: Source) -> tuple[RelayView, ...]:
        """Return the sources behind a source."""
        steps = self._relays.get(source.id)
        if steps is None:
            steps = self._relays[source.id] = tuple(
                RelayView(relay.source, address_of(relay.source), relay.through, relay.depth)
                for relay in self._catalogue.relays[source.id]
            )
        return steps

    def view(self, entry: Entry) -> StatementView:
        """Return the view of a statement."""
        view = self._views.get(entry.key)
        if view is None:
            view = self._views[entry.key] = self._make(entry)
        return view

    def views(self, entries: Iterable[Entry]) -> tuple[StatementView, ...]:
        """Return the views of several statements, in the same order."""
        return tuple(self.view(entry) for entry in entries)

    def forget(self, entries: Iterable[Entry]) -> None:
        """Keep the views of these statements no longer."""
        for entry in entries:
            self._views.pop(entry.key, None)

    def citation(
        self,
        citation: Citation,
        statement: Statement | None = None,
        proof: Proof | None = None,
        speaker: str = "",
    ) -> CitationView:
        """Return the view of a citation; `statement` is given if the citation is of its words.

        `proof` is what a comparison of them has shown, and `speaker` the id of whose they are.
        """
        source = self._catalogue.sources[citation.source]
        words = words_in(source, statement, self._catalogue.lang) if statement else ""
        return CitationView(
            citation,
            source,
            address_of(source),
            self.date(source.issued),
            self.relays(source),
            opening(source, citation, words, self._catalogue.lang),
            tuple((copy.url, self.day(copy.captured)) for copy in source.archives),
            proof_view(proof, citation, statement.kind, self._catalogue.lang)
            if statement and proof
            else None,
            tuple(edition(source, self._catalogue.lang)),
            self._standing(source, speaker),
        )

    def _standing(self, source: Source, speaker: str) -> str:
        words = site_words(self._catalogue.lang)
        own = words.gettext("the speaker’s own channel") if speaker in source.primary_for else ""
        known = wording(self._catalogue.lang).circulation.get(source.circulation or "", "")
        return "; ".join(filter(None, (own, known)))

    @property
    def countries(self) -> dict[str, str]:
        """The names of countries by their codes (ISO 3166-1)."""
        return locales.countries(self._catalogue.lang)

    def text(self, words: str, lang: str | None) -> Text:
        """Return words with their language if it is not the site's."""
        if lang is None or lang == self._catalogue.lang:
            return Text(words)
        return Text(words, lang, locales.direction(lang))

    def said(self, words: str, lang: str | None, kind: StatementKind) -> Text:
        """Return words as a kind of statement prints them: a quote in its marks."""
        text = self.text(words, lang)
        if kind is not StatementKind.QUOTE:
            return text
        opening, closing = marks_around(words, lang or self._catalogue.lang)
        return text._replace(opening=opening, closing=closing)

    def date(self, date: Edtf | None) -> str:
        """Return a date in words; empty if there is none."""
        return date_in_words(date, self._catalogue.lang) if date else ""

    def day(self, date: Edtf) -> Day:
        """Return a date for readers and for machines."""
        return Day(self.date(date), _datetime(date))

    def _make(self, entry: Entry) -> StatementView:
        statement, kind = entry.statement, entry.statement.kind
        lang = self._catalogue.lang
        said, words = wording(lang), site_words(lang)
        gettext = words.gettext
        text, date = self.said(statement.words, statement.lang, kind), dated(statement, lang)
        status = status_of(entry, self._catalogue, self.titles)
        proofs = proofs_of(entry, self._proofs)
        shown = best(proofs).status
        others = len(self._catalogue.wordings.get(entry.remark, ()))
        permalink = self._site.url + entry.address if self._site.url else ""
        reference = Reference(
            entry, self._site.name, lang, permalink, date, text, status, self.titles
        )
        return StatementView(
            entry,
            entry.address,
            reference.name,
            kind.value,
            said.kind_labels[kind] if entry.speakers else gettext("Attributed"),
            said.kind_meanings[kind] if entry.speakers else said.status_meanings[status.id],
            text,
            self.said(statement.original, statement.spoken_lang, kind)
            if statement.original
            else None,
            spoken(statement, lang),
            date,
            self.day(statement.date)._replace(after=after_date(statement, lang, clock(statement))),
            statement.date_note or "",
            certain_then(entry, self.titles.of, lang),
            possible_then(entry, self.titles.of, lang),
            status,
            said.status_meanings.get(status.id, ""),
            f"{status.retracted_by}, {dated(status.retraction.statement, lang)}"
            if status.retraction
            else "",
            tuple(
                self.citation(citation, statement, proof, entry.person.id)
                for citation, proof in zip(statement.citations, proofs, strict=True)
                if citation.source in self._catalogue.sources
            ),
            entry.themes,
            entry.about,
            statement.date.period or UNDATED,
            " ".join([theme.id for theme in entry.themes]),
            lang,
            permalink,
            (shown.value, signs(lang)[shown]),
            words.ngettext("%(num)s wording", "%(num)s wordings", others) if others else "",
            reference.by.line,
            " ".join([person.id for person in entry.speakers]),
            tuple(self._turns(entry)),
            asked(entry, lang),
            vote_in_words(statement.vote, lang) if statement.vote else "",
            tuple((said.matters[matter.kind], matter) for matter in statement.links),
            reference,
            tuple(map(self._found, statement.findings)),
            tuple(map(self.citation, note.citations))
            if (note := entry.explained_by.status_note)
            else (),
        )

    def _found(self, found: Found) -> FoundView:
        text = self.said(found.quote, found.lang, StatementKind.QUOTE)
        cited = tuple(map(self.citation, found.citations))
        return FoundView(found.by, text, self.day(found.date), cited)

    def corrections(self, entry: Entry) -> Iterator[CorrectionView]:
        """Yield what was corrected in a statement, in the order of its file.

        Words are compared with those that the next correction replaced, or with today's.
        """
        made = entry.statement.corrections
        for at, correction in enumerate(made):
            later = (one.was for one in made[at + 1 :] if one.was)
            now = next(later, entry.statement.words)
            yield CorrectionView(
                self.day(correction.date),
                correction,
                tuple(word_by_word(correction.was, now)) if correction.was else (),
            )

    def _turns(self, entry: Entry) -> Iterator[Turn]:
        target = self._catalogue.entries.get(entry.statement.contradicts or "")
        if target is not None and _is_turn(entry, target):
            yield self._turn(target, is_later=_is_before(entry, target))
        for answer in self._catalogue.answers.get(entry.key, ()):
            other = answer.entry
            if answer.how == "contradicts" and _is_turn(entry, other):
                yield self._turn(other, is_later=not _is_before(other, entry))

    def _turn(self, other: Entry, *, is_later: bool) -> Turn:
        gettext, date = site_words(self.lang).gettext, dated(other.statement, self.lang)
        if other.statement.kind is StatementKind.ACTION:
            words = (
                gettext("The speaker acted otherwise later: %(date)s", date=date)
                if is_later
                else gettext("The speaker acted otherwise before: %(date)s", date=date)
            )
        elif is_later:
            words = gettext("The speaker said otherwise later: %(date)s", date=date)
        else:
            words = gettext("The speaker said otherwise before: %(date)s", date=date)
        # Alone, the line would say for certain that it was said, and stands.
        status = status_of(other, self._catalogue, self.titles)
        return Turn(status.first(words), other.address)


def clock(statement: Statement) -> str:
    """Return the time of day with its zone, as written; empty if it is not known."""
    return f"{statement.time} ({statement.zone})" if statement.time else ""


def vote_in_words(vote: Vote, lang: str) -> str:
    """Return how somebody voted, on what, and how it ended."""
    told = f"{wording(lang).votes[vote.choice]}: {vote.on}"
    return f"{told} ({vote.result})" if vote.result else told


def _is_turn(entry: Entry, other: Entry) -> bool:
    """Check whether all who made a statement made the other too, and which was first is known."""
    ids = {person.id for person in entry.speakers}
    is_dated = not (entry.statement.date.is_unknown or other.statement.date.is_unknown)
    return bool(ids) and is_dated and ids.issubset(person.id for person in other.speakers)


def _is_before(entry: Entry, other: Entry) -> bool:
    """Check whether the dates prove that a statement was made before another."""
    date, said = entry.statement.date, other.statement.said
    is_certain = not date.is_rough and said is not None and not said.is_rough
    return is_certain and said is not None and date.latest < said.earliest


def _datetime(date: Edtf) -> str:
    """Return a date as HTML's `time` takes it; empty for an interval or an unsure date."""
    return date.text if date.is_plain else ""


def row_weight(entry: Entry) -> int:
    """Return roughly how many bytes of HTML a statement takes in a list."""
    return _ROW + 2 * len(entry.statement.words) + _offices_weight(entry)


def card_weight(entry: Entry) -> int:
    """Return roughly how many bytes of HTML a statement takes on its speaker's page."""
    statement = entry.statement
    note, question = entry.explained_by.status_note, statement.question
    texts = (
        statement.words,
        statement.original or "",
        note.note.html if note else "",
        question.quote if question else "",
        *(found.quote for found in statement.findings),
    )
    return (
        _CARD
        + sum(len(text.encode()) for text in texts)
        + _SOURCE * len(statement.citations)
        + _FOUND * len(statement.findings)
        + _offices_weight(entry)
    )


def _offices_weight(entry: Entry) -> int:
    """Return how many bytes the offices of several speakers take; those of one are in `_ROW`."""
    if not entry.others:
        return 0
    shown = chain.from_iterable(
        own[:MOST] for held in (entry.offices, entry.possible_offices) for _, own in by_person(held)
    )
    return sum(_OFFICE + len(office.name.encode()) for office in shown)
