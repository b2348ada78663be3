"""Find a name that somebody may have meant by another: misspelt, turned round, with a title.

Names are looked up by keys that alike names share, so the cost of a name does not grow with their
number. What is found is only asked about, never taken for the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import combinations

from anyascii import anyascii
from rapidfuzz import fuzz

from site_builder.content.values.names import TITLES

# Of 100: a name this similar to another is probably misspelt.
_LIKELY = 85
# Longer names are compared by these longest words.
_WORDS = 8
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_Key = tuple[str, ...]


class LookAlikes:
    """Names of people, or of themes or sources.

    People may also be called by some of their names, in any order, with initials and titles.
    """

    def __init__(self, *, are_people: bool) -> None:
        self._are_people = are_people
        self._spelt: defaultdict[_Key, list[str]] = defaultdict(list)
        self._holding: defaultdict[_Key, list[str]] = defaultdict(list)
        self._called: defaultdict[_Key, list[str]] = defaultdict(list)

    def add(self, name: str) -> None:
        """Add a name."""
        for key in _spellings(name):
            self._spelt[key].append(name)
        if self._are_people:
            for key in _parts(name):
                self._holding[key].append(name)
            self._called[_shortest(name)].append(name)

    def find(self, name: str) -> str:
        """Return a name that may have been meant; empty if none is alike."""
        tried: set[str] = set()
        for other in self._candidates(name):
            if other not in tried and (
                _is_misspelt(name, other) or (self._are_people and _is_shortened(name, other))
            ):
                return other
            tried.add(other)
        return ""

    def _candidates(self, name: str) -> Iterator[str]:
        for key in _spellings(name):
            yield from self._spelt.get(key, ())
        if self._are_people:
            yield from self._holding.get(_shortest(name), ())
            for key in _parts(name):
                yield from self._called.get(key, ())


def _words(name: str) -> list[str]:
    """Return the words of a name in small Latin letters."""
    return re.findall(r"[a-z0-9]+", anyascii(name).casefold().replace("'", ""))


def _spellings(name: str) -> Iterator[_Key]:
    """Yield keys that a name shares with misspelt ones.

    These are: each word without one of its letters, beside the others as they are; and how the
    words begin.
    """
    words = sorted(_words(name), key=lambda word: (-len(word), word))[:_WORDS]
    ordered = sorted(words)
    yield ("", *sorted(word[:3] for word in words[:4]))
    for at, word in enumerate(ordered):
        rest = (*ordered[:at], *ordered[at + 1 :])
        for shorter in dict.fromkeys([word, *(word[:i] + word[i + 1 :] for i in range(len(word)))]):
            yield (shorter, *rest)


def _is_misspelt(name: str, other: str) -> bool:
    plain, plain_other = " ".join(_words(name)), " ".join(_words(other))
    # "Meeting 101" is not "meeting 102".
    if re.findall(r"\d+", plain) != re.findall(r"\d+", plain_other):
        return False
    return fuzz.ratio(plain, plain_other) >= _LIKELY or (
        sorted(plain.split()) == sorted(plain_other.split())
    )


def _names(name: str) -> tuple[frozenset[str], str]:
    """Return the names of a person without titles and offices, and the first initial."""
    words = [word for word in _words(_BRACKETS.sub(" ", name)) if word not in TITLES]
    initials = [word for word in words if len(word) == 1]
    return frozenset(word for word in words if len(word) > 1), initials[0] if initials else ""


def _parts(name: str) -> set[_Key]:
    """Return the keys of all that a person may be called: a name, or two, or an initial and one."""
    names, initial = _names(name)
    words = sorted(names, key=lambda word: (-len(word), word))[:_WORDS]
    keys: set[_Key] = {(word,) for word in words}
    keys |= {(first, second) for first, second in combinations(sorted(words), 2)}
    keys |= {(one[0], word) for one in words for word in words if one != word}
    if initial:
        keys |= {(initial, word) for word in words}
    return keys


def _shortest(name: str) -> _Key:
    """Return the key by which a name is found in longer ones."""
    names, initial = _names(name)
    longest = sorted(names, key=lambda word: (-len(word), word))[:2]
    if len(longest) == 1 and initial:
        return (initial, *longest)
    return tuple(sorted(longest))


def _is_shortened(name: str, other: str) -> bool:
    (names, initial), (names_other, initial_other) = _names(name), _names(other)
    if not names or not names_other:
        return False
    if names == names_other:
        return not (initial and initial_other) or initial == initial_other
    if names > names_other:
        names, initial, names_other, initial_other = names_other, initial_other, names, initial
    if not names < names_other:
        return False
    begin = {word[0] for word in names_other - names} | {initial_other}
    return not initial or initial in begin
