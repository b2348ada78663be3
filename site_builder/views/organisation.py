"""The pages of an organisation: what it is, who holds offices in it, its members, its sources."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import ClassVar, NamedTuple

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Organisation, Person, Source
from site_builder.content.values import locales
from site_builder.views import schema_org
from site_builder.views.addresses import ORGANISATIONS, PEOPLE, address_of
from site_builder.views.elsewhere import Elsewhere, NameView, elsewhere, names
from site_builder.views.offices import Terms, grouped
from site_builder.views.page import Anchor, Crumb, RecordsPage
from site_builder.views.paging import ROWS_PER_PART, cut, in_parts
from site_builder.views.statement import CitationView, Statements
from site_builder.views.titles import Titles
from site_builder.views.wording import people_counted, sources_counted, wording
from site_builder.views.words import site_words
from site_builder.views.words.dates import time_in_words

# Bytes of HTML of somebody with an office, and of a source.
_PERSON, _CITED, _SOURCE = 400, 160, 800

Holder = tuple[Person, list[Terms]]
"""Somebody with all that they hold or held in an organisation."""


class Held(NamedTuple):
    """Somebody with what they hold or held there, its dates in words, and its sources."""

    person: Person
    name: str
    dates: str
    cited: tuple[CitationView, ...]


class Issued(NamedTuple):
    """A source, and when it appeared, in words."""

    source: Source
    date: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationPage(RecordsPage):
    """An organisation's page, or a later part of it."""

    template: ClassVar[str] = "organisation"
    organisation: Organisation
    names: tuple[NameView, ...]
    kind: str
    country: str
    dates: str
    elsewhere: tuple[Elsewhere, ...]
    whole: Organisation | None
    """The organisation that it is part of."""
    parts_of_it: tuple[Organisation, ...]
    speaks_as: tuple[Person, ...]
    """The records of the same body as a speaker."""
    figures: tuple[str, ...]
    by_name: tuple[str, str] | None
    """What the list of its people is called, and its address; None if they are few."""
    offices: tuple[Held, ...]
    members: tuple[Held, ...]
    published: tuple[Issued, ...]


class Organisations:
    """Makes the pages of organisations."""

    def __init__(
        self, catalogue: Catalogue, statements: Statements, titles: Titles, site_url: str
    ) -> None:
        self._catalogue, self._statements = catalogue, statements
        self._titles, self._site_url = titles, site_url

    @cached_property
    def _offices(self) -> dict[str, list[tuple[Person, Terms]]]:
        return self._within((person, grouped(person.offices)) for person in self._people)

    @cached_property
    def _members(self) -> dict[str, list[tuple[Person, Terms]]]:
        return self._within((person, grouped(person.affiliations)) for person in self._people)

    @property
    def _people(self) -> Iterable[Person]:
        return sorted(self._catalogue.people.values(), key=lambda person: person.sorted_as)

    def _within(
        self, everything: Iterable[tuple[Person, Iterable[Terms]]]
    ) -> dict[str, list[tuple[Person, Terms]]]:
        """Return who holds or held what, by the ids of organisations, the present ones first."""
        found = defaultdict[str, list[tuple[Person, Terms]]](list)
        for person, own in everything:
            for terms in own:
                if terms.held.organisation_id:
                    found[terms.held.organisation_id].append((person, terms))
        for listed in found.values():
            listed.sort(key=lambda item: item[1].has_ended)
        return found

    @cached_property
    def _published(self) -> dict[str, list[Source]]:
        """The sources of each organisation, by date."""
        found = defaultdict[str, list[Source]](list)
        for source in self._catalogue.sources.values():
            for id_ in source.organisation_ids:
                found[id_].append(source)
        for listed in found.values():
            listed.sort(key=lambda source: source.issued.filed.isoformat() if source.issued else "")
        return found

    @cached_property
    def _parts(self) -> dict[str, list[Organisation]]:
        found = defaultdict[str, list[Organisation]](list)
        for organisation in self._catalogue.organisations.values():
            if organisation.part_of:
                found[organisation.part_of].append(organisation)
        return found

    @cached_property
    def _speakers(self) -> dict[str, list[Person]]:
        found = defaultdict[str, list[Person]](list)
        for person in self._catalogue.people.values():
            if person.organisation_id:
                found[person.organisation_id].append(person)
        return found

    def count(self, organisation: Organisation) -> int:
        """Return how many people hold or held offices in it, or belong or belonged to it."""
        return len(self.held(organisation))

    def held(self, organisation: Organisation) -> list[Holder]:
        """Return all people who hold or held offices in it, or belong or belonged to it."""
        id_ = organisation.id
        found: dict[str, Holder] = {}
        for person, terms in (*self._offices.get(id_, ()), *self._members.get(id_, ())):
            found.setdefault(person.id, (person, []))[1].append(terms)
        return list(found.values())

    def large(self) -> Iterator[Organisation]:
        """Yield the organisations whose people have a list by name."""
        for organisation in self._catalogue.organisations.values():
            if self._is_large(organisation):
                yield organisation

    def _is_large(self, organisation: Organisation) -> bool:
        return self.count(organisation) > ROWS_PER_PART

    def _by_name(self, organisation: Organisation) -> tuple[str, str] | None:
        if not self._is_large(organisation):
            return None
        gettext, lang = site_words(self._catalogue.lang).gettext, self._catalogue.lang
        people = people_counted((person for person, _ in self.held(organisation)), lang)
        return gettext("All %(people)s by name", people=people), people_address(organisation)

    def pages(self, organisation: Organisation) -> Iterator[OrganisationPage]:
        """Yield the parts of an organisation's page: offices, members, then sources by date."""
        id_, lang = organisation.id, self._catalogue.lang
        gettext = site_words(lang).gettext
        items: list[tuple[str, tuple[Person, Terms] | Source]] = [
            *(("offices", item) for item in self._offices.get(id_, ())),
            *(("members", item) for item in self._members.get(id_, ())),
            *(("published", source) for source in self._published.get(id_, ())),
        ]
        titles = {
            "offices": gettext("Offices held there"),
            "members": gettext("Members"),
            "published": gettext("Sources published"),
        }
        cuts = cut(items, _weight)
        figures = tuple(self._figures(organisation))
        kind = wording(lang).organisation_kinds[organisation.kind]
        for parts, part in in_parts(address_of(organisation), cuts, lang):
            shown = {name: [item for _, item in own] for name, own in groupby(part, _section)}
            first = parts.is_first
            yield OrganisationPage(
                address=parts.address,
                title=self._titles.of(organisation) + parts.suffix,
                description=gettext(
                    "%(kind)s: who held offices there, and what it published%(part)s.",
                    kind=kind,
                    part=parts.suffix,
                ),
                contents=tuple(Anchor(name, titles[name]) for name in shown)
                or (Anchor("named", gettext("Where it is named")),),
                source_path=organisation.path,
                crumbs=(Crumb(gettext("Organisations"), ORGANISATIONS),),
                graph=(schema_org.organisation(organisation, self._site_url),) if first else (),
                parts=parts,
                called=self._titles.of,
                organisation=organisation,
                names=names(organisation.names, self._statements),
                kind=kind,
                country=locales.countries(lang).get(organisation.country or "", ""),
                dates=time_in_words(organisation.start, organisation.end, lang),
                elsewhere=elsewhere(organisation),
                whole=self._catalogue.organisations.get(organisation.part_of or ""),
                parts_of_it=tuple(self._parts.get(id_, ())),
                speaks_as=tuple(self._speakers.get(id_, ())),
                figures=figures,
                by_name=self._by_name(organisation) if first else None,
                offices=tuple(self._held(shown.get("offices", ()))),
                members=tuple(self._held(shown.get("members", ()))),
                published=tuple(
                    Issued(source, self._statements.date(source.issued))
                    for source in shown.get("published", ())
                    if isinstance(source, Source)
                ),
            )

    def _held(self, items: Iterable[tuple[Person, Terms] | Source]) -> Iterator[Held]:
        for item in items:
            if not isinstance(item, Source):
                person, terms = item
                cited = tuple(map(self._statements.citation, terms.citations))
                yield Held(person, terms.name, terms.dates(self._catalogue.lang), cited)

    def _figures(self, organisation: Organisation) -> Iterator[str]:
        id_, lang = organisation.id, self._catalogue.lang
        if held := self.held(organisation):
            yield people_counted((person for person, _ in held), lang)
        if published := self._published.get(id_):
            yield sources_counted(len(published), lang)


def people_address(organisation: Organisation) -> str:
    """Return the address of the list of an organisation's people."""
    return f"{address_of(organisation)}{PEOPLE}"


def _weight(item: tuple[str, tuple[Person, Terms] | Source]) -> int:
    """Return roughly how many bytes of HTML an item takes."""
    if isinstance(item[1], Source):
        return _SOURCE
    person, terms = item[1]
    return _PERSON + len(person.name) + len(terms.name) + _CITED * len(terms.citations)


def _section(item: tuple[str, object]) -> str:
    return item[0]
