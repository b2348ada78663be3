"""All records together: references resolved, back-links, and what follows from the records.

In a `Catalogue` every reference leads somewhere. Those that do not are reported by `link` and
left out, so the rules can go on.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from site_builder.diagnostics import MAX_SAME, Finding, Place, Route, did_you_mean, quoted
from site_builder.document import Document
from site_builder.model import Citation, Office, Person, Record, Source, Statement, Theme

R = TypeVar("R", bound=Record)


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


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Everything there is, for a site in the language `lang` (BCP 47).

    All mappings are in order of id, all entries in order of date.
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

    @property
    def size(self) -> str:
        """How much there is, in words."""
        counts = (
            (len(self.people), "person", "people"),
            (len(self.themes), "theme", "themes"),
            (len(self.sources), "source", "sources"),
            (len(self.entries), "statement", "statements"),
        )
        return ", ".join(f"{n:,} {one if n == 1 else many}" for n, one, many in counts)


@dataclass(slots=True)
class Records:
    """What reading gave: the records, and the ids of those that could not be read at all."""

    people: list[Person] = field(default_factory=list)
    themes: list[Theme] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    unread: frozenset[str] = frozenset()
    """Ids of people whose file gave no record: references to their statements are not judged."""
    lost: frozenset[str] = frozenset()
    """`person/statement` of statements with faults: they are known, but not in the records."""
    faulty: dict[str, Document] = field(default_factory=dict)
    """By path, what is left of files with faults: a route in their record is a route in these."""


def link(records: Records, lang: str) -> tuple[Catalogue, list[Finding]]:
    """Resolve everything that spans records."""
    people, themes, sources = (
        _by_id(records.people),
        _by_id(records.themes),
        _by_id(records.sources),
    )
    relays = {id_: tuple(_relays(source, sources)) for id_, source in sources.items()}
    findings: list[Finding] = []
    entries: dict[str, Entry] = {}
    for person in people.values():
        for entry in _entries_of(person, people, themes, sources, relays):
            if entry.key in entries:
                findings.append(_same_id(entry, entries[entry.key]))
            else:
                entries[entry.key] = entry
    entries = {
        entry.key: entry for entry in sorted(entries.values(), key=lambda entry: entry.order)
    }
    by_theme, by_source, about = _Lists[Entry](), _Lists[Entry](), _Lists[Entry]()
    by_person, answers = _Lists[Entry](), _Lists[Answer]()
    for entry in entries.values():
        by_person[entry.person.id].append(entry)
        for theme in entry.themes:
            by_theme[theme.id].append(entry)
        for source_id in dict.fromkeys(cited.source.id for cited in entry.cited):
            by_source[source_id].append(entry)
        for somebody in entry.about:
            about[somebody.id].append(entry)
        for how in Statement.LINKS:
            target = getattr(entry.statement, how)
            if target in entries:
                answers[target].append(Answer(how, entry))
    everything = (*people.values(), *themes.values(), *sources.values())
    findings += _unknown_statements(everything, entries, by_person, records)
    narrower, relayed_by = _Lists[Theme](), _Lists[Source]()
    for theme in themes.values():
        if theme.broader in themes:
            narrower[theme.broader].append(theme)
    for source in sources.values():
        for relayed in dict.fromkeys(source.relays):
            if relayed in sources:
                relayed_by[relayed].append(source)
    catalogue = Catalogue(
        lang,
        people,
        themes,
        sources,
        entries,
        by_person.frozen(),
        by_theme.frozen(),
        by_source.frozen(),
        about.frozen(),
        answers.frozen(),
        narrower.frozen(),
        relayed_by.frozen(),
        relays,
    )
    return catalogue, findings


T = TypeVar("T")


class _Lists(defaultdict[str, list[T]]):
    """A growing multimap."""

    def __init__(self) -> None:
        super().__init__(list)

    def frozen(self) -> dict[str, tuple[T, ...]]:
        return {key: tuple(values) for key, values in self.items()}


def _by_id(records: Iterable[R]) -> dict[str, R]:
    return {record.id: record for record in sorted(records, key=lambda record: record.id)}


def _entries_of(
    person: Person,
    people: Mapping[str, Person],
    themes: Mapping[str, Theme],
    sources: Mapping[str, Source],
    relays: Mapping[str, tuple[Relay, ...]],
) -> Iterable[Entry]:
    for at, position in enumerate(person.positions):
        for number, statement in enumerate(position.statements):
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


def _same_id(entry: Entry, first: Entry) -> Finding:
    return Finding(
        "duplicate-id",
        f"{quoted(entry.statement.id)} is the id of another statement of the same person.",
        entry.place("id"),
        "Give this one an id of its own.",
        related=(("The other one", first.place("id")),),
    )


def _unknown_statements(
    everything: Iterable[Record],
    entries: Mapping[str, Entry],
    by_person: Mapping[str, list[Entry]],
    records: Records,
) -> Iterable[Finding]:
    people = {person.id for person in records.people} | records.unread
    for record in everything:
        found = 0
        for target, route in _statements_named(record):
            somebody = target.partition("/")[0]
            if target in entries or target in records.lost or somebody in records.unread:
                continue
            found += 1
            hint = ""
            if found > MAX_SAME:
                pass  # only counted, and a hint takes time to find
            elif somebody in people:
                hint = did_you_mean(target, [entry.key for entry in by_person.get(somebody, ())])
            else:
                hint = f"There is no person {quoted(somebody)}. {did_you_mean(somebody, people)}"
            yield Finding(
                "unknown-statement",
                f"There is no statement {quoted(target)}.",
                Place(record.path, route),
                hint.strip() or "Write it as `person-id/statement-id`.",
            )


def _statements_named(record: Record) -> Iterable[tuple[str, Route]]:
    """Every reference to a statement in a record, and where it stands."""
    for at, position in enumerate(record.positions if isinstance(record, Person) else ()):
        for number, statement in enumerate(position.statements):
            for how in Statement.LINKS:
                if target := getattr(statement, how):
                    yield target, ("positions", at, "statements", number, how)
    for route, prose in record.prose():
        for kind, id_ in prose.references:
            if kind == "statement":
                yield id_, route
