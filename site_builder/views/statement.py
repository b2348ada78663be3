"""A statement, wherever it appears: its words and its evidence."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import (
    Citation,
    Correction,
    Office,
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
from site_builder.content.values.quotation import is_quoted_between, marks_around
from site_builder.content.values.word_by_word import Stretch as DiffStretch
from site_builder.content.values.word_by_word import word_by_word
from site_builder.evidence.comparison import Proof, Proofs
from site_builder.settings import Site
from site_builder.views import schema_org
from site_builder.views.addresses import PEOPLE, UNDATED, address_of, card_of
from site_builder.views.attribution import called
from site_builder.views.card import MOST_STATEMENTS, Card
from site_builder.views.citations import (
    File,
    Format,
    Reference,
    files_of,
    metadata,
    plain,
    quotation,
)
from site_builder.views.edition import edition
from site_builder.views.evidence import ProofView, best, proof_view, proofs_of, signs
from site_builder.views.offices import grouped, possible
from site_builder.views.opening import Opening, opening
from site_builder.views.page import Anchor, Crumb, Day, Page, Text
from site_builder.views.paging import PART_BYTES
from site_builder.views.question import Asked, asked
from site_builder.views.snippet import snippets
from site_builder.views.status import Status, status_of
from site_builder.views.wording import DOT, beginning, shorten, wording
from site_builder.views.wordings import Stretch, beside, differences, stretches
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words

NEIGHBOURS = 10
# A page has words up to this length as its heading, and the beginning of longer ones.
_WHOLE, _BEGINNING = 300, 120
# Bytes of HTML around the words of a row, and around those of a card.
_ROW, _CARD = 1_600, 4_200
# Scripts without spaces between words, and their punctuation: Thai, Lao, Tibetan, Burmese, Khmer,
# and the blocks of Chinese and Japanese.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
    "|[\U00020000-\U0003ffff]"
)


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
    date_basis: str
    date_note: str
    offices: str
    possible_offices: str
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
    site_name: str
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
    clock: str
    """The time of day with its zone; empty if not known."""
    vote: str
    """How somebody voted and how the vote ended, in words; empty if it is no vote."""
    matters: tuple[tuple[str, Matter], ...]
    """What it is about, and records of it, each with what it is."""
    reference: Reference
    """What citations of it are made from."""

    @property
    def day(self) -> Day:
        """The date for readers and for machines."""
        return Day(self.date, _datetime(self.entry.statement.date))

    @property
    def is_plain(self) -> bool:
        """Whether one person said it, and for nobody else."""
        return len(self.entry.speakers) == 1 and not self.entry.principal

    @property
    def status_noted(self) -> str:
        """The status that its own note explains."""
        return wording(self.lang).status[self.entry.statement.status]

    @property
    def to_copy(self) -> str:
        """All of its words with their source, to be pasted elsewhere."""
        return quotation(self.reference)


class CorrectionView(NamedTuple):
    """A correction; if it was one of words, these in stretches, as they were and are."""

    day: Day
    correction: Correction
    stretches: tuple[DiffStretch, ...]


class FoundView(NamedTuple):
    """What somebody else found about a statement, in their words."""

    by: str
    text: Text
    day: Day
    cited: tuple[CitationView, ...]


class WordingView(NamedTuple):
    """One wording of a remark, beside the one nearest to the speaker.

    `stretches` are all of its words, and `differs` says what it has otherwise; both are empty if
    the two cannot be compared (`wordings.beside`) or have nothing in common.
    """

    statement: StatementView
    language: str
    is_nearest: bool
    stretches: tuple[Stretch, ...]
    differs: tuple[str, ...]


class Passage(NamedTuple):
    """A quote in the words of a source, with the text before and after these.

    The spaces that belong between are there. If the source's text shows no marks around the
    words, they have those of the site.
    """

    before: str
    text: Text
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Page):
    """One statement with everything known about it, and the statements related to it."""

    template: ClassVar[str] = "statement"
    statement: StatementView
    heading: Text
    """The words, or their beginning if they are long; then without the closing mark."""
    passages: tuple[Passage, ...]
    status_citations: tuple[CitationView, ...]
    linked: tuple[tuple[str, StatementView], ...]
    others: tuple[StatementView, ...]
    """By the same person on the same theme or from the same source, the nearest in time first."""
    citation: str
    """The statement as a reference, in plain text."""
    snippets: tuple[Format, ...]
    wordings: tuple[WordingView, ...]
    """All wordings of the remark, the one nearest to the speaker first, if there are several."""
    nearest: WordingView | None
    """The wording nearest to the speaker, if it is another one."""
    corrections: tuple[CorrectionView, ...]
    findings: tuple[FoundView, ...]

    @property
    def heading_is_whole(self) -> bool:
        """Whether the heading has all of the words."""
        return self.heading.words == self.statement.text.words

    @property
    def files(self) -> tuple[File, ...]:
        """The files that have the reference in other formats."""
        return files_of(self.statement.entry)


class Statements:
    """Makes the views of statements and of the sources behind them, and keeps them.

    A statement appears on several pages: its own, its speaker's, those of its themes and sources.
    """

    def __init__(self, catalogue: Catalogue, site: Site, proofs: Proofs | None = None) -> None:
        self._catalogue, self._site, self._proofs = catalogue, site, proofs or {}
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

    def page(self, entry: Entry, own: Sequence[Entry]) -> StatementPage:
        """Return the page of a statement; `own` are all statements of its speaker."""
        view, statement, person = self.view(entry), entry.statement, entry.person
        reference = view.reference
        linked = (*self._answered(entry), *self._answers(entry))
        others = tuple(self._others(entry, own)) if entry.speakers else ()
        wordings = tuple(self._wordings(entry))
        root = self._catalogue.root(entry)
        gettext = site_words(self._catalogue.lang).gettext
        contents = [Anchor("evidence", gettext("Evidence"))]
        if wordings:
            contents.insert(0, Anchor("wordings", gettext("Wordings of this remark")))
        if statement.context:
            contents.append(Anchor("context", gettext("Context")))
        if statement.findings:
            contents.append(Anchor("findings", gettext("What others found")))
        if linked:
            contents.append(Anchor("linked", gettext("Linked statements")))
        contents.append(Anchor("cite", gettext("Cite this")))
        if statement.corrections:
            contents.append(Anchor("corrections", gettext("Corrections")))
        if others:
            contents.append(Anchor("others", gettext("More by the same person")))
        question = view.asked.told(view.lang) if view.asked else ""
        speaker = ", ".join(filter(None, (view.by, view.date, question)))
        said = _shortened(view.text, 200, view.lang)
        crumbs = (
            Crumb(gettext("People"), PEOPLE),
            Crumb(called(person, self._catalogue.lang), address_of(person)),
        )
        note = statement.status_note
        return StatementPage(
            address=view.address,
            title=view.title,
            description=view.status.first(f"{view.label}. {speaker}: {said}"),
            contents=tuple(contents),
            source_path=entry.place().path,
            crumbs=crumbs,
            graph=(schema_org.statement(entry, view.status, self._catalogue.lang, self._site.url),),
            metadata=metadata(reference),
            card=_card(view) if len(self._catalogue.entries) < MOST_STATEMENTS else None,
            statement=view,
            heading=_heading(view.text),
            passages=tuple(passages(view, self._catalogue.lang)),
            status_citations=tuple(map(self.citation, note.citations)) if note else (),
            linked=linked,
            others=others,
            citation=plain(reference),
            snippets=self._snippets(reference),
            wordings=wordings,
            nearest=self._wording(root, root) if root else None,
            corrections=tuple(self.corrections(entry)),
            findings=tuple(map(self._found, statement.findings)),
        )

    def _found(self, found: Found) -> FoundView:
        text = self._said(found.quote, found.lang, StatementKind.QUOTE)
        cited = tuple(map(self.citation, found.citations))
        return FoundView(found.by, text, self.day(found.date), cited)

    def _snippets(self, reference: Reference) -> tuple[Format, ...]:
        if self._site.url and self._site.has("embed"):
            return snippets(reference, f"{self._site.url}{card_of(reference.entry)}")
        return ()

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

    def _said(self, words: str, lang: str | None, kind: StatementKind) -> Text:
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
        text, date = self._said(statement.words, statement.lang, kind), self.date(statement.date)
        status = status_of(entry, self._catalogue)
        proofs = proofs_of(entry, self._proofs)
        shown = best(proofs).status
        others = len(self._catalogue.wordings.get(entry.key, ()))
        permalink = self._site.url + entry.address if self._site.url else ""
        reference = Reference(entry, self._site.name, lang, permalink, date, text, status)
        by = reference.by.line
        title = f"{by}, {date}: {_shortened(text, 60, lang)}"
        if self._catalogue.root(entry):
            title = gettext("%(title)s (another wording)", title=title)
        spoken = ""
        if statement.spoken_lang and statement.spoken_lang != (statement.lang or lang):
            # Translators: such as “said in Russian, official translation”.
            spoken = gettext(
                "said in %(language)s, %(translation)s",
                language=locales.language_name(statement.spoken_lang, lang),
                translation=said.translations[statement.translation or "unknown"],
            )
        return StatementView(
            entry,
            entry.address,
            status.first(title),
            kind.value,
            said.kind_labels[kind] if entry.speakers else gettext("Attributed"),
            said.kind_meanings[kind] if entry.speakers else said.status_meanings[status.id],
            text,
            self._said(statement.original, statement.spoken_lang, kind)
            if statement.original
            else None,
            spoken,
            date,
            said.date_basis[statement.date_basis],
            statement.date_note or "",
            "; ".join(office.name for office in grouped(entry.offices)),
            possible(_other_offices(entry), lang),
            status,
            said.status_meanings.get(status.id, ""),
            f"{status.retracted_by}, {self.date(status.retraction.statement.date)}"
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
            self._site.name,
            lang,
            permalink,
            (shown.value, signs(lang)[shown]),
            words.ngettext("%(num)s wording", "%(num)s wordings", others) if others else "",
            by,
            " ".join([person.id for person in entry.speakers]),
            tuple(self._turns(entry)),
            asked(entry, lang),
            clock(statement),
            vote_in_words(statement.vote, lang) if statement.vote else "",
            tuple((said.matters[matter.kind], matter) for matter in statement.links),
            reference,
        )

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

    def _wordings(self, entry: Entry) -> Iterator[WordingView]:
        """Yield all wordings of a remark on the page of the one nearest to the speaker.

        After that one come quotes in the speaker's language, in the site's, and in others.
        """
        others = self._catalogue.wordings.get(entry.key, ())
        lang, spoken = self._catalogue.lang, entry.statement.spoken_lang

        def order(other: Entry) -> tuple[bool, bool, bool, str]:
            said = other.statement
            own = said.lang or lang
            is_ours = said.kind is not StatementKind.QUOTE
            return is_ours, own != spoken, own != lang, locales.language_name(own, lang)

        for one in (entry, *sorted(others, key=order)) if others else ():
            yield self._wording(one, entry)

    def _wording(self, entry: Entry, root: Entry) -> WordingView:
        statement, lang = entry.statement, self._catalogue.lang
        nearest = beside(statement, root.statement, lang) if entry is not root else ""
        marked = stretches(statement.words, nearest) if nearest else ()
        return WordingView(
            self.view(entry),
            locales.language_name(statement.lang or lang, lang),
            entry is root,
            marked,
            tuple(differences(statement.words, nearest, lang)) if marked else (),
        )

    def _others(self, entry: Entry, own: Sequence[Entry]) -> Iterator[StatementView]:
        """Yield the nearest few: with all, pages would grow with the square of their number."""
        themes = {theme.id for theme in entry.themes}
        sources = {cited.source.id for cited in entry.cited}
        day = entry.statement.date.filed
        related = [
            other
            for other in own
            if other is not entry
            and not (
                themes.isdisjoint(theme.id for theme in other.themes)
                and sources.isdisjoint(cited.source.id for cited in other.cited)
            )
        ]
        related.sort(key=lambda other: abs(other.statement.date.filed - day))
        weight = 0
        for other in related[:NEIGHBOURS]:
            weight += row_weight(other)
            if weight < PART_BYTES // 2:
                yield self.view(other)

    def _turns(self, entry: Entry) -> Iterator[Turn]:
        gettext = site_words(self._catalogue.lang).gettext
        before = self._catalogue.entries.get(entry.statement.contradicts or "")
        if before is not None and _is_turn(entry, before):
            date = self.date(before.statement.date)
            words = gettext("The speaker said otherwise before: %(date)s", date=date)
            yield Turn(words, before.address)
        for answer in self._catalogue.answers.get(entry.key, ()):
            after = answer.entry
            if answer.how == "contradicts" and _is_turn(entry, after):
                date = self.date(after.statement.date)
                words = gettext("The speaker said otherwise later: %(date)s", date=date)
                yield Turn(words, after.address)

    def _answered(self, entry: Entry) -> Iterator[tuple[str, StatementView]]:
        for field, label in wording(self._catalogue.lang).links.items():
            target = getattr(entry.statement, field)
            if target in self._catalogue.entries:
                yield label, self.view(self._catalogue.entries[target])

    def _answers(self, entry: Entry) -> Iterator[tuple[str, StatementView]]:
        labels = wording(self._catalogue.lang).answers
        for answer in self._catalogue.answers.get(entry.key, ()):
            yield labels[answer.how], self.view(answer.entry)


def passages(view: StatementView, lang: str) -> Iterator[Passage]:
    """Yield a quote as each of its sources prints it, between its prefix and its suffix there.

    A citation without either has none, and neither has one whose words are not known: those
    of a source in another language than the quote, without the original. `lang` is the site's
    language; the two are a W3C TextQuoteSelector's.
    """
    entry = view.entry
    for cited in entry.cited:
        before, after = cited.citation.prefix or "", cited.citation.suffix or ""
        quote = words_in(cited.source, entry.statement, lang)
        if not (quote and (before or after)):
            continue
        text = view.text if quote == view.text.words else view.original
        if text is None:
            continue
        if is_quoted_between(before, after):
            text = text._replace(opening="", closing="")
        if before and before[-1] not in "“„«‘‚‹\"'([—–-/" and _have_spaces(before[-1], quote[0]):
            before += " "
        if after and after[0] not in "”“»’›\"')].,;:!?…—–-/" and _have_spaces(quote[-1], after[0]):
            after = " " + after
        yield Passage(before, text, after)


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


def _other_offices(entry: Entry) -> list[Office]:
    """Return the offices that may have been held, without further terms of one that was held."""
    held = {office.name for office in entry.offices}
    return [office for office in entry.possible_offices if office.name not in held]


def _datetime(date: Edtf) -> str:
    """Return a date as HTML's `time` takes it; empty for an interval or an unsure date."""
    return date.text if date.is_plain else ""


def _card(view: StatementView) -> Card:
    # The answer alone could be taken to mean anything.
    question = view.asked.told(view.lang, whole=True) if view.asked else ""
    return Card(
        address=view.address,
        kind=view.kind,
        status=view.status,
        label=DOT.join(filter(None, (view.label, view.spoken, question))),
        words=view.text.whole,
        name=view.by,
        facts=f"{view.date} ({view.date_basis})" if view.date_basis else view.date,
        note=view.themes[0].title,
        site=view.site_name,
    )


def _heading(text: Text) -> Text:
    if len(text.words) <= _WHOLE:
        return text
    return text._replace(words=beginning(text.words, _BEGINNING), closing="")


def _shortened(text: Text, width: int, lang: str) -> str:
    return shorten(text.words, width, lang, text.opening, text.closing)


def _have_spaces(before: str, after: str) -> bool:
    """Check whether both characters are of scripts that have spaces between words."""
    return not _WITHOUT_SPACES.search(before + after)


def row_weight(entry: Entry) -> int:
    """Return roughly how many bytes of HTML a statement takes in a list."""
    return _ROW + 2 * len(entry.statement.words)


def card_weight(entry: Entry) -> int:
    """Return roughly how many bytes of HTML a statement takes on its speaker's page."""
    return _CARD + 3 * (len(entry.statement.words) + len(entry.statement.original or ""))
