"""The pages of a source: its bibliographic record, and everything that cites it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Source
from site_builder.content.values import locales
from site_builder.views import schema_org
from site_builder.views.addresses import SOURCES, address_of, part_address
from site_builder.views.filters import Filter, filters
from site_builder.views.page import Anchor, Crumb, Page, Parts, Text
from site_builder.views.paging import cut, numbered
from site_builder.views.statement import RelayView, Statements, StatementView, row_weight
from site_builder.views.titles import Titles
from site_builder.views.wording import statements_counted, wording
from site_builder.views.words import site_words

_LINK = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(Page):
    """A source's page, or a later part of it."""

    template: ClassVar[str] = "source"
    source: Source
    name: Text
    kind: str
    language: str
    issued: str
    accessed: str
    availability: str
    checked: str
    archives: tuple[tuple[str, str], ...]
    """The address of each archived copy, and when it was made."""
    relays: tuple[RelayView, ...]
    total: int
    filters: tuple[Filter, ...]
    statements: tuple[StatementView, ...]
    relayed_by: tuple[Source, ...]


class Sources:
    """Makes the pages of sources."""

    def __init__(
        self, catalogue: Catalogue, statements: Statements, titles: Titles, site_url: str
    ) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._site_url = site_url
        self._titles = titles

    def pages(self, source: Source) -> Iterator[SourcePage]:
        """Yield the parts of a source's page: its statements by date, then what draws on it."""
        entries = self._catalogue.by_source.get(source.id, ())
        address = address_of(source)
        items: list[Entry | Source] = [
            *entries,
            *self._catalogue.relayed_by.get(source.id, ()),
        ]
        cuts = cut(items, lambda item: row_weight(item) if isinstance(item, Entry) else _LINK)
        lang, date = self._catalogue.lang, self._statements.date
        gettext, kinds = site_words(lang).gettext, wording(lang)
        offered = filters(entries, lang, "person", "theme", "kind", "year")
        for parts, part in zip(numbered(address, len(cuts), lang), cuts, strict=True):
            shown = tuple(item for item in part if isinstance(item, Entry))
            relayed_by = tuple(item for item in part if isinstance(item, Source))
            contents = [Anchor("record", gettext("About this source"))] if parts.number == 1 else []
            if shown or not entries:
                contents.append(Anchor("statements", gettext("Statements")))
            if relayed_by:
                contents.append(Anchor("drawn-on", gettext("Sources that cite this one")))
            yield SourcePage(
                address=part_address(address, parts.number),
                title=self._titles.of(source) + parts.suffix,
                description=_described(source, len(entries), parts, lang),
                contents=tuple(contents),
                source_path=source.path,
                crumbs=(Crumb(gettext("Sources"), SOURCES),),
                graph=(schema_org.source(source, self._site_url),) if parts.number == 1 else (),
                parts=parts,
                source=source,
                name=self._statements.text(source.title, source.lang),
                kind=kinds.source_types[source.type],
                language=locales.language_name(source.lang, lang) if source.lang else "",
                issued=date(source.issued),
                accessed=date(source.accessed),
                availability=kinds.availability.get(source.availability or "", ""),
                checked=date(source.checked),
                archives=tuple((copy.url, date(copy.captured)) for copy in source.archives),
                relays=self._statements.relays(source),
                total=len(entries),
                filters=offered,
                statements=self._statements.views(shown),
                relayed_by=relayed_by,
            )


def _described(source: Source, number: int, parts: Parts, lang: str) -> str:
    gettext, said = site_words(lang).gettext, statements_counted(number, lang)
    if source.publication:
        return gettext(
            "%(statements)s from “%(title)s” in %(publication)s%(part)s.",
            statements=said,
            title=source.title,
            publication=source.publication,
            part=parts.suffix,
        )
    return gettext(
        "%(statements)s from “%(title)s”%(part)s.",
        statements=said,
        title=source.title,
        part=parts.suffix,
    )
