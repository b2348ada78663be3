"""Link all records: references resolved, back-links, and what follows from the records.

In a `Catalogue` every reference leads somewhere. Those that do not are left out of it, so that the
rules can go on; `unknown_statements` reports what the reading of one file could not.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import chain
from typing import TypeVar

from site_builder.content.kinds import KINDS, PERSON, SOURCE, THEME, RecordId
from site_builder.content.model import Citation, Office, Person, Record, Source, Statement, Theme
from site_builder.diagnostics import MAX_SAME, Finding, Place, Route, did_you_mean, quoted

T = TypeVar("T")
R = TypeVar("R", bound=Record)
StatementIds = Mapping[str, Set[str] | None]
"""By each person's id, the ids of the statements in their file, those with faults among them; None
where the file could not be read, so that references to its statements are not judged."""


@dataclass(frozen=True, slots=True)
class Relay:
    """A source that another one says it draws on (PROV wasDerivedFrom); `through` is that other."""

    source: Source
    through: Source
    depth: int


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation with its source, and everything that the source draws on, nearest first."""

    citation: Citation
    source: Source
    relays: tuple[Relay, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in its place: who, under which themes, in which offices, from which sources.

    `offices` are those that are not known to have been left, or not yet taken up, on the
    statement's date. `themes` begins with the one that the statement stands under.
    """

    person: Person
    statement: Statement
    route: Route
    themes: tuple[Theme, ...]
    about: tuple[Person, ...]
    offices: tuple[Office, ...]
    cited: tuple[Cited, ...]
    order: tuple[object, ...] = field(init=False, compare=False, repr=False)
    """By date; what shares a date, by id, so that the order is the same everywhere."""

    def __post_init__(self) -> None:
        date = self.statement.date
        order = (date.filed, date.latest, self.person.id, self.statement.id)
        object.__setattr__(self, "order", order)

    @property
    def key(self) -> str:
        """`person/statement`: how other statements refer to this one, and its address."""
        return f"{self.person.id}/{self.statement.id}"

    @property
    def address(self) -> str:
        """Where its page is, from the site's root."""
        return f"people/{self.key}/"

    def place(self, *route: str | int, on_key: bool = False) -> Place:
        """A place within this statement."""
        return Place(self.person.path, (*self.route, *route), on_key)


@dataclass(frozen=True, slots=True)
class Answer:
    """Another statement that answers, clarifies or retracts one (`how` is the field's name)."""

    how: str
    entry: Entry

    @property
    def person(self) -> Person:
        """Who answers."""
        return self.entry.person

    @property
    def order(self) -> tuple[object, ...]:
        """By the answer's date."""
        return (*self.entry.order, Statement.LINKS.index(self.how))


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is: the number of records of each kind, in the order of `KINDS`."""

    records: tuple[int, ...] = (0,) * len(KINDS)
    statements: int = 0

    def __str__(self) -> str:
        counts: list[tuple[int, tuple[str, str]]] = [*zip(self.records, KINDS, strict=True)]
        counts.append((self.statements, ("statement", "statements")))
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, (one, many) in counts)


@dataclass(frozen=True, slots=True)
class Part:
    """Some records, for a site in the language `lang` (BCP 47), and what these people said.

    People, themes and sources are in order of id; entries, and those of each person, in order of
    date. What a rule for single records finds in a part follows from it alone.
    """

    lang: str
    people: Mapping[str, Person]
    themes: Mapping[str, Theme]
    sources: Mapping[str, Source]
    entries: Mapping[str, Entry]
    by_person: Mapping[str, tuple[Entry, ...]]

    @property
    def by_kind(self) -> Mapping[str, Mapping[str, Record]]:
        """The records, by the names of their kinds and their ids."""
        return {PERSON.name: self.people, THEME.name: self.themes, SOURCE.name: self.sources}


@dataclass(frozen=True, slots=True)
class Catalogue(Part):
    """All records, with what refers to each of them, in order of date.

    `statement_ids` also has the people whose file gave no record.
    """

    by_theme: Mapping[str, tuple[Entry, ...]]
    by_source: Mapping[str, tuple[Entry, ...]]
    about: Mapping[str, tuple[Entry, ...]]
    answers: Mapping[str, tuple[Answer, ...]]
    narrower: Mapping[str, tuple[Theme, ...]]
    relayed_by: Mapping[str, tuple[Source, ...]]
    relays: Mapping[str, tuple[Relay, ...]]
    statement_ids: StatementIds

    @property
    def size(self) -> Size:
        """How much there is."""
        return Size(tuple(len(self.by_kind[kind.name]) for kind in KINDS), len(self.entries))


@dataclass(frozen=True, slots=True)
class References:
    """The themes and sources, linked with each other: all that a person's statements refer to."""

    themes: Mapping[str, Theme]
    sources: Mapping[str, Source]
    narrower: Mapping[str, tuple[Theme, ...]]
    relayed_by: Mapping[str, tuple[Source, ...]]
    relays: Mapping[str, tuple[Relay, ...]]


def link(
    records: Collection[Record],
    lang: str,
    statement_ids: StatementIds,
    unchanged: Mapping[str, tuple[Entry, ...]] | None = None,
) -> Catalogue:
    """Resolve everything that spans records.

    `unchanged` are entries of people, by their ids, that are as they were: neither these people nor
    any record that they name has changed.
    """
    known = unchanged or {}
    people = _by_id(record for record in records if isinstance(record, Person))
    references = link_references(records)
    by_person = {
        id_: known[id_] if id_ in known else entries_of(person, people, references)
        for id_, person in people.items()
    }
    everything = sorted(chain.from_iterable(by_person.values()), key=_order)
    entries = {entry.key: entry for entry in everything}
    answers = sorted(
        (
            (target, Answer(how, entry))
            for entry in everything
            for how, target in entry.statement.links
            if target in entries
        ),
        key=lambda item: item[1].order,
    )
    return Catalogue(
        lang,
        people,
        references.themes,
        references.sources,
        entries,
        {id_: said for id_, said in by_person.items() if said},
        _grouped((theme.id, entry) for entry in everything for theme in entry.themes),
        _grouped(
            (id_, entry)
            for entry in everything
            for id_ in dict.fromkeys(cited.source.id for cited in entry.cited)
        ),
        _grouped((person.id, entry) for entry in everything for person in entry.about),
        _grouped(answers),
        references.narrower,
        references.relayed_by,
        references.relays,
        statement_ids,
    )


def link_references(records: Iterable[Record]) -> References:
    """Link the themes and sources among these records with each other."""
    records = [*records]
    themes = _by_id(record for record in records if isinstance(record, Theme))
    sources = _by_id(record for record in records if isinstance(record, Source))
    return References(
        themes,
        sources,
        _grouped((theme.broader, theme) for theme in themes.values() if theme.broader in themes),
        _grouped(
            (relayed, source)
            for source in sources.values()
            for relayed in dict.fromkeys(source.relays)
            if relayed in sources
        ),
        {id_: tuple(_relays(source, sources)) for id_, source in sources.items()},
    )


def part_of(lang: str, references: References, records: Iterable[Record]) -> Part:
    """Link some records with all themes and sources.

    Of people who are not among them nothing is known: whom the words are `about` is not looked up.
    """
    records = [*records]
    people = _by_id(record for record in records if isinstance(record, Person))
    by_person = {id_: entries_of(person, {}, references) for id_, person in people.items()}
    return Part(
        lang,
        people,
        _by_id(record for record in records if isinstance(record, Theme)),
        _by_id(record for record in records if isinstance(record, Source)),
        {entry.key: entry for said in by_person.values() for entry in said},
        by_person,
    )


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
    """Put each statement of a person in its place, in order of date."""
    themes, sources = references.themes, references.sources
    entries: dict[str, Entry] = {}
    for at, position in enumerate(person.positions):
        for number, statement in enumerate(position.statements):
            if statement.id in entries:
                continue  # a rule speaks of it
            theme_ids = dict.fromkeys((position.theme, *statement.also))
            entries[statement.id] = Entry(
                person,
                statement,
                ("positions", at, "statements", number),
                themes=tuple(themes[id_] for id_ in theme_ids if id_ in themes),
                about=tuple(people[id_] for id_ in dict.fromkeys(statement.about) if id_ in people),
                offices=tuple(
                    office
                    for office in person.offices
                    if not office.surely_not_held(statement.date)
                ),
                cited=tuple(
                    Cited(citation, sources[citation.source], references.relays[citation.source])
                    for citation in statement.citations
                    if citation.source in sources
                ),
            )
    return tuple(sorted(entries.values(), key=_order))


def _relays(source: Source, sources: Mapping[str, Source]) -> Iterable[Relay]:
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


def statements_named(record: Record) -> Iterator[tuple[str, Place]]:
    """Every reference to a statement in a record, and where it stands."""
    for at, position in enumerate(record.positions if isinstance(record, Person) else ()):
        for number, statement in enumerate(position.statements):
            for how, target in statement.links:
                yield target, Place(record.path, ("positions", at, "statements", number, how))
    for route, prose in record.prose():
        for kind, id_ in prose.references:
            if kind == "statement":
                yield id_, Place(record.path, route)


def is_unknown(target: str, ids: StatementIds) -> bool:
    """Whether a reference leads to no statement, beyond doubt."""
    somebody, _, statement = target.partition("/")
    known = ids.get(somebody, ())
    return known is not None and statement not in known


def unknown_statements(named: Iterable[tuple[str, Place]], ids: StatementIds) -> Iterator[Finding]:
    """The references that lead to no statement."""
    # Whoever renames somebody meets the same reference many times.
    hint_for = cache(partial(statement_hint, ids=ids))
    seen = Counter[str]()
    for target, place in named:
        if is_unknown(target, ids):
            seen[place.path] += 1
            # Many are only counted, and a hint takes time to find.
            hint = hint_for(target) if seen[place.path] <= MAX_SAME else ""
            message = f"There is no statement {quoted(target)}."
            yield Finding("unknown-statement", message, place, hint)


def statement_hint(target: str, ids: StatementIds) -> str:
    """What to write instead of a reference that leads to no statement."""
    somebody, _, statement = target.partition("/")
    if somebody not in ids:
        return f"There is no person {quoted(somebody)}. {did_you_mean(somebody, ids)}".strip()
    hint = did_you_mean(statement, ids[somebody] or (), before=f"{somebody}/")
    return hint or "Write it as `person-id/statement-id`."


def named_in(record: Record) -> set[RecordId]:
    """Everything that the record names: other records (a statement by its person), and images."""
    statements = {id_.partition("/")[0] for id_, _ in statements_named(record)}
    names = {("person", id_) for id_ in statements}
    for _, prose in record.prose():
        names |= {name for name in prose.references if name[0] != "statement"}
    match record:
        case Person():
            citations = [citation for office in record.offices for citation in office.citations]
            for position in record.positions:
                names.add(("theme", position.theme))
                for statement in position.statements:
                    names |= {("theme", id_) for id_ in statement.also}
                    names |= {("person", id_) for id_ in statement.about}
                    citations += statement.citations
                    if statement.status_note:
                        citations += statement.status_note.citations
            names |= {("source", citation.source) for citation in citations}
            if record.image:
                names.add(("image", record.image.file))
        case Theme(broader=str(broader)):
            names.add(("theme", broader))
        case Source():
            names |= {("source", id_) for id_ in record.relays}
    return names
