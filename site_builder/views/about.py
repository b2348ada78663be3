"""The pages about the site itself: how to read it, what it covers and corrected, whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.kinds import ORGANISATION, PERSON, SOURCE, THEME
from site_builder.content.model import Theme, Withdrawal
from site_builder.content.values.dates import Edtf
from site_builder.settings import Publisher
from site_builder.views.addresses import CORRECTIONS, COVERAGE, PUBLISHER, READING
from site_builder.views.chart import span
from site_builder.views.page import Anchor, Crumb, Day, Page, PlannedPage
from site_builder.views.paging import cut, plan
from site_builder.views.statement import CorrectionView, Statements, StatementView
from site_builder.views.wording import (
    kinds_counted,
    people_counted,
    sources_counted,
    statements_counted,
    wording,
)
from site_builder.views.words import Words, site_words

_CORRECTION, _THEME = 800, 1_200
_Made = tuple[CorrectionView, Entry] | Withdrawal
"""What was changed, and where; or what was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage(Page):
    """How to read the site: what its labels mean."""

    template: ClassVar[str] = "reading"
    kinds: tuple[tuple[str, str, str], ...]
    """For each kind: its id, its label, what it means."""
    statuses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """How much there is on a theme in words, and what its editors say is missing.

    `statements` is empty if there are none.
    """

    theme: Theme
    statements: str
    speakers: str
    sources: str
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage(Page):
    """What the site covers, counted, and what it does not."""

    template: ClassVar[str] = "coverage"
    facts: tuple[str, ...]
    themes: tuple[Covered, ...]


@dataclass(frozen=True, slots=True)
class WithdrawalView:
    """What was withdrawn, and the page that says so.

    It is not named: whoever looks for a name with a search engine is not to find it here.
    """

    day: Day
    what: str
    address: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """Everything that was changed or withdrawn after publication, newest first."""

    template: ClassVar[str] = "corrections"
    ledger: tuple[tuple[CorrectionView, StatementView] | WithdrawalView, ...]
    """What was changed, and where; or what was withdrawn."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherPage(Page):
    """Who publishes the site, as its settings say."""

    template: ClassVar[str] = "publisher"
    publisher: Publisher


def planned_pages(
    catalogue: Catalogue, statements: Statements, publisher: Publisher
) -> Iterator[PlannedPage]:
    """Yield every part of every page about the site."""
    lang = catalogue.lang
    words = site_words(lang)
    gettext = words.gettext
    reading = partial(_reading, lang)
    yield from plan(READING, gettext("How to read this site"), reading, lang)
    # The themes with the most statements first.
    themes = sorted(
        catalogue.themes.values(),
        key=lambda theme: (-len(catalogue.by_theme.get(theme.id, ())), theme.title.casefold()),
    )
    covered = cut(themes, _theme_weight)
    coverage = partial(_coverage, catalogue, covered)
    yield from plan(COVERAGE, gettext("Coverage"), coverage, lang, len(covered))
    made: list[_Made] = [
        (correction, entry)
        for entry in catalogue.entries.values()
        if entry.statement.corrections
        for correction in statements.corrections(entry)
    ]
    made += catalogue.withdrawn
    made.sort(key=_day_of, reverse=True)
    corrected = cut(made, _correction_weight)
    corrections = partial(_corrections, statements, corrected, words)
    yield from plan(CORRECTIONS, gettext("Corrections"), corrections, lang, len(corrected))
    if any(publisher):
        published = partial(_publisher, publisher, words)
        yield from plan(PUBLISHER, gettext("Who publishes this"), published, lang)


def _reading(lang: str, planned: PlannedPage) -> ReadingPage:
    """Make the page that the labels of all statements lead to."""
    gettext, meanings = site_words(lang).gettext, wording(lang)
    return ReadingPage(
        address=planned.address,
        title=planned.title,
        description=gettext(
            "What the labels on each statement mean, and what the line below it says."
        ),
        contents=(
            Anchor("kinds", gettext("Three kinds of statement")),
            Anchor("evidence", gettext("The evidence line")),
            Anchor("dates", gettext("Dates")),
            Anchor("sources", gettext("Sources and chains")),
            Anchor("languages", gettext("Languages")),
            Anchor("status", gettext("Disputed, retracted, misattributed")),
            Anchor("about", gettext("Statements about a person")),
        ),
        kinds=tuple(
            (kind.value, label, meanings.kind_meanings[kind])
            for kind, label in meanings.kind_labels.items()
        ),
        statuses=tuple(
            (key, meanings.status[key], meaning)
            for key, meaning in meanings.status_meanings.items()
        ),
    )


def _coverage(
    catalogue: Catalogue, cuts: Sequence[Sequence[Theme]], planned: PlannedPage
) -> CoveragePage:
    """Make a part of the page on what is here and what is not, theme by theme."""
    parts, is_first = planned.parts, planned.parts.is_first
    gettext = site_words(catalogue.lang).gettext
    return CoveragePage(
        address=planned.address,
        title=planned.title,
        description=gettext(
            "What this site covers and what it does not%(part)s.", part=parts.suffix
        ),
        contents=(
            *((Anchor("figures", gettext("In figures")),) if is_first else ()),
            Anchor("themes", gettext("Theme by theme")),
        ),
        crumbs=() if is_first else (Crumb(gettext("Coverage"), COVERAGE),),
        parts=parts,
        facts=tuple(_facts([*catalogue.remarks], catalogue)) if is_first else (),
        themes=tuple(_covered(catalogue, theme) for theme in cuts[parts.number - 1]),
    )


def _corrections(
    statements: Statements,
    cuts: Sequence[Sequence[_Made]],
    words: Words,
    planned: PlannedPage,
) -> CorrectionsPage:
    """Make a part of the list of corrections."""
    parts, gettext = planned.parts, words.gettext
    return CorrectionsPage(
        address=planned.address,
        title=planned.title,
        description=gettext(
            "What was corrected or withdrawn after publication%(part)s.", part=parts.suffix
        ),
        contents=(
            Anchor(
                "ledger",
                gettext("Newest first") if cuts[parts.number - 1] else gettext("None so far"),
            ),
        ),
        crumbs=() if parts.is_first else (Crumb(gettext("Corrections"), CORRECTIONS),),
        parts=parts,
        ledger=tuple(
            _withdrawal(it, statements, words)
            if isinstance(it, Withdrawal)
            else (it[0], statements.view(it[1]))
            for it in cuts[parts.number - 1]
        ),
    )


def _publisher(publisher: Publisher, words: Words, planned: PlannedPage) -> PublisherPage:
    """Make the page that says whose site this is."""
    gettext = words.gettext
    return PublisherPage(
        address=planned.address,
        title=planned.title,
        description=gettext(
            "Who publishes this site, how to report a mistake, and how it may be reused."
        ),
        contents=(
            Anchor("mistakes", gettext("Found a mistake?")),
            Anchor("reuse", gettext("Reuse")),
        ),
        publisher=publisher,
    )


def _covered(catalogue: Catalogue, theme: Theme) -> Covered:
    entries = catalogue.by_theme.get(theme.id, ())
    dates: list[Edtf] = [entry.statement.date for entry in entries]
    sources = {cited.source.id for entry in entries for cited in entry.cited}
    speakers = {person.id: person for entry in entries for person in entry.speakers}
    lang = catalogue.lang
    return Covered(
        theme,
        statements_counted(len(entries), lang) if entries else "",
        people_counted(speakers.values(), lang),
        sources_counted(len(sources), lang),
        span(dates, lang),
    )


def _withdrawal(made: Withdrawal, statements: Statements, words: Words) -> WithdrawalView:
    gettext = words.gettext
    whats = {
        PERSON.name: gettext("Withdrawn: a person with all statements"),
        THEME.name: gettext("Withdrawn: a theme"),
        SOURCE.name: gettext("Withdrawn: a source"),
        ORGANISATION.name: gettext("Withdrawn: an organisation"),
        "statement": gettext("Withdrawn: a statement"),
    }
    day = statements.day(made.date)
    return WithdrawalView(day, whats[made.kind], f"{made.address}/", made.reason)


def _day_of(made: _Made) -> date:
    return (made if isinstance(made, Withdrawal) else made[0].correction).date.filed


def _correction_weight(item: _Made) -> int:
    if isinstance(item, Withdrawal):
        return _CORRECTION
    made, entry = item
    note, was = made.correction.note.html, made.correction.was or ""
    return _CORRECTION + 2 * (len(note) + len(entry.statement.words) + len(was))


def _theme_weight(theme: Theme) -> int:
    notes = (theme.excludes, theme.coverage)
    return _THEME + sum(2 * len(note.html) for note in notes if note)


def _facts(entries: list[Entry], catalogue: Catalogue) -> Iterator[str]:
    """Yield what the figures say about the site, the unflattering ones included."""
    lang = catalogue.lang
    words = site_words(lang)
    gettext, ngettext = words.gettext, words.ngettext
    if not entries:
        yield gettext("There are no statements yet.")
        return
    # Translators: such as “3 statements: 2 quotes, 1 action.”
    yield gettext(
        "%(statements)s: %(kinds)s.",
        statements=statements_counted(len(entries), lang),
        kinds=", ".join(kinds_counted((entry.statement.kind for entry in entries), lang)),
    )
    dates = span([entry.statement.date for entry in entries], lang)
    yield gettext("Dates: %(dates)s.", dates=dates)
    cited = len({source.source.id for entry in entries for source in entry.cited})
    yield ngettext("They come from %(num)s source.", "They come from %(num)s sources.", cited)
    if number := sum(len({cited.source.id for cited in entry.cited}) == 1 for entry in entries):
        yield ngettext(
            "%(num)s statement rests on a single source.",
            "%(num)s statements rest on a single source.",
            number,
        )
    if number := sum(any(cited.relays for cited in entry.cited) for entry in entries):
        yield ngettext(
            "%(num)s statement comes from a source that cites another one.",
            "%(num)s statements come from a source that cites another one.",
            number,
        )
    if number := sum(entry.statement.date_basis == "inferred" for entry in entries):
        yield ngettext(
            "%(num)s statement has an inferred date.",
            "%(num)s statements have an inferred date.",
            number,
        )
    if number := sum(_is_translation_alone(entry, lang) for entry in entries):
        yield ngettext(
            "%(num)s statement is shown in translation, without the original.",
            "%(num)s statements are shown in translation, without the original.",
            number,
        )
    yield from _gaps(catalogue, words)


def _is_translation_alone(entry: Entry, lang: str) -> bool:
    said = entry.statement
    return said.spoken_lang not in (None, said.lang or lang) and said.original is None


def _gaps(catalogue: Catalogue, words: Words) -> Iterator[str]:
    """Yield which records have nothing behind them."""
    people = catalogue.people.values()
    silent = [person for person in people if person.id not in catalogue.said_by]
    if silent:
        yield words.ngettext(
            "%(people)s has a page but no statements of their own yet.",
            "%(people)s have a page but no statements of their own yet.",
            len(silent),
            people=people_counted(silent, catalogue.lang),
        )
    sources = catalogue.sources.values()
    unlocated = sum(source.availability == "unlocated" for source in sources)
    if unlocated:
        yield words.ngettext(
            "%(num)s source could not be found online.",
            "%(num)s sources could not be found online.",
            unlocated,
        )
