"""The pages of a source: its bibliographic record, and everything that cites it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.model import Organisation, Person, Reprint, Source
from site_builder.content.values import locales
from site_builder.content.values.dates import parse
from site_builder.evidence.link_checks import LinkChecks
from site_builder.views import bibliography, schema_org
from site_builder.views.addresses import SOURCES, address_of
from site_builder.views.citations import Format
from site_builder.views.filters import Filter, filed, filters
from site_builder.views.page import Anchor, Crumb, Parts, RecordsPage, Text
from site_builder.views.paging import cut, in_parts
from site_builder.views.statement import RelayView, Statements, StatementView, row_weight
from site_builder.views.titles import Titles
from site_builder.views.wording import statements_counted, wording
from site_builder.views.words import site_words

_LINK = 800


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage(RecordsPage):
    """A source's page, or a later part of it."""

    template: ClassVar[str] = "source"
    source: Source
    name: Text
    kind: str
    publication: Organisation | None
    publisher: Organisation | None
    language: str
    issued: str
    accessed: str
    availability: str
    checked: str
    look: tuple[str, str] | None
    """When a machine last looked at the address, and what that has shown."""
    archives: tuple[tuple[str, str], ...]
    """The address of each archived copy, and when it was made."""
    edition: tuple[tuple[str, str, str], ...]
    """What a bibliography says beside the title: a label, the text, its address if it has one."""
    primary_for: tuple[Person, ...]
    circulation: str
    reprints: tuple[tuple[Reprint, str, Text | None], ...]
    """Where it was printed, too: when, in words, and the title there, if it is another one."""
    formats: tuple[Format, ...]
    """Its citation in each format, if libraries know it by a number."""
    relays: tuple[RelayView, ...]
    total: int
    filters: tuple[Filter, ...]
    statements: tuple[StatementView, ...]
    relayed_by: tuple[Source, ...]


class Sources:
    """Makes the pages of sources."""

    def __init__(
        self,
        catalogue: Catalogue,
        statements: Statements,
        titles: Titles,
        site_url: str,
        looks: LinkChecks,
    ) -> None:
        self._catalogue = catalogue
        self._statements = statements
        self._site_url = site_url
        self._titles = titles
        self._looks = looks

    def _reprint(self, reprint: Reprint) -> tuple[Reprint, str, Text | None]:
        title = self._statements.text(reprint.title, reprint.lang) if reprint.title else None
        return reprint, self._statements.date(reprint.issued), title

    def _look(self, source: Source) -> tuple[str, str] | None:
        look = self._looks.get(source.id)
        if look is None or look.url != source.url:
            return None
        shown = wording(self._catalogue.lang).looks[look.result]
        return self._statements.date(parse(look.on)), shown

    def pages(self, source: Source) -> Iterator[SourcePage]:
        """Yield the parts of a source's page: its statements by date, then what draws on it."""
        entries = self._catalogue.by_source.get(source.id, ())
        items: list[Entry | Source] = [
            *entries,
            *self._catalogue.relayed_by.get(source.id, ()),
        ]
        cuts = cut(items, lambda item: row_weight(item) if isinstance(item, Entry) else _LINK)
        lang, date = self._catalogue.lang, self._statements.date
        gettext, kinds = site_words(lang).gettext, wording(lang)
        offered = filters(entries, lang, "person", "theme", "kind", "year")
        table = filed([[it for it in part if isinstance(it, Entry)] for part in cuts], offered)
        for parts, part in in_parts(address_of(source), cuts, lang):
            first = parts.is_first
            shown = tuple(item for item in part if isinstance(item, Entry))
            relayed_by = tuple(item for item in part if isinstance(item, Source))
            contents = [Anchor("record", gettext("About this source"))] if first else []
            if shown or not (entries or relayed_by):
                contents.append(Anchor("statements", gettext("Statements")))
            copied = bibliography.formats(source, lang) if first else ()
            if copied:
                contents.insert(1, Anchor("cite", gettext("Cite this source")))
            if relayed_by:
                contents.append(Anchor("drawn-on", gettext("Sources that cite this one")))
            yield SourcePage(
                address=parts.address,
                title=self._titles.of(source) + parts.suffix,
                description=_described(source, len(entries), parts, lang),
                contents=tuple(contents),
                source_path=source.path,
                crumbs=(Crumb(gettext("Sources"), SOURCES),),
                graph=(schema_org.source(source, self._site_url),) if first else (),
                metadata=bibliography.metadata(source) if first else (),
                parts=parts,
                filed=table,
                called=self._titles.of,
                source=source,
                name=self._statements.text(source.title, source.lang),
                kind=kinds.source_types[source.type],
                publication=self._catalogue.organisations.get(source.publication_id or ""),
                publisher=self._catalogue.organisations.get(source.publisher_id or ""),
                language=locales.language_name(source.lang, lang) if source.lang else "",
                issued=date(source.issued),
                accessed=date(source.accessed),
                availability=kinds.availability.get(source.availability or "", ""),
                checked=date(source.checked),
                look=self._look(source),
                archives=tuple((copy.url, date(copy.captured)) for copy in source.archives),
                edition=tuple(_edition(source, lang)),
                primary_for=tuple(
                    self._catalogue.people[id_]
                    for id_ in source.primary_for
                    if id_ in self._catalogue.people
                ),
                circulation=kinds.circulation.get(source.circulation or "", ""),
                reprints=tuple(map(self._reprint, source.reprints)),
                formats=copied,
                relays=self._statements.relays(source),
                total=len(entries),
                filters=offered,
                statements=self._statements.views(shown),
                relayed_by=relayed_by,
            )


def _edition(source: Source, lang: str) -> Iterator[tuple[str, str, str]]:
    gettext = site_words(lang).gettext
    told = (
        (gettext("Edited by"), ", ".join(source.editors), ""),
        (gettext("Place"), source.place, ""),
        (gettext("Edition"), source.edition, ""),
        (gettext("Volume"), source.volume, ""),
        (gettext("Issue"), source.issue, ""),
        (gettext("Chapter"), source.chapter, ""),
        (gettext("Pages"), source.pages, ""),
        ("ISBN", source.isbn, ""),
        ("ISSN", source.issn, f"https://portal.issn.org/resource/ISSN/{source.issn}"),
        ("DOI", source.doi, f"https://doi.org/{quote(source.doi or '', safe='/:;()._-')}"),
    )
    yield from ((label, text, address) for label, text, address in told if text)


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
