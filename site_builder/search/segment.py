"""Write a segment of the index: the files of up to `SEGMENT` documents.

docs/search-index.md describes the format. A segment knows nothing of the others, so that new
statements change the newest one only.
"""

import hashlib
import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from site_builder.search.documents import FACETS, Document, Field, Text
from site_builder.search.words import Token, stem, tokens

SEGMENT = 32_768
"""The most documents of a segment."""
SHOWN = 64
"""How many documents' texts are in one file."""
# How many bytes a file has at least before the next one begins, before they are compressed.
_SHARD, _POSITIONS = 24_000, 24_000
# After how many bytes the positions of a word may go on in another file.
_CUT = 24_000
# What lies between two texts of one field: no phrase reaches across.
_GAP = 2
# Fields whose texts hardly ever occur twice.
_UNIQUE = {Field.WORDS, Field.PASSAGE, Field.ORIGINAL, Field.CONTEXT}
Write = Callable[[str, bytes], None]
"""Takes a file's name and its bytes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What the index says about a segment.

    `shards` are the first stems of each shard, `facets` how many bytes the file of each has. `hash`
    is that of all files.
    """

    documents: int
    shards: tuple[str, ...]
    facets: Mapping[str, int]
    languages: frozenset[str]
    has_dates: bool
    has_names: bool
    hash: str


class _Term:
    """A word's documents and its positions in them."""

    __slots__ = ("count", "cut", "cuts", "documents", "last", "positions")

    def __init__(self) -> None:
        self.count = 0
        self.last = 0
        self.documents = bytearray()
        self.positions = bytearray()
        # Where the positions may be cut: numbers of documents, and of bytes.
        self.cuts: list[tuple[int, int]] = []
        self.cut = _CUT


def write_segment(documents: Iterable[Document], write: Write) -> Segment:
    """Write the files of these documents; nothing is kept of one when the next comes."""
    digest = hashlib.sha256()

    def put(name: str, data: bytes) -> None:
        digest.update(b"%s\0%d\0%s" % (name.encode(), len(data), data))
        write(name, data)

    number, terms, columns = 0, _Terms(), _Columns()
    dates, is_dated = bytearray(), False
    shown: list[Mapping[str, object]] = []
    names: list[object] = []
    for number, document in enumerate(documents):
        if len(shown) == SHOWN:
            put(f"shown-{number // SHOWN - 1}.bin", pack(shown))
            shown = []
        shown.append(document.shown)
        terms.add(number, document)
        columns.add(document)
        first, last = document.days
        dates += varint(first) + varint(last - first)
        is_dated |= first > 0
        if document.names:
            names.append(document.names)
    put(f"shown-{number // SHOWN}.bin", pack(shown))
    if names:
        put("names.bin", pack(names))
    if is_dated:
        put("dates.bin", pack(None, bytes(dates)))
    facets = {}
    for facet, data in columns.files():
        put(f"facet-{facet.lower()}.bin", data)
        facets[facet] = len(data)
    shards = tuple(terms.write(put))
    languages = frozenset(token.lang for token in terms.tokens if token.lang)
    return Segment(
        number + 1,
        shards,
        facets,
        languages,
        has_dates=is_dated,
        has_names=bool(names),
        hash=digest.hexdigest()[:12],
    )


def pack(head: object, data: bytes = b"") -> bytes:
    """Return a file's bytes: a length (32 bits, little endian), JSON, data; compressed (zlib)."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(text).to_bytes(4, "little") + text + data, 6)


def varint(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first (LEB128)."""
    if number < 128:
        return _SMALL[number]
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


_SMALL = [bytes((number,)) for number in range(128)]


class _Terms:
    """All words of a segment, in numbers."""

    def __init__(self) -> None:
        self.tokens: list[Token] = []
        self._numbers: dict[Token, int] = {}
        self._terms: list[_Term] = []
        self._known: dict[tuple[Text, ...], list[tuple[int, bytes]]] = {}

    def add(self, number: int, document: Document) -> None:
        """Add the words of a document."""
        masks: dict[int, int] = {}
        positions: dict[int, bytes] = {}
        for field, texts in document.texts:
            bit = 1 << field
            for word, places in self._parsed(field, texts):
                if word in masks:
                    masks[word] |= bit
                    positions[word] += places
                else:
                    masks[word] = bit
                    positions[word] = places
        terms = self._terms
        for word, mask in masks.items():
            term = terms[word]
            if len(term.positions) >= term.cut:
                term.cuts.append((term.count, len(term.positions)))
                term.cut = len(term.positions) + _CUT
            distance = number - term.last
            if distance < 128 and mask < 128:
                term.documents += _SMALL[distance] + _SMALL[mask]
            else:
                term.documents += varint(distance) + varint(mask)
            term.positions += positions[word]
            term.last = number
            term.count += 1

    def _parsed(self, field: Field, texts: tuple[Text, ...]) -> list[tuple[int, bytes]]:
        """Return each word of a field with its places: their number, the first, the distances."""
        if texts in self._known:
            return self._known[texts]
        places: dict[int, list[int]] = {}
        at = 0
        for text, lang in texts:
            for token in tokens(text, lang):
                number = self._numbers.get(token)
                if number is None:
                    number = self._numbers[token] = len(self.tokens)
                    self.tokens.append(token)
                    self._terms.append(_Term())
                if number in places:
                    places[number].append(at)
                else:
                    places[number] = [at]
                at += 1
            at += _GAP - 1
        parsed = [(number, _varints(own)) for number, own in places.items()]
        if field not in _UNIQUE:
            self._known[texts] = parsed
        return parsed

    def write(self, put: Write) -> Iterator[str]:
        """Write the shards and the positions; yield the first stem of each shard."""
        groups: dict[tuple[bytes, str], list[int]] = {}
        for number, token in enumerate(self.tokens):
            # As JavaScript compares strings.
            group = stem(token).encode("utf-16-be"), token.lang
            groups.setdefault(group, []).append(number)
        place, shard = _Positions(put), 0
        head: list[list[object]] = []
        data, size = bytearray(), 0
        for (key, lang), forms in sorted(groups.items()):
            own = key.decode("utf-16-be")
            # The groups of one stem stay together, whatever their languages.
            if size + len(data) >= _SHARD and own != head[-1][0]:
                put(f"words-{shard}.bin", pack(head, bytes(data)))
                head, data, size, shard = [], bytearray(), 0, shard + 1
            if not head:
                yield own
            entries = []
            for word, number in sorted((self.tokens[number].word, number) for number in forms):
                term = self._terms[number]
                entries.append([word, term.count, len(term.documents), *place.put(term)])
                data += term.documents
                size += len(word) + 16
            head.append([own, lang, entries])
        if head:
            put(f"words-{shard}.bin", pack(head, bytes(data)))
        place.close()


class _Positions:
    """Fills the files of positions, one after the other."""

    def __init__(self, put: Write) -> None:
        self._put = put
        self._data = bytearray()
        self._number = 0

    def put(self, term: _Term) -> list[int]:
        """Add a word's positions; return where they are.

        That is a file and an offset; then, where they go on in further files from the beginning,
        the number of the first document there, counted among the word's documents.
        """
        where: list[int] = []
        cuts = [(0, 0), *term.cuts, (term.count, len(term.positions))]
        for (document, start), (_, end) in pairwise(cuts):
            if len(self._data) >= _POSITIONS:
                self.close()
                if where:
                    where.append(document)
            if not where:
                where += [self._number, len(self._data)]
            self._data += term.positions[start:end]
        return where

    def close(self) -> None:
        """Finish the present file."""
        if self._data:
            self._put(f"positions-{self._number}.bin", pack(None, bytes(self._data)))
            self._number += 1
            self._data = bytearray()


class _Columns:
    """The values of each facet."""

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[str, ...]]] = {facet: [] for facet in FACETS}

    def add(self, document: Document) -> None:
        """Add the values of a document."""
        for facet, values in self._values.items():
            values.append(document.facets.get(facet, ()))

    def files(self) -> Iterator[tuple[str, bytes]]:
        """Yield each facet that has values: all of them, then the numbers of each document's."""
        for facet, values in self._values.items():
            known = sorted({value for own in values for value in own})
            if not known:
                continue
            numbers = {value: varint(number) for number, value in enumerate(known)}
            data = b"".join(
                varint(len(own)) + b"".join(map(numbers.__getitem__, own)) for own in values
            )
            yield facet, pack(known, data)


def _varints(places: list[int]) -> bytes:
    if places[-1] < 128:
        if len(places) == 1:
            return b"\1" + _SMALL[places[0]]
        distances = (place - last for last, place in pairwise(places))
        return bytes((len(places), places[0], *distances))
    data, last = bytearray(varint(len(places))), 0
    for place in places:
        data += varint(place - last)
        last = place
    return bytes(data)
