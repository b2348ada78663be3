"""Two people's files have the same statement, so that it counts twice.

Most words are one person's alone. So of each person only digests are kept (`marks_of`), and the
statements are compared of those people alone who have one of these in common (`suspects`).
"""

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from functools import cache
from typing import NamedTuple

from site_builder.checks.words import words_of
from site_builder.content.model import Citation, Person, Statement, StatementKind
from site_builder.diagnostics import (
    ADD_A_WAIVER,
    Finding,
    Place,
    Related,
    Route,
    Severity,
    quoted,
)

CODE = "duplicate-statement"
_FEWEST_WORDS = 6
"""The least number of words by which a passage of a source is known: “No.” is said by many."""
_MOST_PASSAGES = 10
"""With how many passages of one source a statement is compared at most: a refrain has no end."""
Words = tuple[str, ...]
_Occasion = tuple[str, str]
"""A day on which something was said, or a source that prints it."""


class Marks(NamedTuple):
    """By what a person's statements are known in the files of others: digests of eight bytes.

    `said` has one of each statement's words. `joint` has, of joint statements, the id of each other
    who made it and the digest of the words. `printed` has one of each quote with each source.
    """

    said: "array[int]"
    joint: tuple[tuple[str, int], ...]
    printed: "array[int]"


class _Said(NamedTuple):
    """A statement in the file of one of those who made it, and its words without punctuation."""

    person: Person
    statement: Statement
    route: Route
    words: Words

    @property
    def key(self) -> str:
        return f"{self.person.id}/{self.statement.id}"

    @property
    def others(self) -> Iterator[str]:
        return (id_ for id_ in self.statement.with_ if id_ != self.person.id)

    @property
    def passages(self) -> tuple[Citation, ...]:
        """Where the words are printed, if that tells them from the same words elsewhere."""
        is_quote = self.statement.kind is StatementKind.QUOTE
        return self.statement.citations if is_quote and len(self.words) >= _FEWEST_WORDS else ()

    def place(self, *route: str | int) -> Place:
        return self.person.place_of((*self.route, *route))

    @property
    def rests_on(self) -> Iterator[Place]:
        for field in ("id", "date", "date_basis", "with", "status", "citations"):
            yield self.place(field)
        for at in range(len(self.statement.citations)):
            for field in ("source", "locator", "prefix", "suffix"):
                yield self.place("citations", at, field)


class _Passage(NamedTuple):
    """A place in a source that prints a statement, and the statement's number in its group."""

    at: int
    said: _Said
    citation: Citation


def marks_of(person: Person) -> Marks:
    """Return by what a person's statements are known in the files of others."""
    said, printed, joint = array("Q"), array("Q"), dict[tuple[str, int], None]()
    for it in _statements(person):
        words = " ".join(it.words)
        mark = _mark(words)
        said.append(mark)
        printed.extend(_mark(f"{words}\0{citation.source}") for citation in it.passages)
        joint |= dict.fromkeys((other, mark) for other in it.others)
    return Marks(said, tuple(joint), printed)


def _mark(text: str) -> int:
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=8).digest(), "little")


def suspects(marks: Mapping[str, Marks]) -> Set[str]:
    """Return the people who may have a statement that is also another one's."""
    found, first = set[str](), dict[int, str]()
    for id_, own in marks.items():
        for mark in own.printed:
            other = first.setdefault(mark, id_)
            if other != id_:
                found |= {id_, other}
    said = cache(lambda id_: frozenset(marks[id_].said))
    for id_, own in marks.items():
        for other, mark in own.joint:
            if other in marks and mark in said(other):
                found |= {id_, other}
    return found


def check(people: Iterable[Person]) -> Iterator[Finding]:
    """Compare the statements of people who may have one in common."""
    alike = defaultdict[Words, list[_Said]](list)
    for person in people:
        for it in _statements(person):
            alike[it.words].append(it)
    for group in alike.values():
        if any(it.person is not group[0].person for it in group):
            yield from _among(group)


def _among(group: Sequence[_Said]) -> Iterator[Finding]:
    """Compare statements with the same words, each with those before it that it may be."""
    # One that names the others is the one to keep.
    group = sorted(group, key=lambda it: (not it.statement.with_, it.key))
    made_by, made_with = dict[tuple[str, _Occasion], int](), dict[tuple[str, _Occasion], int]()
    printed = defaultdict[str, list[_Passage]](list)
    for at, it in enumerate(group):
        occasions = [*_occasions(it.statement)]
        same = [made_by.get((other, when)) for other in it.others for when in occasions]
        same += [made_with.get((it.person.id, when)) for when in occasions]
        for citation in it.passages:
            passage, others = _Passage(at, it, citation), printed[citation.source]
            there = next((other.at for other in others if _is_one(passage, other)), None)
            same.append(there)
            if there is None and len(others) < _MOST_PASSAGES:
                others.append(passage)
        if before := [number for number in same if number is not None]:
            yield _finding(it, group[min(before)])
        for when in occasions:
            made_by.setdefault((it.person.id, when), at)
            for other in it.others:
                made_with.setdefault((other, when), at)


def _statements(person: Person) -> Iterator[_Said]:
    """Yield what a person said or did; words that are not theirs may well be another one's."""
    for at, position in enumerate(person.positions):
        for number, statement in enumerate(position.statements):
            words = words_of(statement.words)
            if words and not statement.is_misattributed:
                yield _Said(person, statement, ("positions", at, "statements", number), words)


def _occasions(statement: Statement) -> Iterator[_Occasion]:
    date = statement.date
    if not date.is_unknown:
        yield "day", f"{date.earliest}/{date.latest}"
    yield from dict.fromkeys(("source", citation.source) for citation in statement.citations)


def _is_one(passage: _Passage, other: _Passage) -> bool:
    """Check whether two people's words are printed in one place, and said on one day."""
    if passage.said.person is other.said.person:
        return False
    day, before = passage.said.statement.said, other.said.statement.said
    if day and before and (day.is_surely_before(before) or before.is_surely_before(day)):
        return False
    here, there = passage.citation, other.citation
    return (
        _agree(_words(here.locator), _words(there.locator))
        and _agree(_words(here.prefix)[::-1], _words(there.prefix)[::-1])
        and _agree(_words(here.suffix), _words(there.suffix))
    )


def _words(text: str | None) -> Words:
    return words_of(text or "")


def _agree(one: Words, other: Words) -> bool:
    """Check whether one text begins with the other: how many words are given is free."""
    return all(word == there for word, there in zip(one, other, strict=False))


def _finding(it: _Said, other: _Said) -> Finding:
    kind = other.statement.kind.value
    return Finding(
        CODE,
        f"{quoted(other.key)} has the same words, and may be the same statement.",
        it.place(it.statement.kind.value),
        "If they are one statement, keep one with the citations of both, and name everybody else"
        " who made it in its `with:`. If the other was published, list its address in"
        f" `withdrawn.yml`. If each said it, {ADD_A_WAIVER}.",
        Severity.WARNING,
        related=(Related("The other statement", other.place(kind)),),
        rests_on=(*it.rests_on, *other.rests_on),
    )
