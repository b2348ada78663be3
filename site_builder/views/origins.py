"""What pages are made from, as one digest for each family of pages.

A family with the same digest as before has the same pages, byte by byte, if the same program prints
them in the same frames for the same site. A digest may cover more than the pages show: to print
pages that have not changed costs a moment; to keep some that have would publish what no longer
holds.

Whatever else a view or a document of the search index reads belongs here:
`tests/views/test_origins.py` and `tests/search/test_kept.py` look for what is missing.
"""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.content.kinds import RecordId
from site_builder.content.model import Citation, Person, Record, Source, Theme, Withdrawal
from site_builder.content.said import said, said_beside, said_in
from site_builder.evidence.comparison import Proofs
from site_builder.evidence.link_checks import LinkChecks
from site_builder.views.addresses import ORGANISATIONS, PEOPLE, SOURCES, THEMES, TIMELINE
from site_builder.views.person import People
from site_builder.views.timeline import Timeline
from site_builder.views.titles import Titles

_STEPS = 5
"""How many links away a page may see: a statement that it answers, the nearest wording of that one,
another wording, and the statement that takes it back are four."""
_ABSENT = bytes(32)


class Origins:
    """Finds what the pages of each family are made from.

    A record counts by all that it says, but a person by all that is not a position: these count
    where they are shown. A statement counts with everything that it names, and with all statements
    that are linked with it, in both directions.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        proofs: Proofs,
        looks: LinkChecks,
        titles: Titles,
        people: People,
        timeline: Timeline,
        known: Mapping[str, bytes],
    ) -> None:
        self._catalogue, self._proofs, self._looks = catalogue, proofs, looks
        self._titles, self._people, self._timeline = titles, people, timeline
        self._known = known
        self._kept: dict[RecordId, bytes] = {}
        self._sources: dict[str, bytes] = {}
        self._positions: dict[str, list[bytes]] = {}
        # Data and pages ask for the same.
        self._found: dict[str, bytes] = {}
        # Now, so that processes that are forked from this one have them.
        self._single = {key: self._alone(entry) for key, entry in catalogue.entries.items()}
        self._entries = self._with_linked()

    def of(self, family: str) -> bytes:
        """Return the digest of all that the pages at an address and below it are made from."""
        found = self._found.get(family)
        if found is None:
            found = self._found[family] = self._of(family)
        return found

    def _of(self, family: str) -> bytes:
        folder, _, below = family.partition("/")
        id_ = below.rstrip("/")
        catalogue, everything = self._catalogue, f"{folder}/"
        if everything == PEOPLE:
            parts = self._person(catalogue.people[id_])
        elif everything == THEMES:
            parts = self._theme(catalogue.themes[id_])
        elif everything == SOURCES:
            parts = self._source(catalogue.sources[id_])
        elif everything == ORGANISATIONS:
            parts = self._organisation(id_)
        else:
            assert everything == TIMELINE, f"nothing is known of {family}"
            parts = self._year(family)
        return _digest(*parts, family.encode())

    def of_statement(self, entry: Entry) -> bytes:
        """Return the digest of a statement with what it names, but not what is linked with it."""
        return self._single[entry.key]

    def of_record(self, record: Record | None) -> bytes:
        """Return the digest of a record by itself, of a person without positions."""
        if record is None:
            return _ABSENT
        kept = self._kept.get(record.key)
        if kept is None:
            # A name says more if somebody else has it, too.
            told = said(self._titles.of(record))
            kept = self._kept[record.key] = _digest(self._made(record), told)
        return kept

    def _person(self, person: Person) -> Iterator[bytes]:
        catalogue, id_ = self._catalogue, person.id
        yield self.of_record(person)
        yield self._held(person)
        for each in (id_, *person.former_ids):
            yield from map(said, self._withdrawn.get(each, ()))
        yield from self._positions_of(person)
        listed = (
            catalogue.by_person.get(id_, ()),
            own := catalogue.listed_by(id_),
            catalogue.said_for.get(id_, ()),
            catalogue.misattributed.get(id_, ()),
            catalogue.about.get(id_, ()),
        )
        yield from map(self._listed, listed)
        for theme in dict.fromkeys(
            (
                *(position.theme for position in person.positions),
                *(theme.id for entry in own for theme in entry.themes),
            )
        ):
            yield self.of_record(catalogue.themes.get(theme))
            yield said(self._people.comparison(person, theme))

    @cached_property
    def _withdrawn(self) -> dict[str, list[Withdrawal]]:
        """The statements that were withdrawn, by the ids of their people: feeds have them."""
        found = defaultdict[str, list[Withdrawal]](list)
        for it in self._catalogue.withdrawn:
            found[it.address.split("/")[1]].append(it)
        return found

    def _theme(self, theme: Theme) -> Iterator[bytes]:
        catalogue = self._catalogue
        yield self.of_record(theme)
        yield self.of_record(catalogue.themes.get(theme.broader or ""))
        yield from map(self.of_record, catalogue.narrower.get(theme.id, ()))
        entries = catalogue.by_theme.get(theme.id, ())
        yield self._listed(entries)
        speakers = {person.id: person for entry in entries for person in entry.speakers}
        for person in speakers.values():
            yield said(self._people.section(person, theme))
            own = zip(person.positions, self._positions_of(person), strict=True)
            for position, digest in own:
                if position.theme == theme.id:
                    yield digest
                    for stance in position.stances:
                        keys = (f"{person.id}/{statement}" for statement in stance.statements)
                        yield from (self._entries.get(key, _ABSENT) for key in keys)

    def _source(self, source: Source) -> Iterator[bytes]:
        catalogue = self._catalogue
        yield self.of_record(source)
        yield self._with_relays(source.id)
        yield said(self._looks.get(source.id))
        for id_ in source.organisation_ids:
            yield self.of_record(catalogue.organisations.get(id_))
        yield from (self.of_record(catalogue.people.get(id_)) for id_ in source.primary_for)
        yield from map(self.of_record, catalogue.relayed_by.get(source.id, ()))
        yield self._listed(catalogue.by_source.get(source.id, ()))

    def _organisation(self, id_: str) -> Iterator[bytes]:
        organisation = self._catalogue.organisations[id_]
        yield self.of_record(organisation)
        yield self.of_record(self._catalogue.organisations.get(organisation.part_of or ""))
        yield from self._naming.get(id_, ())

    @cached_property
    def _naming(self) -> dict[str, list[bytes]]:
        """What names each organisation: its people, sources and parts."""
        found, catalogue = defaultdict[str, list[bytes]](list), self._catalogue
        for person in catalogue.people.values():
            for id_ in person.organisation_ids:
                found[id_].append(self._held(person))
        for source in catalogue.sources.values():
            for id_ in source.organisation_ids:
                found[id_].append(self.of_record(source))
        for organisation in catalogue.organisations.values():
            if organisation.part_of:
                found[organisation.part_of].append(self.of_record(organisation))
        return found

    def _year(self, address: str) -> Iterator[bytes]:
        yield said(self._timeline.years)
        yield self._listed(self._timeline.entries(address))

    def _positions_of(self, person: Person) -> list[bytes]:
        """Return what is said of each position of a person beside its statements."""
        found = self._positions.get(person.id)
        if found is None:
            found = self._positions[person.id] = [
                said(it.theme, it.summary, it.stances) for it in person.positions
            ]
        return found

    def _listed(self, entries: Iterable[Entry]) -> bytes:
        """Return what a list of statements is made from, and where a chart of them leads."""
        shown = self._shown
        return _digest(*[shown[entry.key] for entry in entries])

    @cached_property
    def _shown(self) -> dict[str, bytes]:
        place, entries = self._timeline.place, self._catalogue.entries.values()
        return {
            entry.key: _digest(self._entries[entry.key], place(entry, "filter").encode())
            for entry in entries
        }

    def _made(self, record: Record) -> bytes:
        if not isinstance(record, Person):
            return said(record)
        # Organisations that are named by their ids have got their names since a person was read.
        is_linked = any(part.organisation_id for part in record.held)
        known = None if is_linked else self._known.get(f"{record.id}/")
        return known or said_beside(record)

    def _held(self, person: Person) -> bytes:
        """Return the digest of a person with what their offices and affiliations name."""
        return _digest(
            self.of_record(person),
            *map(self.of_record, map(self._catalogue.organisations.get, person.organisation_ids)),
            *self._cited(chain.from_iterable(part.citations for part in person.held)),
        )

    def _cited(self, citations: Iterable[Citation]) -> Iterator[bytes]:
        return (self._with_relays(citation.source) for citation in citations)

    def _with_relays(self, id_: str) -> bytes:
        """Return the digest of a source with the sources that it draws on."""
        found = self._sources.get(id_)
        if found is None:
            found = self._sources[id_] = self._related(id_)
        return found

    def _related(self, id_: str) -> bytes:
        source = self._catalogue.sources.get(id_)
        if source is None:
            return _ABSENT
        behind = self._catalogue.relays[id_]
        return _digest(
            self.of_record(source),
            *(self.of_record(relay.source) for relay in behind),
            *(said(relay.through.id, relay.depth) for relay in behind),
        )

    def _with_linked(self) -> dict[str, bytes]:
        """Return what each statement is made from, and those linked with it, by its key."""
        near, seen = self._linked(), self._single
        for _ in range(_STEPS):
            further = {
                key: _digest(seen[key], *(seen[other] for other in sorted(others)))
                for key, others in near.items()
            }
            seen = seen | further
        return seen

    def _linked(self) -> dict[str, set[str]]:
        """Return which statements answer each other, or are wordings of one remark."""
        found = defaultdict[str, set[str]](set)
        for key, entry in self._catalogue.entries.items():
            targets = (target for _, target in entry.statement.relations)
            for target in filter(None, (*targets, entry.statement.wording_of)):
                if target in self._catalogue.entries:
                    found[key].add(target)
                    found[target].add(key)
        return found

    def _alone(self, entry: Entry) -> bytes:
        statement = entry.statement
        note, proofs = statement.status_note, self._proofs.get(entry.key)
        records = (*entry.themes, entry.person, *entry.about, entry.principal, *entry.others)
        return _digest(
            self._known.get(entry.key) or said_in(entry),
            said(proofs) if proofs else _ABSENT,
            *map(self.of_record, records),
            *self._cited(statement.citations),
            *self._cited(note.citations if note else ()),
            *self._cited(chain.from_iterable(found.citations for found in statement.findings)),
        )


def _digest(*parts: bytes) -> bytes:
    """Return the digest of digests, which all have one length; a text may follow them."""
    return hashlib.sha256(b"".join(parts)).digest()
