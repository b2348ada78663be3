"""The pages about the site itself: how to read it, what it covers and corrected, whose it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Correction, Theme
from site_builder.content.values.dates import Edtf
from site_builder.settings import Publisher
from site_builder.views.addresses import CORRECTIONS, COVERAGE, PUBLISHER, READING
from site_builder.views.chart import span
from site_builder.views.page import Anchor, Crumb, Page, PlannedPage
from site_builder.views.paging import cut, plan
from site_builder.views.statement import Statements, StatementView
from site_builder.views.wording import (
    KIND_LABELS,
    KIND_MEANINGS,
    STATUS,
    STATUS_MEANINGS,
    count,
    count_people,
)

_CORRECTION, _THEME = 800, 1_200


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingPage(Page):
    """How to read the site: what its labels mean."""

    template: ClassVar[str] = "reading"
    kinds: tuple[tuple[str, str, str], ...]
    """For each kind: its id, its label, what it means."""
    statuses: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Covered:
    """How much there is on a theme, and what its editors say is missing."""

    theme: Theme
    statements: int
    speakers: str
    """How many people and groups, in words."""
    sources: int
    span: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CoveragePage(Page):
    """What the site covers, counted, and what it does not."""

    template: ClassVar[str] = "coverage"
    facts: tuple[str, ...]
    themes: tuple[Covered, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsPage(Page):
    """Everything that was changed after publication, newest first."""

    template: ClassVar[str] = "corrections"
    corrections: tuple[tuple[str, Correction, StatementView], ...]
    """The day in words, what was changed, and where."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublisherPage(Page):
    """Who publishes the site, as its settings say."""

    template: ClassVar[str] = "publisher"
    publisher: Publisher


def planned_pages(
    catalogue: Catalogue, statements: Statements, publisher: Publisher
) -> Iterator[PlannedPage]:
    """Yield every part of every page about the site."""
    yield from plan(READING, "How to read this site", _reading)
    # The themes with the most statements first.
    themes = sorted(
        catalogue.themes.values(),
        key=lambda theme: (-len(catalogue.by_theme.get(theme.id, ())), theme.title.casefold()),
    )
    covered = cut(themes, _theme_weight)
    yield from plan(COVERAGE, "Coverage", partial(_coverage, catalogue, covered), len(covered))
    made = [
        (correction, entry)
        for entry in catalogue.entries.values()
        for correction in entry.statement.corrections
    ]
    made.sort(key=lambda item: item[0].date.filed, reverse=True)
    corrected = cut(made, lambda item: _CORRECTION + 2 * len(item[0].note.html))
    yield from plan(
        CORRECTIONS, "Corrections", partial(_corrections, statements, corrected), len(corrected)
    )
    if any(publisher):
        yield from plan(PUBLISHER, "Who publishes this", partial(_publisher, publisher))


def _reading(planned: PlannedPage) -> ReadingPage:
    """Make the page that the labels of all statements lead to."""
    return ReadingPage(
        address=planned.address,
        title=planned.title,
        description="What the labels on each statement mean, and what the line below it says.",
        contents=(
            Anchor("kinds", "Three kinds of statement"),
            Anchor("evidence", "The evidence line"),
            Anchor("dates", "Dates"),
            Anchor("sources", "Sources and chains"),
            Anchor("languages", "Languages"),
            Anchor("status", "Disputed and retracted"),
            Anchor("about", "Statements about a person"),
        ),
        kinds=tuple((kind.value, KIND_LABELS[kind], KIND_MEANINGS[kind]) for kind in KIND_LABELS),
        statuses=tuple((key, STATUS[key], meaning) for key, meaning in STATUS_MEANINGS.items()),
    )


def _coverage(
    catalogue: Catalogue, cuts: Sequence[Sequence[Theme]], planned: PlannedPage
) -> CoveragePage:
    """Make a part of the page on what is here and what is not, theme by theme."""
    parts, is_first = planned.parts, planned.parts.number == 1
    return CoveragePage(
        address=planned.address,
        title=planned.title,
        description=f"What this site covers and what it does not{parts.suffix}.",
        contents=(
            *((Anchor("figures", "In figures"),) if is_first else ()),
            Anchor("themes", "Theme by theme"),
        ),
        crumbs=() if is_first else (Crumb("Coverage", COVERAGE),),
        parts=parts,
        facts=tuple(_facts([*catalogue.remarks], catalogue)) if is_first else (),
        themes=tuple(_covered(catalogue, theme) for theme in cuts[parts.number - 1]),
    )


def _corrections(
    statements: Statements, cuts: Sequence[Sequence[tuple[Correction, Entry]]], planned: PlannedPage
) -> CorrectionsPage:
    """Make a part of the list of corrections."""
    parts = planned.parts
    return CorrectionsPage(
        address=planned.address,
        title=planned.title,
        description=f"What was corrected after publication{parts.suffix}.",
        contents=(Anchor("ledger", "Newest first" if cuts[parts.number - 1] else "None so far"),),
        crumbs=(Crumb("Corrections", CORRECTIONS),) if parts.number > 1 else (),
        parts=parts,
        corrections=tuple(
            (statements.date(correction.date), correction, statements.view(entry))
            for correction, entry in cuts[parts.number - 1]
        ),
    )


def _publisher(publisher: Publisher, planned: PlannedPage) -> PublisherPage:
    """Make the page that says whose site this is."""
    return PublisherPage(
        address=planned.address,
        title=planned.title,
        description="Who publishes this site, how to report a mistake, and how it may be reused.",
        contents=(Anchor("mistakes", "Found a mistake?"), Anchor("reuse", "Reuse")),
        publisher=publisher,
    )


def _covered(catalogue: Catalogue, theme: Theme) -> Covered:
    entries = catalogue.by_theme.get(theme.id, ())
    dates: list[Edtf] = [entry.statement.date for entry in entries]
    return Covered(
        theme,
        len(entries),
        count_people({entry.person.id: entry.person for entry in entries}.values()),
        len({cited.source.id for entry in entries for cited in entry.cited}),
        span(dates, catalogue.lang),
    )


def _theme_weight(theme: Theme) -> int:
    notes = (theme.excludes, theme.coverage)
    return _THEME + sum(2 * len(note.html) for note in notes if note)


def _facts(entries: list[Entry], catalogue: Catalogue) -> Iterator[str]:
    """Yield what the figures say about the site, the unflattering ones included."""
    if not entries:
        yield "There are no statements yet."
        return
    kinds = [entry.statement.kind for entry in entries]
    told = ", ".join(
        count(kinds.count(kind), label.lower())
        for kind, label in KIND_LABELS.items()
        if kind in kinds
    )
    yield f"{count(len(entries), 'statement')}: {told}."
    yield f"Dates: {span([entry.statement.date for entry in entries], catalogue.lang)}."
    cited = {source.source.id for entry in entries for source in entry.cited}
    yield f"They come from {count(len(cited), 'source')}."
    silent = [person for person in catalogue.people.values() if person.id not in catalogue.said_by]
    found = (
        (
            sum(len({cited.source.id for cited in entry.cited}) == 1 for entry in entries),
            "{} {rests} on a single source.",
        ),
        (
            sum(any(cited.relays for cited in entry.cited) for entry in entries),
            "{} {comes} from a source that cites another one.",
        ),
        (
            sum(entry.statement.date_basis == "inferred" for entry in entries),
            "{} {has} an inferred date.",
        ),
        (
            sum(
                entry.statement.spoken_lang is not None and entry.statement.original is None
                for entry in entries
                if (entry.statement.lang or catalogue.lang) != entry.statement.spoken_lang
            ),
            "{} {is} shown in translation, without the original.",
        ),
    )
    for number, sentence in found:
        if number:
            yield sentence.format(
                count(number, "statement"),
                rests="rests" if number == 1 else "rest",
                comes="comes" if number == 1 else "come",
                has="has" if number == 1 else "have",
                **{"is": "is" if number == 1 else "are"},
            )
    if silent:
        verb = "has" if len(silent) == 1 else "have"
        yield f"{count_people(silent)} {verb} a page but no statements of their own yet."
    unlocated = [
        source for source in catalogue.sources.values() if source.availability == "unlocated"
    ]
    if unlocated:
        yield f"{count(len(unlocated), 'source')} could not be found online."
