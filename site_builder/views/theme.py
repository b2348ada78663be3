"""The pages of a theme: what it covers, everybody's position, and all statements on it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry, newest_first
from site_builder.content.model import Person, StatementKind, Theme
from site_builder.content.values.prose import Prose
from site_builder.settings import Site
from site_builder.views import schema_org
from site_builder.views.addresses import THEMES, address_of, part_address
from site_builder.views.card import Card
from site_builder.views.chart import Chart, over_time, span
from site_builder.views.filters import Filter, filters
from site_builder.views.page import Anchor, Crumb, Page, Text
from site_builder.views.paging import cut, numbered
from site_builder.views.person import People
from site_builder.views.statement import Statements, StatementView, row_weight
from site_builder.views.wording import DOT, beginning, count, count_people

_SPEAKER = 1_200
_WORDS = 240


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody's position on a theme: a summary, the number of statements, and one of them.

    `shown` is the beginning of its words; the statement's own page has all of them.
    """

    person: Person
    address: str
    summary: Prose | None
    count: int
    statement: StatementView
    shown: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ThemePage(Page):
    """A theme's page, or a later part of it."""

    template: ClassVar[str] = "theme"
    theme: Theme
    broader: Theme | None
    narrower: tuple[Theme, ...]
    figures: tuple[str, ...]
    chart: Chart | None
    speakers: tuple[Speaker, ...]
    filters: tuple[Filter, ...]
    statements: tuple[StatementView, ...]


class Themes:
    """Makes the pages of themes."""

    def __init__(
        self, catalogue: Catalogue, statements: Statements, people: People, site: Site
    ) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._people = people
        self._site = site

    def pages(self, theme: Theme) -> Iterator[ThemePage]:
        """Yield the parts of a theme's page: all speakers by name, then all statements by date."""
        entries = self._catalogue.by_theme.get(theme.id, ())
        address = address_of(theme)
        by_person: dict[str, list[Entry]] = {}
        for entry in entries:
            by_person.setdefault(entry.person.id, []).append(entry)
        speakers = sorted(
            (self._speaker(theme, own) for own in by_person.values()),
            key=lambda speaker: (speaker.person.name.casefold(), speaker.person.id),
        )
        items: list[Speaker | Entry] = [*speakers, *entries]
        cuts = cut(items, _weight)
        said = count(len(entries), "statement")
        figures = tuple(
            self._figures(entries, count_people(speaker.person for speaker in speakers))
        )
        for parts, part in zip(numbered(address, len(cuts)), cuts, strict=True):
            first = parts.number == 1
            here = tuple(item for item in part if isinstance(item, Speaker))
            shown = tuple(item for item in part if isinstance(item, Entry))
            contents = [Anchor("scope", "Scope")] if first else []
            if here:
                contents.append(Anchor("who", "Positions"))
            if shown:
                contents.append(Anchor("statements", "Statements"))
            yield ThemePage(
                address=part_address(address, parts.number),
                title=theme.title + parts.suffix,
                description=f"{said} on {theme.title}, with sources{parts.suffix}.",
                contents=tuple(contents),
                source_path=theme.path,
                crumbs=(Crumb("Themes", THEMES),),
                graph=(schema_org.theme(theme, self._site.url),) if first else (),
                card=self._card(theme, figures) if first else None,
                parts=parts,
                theme=theme,
                broader=self._catalogue.themes.get(theme.broader or ""),
                narrower=self._catalogue.narrower.get(theme.id, ()),
                figures=figures,
                chart=over_time(entries, self._catalogue.lang) if first else None,
                speakers=here,
                filters=filters(shown, "person", "kind", "year"),
                statements=self._statements.views(shown),
            )

    def _card(self, theme: Theme, figures: Sequence[str]) -> Card:
        return Card(
            address=address_of(theme),
            kind="theme",
            label="Theme",
            name=theme.title,
            facts=DOT.join(figures),
            site=self._site.name,
        )

    def _speaker(self, theme: Theme, own: Sequence[Entry]) -> Speaker:
        person = own[0].person
        summary = next(
            (position.summary for position in person.positions if position.theme == theme.id), None
        )
        chosen = self._statements.view(_example(theme, own))
        return Speaker(
            person,
            self._people.section(person, theme),
            summary,
            len(own),
            chosen,
            _beginning(chosen.text),
        )

    def _figures(self, entries: Sequence[Entry], speakers: str) -> Iterator[str]:
        if entries:
            yield f"{count(len(entries), 'statement')} by {speakers}"
            yield span([entry.statement.date for entry in entries], self._catalogue.lang)


def _example(theme: Theme, own: Sequence[Entry]) -> Entry:
    """Choose a statement of the position that the summary describes, not one filed elsewhere.

    Uncontested ones go before others, quotes before others, then the newest.
    """

    def rank(entry: Entry) -> tuple[bool, bool, bool]:
        statement = entry.statement
        return (
            entry.themes[0].id == theme.id,
            statement.status == "published",
            statement.kind is StatementKind.QUOTE,
        )

    return max(newest_first(own), key=rank)


def _weight(item: Speaker | Entry) -> int:
    if isinstance(item, Entry):
        return row_weight(item)
    return _SPEAKER + (2 * len(item.summary.html) if item.summary else 0)


def _beginning(text: Text) -> Text:
    """Return the beginning of the words; if they go on, without the closing mark."""
    words = beginning(text.words, _WORDS)
    return text if words == text.words else text._replace(words=words, closing="")
