"""Link all records: resolve references, collect back-links, and derive what follows from them.

In a `Catalogue`, every reference leads somewhere. References that do not are left out, so that the
rules can go on. `unknown_statements` reports those that could not be judged file by file.
"""

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import cache, lru_cache, partial
from itertools import chain, islice
from typing import NamedTuple, TypeVar

from site_builder.content.kinds import KINDS, ORGANISATION, PERSON, SOURCE, THEME, RecordId
from site_builder.content.model import (
    MAX_RELAYS,
    Affiliation,
    Citation,
    Known,
    Office,
    Organisation,
    Person,
    Record,
    Source,
    Statement,
    Theme,
    Withdrawal,
    if_gone,
)
from site_builder.content.values.dates import Edtf
from site_builder.diagnostics import MAX_SAME, Finding, Place, Route, did_you_mean, quoted

# The kinds of people, in the order of their statements on one day.
_KINDS = ("official", "organisation", "commentator", "unnamed")
_NUMBER = re.compile(r"\d+", re.ASCII)
T = TypeVar("T")
R = TypeVar("R", bound=Record)
StatementIds = Mapping[str, Mapping[str, Edtf | None] | None]
"""The ids of the statements in each person's file, by the person's id, including statements with
faults, each with the date on which it was said if that is sure (`Statement.said`).

A statement without an id has an empty one. With one of these, or with None for a file that could
not be read, references into the file are not judged."""


@dataclass(frozen=True, slots=True)
class Relay:
    """A source that another one, `through`, says it draws on (PROV wasDerivedFrom)."""

    source: Source
    through: Source
    depth: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with its source and all sources that this one draws on, nearest first."""

    citation: Citation
    source: Source
    relays: tuple[Relay, ...]


class Held(NamedTuple):
    """An office, and whose it is."""

    person: Person
    office: Office


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in context: who said it, on which themes, in which offices, in which sources.

    `others` made a joint statement with the person; whoever made it spoke for `principal`, if there
    is one. By their dates, the speakers certainly held `offices` when it was said, and may have
    held `possible_offices`; both are in the order of the speakers. `themes` begins with the theme
    of the position that contains the statement. `explained_by` is the statement whose note says why
    this one is disputed or retracted: the nearest wording of the remark, if this one has no note of
    its own. `noted` are the sources of that note.
    """

    person: Person
    statement: Statement
    route: Route
    themes: tuple[Theme, ...]
    about: tuple[Person, ...]
    others: tuple[Person, ...]
    principal: Person | None
    offices: tuple[Held, ...]
    possible_offices: tuple[Held, ...]
    cited: tuple[Cited, ...]
    explained_by: Statement
    noted: tuple[Cited, ...]
    # What is asked many times, for each page that an entry is on.
    key: str = field(init=False, compare=False, repr=False)
    """`person/statement`: how other statements refer to this one, and its address."""
    speakers: tuple[Person, ...] = field(init=False, compare=False, repr=False)
    """All who made the statement; nobody, if it is misattributed."""
    order: tuple[object, ...] = field(init=False, compare=False, repr=False)
    """The key for sorting: by date; then officials first, then as the source and the file do."""

    def __post_init__(self) -> None:
        statement = self.statement
        order = (*self.when, _KINDS.index(self.person.kind), *self._where, self.person.id)
        object.__setattr__(self, "order", (*order, self.route))
        object.__setattr__(self, "key", f"{self.person.id}/{statement.id}")
        speakers = () if statement.is_misattributed else (self.person, *self.others)
        object.__setattr__(self, "speakers", speakers)

    @property
    def when(self) -> tuple[datetime.date, datetime.date]:
        """The key for sorting by date alone."""
        return self.statement.date.filed, self.statement.date.latest

    @property
    def _where(self) -> tuple[object, ...]:
        """The first source, by its date, and the place in it."""
        if not self.cited:
            return datetime.date.max, "", _order_of_place("")
        source, locator = self.cited[0].source, self.cited[0].citation.locator or ""
        issued = source.issued.filed if source.issued else datetime.date.max
        return issued, source.id, _order_of_place(locator)

    @property
    def former_keys(self) -> Iterator[str]:
        """The keys that it had: each id of its person with each id of its own."""
        for person in (self.person.id, *self.person.former_ids):
            for statement in (self.statement.id, *self.statement.former_ids):
                key = f"{person}/{statement}"
                if key != self.key:
                    yield key

    @property
    def remark(self) -> str:
        """The key of the wording of the same remark that is nearest to the speaker."""
        return self.statement.wording_of or self.key

    @property
    def address(self) -> str:
        """The address of its page, relative to the site's root."""
        return f"people/{self.key}/"

    def place(self, *route: str | int, on_key: bool = False) -> Place:
        """Return a place within this statement."""
        return self.person.place_of((*self.route, *route), on_key=on_key)

    def places(self, *fields: str) -> tuple[Place, ...]:
        """Return the places of some of the statement's fields."""
        return tuple(self.place(field) for field in fields)


# Places and routes are the same in many entries: so they are kept once.
@lru_cache(maxsize=10_000)
def _order_of_place(locator: str) -> tuple[object, ...]:
    """Return the key for sorting places in a source: by their numbers, known ones first."""
    numbers = tuple(map(int, _NUMBER.findall(locator)))
    return not numbers, _NUMBER.split(locator)[0] if locator else "", numbers


@lru_cache(maxsize=10_000)
def _route_of(position: int, statement: int) -> Route:
    return "positions", position, "statements", statement


@dataclass(frozen=True, slots=True)
class Answer:
    """A statement that answers another, or retracts it and so on; `how` is the field's name."""

    how: str
    entry: Entry

    @property
    def person(self) -> Person:
        """The person who answers."""
        return self.entry.person

    @property
    def order(self) -> tuple[object, ...]:
        """The key for sorting by the answer's date."""
        return (*self.entry.order, Statement.RELATIONS.index(self.how))


@dataclass(frozen=True, slots=True)
class Size:
    """The number of records of each kind, in the order of `KINDS`, and of statements."""

    records: tuple[int, ...] = (0,) * len(KINDS)
    statements: int = 0

    def __str__(self) -> str:
        counts: list[tuple[int, tuple[str, str]]] = [*zip(self.records, KINDS, strict=True)]
        counts.append((self.statements, ("statement", "statements")))
        # Many sites have no organisations, and need not be told so.
        told = [(n, names) for n, names in counts if n or names is not ORGANISATION]
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (one, many) in told)


@dataclass(frozen=True, slots=True)
class Part:
    """Some records, and their statements, for a site in the language `lang` (BCP 47).

    Records are sorted by id; entries, and those of each person, by date. What a rule for single
    records finds in a part depends on nothing else.
    """

    lang: str
    people: Mapping[str, Person]
    themes: Mapping[str, Theme]
    sources: Mapping[str, Source]
    organisations: Mapping[str, Organisation]
    entries: Mapping[str, Entry]
    by_person: Mapping[str, tuple[Entry, ...]]

    @property
    def by_kind(self) -> Mapping[str, Mapping[str, Record]]:
        """The records, by the names of their kinds and their ids."""
        return {
            PERSON.name: self.people,
            THEME.name: self.themes,
            SOURCE.name: self.sources,
            ORGANISATION.name: self.organisations,
        }


@dataclass(frozen=True, slots=True)
class Catalogue(Part):
    """All records, with what refers to each of them, sorted by date.

    `said_by` has a joint statement for everybody who made it; `said_for` has what others said on
    somebody's behalf. Of the wordings of one remark, these and `about` have only the one nearest to
    the speaker; `wordings` has the others, by its key. `by_theme` has the nearest one that is on
    the theme: `on_other_themes` has, by the keys of wordings, those themes that no nearer one is
    on. `joint` has all wordings of joint statements, for those who made them but in whose file they
    are not. What is `misattributed` to somebody is in none of these. `person_ids` includes people
    whose files could not be read. `withdrawn` is what was removed for good.
    """

    joint: Mapping[str, tuple[Entry, ...]]
    said_by: Mapping[str, tuple[Entry, ...]]
    said_for: Mapping[str, tuple[Entry, ...]]
    misattributed: Mapping[str, tuple[Entry, ...]]
    wordings: Mapping[str, tuple[Entry, ...]]
    on_other_themes: Mapping[str, tuple[Theme, ...]]
    by_theme: Mapping[str, tuple[Entry, ...]]
    by_source: Mapping[str, tuple[Entry, ...]]
    about: Mapping[str, tuple[Entry, ...]]
    answers: Mapping[str, tuple[Answer, ...]]
    narrower: Mapping[str, tuple[Theme, ...]]
    relayed_by: Mapping[str, tuple[Source, ...]]
    relays: Mapping[str, tuple[Relay, ...]]
    person_ids: Set[str]
    withdrawn: tuple[Withdrawal, ...]

    @property
    def remarks(self) -> Iterator[Entry]:
        """All statements, of the wordings of one remark only the one nearest to the speaker.

        Misattributed ones are not among them.
        """
        hidden = {entry.key for others in self.wordings.values() for entry in others}
        return (
            entry for key, entry in self.entries.items() if key not in hidden and entry.speakers
        )

    def listed_by(self, id_: str) -> Sequence[Entry]:
        """Return what somebody's lists of themes have: all remarks, and further wordings, by date.

        These are on themes that no nearer wording is on.
        """
        own = self.said_by.get(id_, ())
        others = chain.from_iterable(self.wordings.get(entry.key, ()) for entry in own)
        further = [entry for entry in others if entry.key in self.on_other_themes]
        return sorted((*own, *further), key=_order) if further else own

    def listed_on(self, entry: Entry) -> tuple[Theme, ...]:
        """Return the themes whose lists have a statement."""
        return _listed_on(entry, self.wordings, self.on_other_themes)

    def made_by(self, id_: str) -> tuple[Entry, ...]:
        """Return all that somebody made, in every wording and whoever's file has it, by date."""
        own = (entry for entry in self.by_person.get(id_, ()) if entry.speakers)
        return tuple(sorted((*own, *self.joint.get(id_, ())), key=_order))

    def root(self, entry: Entry) -> Entry | None:
        """Return the wording of the same remark that is nearest to the speaker, if another one."""
        return self.entries.get(entry.statement.wording_of or "")

    def retraction(self, entry: Entry) -> Entry | None:
        """Return the first statement that takes this remark back; None if there is none.

        Whichever of its wordings that statement names, the remark is taken back in all of them.
        """
        key, remark = entry.key, entry.remark
        wordings = self.wordings.get(remark, ())
        if not wordings and key not in self.answers and remark not in self.answers:
            return None  # as most, so it is worth its own line
        keys = {key, remark, *(other.key for other in wordings)}
        answers = chain.from_iterable(self.answers.get(it, ()) for it in keys)
        retractions = (answer for answer in answers if answer.how == "retracts")
        first = min(retractions, key=lambda answer: answer.order, default=None)
        return first.entry if first else None

    @property
    def size(self) -> Size:
        """The number of records and statements."""
        return Size(tuple(len(self.by_kind[kind.name]) for kind in KINDS), len(self.entries))


@dataclass(frozen=True, slots=True)
class References:
    """What people refer to: the themes, sources and organisations, linked with each other."""

    themes: Mapping[str, Theme]
    sources: Mapping[str, Source]
    organisations: Mapping[str, Organisation]
    narrower: Mapping[str, tuple[Theme, ...]]
    relayed_by: Mapping[str, tuple[Source, ...]]
    relays: Mapping[str, tuple[Relay, ...]]


def link(
    records: Collection[Record],
    lang: str,
    person_ids: Iterable[str],
    unchanged: Mapping[str, tuple[Entry, ...]] | None = None,
    withdrawn: tuple[Withdrawal, ...] = (),
) -> Catalogue:
    """Resolve all references between records.

    `person_ids` are those of all people, whether or not their files could be read. `unchanged` are
    entries to reuse, by their people's ids: neither these people nor any record that they name has
    changed.
    """
    known = unchanged or {}
    references = link_references(records)
    people = _people(records, references)
    by_person = {
        id_: known[id_] if id_ in known else entries_of(person, people, references)
        for id_, person in people.items()
    }
    everything = sorted(chain.from_iterable(by_person.values()), key=_order)
    entries = {entry.key: entry for entry in everything}
    wordings = _grouped(
        (entry.statement.wording_of, entry)
        for entry in everything
        if entry.statement.wording_of in entries
    )
    said = [entry for entry in everything if entry.speakers]
    remarks = [entry for entry in said if entry.statement.wording_of not in wordings]
    on_other_themes = _on_other_themes(entries, wordings)
    answers = sorted(
        (
            (target, Answer(how, entry))
            for entry in everything
            for how, target in entry.statement.relations
            if target in entries
        ),
        key=lambda item: item[1].order,
    )
    return Catalogue(
        lang=lang,
        people=people,
        themes=references.themes,
        sources=references.sources,
        organisations=references.organisations,
        entries=entries,
        by_person={id_: own for id_, own in by_person.items() if own},
        joint=_grouped((person.id, entry) for entry in everything for person in entry.speakers[1:]),
        said_by=_grouped((person.id, entry) for entry in remarks for person in entry.speakers),
        said_for=_grouped((entry.principal.id, entry) for entry in remarks if entry.principal),
        misattributed=_grouped(
            (entry.person.id, entry) for entry in everything if not entry.speakers
        ),
        wordings=wordings,
        on_other_themes=on_other_themes,
        by_theme=_grouped(
            (theme.id, entry)
            for entry in said
            for theme in _listed_on(entry, wordings, on_other_themes)
        ),
        by_source=_grouped(
            (id_, entry)
            for entry in everything
            for id_ in dict.fromkeys(cited.source.id for cited in entry.cited)
        ),
        about=_grouped((person.id, entry) for entry in remarks for person in entry.about),
        answers=_grouped(answers),
        narrower=references.narrower,
        relayed_by=references.relayed_by,
        relays=references.relays,
        person_ids=frozenset(person_ids),
        withdrawn=withdrawn,
    )


def _listed_on(
    entry: Entry,
    wordings: Mapping[str, Sequence[Entry]],
    on_other_themes: Mapping[str, tuple[Theme, ...]],
) -> tuple[Theme, ...]:
    is_nearest = entry.statement.wording_of not in wordings
    return entry.themes if is_nearest else on_other_themes.get(entry.key, ())


def _on_other_themes(
    entries: Mapping[str, Entry], wordings: Mapping[str, Sequence[Entry]]
) -> dict[str, tuple[Theme, ...]]:
    """Return, by the keys of wordings, the themes that no wording nearer to the speaker is on."""
    found = {}
    for root, others in wordings.items():
        taken = {theme.id for theme in entries[root].themes}
        for entry in others:
            new = tuple(theme for theme in entry.themes if theme.id not in taken)
            if new and entry.speakers:
                found[entry.key] = new
                taken.update(theme.id for theme in new)
    return found


def link_references(records: Iterable[Record]) -> References:
    """Link the themes, sources and organisations among these records with each other."""
    records = [*records]
    themes = _by_id(record for record in records if isinstance(record, Theme))
    organisations = _by_id(record for record in records if isinstance(record, Organisation))
    sources = _by_id(
        _published(record, organisations) for record in records if isinstance(record, Source)
    )
    return References(
        themes=themes,
        sources=sources,
        organisations=organisations,
        narrower=_grouped(
            (theme.broader, theme) for theme in themes.values() if theme.broader in themes
        ),
        relayed_by=_grouped(
            (relayed, source)
            for source in sources.values()
            for relayed in dict.fromkeys(source.relays)
            if relayed in sources
        ),
        # One more than allowed shows `long_relay` that there are too many. Without an end, a chain
        # of all sources would be walked from each of them.
        relays={
            id_: tuple(islice(_relays(source, sources), MAX_RELAYS + 1))
            for id_, source in sources.items()
        },
    )


def part_of(lang: str, references: References, records: Iterable[Record]) -> Part:
    """Link some records with all themes and sources.

    Other people are not known, so entries tell only who wrote the file: not whom their words are
    `about`, nor who else made them.
    """
    records = [*records]
    people = _people(records, references)
    by_person = {id_: entries_of(person, {}, references) for id_, person in people.items()}
    return Part(
        lang=lang,
        people=people,
        themes=_by_id(record for record in records if isinstance(record, Theme)),
        sources=_by_id(record for record in records if isinstance(record, Source)),
        organisations=_by_id(record for record in records if isinstance(record, Organisation)),
        entries={entry.key: entry for said in by_person.values() for entry in said},
        by_person=by_person,
    )


Named = TypeVar("Named", Office, Affiliation)


def _people(records: Iterable[Record], references: References) -> dict[str, Person]:
    """Return the people, with the names of organisations that their records give by id alone."""
    organisations = references.organisations

    def named(part: Named) -> Named:
        there = organisations.get(part.organisation_id or "")
        if there is None or part.organisation:
            return part
        return part.model_copy(update={"organisation": there.name})

    def with_names(person: Person) -> Person:
        if not any(part.organisation_id for part in person.held):
            return person
        offices = tuple(map(named, person.offices))
        affiliations = tuple(map(named, person.affiliations))
        return person.model_copy(update={"offices": offices, "affiliations": affiliations})

    return _by_id(with_names(record) for record in records if isinstance(record, Person))


def _published(source: Source, organisations: Mapping[str, Organisation]) -> Source:
    """Return a source with the names of organisations that its record gives by id alone."""
    names = {
        field: there.name
        for field, id_ in (
            ("publication", source.publication_id),
            ("publisher", source.publisher_id),
        )
        if id_ and not getattr(source, field) and (there := organisations.get(id_))
    }
    return source.model_copy(update=names) if names else source


def newest_first(entries: Iterable[Entry]) -> list[Entry]:
    """Return sorted entries from the last date to the first; those of one date keep their order."""
    return sorted(entries, key=by_date, reverse=True)


def by_date(entry: Entry) -> tuple[object, ...]:
    """Return what sorts by date those to be reversed: unknown dates are last then, too."""
    return not entry.statement.date.is_unknown, *entry.when


def _order(entry: Entry) -> tuple[object, ...]:
    return entry.order


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    groups = defaultdict[str, list[T]](list)
    for id_, item in pairs:
        if id_ is not None:
            groups[id_].append(item)
    return {id_: tuple(items) for id_, items in groups.items()}


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}


def entries_of(
    person: Person, people: Mapping[str, Person], references: References
) -> tuple[Entry, ...]:
    """Return an entry for each statement of a person, sorted by date."""
    themes = references.themes
    entries: dict[str, Entry] = {}
    noted = {
        f"{person.id}/{statement.id}": statement
        for position in person.positions
        for statement in position.statements
        if statement.status_note
    }
    for at, position in enumerate(person.positions):
        for number, statement in enumerate(position.statements):
            if statement.id in entries:
                continue  # `duplicate_id` reports it
            theme_ids = dict.fromkeys((position.theme, *statement.also))
            others = tuple([it for it in _named(statement.with_, people) if it.id != person.id])
            # Whoever did not speak held no office when speaking.
            speakers = () if statement.is_misattributed else (person, *others)
            held, possible = _offices_at(statement, speakers)
            explained_by = statement
            if not (statement.status_note or statement.is_misattributed):
                explained_by = noted.get(statement.wording_of or "", statement)
            note = explained_by.status_note
            entries[statement.id] = Entry(
                person,
                statement,
                _route_of(at, number),
                themes=tuple([themes[id_] for id_ in theme_ids if id_ in themes]),
                about=_named(statement.about, people),
                others=others,
                principal=people.get(statement.on_behalf_of or ""),
                offices=held,
                possible_offices=possible,
                cited=_cited(statement.citations, references),
                explained_by=explained_by,
                noted=_cited(note.citations, references) if note else (),
            )
    return tuple(sorted(entries.values(), key=_order))


def _named(ids: Sequence[str], people: Mapping[str, Person]) -> tuple[Person, ...]:
    return tuple([people[id_] for id_ in dict.fromkeys(ids) if id_ in people]) if ids else ()


def _cited(citations: Iterable[Citation], references: References) -> tuple[Cited, ...]:
    sources, relays = references.sources, references.relays
    return tuple(
        [
            Cited(citation, source, relays[source.id])
            for citation in citations
            if (source := sources.get(citation.source))
        ]
    )


def _offices_at(
    statement: Statement, speakers: Iterable[Person]
) -> tuple[tuple[Held, ...], tuple[Held, ...]]:
    """Return the offices that were surely held when a statement was made, and the possible ones."""
    said, held, possible = statement.said, list[Held](), list[Held]()
    for person in speakers:
        for office in person.offices:
            if said is not None and office.surely_held(said):
                held.append(Held(person, office))
            elif not office.surely_not_held(statement.date):
                possible.append(Held(person, office))
    return tuple(held), tuple(possible)


def _relays(source: Source, sources: Mapping[str, Source]) -> Iterator[Relay]:
    seen = {source.id}
    layer, depth = [source], 1
    while layer:
        below: list[Source] = []
        for through in layer:
            for id_ in through.relays:
                if id_ in sources and id_ not in seen:
                    seen.add(id_)
                    below.append(sources[id_])
                    yield Relay(sources[id_], through, depth)
        layer, depth = below, depth + 1


class Link(NamedTuple):
    """A statement, by its key and date, that names another one, `target`, in the field `how`."""

    key: str
    target: str
    how: str
    date: Edtf
    place: Place


def links_of(entries: Iterable[Entry]) -> Iterator[Link]:
    """Yield every reference from a statement to another one."""
    for entry in entries:
        for how, target in entry.statement.named:
            yield Link(entry.key, target, how, entry.statement.date, entry.place(how))


def moved_from(records: Iterable[Record], entries: Iterable[Entry]) -> Iterator[tuple[str, str]]:
    """Yield the former addresses of records and statements, each with the present one."""
    for record in records:
        folder = record.KIND.folder
        yield from ((f"{folder}/{id_}", f"{folder}/{record.id}") for id_ in record.former_ids)
    people = PERSON.folder
    for entry in entries:
        yield from ((f"{people}/{key}", f"{people}/{entry.key}") for key in entry.former_keys)


def statements_named(record: Record) -> Iterator[tuple[str, Place]]:
    """Yield every reference to a statement in a record, with its place."""
    for at, position in enumerate(record.positions if isinstance(record, Person) else ()):
        for number, statement in enumerate(position.statements):
            for how, target in statement.named:
                yield target, record.place_of(("positions", at, "statements", number, how))
    for route, prose in record.prose():
        for kind, id_ in prose.references:
            if kind == "statement":
                yield id_, record.place_of(route)


def is_unknown(target: str, ids: StatementIds) -> bool:
    """Check whether a reference certainly leads to no statement."""
    somebody, _, statement = target.partition("/")
    known = ids.get(somebody, ())
    # One that has no id yet may be the one that is meant.
    return known is not None and statement not in known and "" not in known


def unknown_statements(
    named: Iterable[tuple[str, Place]], ids: StatementIds, known: Known
) -> Iterator[Finding]:
    """Report the references that lead to no statement."""
    # After a person is renamed, the same reference is broken many times.
    hint_for = cache(partial(statement_hint, ids=ids, known=known))
    seen = Counter[str]()
    for target, place in named:
        if is_unknown(target, ids):
            seen[place.path] += 1
            # Hints take time to find, and reports show only the first.
            hint = hint_for(target) if seen[place.path] <= MAX_SAME else ""
            message = f"There is no statement {quoted(target)}."
            yield Finding("unknown-statement", message, place, hint)


def statement_hint(target: str, ids: StatementIds, known: Known) -> str:
    """Return a hint for a reference that leads to no statement."""
    if withdrawn := known.hint_on_withdrawn("statement", target):
        return withdrawn
    somebody, _, statement = target.partition("/")
    if somebody not in ids:
        meant = did_you_mean(somebody, ids, if_none=if_gone("statement"))
        return f"There is no person {quoted(somebody)}. {meant}"
    if not statement:
        meant = did_you_mean(statement, ids[somebody] or (), before=f"{somebody}/")
        return meant or "Write it as `person-id/statement-id`."
    return did_you_mean(
        statement, ids[somebody] or (), before=f"{somebody}/", if_none=if_gone("statement")
    )


def named_in(record: Record) -> set[RecordId]:
    """Return all records and images that the record names; a statement counts as its person."""
    statements = {id_.partition("/")[0] for id_, _ in statements_named(record)}
    names = {("person", id_) for id_ in statements}
    for _, prose in record.prose():
        names |= {name for name in prose.references if name[0] != "statement"}
    match record:
        case Person():
            citations = [citation for part in record.held for citation in part.citations]
            names |= {(ORGANISATION.name, id_) for id_ in record.organisation_ids}
            for position in record.positions:
                names.add(("theme", position.theme))
                for statement in position.statements:
                    names |= {("theme", id_) for id_ in statement.also}
                    names |= {("person", id_) for id_ in (*statement.about, *statement.with_)}
                    if statement.on_behalf_of:
                        names.add(("person", statement.on_behalf_of))
                    citations += statement.citations
                    if statement.status_note:
                        citations += statement.status_note.citations
                    for found in statement.findings:
                        citations += found.citations
            names |= {("source", citation.source) for citation in citations}
            if record.image:
                names.add(("image", record.image.file))
        case Theme(broader=str(broader)):
            names.add(("theme", broader))
        case Source():
            names |= {("source", id_) for id_ in record.relays}
            names |= {("person", id_) for id_ in record.primary_for}
            names |= {(ORGANISATION.name, id_) for id_ in record.organisation_ids}
        case Organisation(part_of=str(whole)):
            names.add((ORGANISATION.name, whole))
    return names
