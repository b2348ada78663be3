"""Write a segment of the index: the files of up to `SEGMENT` documents.

docs/search-index.md describes the format. A segment knows nothing of the others, so that new
statements change the newest one only.
"""

import hashlib
import json
import zlib
from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from site_builder.search.documents import FACETS, Document, Field, Text
from site_builder.search.words import Token, stems, tokens

SEGMENT = 32_768
"""The most documents of a segment."""
DIGEST = 9
"""Digits of the digest in the name of a file: 36 bits, which tell its states apart."""
TOGETHER = 4
"""How many files of texts share a digest: digests are loaded with the index, before any search."""
# How many bytes a file has at least before the next one begins, before they are compressed.
_SHARD, _POSITIONS = 26_000, 26_000
# After how many bytes the positions of a word may go on in another file.
_CUT = 24_000
# What lies between two texts of one field: no phrase reaches across.
_GAP = 2
# Fields whose texts hardly ever occur twice.
_UNIQUE = {Field.WORDS, Field.PASSAGE, Field.ORIGINAL, Field.CONTEXT}
# More bytes of positions than this for each document make a word a common one.
_COMMON = 6
# The most bytes of positions that stand beside a pair's documents: only phrases ask for pairs, and
# they need both.
_BESIDE = 24_000
# Facets that can have as many values as there are records: each has a file of its own, which is
# loaded only when somebody wants it.
_LARGE = {"Person", "Theme", "Source"}
Write = Callable[[str, bytes], None]
"""Takes a file's name and its bytes."""


@dataclass(frozen=True, slots=True)
class Segment:
    """What the index says about a segment.

    `shown` is how many documents share a file of texts, `shards` are the first stems of each shard,
    `common` the words that have places only in pairs, `facets` how many bytes the files of large
    facets have. `digests` has the digests of the files of each kind, one after the other.
    """

    documents: int
    shown: int
    common: tuple[str, ...]
    shards: tuple[str, ...]
    facets: Mapping[str, int]
    languages: frozenset[str]
    digests: Mapping[str, str]


# Of a field: each word with its places, which are their number, the first, the distances.
_Parsed = list[tuple[int, bytes]]
# Of a field: the words of each of its texts.
_Sequences = tuple[Sequence[int], ...]
_NONE = -1


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

    def clear(self) -> None:
        """Have no positions."""
        self.positions.clear()
        self.cuts.clear()


def write_segment(documents: Iterable[Document], shown: int, write: Write) -> Segment:
    """Write the files of these documents, their texts in files of `shown` documents.

    Nothing is kept of one document when the next comes.
    """
    files, number, terms, columns = _Files(write), 0, _Terms(), _Columns()
    dates, is_dated = bytearray(), False
    texts: list[Mapping[str, object]] = []
    packed: list[bytes] = []
    names: list[object] = []
    for number, document in enumerate(documents):
        if len(texts) == shown:
            packed.append(pack(texts))
            texts = []
        if len(packed) == TOGETHER:
            files.put("shown", *packed)
            packed = []
        texts.append(document.shown)
        terms.add(number, document)
        columns.add(document)
        first, last = document.days
        dates += varint(first) + varint(last - first)
        is_dated |= first > 0
        if document.names:
            names.append(document.names)
    files.put("shown", *packed, pack(texts))
    if names:
        files.put("names", pack(names))
    if is_dated:
        files.put("dates", pack(None, bytes(dates)))
    files.put("facets", columns.small())
    facets = {}
    for facet, data in columns.large():
        files.put(f"facet-{facet.lower()}", data)
        facets[facet] = len(data)
    common = terms.pair()
    shards = tuple(terms.write(files))
    languages = frozenset(token.lang for token in terms.tokens if token.lang)
    return Segment(
        number + 1, shown, tuple(sorted(common)), shards, facets, languages, files.digests
    )


class _Files:
    """Writes files whose names change with what they hold, so that no cache has an old one.

    A name is what the file has, its number among these, and its digest. So an edit changes the
    names of those files only that hold something of it.
    """

    def __init__(self, write: Write) -> None:
        self._write = write
        self._counts = Counter[str]()
        self.digests: dict[str, str] = {}
        """The digests of all files so far, by what they have, in the order of their numbers."""

    def put(self, kind: str, *files: bytes) -> None:
        """Write the next files of a kind, which share one digest."""
        self.digests[kind] = self.digests.get(kind, "") + self.write(kind, *files)

    def write(self, kind: str, *files: bytes) -> str:
        """Write the next files of a kind; return their digest, which stands somewhere else."""
        whole = hashlib.sha256()
        for data in files:
            whole.update(b"%d\0%s" % (len(data), data))
        digest = whole.hexdigest()[:DIGEST]
        for data in files:
            self._write(f"{kind}-{self._counts[kind]}-{digest}.bin", data)
            self._counts[kind] += 1
        return digest


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
# The places of a word that is there once: the same bytes for all, because there are so many.
_ALONE = [bytes((1, place)) for place in range(128)]


class _Numbers(dict[Token, int]):
    """Numbers of words from 0, in the order in which they are first asked for."""

    def __missing__(self, token: Token) -> int:
        number = self[token] = len(self)
        return number


class _Terms:
    """All words of a segment, in numbers, and pairs of words.

    A phrase with a common word would need the places of that word in nearly every document. So a
    common word has none. Instead, each two neighbours of which one is common are an entry like a
    word, and pairs are much rarer.
    """

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._terms: list[_Term] = []
        self._paired: dict[tuple[int, int], int] = {}
        self._known: dict[tuple[Text, ...], tuple[_Parsed, _Sequences]] = {}
        # Of each document, its fields as bits, and the words of their texts.
        self._read: list[list[tuple[int, _Sequences]]] = []
        self._words: list[str] = []

    @property
    def tokens(self) -> Iterable[Token]:
        """All words and pairs, by their numbers."""
        return self._numbers

    def add(self, number: int, document: Document) -> None:
        """Add the words of a document."""
        read: list[tuple[int, _Sequences]] = []
        fields: list[tuple[int, _Parsed]] = []
        for field, texts in document.texts:
            if texts in self._known:
                parsed, sequences = self._known[texts]
            else:
                sequences = tuple(
                    array("i", map(self._numbers.__getitem__, tokens(*text))) for text in texts
                )
                parsed = _parsed(sequences)
                if field not in _UNIQUE:
                    self._known[texts] = parsed, sequences
            fields.append((1 << field, parsed))
            read.append((1 << field, sequences))
        self._read.append(read)
        self._enter(number, fields)

    def pair(self) -> set[str]:
        """Add pairs, and take the positions of common words away; return these words.

        No more documents can be added then.
        """
        self._words = [token.word for token in self._numbers]
        size = Counter[str]()
        for word, term in zip(self._words, self._terms, strict=True):
            size[word] += len(term.positions)
        common = {word for word, own in size.items() if own > _COMMON * len(self._read)}
        is_common = bytearray(word in common for word in self._words)
        # Texts that occur more than once, which are the same object then.
        known: dict[int, _Parsed | None] = {
            id(sequences): None for _, sequences in self._known.values()
        }
        for number, read in enumerate(self._read if common else ()):
            fields = []
            for bit, sequences in read:
                parsed = known.get(id(sequences))
                if parsed is None:
                    parsed = _parsed([self._pairs(words, is_common) for words in sequences])
                    if id(sequences) in known:
                        known[id(sequences)] = parsed
                fields.append((bit, parsed))
            self._enter(number, fields)
        for term, own in zip(self._terms, is_common, strict=False):
            if own:
                term.clear()
        # Not needed any more, and as large as all the rest.
        self._read.clear()
        self._known.clear()
        return common

    def _enter(self, number: int, fields: list[tuple[int, _Parsed]]) -> None:
        """Add a document to the words of its fields, whose bits ascend."""
        self._terms += (_Term() for _ in range(len(self._numbers) - len(self._terms)))
        masks: dict[int, int] = {}
        positions: dict[int, bytes] = {}
        for bit, parsed in fields:
            for word, places in parsed:
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

    def _pairs(self, words: Sequence[int], is_common: bytearray) -> list[int]:
        """Return the number of the pair that begins at each place; `_NONE` where there is none."""
        if not words:
            return []
        pairs = [
            self._pair(one, other) if is_common[one] or is_common[other] else _NONE
            for one, other in pairwise(words)
        ]
        return [*pairs, _NONE]

    def _pair(self, one: int, other: int) -> int:
        """Return the number of a pair, whose entry begins with a space: before all words."""
        number = self._paired.get((one, other))
        if number is None:
            token = Token(f" {self._words[one]} {self._words[other]}", "")
            number = self._paired[one, other] = self._numbers[token]
        return number

    def write(self, files: _Files) -> Iterator[str]:
        """Write the shards and their positions; yield the first stem of each shard."""
        groups: dict[tuple[bytes, str], list[int]] = {}
        words = [*self._numbers]
        for number, token in enumerate(words):
            for own in stems(token):
                # As JavaScript compares strings.
                groups.setdefault((own.encode("utf-16-be"), token.lang), []).append(number)
        shard, count = _Shard(), 0
        for (key, lang), forms in sorted(groups.items()):
            own = key.decode("utf-16-be")
            # The groups of one stem stay together, whatever their languages.
            if shard.is_full and own != shard.last:
                shard.write(files, count)
                shard, count = _Shard(), count + 1
            if shard.last is None:
                yield own
            entries = sorted((words[number].word, number) for number in forms)
            shard.add(own, lang, [(word, number, self._terms[number]) for word, number in entries])
        if shard.last is not None:
            shard.write(files, count)


class _Shard:
    """Words that follow each other, and the positions that do not stand beside them.

    Each shard has files of positions of its own, so that a change moves nothing in others.
    """

    def __init__(self) -> None:
        self.last: str | None = None
        """The last stem."""
        self._groups: list[list[object]] = []
        self._data = bytearray()
        self._size = 0
        self._positions = _Positions()

    @property
    def is_full(self) -> bool:
        """Whether the next stem begins another shard."""
        return self._size + len(self._data) >= _SHARD

    def add(self, stem: str, lang: str, forms: Iterable[tuple[str, int, _Term]]) -> None:
        """Add the forms of a stem in a language."""
        entries = []
        for word, number, term in forms:
            entry: list[object] = [word, term.count, len(term.documents)]
            self._data += term.documents
            if word.startswith(" ") and len(term.positions) <= _BESIDE:
                entry.append(len(term.positions))
                self._data += term.positions
            else:
                entry += self._positions.put(number, term)
            entries.append(entry)
            self._size += len(word) + 16
        self._groups.append([stem, lang, entries])
        self.last = stem

    def write(self, files: _Files, number: int) -> None:
        """Write the file of words, and before it those of their positions, which it names."""
        digests = "".join(
            files.write(f"positions-{number}", pack(None, data)) for data in self._positions.files()
        )
        files.put("words", pack([digests, self._groups], bytes(self._data)))


class _Positions:
    """The positions of a shard's words, in files that are filled one after the other."""

    def __init__(self) -> None:
        self._files: list[bytes] = []
        self._data = bytearray()
        # Of each word; it is in two groups if it has two stems.
        self._places: dict[int, list[int]] = {}

    def put(self, number: int, term: _Term) -> list[int]:
        """Return where the positions of a word are; add them if they are new."""
        if number not in self._places:
            self._places[number] = self._add(term)
        return self._places[number]

    def _add(self, term: _Term) -> list[int]:
        """Add a word's positions; return where they are, which is nowhere if there are none.

        That is a file and an offset; then, where they go on in further files from the beginning,
        the number of the first document there, counted among the word's documents.
        """
        where: list[int] = []
        if not term.positions:
            return where
        cuts = [(0, 0), *term.cuts, (term.count, len(term.positions))]
        for (document, start), (_, end) in pairwise(cuts):
            if len(self._data) >= _POSITIONS:
                self._close()
                if where:
                    where.append(document)
            if not where:
                where += [len(self._files), len(self._data)]
            self._data += term.positions[start:end]
        return where

    def files(self) -> list[bytes]:
        """Return what the files hold, when all words are there."""
        if self._data:
            self._close()
        return self._files

    def _close(self) -> None:
        self._files.append(bytes(self._data))
        self._data = bytearray()


class _Columns:
    """The values of each facet."""

    def __init__(self) -> None:
        self._values: dict[str, list[tuple[str, ...]]] = {facet: [] for facet in FACETS}

    def add(self, document: Document) -> None:
        """Add the values of a document."""
        for facet, values in self._values.items():
            values.append(document.facets.get(facet, ()))

    def large(self) -> Iterator[tuple[str, bytes]]:
        """Yield the file of each large facet that has values."""
        for facet in FACETS:
            if facet in _LARGE:
                known, data = self._column(facet)
                if known:
                    yield facet, pack(known, data)

    def small(self) -> bytes:
        """Return the file of all other facets that have values."""
        columns = {facet: self._column(facet) for facet in FACETS if facet not in _LARGE}
        filled = {facet: column for facet, column in columns.items() if column[0]}
        head = {facet: known for facet, (known, _) in filled.items()}
        return pack(head, b"".join(data for _, data in filled.values()))

    def _column(self, facet: str) -> tuple[list[str], bytes]:
        """Return all values of a facet; then the numbers of each document's."""
        values = self._values[facet]
        known = sorted({value for own in values for value in own})
        numbers = {value: varint(number) for number, value in enumerate(known)}
        data = b"".join(
            varint(len(own)) + b"".join(map(numbers.__getitem__, own)) for own in values
        )
        return known, data


def _parsed(sequences: Iterable[Sequence[int]]) -> _Parsed:
    places: dict[int, list[int]] = {}
    at = 0
    for sequence in sequences:
        for number in sequence:
            if number in places:
                places[number].append(at)
            else:
                places[number] = [at]
            at += 1
        at += _GAP - 1
    places.pop(_NONE, None)
    return [(number, _varints(own)) for number, own in places.items()]


def _varints(places: list[int]) -> bytes:
    if places[-1] < 128:
        if len(places) == 1:
            return _ALONE[places[0]]
        distances = (place - last for last, place in pairwise(places))
        return bytes((len(places), places[0], *distances))
    data, last = bytearray(varint(len(places))), 0
    for place in places:
        data += varint(place - last)
        last = place
    return bytes(data)
