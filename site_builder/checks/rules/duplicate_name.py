"""Two people have a name in common, and nothing in their files tells them apart."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

from site_builder.content.identity import Identity
from site_builder.diagnostics import (
    ADD_A_WAIVER,
    Finding,
    Place,
    Related,
    Route,
    Severity,
    quoted,
)

CODE = "duplicate-name"
_ANY = "*"
_DATA_SETS = ("isni", "lcnaf", "viaf", "wikidata")
_Marks = tuple[bool, str, tuple[str, ...]]
"""What tells people apart: whether it is a body, the country, the data sets it is in."""


class _Named(NamedTuple):
    person: Identity
    at: int


def check(people: Iterable[Identity]) -> Iterator[Finding]:
    namesakes = defaultdict[str, list[_Named]](list)
    for person in people:
        for at, name in enumerate(person.names):
            if name:
                namesakes[name].append(_Named(person, at))
    found: dict[str, Finding] = {}
    for named in namesakes.values():
        if len(named) > 1:
            for second, first in _not_told_apart(named):
                found.setdefault(second.person.id, _finding(second, first))
    yield from found.values()


def _not_told_apart(namesakes: Iterable[_Named]) -> Iterator[tuple[_Named, _Named]]:
    """Yield those who may be another one before them; each is looked up, not compared with all."""
    seen: dict[_Marks, _Named] = {}
    for named in namesakes:
        person = named.person
        data_sets = tuple(sorted(name for name, _ in person.identifiers))
        alike = _alike(person, data_sets)
        first = next((other for marks in alike if (other := seen.get(marks))), None)
        if first is not None and first.person is not person:
            yield named, first
        for country in {person.country, _ANY}:
            seen.setdefault((person.is_body, country, data_sets), named)


def _alike(person: Identity, data_sets: tuple[str, ...]) -> Iterator[_Marks]:
    """Yield the marks of all whom nothing tells apart from a person.

    Two numbers in one data set do: equal ones are reported by `duplicate_identifier`.
    """
    countries = (person.country, "") if person.country else (_ANY,)
    others = sorted({*_DATA_SETS}.difference(data_sets))
    sets = [names for size in range(len(others) + 1) for names in combinations(others, size)]
    yield from ((person.is_body, country, names) for country, names in product(countries, sets))


def _apart(named: _Named) -> Iterator[Place]:
    """Yield where it is written what tells a person apart from others."""
    names = (named.person.place_of_name(at) for at in {0, named.at})
    marks = ("kind", "country", "identifiers")
    routes: tuple[Route, ...] = (
        *((mark,) for mark in marks),
        *(("identifiers", name) for name in _DATA_SETS),
    )
    yield from (*names, *(Place(named.person.path, route) for route in routes))


def _finding(second: _Named, first: _Named) -> Finding:
    return Finding(
        CODE,
        f"{quoted(first.person.id)} has the same name, and may be the same person.",
        second.person.place_of_name(second.at),
        "If they are one person, keep one of the files, and list the other's id in its"
        " `former_ids`. If not, give both `identifiers:` or a `country:`, or"
        f" {ADD_A_WAIVER}.",
        Severity.WARNING,
        related=(Related("The other person", first.person.place_of_name(first.at)),),
        rests_on=(*_apart(second), *_apart(first)),
    )
