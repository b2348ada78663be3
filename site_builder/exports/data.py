"""What is exported of each record: one definition for all formats.

The fields of an exported record are those of the model, under the model's names, and a few that
follow from them and from other records. A date stays as it is written (EDTF), with its first and
last possible days beside it; prose stays Markdown. A field without a value is left out.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache, cached_property, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pydantic_core import to_json

from site_builder.content.catalogue import Catalogue, Cited, Entry, Held, Relay, by_date, named_in
from site_builder.content.kinds import KINDS, ORGANISATION, PERSON, SOURCE, THEME, Kind
from site_builder.content.model import (
    Affiliation,
    Citation,
    Office,
    Organisation,
    Person,
    Position,
    Record,
    Source,
    StatementKind,
    Theme,
    fields_of,
)
from site_builder.content.model.part import Part
from site_builder.content.values.dates import Edtf
from site_builder.content.values.quotation import marks_around
from site_builder.evidence.comparison import Proof, Proofs
from site_builder.exports.release import Release, changes_between_releases
from site_builder.exports.tables import Rows, rows_of
from site_builder.settings import Site
from site_builder.views.addresses import address_of, withdrawn_at
from site_builder.views.attribution import called
from site_builder.views.citations import Reference
from site_builder.views.evidence import proofs_of
from site_builder.views.page import Text
from site_builder.views.status import Status, status_of
from site_builder.views.titles import Titles
from site_builder.views.wording import dated

Json = dict[str, Any]
compact = to_json
"""Return JSON in UTF-8 without spaces, in a third of the time that the standard library takes."""
_BODY = ORGANISATION.name
_TOLD = frozenset(("fields", "corrections"))
"""What a change tells of a record: its values before and now."""


class Said(NamedTuple):
    """A statement: what is exported of it, and what citations and feeds are made from.

    `proofs` has what a comparison has shown of each citation, `found` the sources of each finding,
    `linked` the statements that this one names, or that name it, by their keys.
    """

    json: Json
    reference: Reference
    proofs: tuple[Proof, ...] = ()
    found: tuple[tuple[Cited, ...], ...] = ()
    linked: Mapping[str, Reference] = {}

    @property
    def entry(self) -> Entry:
        """The statement in the catalogue."""
        return self.reference.entry

    @property
    def status(self) -> Status:
        """Whether it is disputed or retracted."""
        return self.reference.status


class Exported:
    """A record, and what is exported of it, made when it is asked for.

    `entries` are the statements in a person's file, with those that are misattributed to them;
    `joint_entries` those that others' files have.
    """

    def __init__(self, data: "Data", record: Record) -> None:
        self.record, self._data = record, data
        catalogue, id_ = data.catalogue, record.id
        is_person = isinstance(record, Person)
        self.entries = data.select(catalogue.by_person.get(id_, ())) if is_person else ()
        self.joint_entries = data.select(catalogue.joint.get(id_, ())) if is_person else ()

    @cached_property
    def said(self) -> tuple[Said, ...]:
        """The statements in a person's file, by date."""
        return tuple(map(self._data.said, self.entries))

    @cached_property
    def joint(self) -> tuple[Said, ...]:
        """A person's joint statements that others' files have."""
        return tuple(map(self._data.said, self.joint_entries))

    @cached_property
    def json(self) -> Json:
        """The record as an object."""
        return self._data.json(self)

    @property
    def page(self) -> str:
        """The address of its page."""
        return self._data.site.url + address_of(self.record)

    @property
    def number(self) -> int:
        """How many statements a person has made."""
        return sum(bool(entry.speakers) for entry in self.entries) + len(self.joint_entries)

    @cached_property
    def newest_first(self) -> Sequence[Said]:
        """All statements of a person, joint ones of others' files included, the newest first."""
        # Those of one day keep their order.
        own = [it for it in self.said if it.entry.speakers]
        return sorted((*own, *self.joint), key=lambda it: by_date(it.entry), reverse=True)

    @property
    def kind(self) -> Kind:
        """The kind of the record."""
        return self.record.KIND

    @cached_property
    def rows(self) -> Rows:
        """The record and its statements as rows of tables."""
        rows: Rows = {}
        rows_of(self.kind.name, self.json, rows)
        for said in self.said:
            rows_of("statement", said.json, rows)
        return rows

    @cached_property
    def lines(self) -> dict[str, bytes]:
        """The record and its statements as lines of JSON, by the names of kinds."""
        # Statements have lines of their own.
        json = {name: value for name, value in self.json.items() if name != "misattributed"}
        if positions := json.get("positions"):
            without = [
                {name: value for name, value in position.items() if name != "statements"}
                for position in positions
            ]
            json = {**json, "positions": without}
        lines = {self.kind.name: compact(json) + b"\n"}
        if self.said:
            lines["statement"] = b"\n".join([compact(it.json) for it in self.said]) + b"\n"
        return lines


def rows_together(records: Iterable[Exported]) -> Rows:
    """Return the rows of several records, each table's in their order."""
    together: Rows = {}
    for record in records:
        for name, rows in record.rows.items():
            together.setdefault(name, []).extend(rows)
    return together


class Selection(NamedTuple):
    """Which statements are exported; empty values select all.

    `person` and `theme` are ids. `since` selects what may have been said on that day or later, so a
    date that is not certain excludes nothing that it could mean.
    """

    person: str = ""
    theme: str = ""
    since: Edtf | None = None

    def has(self, entry: Entry) -> bool:
        """Check whether a statement is selected."""
        return (
            (not self.person or self.person in (person.id for person in entry.speakers))
            and (not self.theme or self.theme in (theme.id for theme in entry.themes))
            and (self.since is None or entry.statement.date.latest >= self.since.earliest)
        )


EVERYTHING = Selection()


class Data:
    """The records of a catalogue as they are exported, each made when it is requested.

    `content` is their folder, if it is to be compared with earlier states of it; `proofs` is what
    the copies of their sources show.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        site: Site,
        release: Release,
        selection: Selection = EVERYTHING,
        content: Path | None = None,
        proofs: Proofs | None = None,
    ) -> None:
        self.catalogue, self.site, self.release = catalogue, site, release
        self.content = content
        self._proofs = proofs or {}
        self.selection = selection
        self.is_whole = selection == EVERYTHING

    def records(self) -> Iterator[Exported]:
        """Yield every record, each made when it is requested."""
        return map(self.exported, self.all)

    @cached_property
    def all(self) -> Sequence[Record]:
        """The selected records: people, themes, sources, organisations, each by id."""
        return [*chain.from_iterable(map(self.of, KINDS))]

    def of(self, kind: Kind) -> Sequence[Record]:
        """Return the selected records of one kind."""
        selected: dict[Kind, Sequence[Record]] = {
            PERSON: self.people,
            THEME: self.themes,
            SOURCE: self.sources,
            ORGANISATION: self.organisations,
        }
        return selected[kind]

    @property
    def number(self) -> int:
        """How many of the selected statements somebody has made."""
        return sum(bool(entry.speakers) for entry in self.entries)

    @cached_property
    def entries(self) -> Sequence[Entry]:
        """The selected statements, by date."""
        return self.select(self.catalogue.entries.values())

    @cached_property
    def titles(self) -> Titles:
        """What records are called where nothing beside them tells them apart."""
        return Titles(self.catalogue)

    @cached_property
    def releases(self) -> Sequence[Json]:
        """What changed from each release to the next; nothing if the folder is not known.

        Of what was withdrawn since then, neither words nor names are told again.
        """
        found = changes_between_releases(self.content) if self.content else ()
        gone = {page.rstrip("/") for page in withdrawn_at(self.catalogue)}
        told = []
        for made in reversed(found):
            # An entry need not list a former id, which may say what had to go.
            gone |= {it["address"] for it in made["renamed"] if gone & _around(it["into"])}
            told.append(_without(made, gone))
        return told[::-1]

    @property
    def proofs(self) -> Proofs:
        """What the copies of sources show."""
        return self._proofs

    def has(self, entry: Entry) -> bool:
        """Check whether a statement is selected."""
        return self.is_whole or self.selection.has(entry)

    def select(self, entries: Iterable[Entry]) -> Sequence[Entry]:
        """Return those of the statements that are selected."""
        return [*entries] if self.is_whole else [*filter(self.selection.has, entries)]

    @cached_property
    def people(self) -> Sequence[Person]:
        """The selected people: with a filter, those who made a selected statement."""
        everyone, chosen = self.catalogue.people.values(), self.selection.person
        if self.is_whole:
            return [*everyone]
        speakers = {person.id for entry in self.entries for person in entry.speakers} | {chosen}
        return [it for it in everyone if it.id in speakers]

    @cached_property
    def themes(self) -> Sequence[Theme]:
        """The selected themes: with a filter, those of the selected statements."""
        everything = self.catalogue.themes.values()
        if self.is_whole:
            return [*everything]
        named = {theme.id for entry in self.entries for theme in entry.themes}
        named.add(self.selection.theme)
        return [it for it in everything if it.id in named]

    @cached_property
    def sources(self) -> Sequence[Source]:
        """The selected sources: with a filter, those cited by what is selected, and behind them."""
        everything = self.catalogue.sources.values()
        if self.is_whole:
            return [*everything]
        citations = [*(it.citation for entry in self.entries for it in entry.cited)]
        for person in self.people:
            for part in person.held:
                citations += part.citations
        for entry in self.entries:
            if note := entry.explained_by.status_note:
                citations += note.citations
            for found in entry.statement.findings:
                citations += found.citations
        named = {citation.source for citation in citations}
        behind = {relay.source.id for id_ in named for relay in self.catalogue.relays[id_]}
        return [it for it in everything if it.id in named | behind]

    @cached_property
    def organisations(self) -> Sequence[Organisation]:
        """The selected organisations: with a filter, those that what is selected names."""
        everything = self.catalogue.organisations
        if self.is_whole:
            return [*everything.values()]
        records = (*self.people, *self.sources)
        waiting = {id_ for record in records for kind, id_ in named_in(record) if kind == _BODY}
        named: set[str] = set()
        while waiting:
            named |= waiting
            wholes = {whole for id_ in waiting if (whole := everything[id_].part_of)}
            waiting = (wholes & everything.keys()) - named
        return [it for it in everything.values() if it.id in named]

    def exported(self, record: Record) -> Exported:
        """Return a record as it is exported."""
        return Exported(self, record)

    def json(self, record: Exported) -> Json:
        """Return a record as an object."""
        match record.record:
            case Person() as person:
                return self._person(person, record.said, record.joint_entries)
            case Theme() as theme:
                return self._theme(theme)
        return self._identified(record.record)

    def _person(self, person: Person, said: Sequence[Said], joint: Sequence[Entry]) -> Json:
        """Return a person, with their statements inside of their positions."""
        by_id = {it.entry.statement.id: it.json for it in said if it.entry.speakers}
        made = self._identified(person)
        if person.positions:
            made["positions"] = [
                {
                    **_together(_part(position, "statements") for position in on_theme),
                    "statements": [
                        by_id[it.id]
                        for position in on_theme
                        for it in position.statements
                        if it.id in by_id
                    ],
                }
                for on_theme in _by_theme(person.positions)
            ]
        if person.offices:
            made["offices"] = [self._office(office) for office in person.offices]
        if person.affiliations:
            made["affiliations"] = [*map(self._office, person.affiliations)]
        if others := [it.json for it in said if not it.entry.speakers]:
            made["misattributed"] = others
        said_for = self.select(self.catalogue.said_for.get(person.id, ()))
        for name, entries in (("joint", joint), ("said_for", said_for)):
            if entries:
                made[name] = [entry.key for entry in entries]
        return made

    def title(self, record: Record) -> str:
        """Return what a person is called, an organisation's name, or another record's title."""
        match record:
            case Person():
                return called(record, self.catalogue.lang)
            case Organisation():
                return record.name
            case Theme() | Source():
                return record.title
        raise TypeError(record)

    def _theme(self, theme: Theme) -> Json:
        """Return a theme, with the ids of narrower ones."""
        made = self._identified(theme)
        if narrower := self.catalogue.narrower.get(theme.id):
            made["narrower"] = [it.id for it in narrower]
        return made

    def said(self, entry: Entry) -> Said:
        """Return a statement."""
        statement, lang = entry.statement, entry.statement.lang or self.catalogue.lang
        date = statement.date
        reference = self._reference(entry)
        own = _part(statement, "citations", "status_note", "findings")
        key, status, text = entry.key, reference.status, reference.text
        page = reference.permalink or entry.address
        made: Json = {"key": key, "page": page, "status": status.id}
        if status.word:
            made["status_word"] = status.word
        if status.id != statement.status:
            made["recorded_status"] = statement.status
        if status.retraction:
            made["retracted_by"] = status.retraction.key
        if note := entry.explained_by.status_note:
            made["status_note"] = {
                "note": note.note.text,
                "citations": [*map(self._citation, note.citations)],
            }
        made["person" if entry.speakers else "attributed_to"] = entry.person.id
        made["person_name"] = reference.by.line
        made["theme"], made["theme_title"] = entry.themes[0].id, entry.themes[0].title
        made["kind"] = statement.kind.value
        if text.opening:
            made["opening"], made["closing"] = text.opening, text.closing
        # What is derived of a field of the file takes its place.
        made |= own | {"status": status.id, "lang": lang}
        made["date_in_words"] = reference.date
        made |= _days(date)
        made["date_approximate"], made["date_uncertain"] = date.approximate, date.uncertain
        held = [_held(it, entry, certain=True) for it in entry.offices]
        held += [_held(it, entry, certain=False) for it in entry.possible_offices]
        if held:
            made["offices"] = held
        if answers := self.catalogue.answers.get(key):
            made["answers"] = [{"how": it.how, "answer": it.entry.key} for it in answers]
        found_in = tuple(tuple(map(self._cite, it.citations)) for it in statement.findings)
        if statement.findings:
            made["findings"] = [
                _part(found, "citations") | {"citations": [*map(_cited, sources)]}
                for found, sources in zip(statement.findings, found_in, strict=True)
            ]
        proofs = proofs_of(entry, self._proofs)
        made["citations"] = [
            _cited(cited) | {"evidence": _evidence(proof)}
            for cited, proof in zip(entry.cited, proofs, strict=True)
        ]
        made["sources_in_words"] = reference.sources
        linked = {it.key: self._reference(it) for it in self._linked(entry, status)}
        return Said(made, reference, proofs, found_in, linked)

    def _reference(self, entry: Entry) -> Reference:
        """Return what citations of a statement are made from."""
        statement, of_site = entry.statement, self.catalogue.lang
        lang = statement.lang or of_site
        is_quote = statement.kind is StatementKind.QUOTE
        marks = marks_around(statement.words, lang) if is_quote else ("", "")
        return Reference(
            entry,
            self.site.name,
            of_site,
            self.site.url + entry.address if self.site.url else "",
            dated(statement, of_site),
            Text(statement.words, lang, "", *marks),
            status_of(entry, self.catalogue, self.titles),
            self.titles,
        )

    def _linked(self, entry: Entry, status: Status) -> Iterator[Entry]:
        """Yield the statements that a statement names, that answer it, or that take it back."""
        named = (self.catalogue.entries.get(key) for _, key in entry.statement.named)
        yield from filter(None, named)
        yield from (it.entry for it in self.catalogue.answers.get(entry.key, ()))
        if status.retraction:
            yield status.retraction

    def _identified(self, record: Record) -> Json:
        address = address_of(record)
        return {"id": record.id, "page": self.site.url + address} | _part(
            record, "positions", "offices", "affiliations"
        )

    def _office(self, office: Office | Affiliation) -> Json:
        citations = [*map(self._citation, office.citations)]
        return _part(office, "citations") | {"citations": citations}

    def _citation(self, citation: Citation) -> Json:
        return _cited(self._cite(citation))

    def _cite(self, citation: Citation) -> Cited:
        sources, relays = self.catalogue.sources, self.catalogue.relays
        return Cited(citation, sources[citation.source], relays[citation.source])


def _without(made: Json, gone: Set[str]) -> Json:
    """Return what changed between two releases, of what is gone without what it was."""
    told = {name: value for name, value in made.items() if isinstance(value, list)}
    for name, items in told.items():
        told[name] = [_blank(it) if gone & _around(it.get("address", "")) else it for it in items]
    return made | told


def _around(address: str) -> set[str]:
    """Return the address of a record or a statement, and that of its record."""
    return {address, "/".join(address.split("/")[:2])}


def _blank(item: Json) -> Json:
    return {name: value for name, value in item.items() if name not in _TOLD}


def _held(held: Held, entry: Entry, *, certain: bool) -> Json:
    """Return an office, with the id of whose it is where several people made the statement."""
    whose = {"person": held.person.id} if entry.others else {}
    return _part(held.office, "citations") | {"certain": certain} | whose


def _part(part: Part, *but: str) -> Json:
    """Return the fields of a part that have a value, but for some, as they are exported."""
    return {
        name: value if type(value) is str else _plain(value)
        for name, attribute in _names(type(part), but)
        if (value := getattr(part, attribute))
    }


@cache
def _names(part: type[Part], but: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a part in their order in a file, but for some, and their attributes."""
    return tuple(
        (name, name if name in part.model_fields else f"{name}_")
        for name in fields_of(part)
        if name not in but
    )


def _plain(value: Any) -> Any:
    if type(value) is str:
        return value
    if type(value) is tuple:
        return [*map(_plain, value)]
    # A date, or prose, as it is written.
    return _part(value) if isinstance(value, Part) else str(value)


def _cited(cited: Cited) -> Json:
    made = _part(cited.citation)
    made["source_title"] = cited.source.title
    if cited.source.url:
        made["source_url"] = cited.source.url
    if cited.relays:
        made["relays"] = [*map(_relay, cited.relays)]
    return made


@lru_cache(maxsize=65_536)
def _days(date: Edtf) -> dict[str, str]:
    """Return the first and the last day that a date can mean, as far as it has these ends."""
    start, end = date.ends
    days = {"date_earliest": date.earliest, "date_latest": date.latest}
    open_ = {"date_earliest": start == "..", "date_latest": end == ".."}
    if date.is_unknown:
        return {}
    return {name: day.isoformat() for name, day in days.items() if not open_[name]}


@lru_cache(maxsize=65_536)
def _evidence(proof: Proof) -> Json:
    """Return what a comparison with a copy has shown; callers must not change it."""
    made: Json = {
        "status": proof.status.value,
        "copied": str(proof.copied or ""),
        "copy": proof.copy,
        "words": proof.words,
        "changes": [*proof.changes],
        "gaps": [*proof.gaps],
        "replaced": [*proof.replaced],
        "gone": str(proof.gone or ""),
    }
    if proof.words:
        made["of_original"] = proof.is_original
    return {name: value for name, value in made.items() if value or value is False}


def _relay(relay: Relay) -> Json:
    return {"source": relay.source.id, "through": relay.through.id, "depth": relay.depth}


def _together(parts: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the fields of several positions on a theme: all items of lists, else the first."""
    made: dict[str, Any] = {}
    for part in parts:
        for name, value in part.items():
            if isinstance(value, list) and name in made:
                made[name] = [*made[name], *value]
            else:
                made.setdefault(name, value)
    return made


def _by_theme(positions: Iterable[Position]) -> Iterable[Sequence[Position]]:
    """Return the positions of each theme: a person's files may each have one (decision 48)."""
    by_theme: dict[str, list[Position]] = {}
    for position in positions:
        by_theme.setdefault(position.theme, []).append(position)
    return by_theme.values()
