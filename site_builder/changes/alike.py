"""Tell whether a file may be of one of some people or sources, or have one of some statements.

Its bytes are searched, and not read as YAML. So it may be taken without need, but is never left out
by mistake. `affected` reads what is taken, and the rules compare it.
"""

import re
from collections import defaultdict
from collections.abc import Iterable

from site_builder.checks.words import words_of
from site_builder.content.identity import identity_of, name_words
from site_builder.content.kinds import PERSON, SOURCE, Kind
from site_builder.content.model import Person, Record, Source, Statement
from site_builder.content.values.urls import same_address

# A name can go on in further lines.
_NAME = re.compile(rb"name: *(.*(?:\n.*){0,3})")
# In double quotes, a word can begin or end with an escape.
_ESCAPED = re.compile(rb"\\[A-Za-z0-9_]")
_URL = re.compile(r"https?://[^\s\"']+", re.IGNORECASE)


class Alike:
    """What the people and sources to be found are called."""

    def __init__(self, records: Iterable[Record]) -> None:
        self._names: set[frozenset[str]] = set()
        self._numbers: set[bytes] = set()
        self._addresses: set[str] = set()
        for record in records:
            if isinstance(record, Person):
                identity = identity_of(record)
                self._names |= {frozenset(name.split()) for name in identity.names if name}
                self._numbers |= {number.encode() for _, number in identity.identifiers}
            elif isinstance(record, Source):
                urls = (record.url, *(reprint.url for reprint in record.reprints))
                self._addresses |= {same_address(url) for url in urls if url}

    def may_be(self, kind: Kind, data: bytes) -> bool:
        """Check whether a file with these bytes may be of one of them."""
        if kind is PERSON:
            return any(number in data for number in self._numbers) or self._is_called(data)
        return kind is SOURCE and self._is_at(data)

    def _is_called(self, data: bytes) -> bool:
        if not self._names:
            return False
        for found in _NAME.finditer(data):
            words = {*name_words(found[1].decode("utf-8", "replace"))}
            if b"\\" in found[1] or any(name <= words for name in self._names):
                return True
        return False

    def _is_at(self, data: bytes) -> bool:
        if not self._addresses:
            return False
        for url in _URL.findall(data.decode("utf-8", "replace")):
            # In braces, a comma or brace behind an address is not part of it.
            if not self._addresses.isdisjoint({same_address(url), same_address(url.rstrip(",}"))}):
                return True
        return False


class Worded:
    """The words of some statements, each given with the id of its person."""

    def __init__(self, statements: Iterable[tuple[str, Statement]]) -> None:
        self._texts = defaultdict[bytes, set[str]](set)
        """The words, by the ids of the person and the sources: another file names one of these."""
        for id_, statement in statements:
            words = _as_words(statement.words)
            for it in (id_, *(citation.source for citation in statement.citations)):
                self._texts[it.encode()].add(words)

    def may_be(self, kind: Kind, data: bytes) -> bool:
        """Check whether a file with these bytes may have one of the statements, too."""
        if kind is not PERSON:
            return False
        texts = set[str]().union(*(it for id_, it in self._texts.items() if id_ in data))
        if not texts:
            return False
        if _ESCAPED.search(data):
            return True
        text = _as_words(data.decode("utf-8", "replace"))
        return any(words in text for words in texts)


def _as_words(text: str) -> str:
    """Return the words of a text with a space around each, so that none is found within another."""
    return f" {' '.join(words_of(text))} "
