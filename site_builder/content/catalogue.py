"""All records together: references resolved, back-links, and what follows from the records.

In a `Catalogue` every reference leads somewhere. Those that do not are left out of it, so that the
rules can go on; `unknown_statements` reports what the reading of one file could not.
"""

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field, replace
from functools import cache, partial
from typing import TypeVar

from site_builder.content.document import Document
from site_builder.content.model import Citation, Office, Person, Record, Source, Statement, Theme
from site_builder.diagnostics import MAX_SAME, Finding, Place, Route, did_you_mean, quoted

R = TypeVar("R", bound=Record)
Name = tuple[str, str]
"""Which record: `person`, `theme` or `source`, and its id."""
KINDS: Mapping[type[Record], str] = {Person: "person", Theme: "theme", Source: "source"}
StatementIds = Mapping[str, Set[str] | None]
"""By each person's id, the ids of the statements in their file, those with faults among them; None
where the file could not be read, so that references to its statements are not judged."""


def name_of(record: Record) -> Name:
    """What a record is called among all records."""
    return (KINDS[type(record)], record.id)


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

    @property
    def key(self) -> str:
        """`person/statement`: how other statements refer to this one, and its address."""
        return f"{self.person.id}/{self.statement.id}"

    @property
    def order(self) -> tuple[object, ...]:
        """By date; what shares a date, by id, so that the order is the same everywhere."""
        date = self.statement.date
        return (date.filed, date.latest, self.person.id, self.statement.id)

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
    """How much there is."""

    people: int = 0
    themes: int = 0
    sources: int = 0
    statements: int = 0

    def __add__(self, other: "Size") -> "Size":
        return Size(
            self.people + other.people,
            self.themes + other.themes,
            self.sources + other.sources,
            self.statements + other.statements,
        )

    def __str__(self) -> str:
        counts = (
            (self.people, "person", "people"),
            (self.themes, "theme", "themes"),
            (self.sources, "source", "sources"),
            (self.statements, "statement", "statements"),
        )
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything there is, for a site in the language `lang` (BCP 47).

    People, themes and sources are in order of id, entries and what a group holds in order of date.
    `statement_ids` also has the people whose file gave no record.
    """

    lang: str
    people: Mapping[str, Person]
    themes: Mapping[str, Theme]
    sources: Mapping[str, Source]
    entries: Mapping[str, Entry]
    by_person: Mapping[str, tuple[Entry, ...]]
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
        return Size(len(self.people), len(self.themes), len(self.sources), len(self.entries))


@dataclass(slots=True)
class Records:
    """What reading gave."""

    people: list[Person] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    statement_ids: dict[str, Set[str] | None] = field(default_factory=dict)
    """Those of `StatementIds`."""
    faulty: dict[str, Document] = field(default_factory=dict)
    """By path, what is left of files with faults: a route in their record is a route in these."""

    def add(self, others: "Records") -> None:
        """Add other records."""
        self.people += others.people
        self.themes += others.themes
        self.sources += others.sources
        self.statement_ids |= others.statement_ids
        self.faulty |= others.faulty

    def all(self) -> Iterator[Record]:
        """Every record."""
        yield from self.people
        yield from self.themes
        yield from self.sources


def link(records: Records, lang: str) -> Catalogue:
    """Resolve everything that spans records."""
    nothing = Catalogue(lang, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {}, {})
    return relink(nothing, records, {name_of(record) for record in records.all()})


def relink(before: Catalogue, records: Records, anew: Collection[Name]) -> Catalogue:
    """The catalogue of `records`, of which those that are `anew` may differ from before.

    Every other record, and every record that it names, is as it was in the catalogue `before`.
    A name without a record is one that was deleted.
    """
    people, themes, sources = (
        _by_id(records.people),
        _by_id(records.themes),
        _by_id(records.sources),
    )
    relays, relayed_by, narrower = before.relays, before.relayed_by, before.narrower
    if sources != before.sources:
        relays = {id_: tuple(_relays(source, sources)) for id_, source in sources.items()}
        relayed_by = _grouped(
            (relayed, source)
            for source in sources.values()
            for relayed in dict.fromkeys(source.relays)
            if relayed in sources
        )
    if themes != before.themes:
        narrower = _grouped(
            (theme.broader, theme) for theme in themes.values() if theme.broader in themes
        )
    speakers = sorted(id_ for kind, id_ in anew if kind == "person")
    old = sorted((entry for id_ in speakers for entry in before.by_person.get(id_, ())), key=_order)
    new = sorted(
        (
            entry
            for id_ in speakers
            if id_ in people
            for entry in _entries_of(people[id_], people, themes, sources, relays)
        ),
        key=_order,
    )
    entries = _replaced(before.entries, old, new)

    def regrouped(
        groups: Mapping[str, tuple[Entry, ...]], ids: Callable[[Entry], Iterable[str]]
    ) -> Mapping[str, tuple[Entry, ...]]:
        return _regrouped(groups, _pairs(old, ids), _pairs(new, ids))

    return Catalogue(
        before.lang,
        people,
        themes,
        sources,
        entries,
        regrouped(before.by_person, lambda entry: (entry.person.id,)),
        regrouped(before.by_theme, lambda entry: (theme.id for theme in entry.themes)),
        regrouped(
            before.by_source,
            lambda entry: dict.fromkeys(cited.source.id for cited in entry.cited),
        ),
        regrouped(before.about, lambda entry: (person.id for person in entry.about)),
        _regrouped(before.answers, _answers(old, before.entries), _answers(new, entries)),
        narrower,
        relayed_by,
        relays,
        records.statement_ids,
    )


def with_people(shared: Catalogue, people: Iterable[Person]) -> Catalogue:
    """What these people alone add to a catalogue of themes and sources: what `part` would take.

    Of other people nothing is known here: whom the words are `about` is not looked up.
    """
    by_id = _by_id(people)
    by_person = {
        id_: tuple(
            sorted(
                _entries_of(person, {}, shared.themes, shared.sources, shared.relays),
                key=_order,
            )
        )
        for id_, person in by_id.items()
    }
    entries = {entry.key: entry for said in by_person.values() for entry in said}
    return replace(
        shared, people=by_id, themes={}, sources={}, entries=entries, by_person=by_person
    )


def part(catalogue: Catalogue, names: Collection[Name]) -> Catalogue:
    """What these records alone add to the catalogue: themselves, and what these people said."""

    def named(kind: str, records: Mapping[str, R]) -> Mapping[str, R]:
        ids = sorted(id_ for of, id_ in names if of == kind)
        return {id_: records[id_] for id_ in ids if id_ in records}

    people = named("person", catalogue.people)
    by_person = {id_: catalogue.by_person[id_] for id_ in people if id_ in catalogue.by_person}
    entries = sorted((entry for said in by_person.values() for entry in said), key=_order)
    return replace(
        catalogue,
        people=people,
        themes=named("theme", catalogue.themes),
        sources=named("source", catalogue.sources),
        entries={entry.key: entry for entry in entries},
        by_person=by_person,
    )


T = TypeVar("T")
Said = TypeVar("Said", bound=Entry | Answer)


def _order(item: Entry | Answer) -> tuple[object, ...]:
    return item.order


def _grouped(pairs: Iterable[tuple[str | None, T]]) -> dict[str, tuple[T, ...]]:
    groups = defaultdict[str, list[T]](list)
    for id_, item in pairs:
        if id_ is not None:
            groups[id_].append(item)
    return {id_: tuple(items) for id_, items in groups.items()}


def _regrouped(
    groups: Mapping[str, tuple[Said, ...]],
    old: Iterable[tuple[str, Said]],
    new: Iterable[tuple[str, Said]],
) -> Mapping[str, tuple[Said, ...]]:
    """The groups with the new items in place of all that the same people said before, the old."""
    come = _grouped(new)
    if not groups:
        return come
    gone = _grouped(old)
    speakers = {item.person.id for items in gone.values() for item in items}
    result = dict(groups)
    for id_ in gone.keys() | come.keys():
        items = [item for item in groups.get(id_, ()) if item.person.id not in speakers]
        for item in come.get(id_, ()):
            insort(items, item, key=_order)
        if items:
            result[id_] = tuple(items)
        else:
            del result[id_]
    return result


def _replaced(
    entries: Mapping[str, Entry], old: Iterable[Entry], new: list[Entry]
) -> Mapping[str, Entry]:
    """The entries in their order, with the new ones in place of the old."""
    if not entries:
        return {entry.key: entry for entry in new}
    if [entry.order for entry in old] == [entry.order for entry in new]:
        return {**entries, **{entry.key: entry for entry in new}}
    gone = {entry.key for entry in old}
    kept = [item for item in entries.items() if item[0] not in gone]
    if not kept:
        return {entry.key: entry for entry in new}
    for entry in new:
        insort(kept, (entry.key, entry), key=lambda item: item[1].order)
    return dict(kept)


def _pairs(
    entries: Iterable[Entry], ids: Callable[[Entry], Iterable[str]]
) -> Iterator[tuple[str, Entry]]:
    return ((id_, entry) for entry in entries for id_ in ids(entry))


def _answers(entries: Iterable[Entry], known: Container[str]) -> Iterator[tuple[str, Answer]]:
    for entry in entries:
        for how, target in entry.statement.links:
            if target in known:
                yield target, Answer(how, entry)


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}


def _entries_of(
    person: Person,
    people: Mapping[str, Person],
    themes: Mapping[str, Theme],
    sources: Mapping[str, Source],
    relays: Mapping[str, tuple[Relay, ...]],
) -> Iterable[Entry]:
    ids = set[str]()
    for at, position in enumerate(person.positions):
        for number, statement in enumerate(position.statements):
            if statement.id in ids:
                continue  # a rule speaks of it
            ids.add(statement.id)
            theme_ids = dict.fromkeys((position.theme, *statement.also))
            yield Entry(
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
                    Cited(citation, sources[citation.source], relays[citation.source])
                    for citation in statement.citations
                    if citation.source in sources
                ),
            )


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


def named_in(record: Record) -> set[Name]:
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
