"""The page of a statement: everything known about it, and the statements related to it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Statement, StatementKind
from site_builder.content.printed import words_in
from site_builder.content.values import locales
from site_builder.content.values.quotation import is_quoted_between
from site_builder.settings import Site
from site_builder.views import schema_org
from site_builder.views.addresses import PEOPLE, address_of, card_of
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
from site_builder.views.nearby import Nearby
from site_builder.views.page import Anchor, Crumb, Page, Text
from site_builder.views.paging import PART_BYTES
from site_builder.views.snippet import snippets
from site_builder.views.statement import (
    CorrectionView,
    Statements,
    StatementView,
    row_weight,
)
from site_builder.views.wording import DOT, beginning, wording
from site_builder.views.wordings import Difference, Stretch, beside, differences, stretches
from site_builder.views.words import site_words

NEIGHBOURS = 10
# A page has words up to this length as its heading, and the beginning of longer ones.
_WHOLE, _BEGINNING = 300, 120
# Scripts without spaces between words, and their punctuation: Thai, Lao, Tibetan, Burmese, Khmer,
# and the blocks of Chinese and Japanese.
_WITHOUT_SPACES = re.compile(
    "[\u0e00-\u0fff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef]"
    "|[\U00020000-\U0003ffff]"
)


class WordingView(NamedTuple):
    """One wording of a remark, beside the one nearest to the speaker.

    `stretches` are all of its words, and `differs` says what it has otherwise; both are empty if
    the two cannot be compared (`wordings.beside`) or have nothing in common.
    """

    statement: StatementView
    language: str
    is_nearest: bool
    stretches: tuple[Stretch, ...]
    differs: tuple[Difference, ...]


class Passage(NamedTuple):
    """A quote in the words of a source, with the text before and after these.

    The spaces that belong between are there. If the source's text shows no marks around the
    words, they have those of the site.
    """

    before: str
    text: Text
    after: str


class Cut(NamedTuple):
    """A text that leaves something out: `shown` stands for `whole`, between the other two."""

    before: str
    shown: str
    whole: str
    after: str


def _cut(text: str, full: str) -> Cut:
    """Return where a text differs from the full one, in one stretch."""
    begin = _alike(text, full)
    rest, whole = text[begin:], full[begin:]
    end = _alike(rest[::-1], whole[::-1])
    return Cut(
        text[:begin],
        rest[: len(rest) - end],
        whole[: len(whole) - end],
        rest[len(rest) - end :],
    )


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    both = zip(one, other, strict=False)
    return next((at for at, (a, b) in enumerate(both) if a != b), min(len(one), len(other)))


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementPage(Page):
    """One statement with everything known about it, and the statements related to it."""

    template: ClassVar[str] = "statement"
    statement: StatementView
    heading: Text
    """The words, or their beginning if they are long; then without the closing mark."""
    passages: tuple[Passage, ...]
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

    @property
    def cited(self) -> Cut:
        """The citation, and what stands in it when all of the words are copied with their source.

        All of them are on the page already, so only what the citation leaves out is there again.
        """
        reference, shown = self.statement.reference, self.citation
        if reference.whole == reference.title:
            return Cut(shown, "", "", "")
        return _cut(shown, quotation(reference))

    @property
    def heading_is_whole(self) -> bool:
        """Whether the heading has all of the words."""
        return self.heading.words == self.statement.text.words

    @property
    def files(self) -> tuple[File, ...]:
        """The files that have the reference in other formats."""
        return files_of(self.statement.entry)


class StatementPages:
    """Makes the pages of statements."""

    def __init__(self, catalogue: Catalogue, statements: Statements, site: Site) -> None:
        self._catalogue, self._statements, self._site = catalogue, statements, site

    def page(self, entry: Entry, own: Nearby) -> StatementPage:
        """Return the page of a statement; `own` are all statements of its speaker."""
        view, statement, person = self._statements.view(entry), entry.statement, entry.person
        reference = view.reference
        linked = (*self._answered(entry), *self._answers(entry))
        others = tuple(self._others(entry, own)) if entry.speakers else ()
        wordings = tuple(self._wordings(entry))
        root = self._catalogue.root(entry)
        contents = self._contents(
            statement, has_wordings=bool(wordings), is_linked=bool(linked), has_others=bool(others)
        )
        question = view.asked.told(view.lang) if view.asked else ""
        speaker = ", ".join(filter(None, (view.by, view.date, view.spoken, question)))
        said = view.text.shortened(200, view.lang)
        crumbs = (
            Crumb(site_words(self._catalogue.lang).gettext("People"), PEOPLE),
            Crumb(self._statements.titles.of(person), address_of(person)),
        )
        return StatementPage(
            address=view.address,
            title=view.title,
            description=view.status.first(f"{view.label}. {speaker}: {said}"),
            contents=tuple(contents),
            source_path=entry.place().path,
            crumbs=crumbs,
            graph=(
                schema_org.statement(
                    entry, view.status, view.by, self._catalogue.lang, self._site.url
                ),
            ),
            metadata=metadata(reference),
            card=_card(view) if len(self._catalogue.entries) < MOST_STATEMENTS else None,
            statement=view,
            heading=_heading(view.text),
            passages=tuple(passages(view, self._catalogue.lang)),
            linked=linked,
            others=others,
            citation=plain(reference),
            snippets=self._snippets(reference),
            wordings=wordings,
            nearest=self._wording(root, root) if root else None,
            corrections=tuple(self._statements.corrections(entry)),
        )

    def _contents(
        self, statement: Statement, *, has_wordings: bool, is_linked: bool, has_others: bool
    ) -> Iterator[Anchor]:
        """Yield the table of contents."""
        gettext = site_words(self._catalogue.lang).gettext
        if has_wordings:
            yield Anchor("wordings", gettext("Wordings of this remark"))
        yield Anchor("evidence", gettext("Evidence"))
        if statement.context:
            yield Anchor("context", gettext("Context"))
        if statement.findings:
            yield Anchor("findings", gettext("What others found"))
        if is_linked:
            yield Anchor("linked", gettext("Linked statements"))
        yield Anchor("cite", gettext("Cite this"))
        if statement.corrections:
            yield Anchor("corrections", gettext("Corrections"))
        if has_others:
            yield Anchor("others", gettext("More by the same person"))

    def _snippets(self, reference: Reference) -> tuple[Format, ...]:
        if self._site.url and self._site.has("embed"):
            return snippets(reference, f"{self._site.url}{card_of(reference.entry)}")
        return ()

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
            self._statements.view(entry),
            locales.language_name(statement.lang or lang, lang),
            entry is root,
            marked,
            tuple(differences(statement.words, nearest)) if marked else (),
        )

    def _others(self, entry: Entry, own: Nearby) -> Iterator[StatementView]:
        """Yield the nearest few: with all, pages would grow with the square of their number."""
        weight = 0
        for other in islice(own.to(entry), NEIGHBOURS):
            weight += row_weight(other)
            if weight < PART_BYTES // 2:
                yield self._statements.view(other)

    def _answered(self, entry: Entry) -> Iterator[tuple[str, StatementView]]:
        for field, label in wording(self._catalogue.lang).links.items():
            target = getattr(entry.statement, field)
            if target in self._catalogue.entries:
                yield label, self._statements.view(self._catalogue.entries[target])

    def _answers(self, entry: Entry) -> Iterator[tuple[str, StatementView]]:
        labels = wording(self._catalogue.lang).answers
        for answer in self._catalogue.answers.get(entry.key, ()):
            yield labels[answer.how], self._statements.view(answer.entry)


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
        facts=view.date,
        note=view.themes[0].title,
        site=view.reference.site_name,
    )


def _heading(text: Text) -> Text:
    if len(text.words) <= _WHOLE:
        return text
    return text._replace(words=beginning(text.words, _BEGINNING), closing="")


def _have_spaces(before: str, after: str) -> bool:
    """Check whether both characters are of scripts that have spaces between words."""
    return not _WITHOUT_SPACES.search(before + after)
