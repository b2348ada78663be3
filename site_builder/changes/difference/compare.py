"""Compare two states of the content: records, statements and their fields."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from rapidfuzz import fuzz

from site_builder.content.document import Plain
from site_builder.content.kinds import BY_FOLDER
from site_builder.content.model import StatementKind

Fields = Mapping[str, Plain]
State = Mapping[str, Fields]
"""The fields of each record, by its address, for example `people/dmitry-peskov`."""
"""The kind of the records in each folder."""
WORDS = ("quote", "original", "paraphrase", "action")
"""The fields with a statement's words; the first two are somebody's own words."""
_PUBLISHED = "published"
_ALIKE = 75
"""From this similarity on (0 to 100), a removed and an added statement count as the same."""


class How(StrEnum):
    """Whether something was added, removed or changed."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


class FieldChange(NamedTuple):
    """A field's value before and now; empty if there was or is none."""

    name: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """A change to one record or statement.

    `kind` is the kind of record (`person` …) or of statement (`quote` …). `address` is the current
    one, or the last one; `former` is an earlier, different one. `note` says what to look at.
    `words` are a statement's words, as they are now; `status` is what it is, now or at last, unless
    it is just published.
    """

    how: How
    kind: str
    address: str
    fields: tuple[FieldChange, ...] = ()
    former: str = ""
    note: str = ""
    words: str = ""
    status: str = ""

    @property
    def alters_quote(self) -> bool:
        """Whether quoted words have changed, or are no longer a quote."""
        return self.how is How.CHANGED and any(
            change.name in WORDS[:2] and change.before for change in self.fields
        )

    @property
    def changes_speaker(self) -> bool:
        """Whether the same words are now attributed to somebody else."""
        return self.note == OTHER_SPEAKER


OTHER_SPEAKER = "The same words are now attributed to somebody else."
NO_REDIRECT = "The old address is now a dead link"
_NO_REDIRECT = f"{NO_REDIRECT}: add `former_ids: [{{}}]`."


class _Statement(NamedTuple):
    kind: str
    fields: dict[str, Plain]
    former_ids: Sequence[str]

    @property
    def words(self) -> str:
        return "\n".join(text for name in WORDS if isinstance(text := self.fields.get(name), str))

    def status(self, is_taken_back: bool) -> str:
        found = self.fields.get("status", _PUBLISHED)
        if is_taken_back and found != "misattributed":
            return "retracted"
        return found if isinstance(found, str) and found != _PUBLISHED else ""


def compare(before: State, now: State) -> tuple[Change, ...]:
    """Return all changes: records in order of their addresses, each followed by its statements."""
    renamed = _renamed_records(before, now)
    before = {renamed.get(address, address): fields for address, fields in before.items()}
    formerly = {new: old for old, new in renamed.items()}
    changes = [
        *_records(before, now, formerly),
        *_statements(statements_in(before), statements_in(now), formerly),
    ]
    return tuple(sorted(changes, key=lambda change: change.address))


class Gone(NamedTuple):
    """A statement that was there before: its address then, its sources, its corrections."""

    former: str
    sources: frozenset[str]
    corrections: int


def gone(before: State, now: State) -> dict[str, Gone]:
    """Return the statements that are not there any more, by their addresses as in `compare`."""
    renamed, here = _renamed_records(before, now), statements_in(now)
    found: dict[str, Gone] = {}
    for record, fields in before.items():
        for former, statement in statements_in({record: fields}).items():
            address = renamed.get(record, record) + former.removeprefix(record)
            if address not in here:
                cited = _mappings(statement.fields.get("citations"))
                sources = frozenset(str(citation.get("source")) for citation in cited)
                corrections = len(_mappings(statement.fields.get("corrections")))
                found[address] = Gone(former, sources, corrections)
    return found


def forgotten(before: State, now: State) -> dict[str, str]:
    """Return former addresses that led somewhere before, and today's address of what is there.

    Without those of what is gone itself, and of the statements of a person who has lost theirs.
    """
    moved = dict(_moved_from(now))
    here = {*now, *statements_in(now), *moved}
    lost = {
        former: moved.get(address, address)
        for former, address in _moved_from(before)
        if former not in here and address in here
    }
    return {it: there for it, there in lost.items() if it.rpartition("/")[0] not in lost}


def buried(before: State, now: State) -> dict[str, str]:
    """Return former addresses of what is gone, each with the last address of it."""
    here = {*now, *statements_in(now), *(former for former, _ in _moved_from(now))}
    return {
        former: address
        for former, address in _moved_from(before)
        if former not in here and address not in here
    }


def _moved_from(state: State) -> Iterator[tuple[str, str]]:
    """Yield what `catalogue.moved_from` does, of records that nobody has checked."""
    formers = defaultdict[str, list[str]](list)
    for address, fields in state.items():
        folder = address.partition("/")[0]
        formers[address] = [f"{folder}/{id_}" for id_ in _texts(fields.get("former_ids"))]
        yield from ((former, address) for former in formers[address])
    for address, statement in statements_in(state).items():
        person, _, id_ = address.rpartition("/")
        for there in (person, *formers[person]):
            for former in (f"{there}/{it}" for it in (id_, *statement.former_ids)):
                if former != address:
                    yield former, address


def _renamed_records(before: State, now: State) -> dict[str, str]:
    """Return new addresses by old ones: from `former_ids`, or if all fields are the same."""
    renamed: dict[str, str] = {}
    gone = {address: fields for address, fields in before.items() if address not in now}
    for address, fields in now.items():
        folder = address.partition("/")[0]
        if address in before:
            continue
        for former in (f"{folder}/{id_}" for id_ in _texts(fields.get("former_ids"))):
            if gone.pop(former, None) is not None:
                renamed[former] = address
                break
        else:
            same = (old for old, was in gone.items() if was == fields and old.startswith(folder))
            if (twin := next(same, None)) is not None:
                del gone[twin]
                renamed[twin] = address
    return renamed


def _records(before: State, now: State, formerly: Mapping[str, str]) -> Iterator[Change]:
    for address in {**before, **now}:
        kind = BY_FOLDER[address.partition("/")[0]].name
        old, new = before.get(address), now.get(address)
        fields = tuple(_field_changes("", _own_fields(old or {}), _own_fields(new or {})))
        former = formerly.get(address, "")
        if old is None or new is None:
            yield Change(How.ADDED if old is None else How.REMOVED, kind, address, fields)
        elif fields or former:
            id_ = former.rpartition("/")[2]
            is_redirected = not former or id_ in _texts(new.get("former_ids"))
            note = "" if is_redirected else _NO_REDIRECT.format(id_)
            yield Change(How.CHANGED, kind, address, fields, former, note)


def _own_fields(record: Fields) -> dict[str, Plain]:
    """Return the fields of a record without its statements."""
    own = {name: value for name, value in record.items() if name not in ("positions", "former_ids")}
    for theme, position in _positions(record):
        rest = {
            name: value for name, value in position.items() if name not in ("theme", "statements")
        }
        own |= {f"{name} on {theme}": value for name, value in rest.items()}
    return own


def _positions(record: Fields) -> Iterator[tuple[str, Fields]]:
    for position in _mappings(record.get("positions")):
        theme = position.get("theme")
        yield theme if isinstance(theme, str) else "", position


def statements_in(state: State) -> dict[str, _Statement]:
    """Return all statements by their addresses."""
    found: dict[str, _Statement] = {}
    for address, record in state.items():
        for theme, position in _positions(record):
            for fields in _mappings(position.get("statements")):
                kind = next((kind.value for kind in StatementKind if kind in fields), "statement")
                id_ = str(fields.get("id", ""))
                rest = {k: value for k, value in fields.items() if k not in ("id", "former_ids")}
                statement = _Statement(
                    kind, {"theme": theme, **rest}, _texts(fields.get("former_ids"))
                )
                key = f"{address}/{id_}"
                while key in found:  # an id used twice, which `check` reports
                    key += "+"
                found[key] = statement
    return found


def _statements(
    before: Mapping[str, _Statement],
    now: Mapping[str, _Statement],
    formerly: Mapping[str, str],
) -> Iterator[Change]:
    # As far as it can be seen from here: others' files are not read if they have not changed.
    taken_back, was_taken_back = _taken_back(now), _taken_back(before)
    gone = {address: was for address, was in before.items() if address not in now}
    come = {address: is_ for address, is_ in now.items() if address not in before}
    for address, is_ in now.items():
        was = before.get(address, is_)
        if fields := tuple(_field_changes("", was.fields, is_.fields)):
            status = is_.status(address in taken_back)
            yield Change(How.CHANGED, is_.kind, address, fields, words=is_.words, status=status)
    for old, new, note in [*_pairs(gone, come)]:
        was, is_ = gone.pop(old), come.pop(new)
        fields = tuple(_field_changes("", was.fields, is_.fields))
        person, _, id_ = old.rpartition("/")
        former = f"{formerly.get(person, person)}/{id_}"
        status = is_.status(new in taken_back)
        yield Change(How.CHANGED, is_.kind, new, fields, former, note, is_.words, status)
    for address, was in gone.items():
        fields = tuple(_field_changes("", was.fields, {}))
        yield Change(
            How.REMOVED, was.kind, address, fields, status=was.status(address in was_taken_back)
        )
    for address, is_ in come.items():
        fields = tuple(_field_changes("", {}, is_.fields))
        yield Change(How.ADDED, is_.kind, address, fields, status=is_.status(address in taken_back))


def _taken_back(statements: Mapping[str, _Statement]) -> set[str]:
    """Return the addresses of statements that others take back."""
    return {
        f"people/{it.fields['retracts']}" for it in statements.values() if "retracts" in it.fields
    }


def _pairs(
    gone: Mapping[str, _Statement], come: Mapping[str, _Statement]
) -> Iterator[tuple[str, str, str]]:
    """Yield pairs of removed and added statements that are the same one: old, new and a note.

    The surest signs come first: a former id, similar words of the same person, the same words.
    """
    old, new = dict(gone), dict(come)

    def pair(was: str, is_: str, note: str) -> tuple[str, str, str]:
        del old[was], new[is_]
        return was, is_, note

    for address, statement in come.items():
        person = address.rpartition("/")[0]
        for former in (f"{person}/{id_}" for id_ in statement.former_ids):
            if former in old and address in new:
                yield pair(former, address, "")
    for address, statement in gone.items():
        person, _, id_ = address.rpartition("/")
        own = [(there, other) for there, other in new.items() if there.startswith(f"{person}/")]
        best = max(own, key=lambda item: _likeness(statement, item[1]), default=None)
        if address in old and best and _likeness(statement, best[1]) >= _ALIKE:
            yield pair(address, best[0], _NO_REDIRECT.format(id_))
    by_words = {statement.words: address for address, statement in new.items()}
    for address, statement in [*old.items()]:
        if statement.words and (there := by_words.pop(statement.words, None)) is not None:
            yield pair(address, there, OTHER_SPEAKER)


def _likeness(one: _Statement, other: _Statement) -> float:
    return fuzz.ratio(one.words, other.words) if one.words else 0


def _field_changes(name: str, before: Plain, now: Plain) -> Iterator[FieldChange]:
    if before == now:
        return
    if isinstance(before, dict) and isinstance(now, dict):
        for field in [*before, *(field for field in now if field not in before)]:
            whole = f"{name} {field}".strip()
            yield from _field_changes(whole, before.get(field, ""), now.get(field, ""))
    elif isinstance(before, list) and isinstance(now, list) and _holds_fields([*before, *now]):
        yield from _item_changes(name, before, now)
    else:
        yield FieldChange(name, _text(before), _text(now))


def _item_changes(name: str, before: list[Plain], now: list[Plain]) -> Iterator[FieldChange]:
    """Yield changes to the items of a list; items are numbered as now, removed ones as before."""
    gone, come = dict(enumerate(before, 1)), dict(enumerate(now, 1))
    for number, item in enumerate(now, 1):
        same = next((old for old, was in gone.items() if was == item), None)
        if same is not None:
            del gone[same], come[number]
    if not gone and not come:
        yield FieldChange(f"{name} (order)", _text(before), _text(now))
    # The new item that shares most fields with a removed one is that one, changed.
    pairs = [
        (_shared(was, item), old, new) for old, was in gone.items() for new, item in come.items()
    ]
    for shared, old, new in sorted(pairs, key=lambda pair: (-pair[0], pair[1:])):
        if shared and old in gone and new in come:
            yield from _field_changes(f"{name} {new}", gone.pop(old), come.pop(new))
    for new, item in come.items():
        yield FieldChange(f"{name} {new}", "", _text(item))
    for old, was in gone.items():
        yield FieldChange(f"{name} {old}", _text(was), "")


def _shared(one: Plain, other: Plain) -> int:
    """Return how many fields two items have in common, by name and value."""
    if not (isinstance(one, dict) and isinstance(other, dict)):
        return 0
    return sum(value == other.get(name) for name, value in one.items())


def _text(value: Plain) -> str:
    match value:
        case str():
            return value
        case list():
            return ", ".join(
                f"({_text(item)})" if isinstance(item, dict) else _text(item) for item in value
            )
        case dict():
            return ", ".join(f"{name}: {_text(part)}" for name, part in value.items())


def _holds_fields(items: Iterable[Plain]) -> bool:
    return any(isinstance(item, dict) for item in items)


def _mappings(value: Plain | None) -> list[Fields]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def _texts(value: Plain | None) -> list[str]:
    return [item for item in value if isinstance(item, str)] if isinstance(value, list) else []
