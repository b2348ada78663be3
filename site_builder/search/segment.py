"""Write a segment of the index: the files of up to `SEGMENT` documents.

docs/search-index.md describes the format. A segment knows nothing of the others, so that new
statements change the newest one only.
"""

import hashlib
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from site_builder.search.documents import FACETS, Document, Text
from site_builder.search.words import Token, stem, tokens

SEGMENT = 32_768
"""The most documents of a segment."""
SHOWN = 64
"""How many documents' texts are in one file."""
# How many bytes a file has at least before the next one begins, before they are compressed.
_SHARD, _POSITIONS = 48_000, 64_000
# After how many bytes the positions of a word may go on in another file.
_CUT = 16_000
# What lies between two texts of one field: no phrase reaches across.
_GAP = 2


@dataclass(frozen=True, slots=True)
class Segment:
    """What the index says about a segment.

    `folder` is named by a hash of its files, `shards` are the first stems of each shard, `facets`
    how many bytes the file of each has.
    """

    folder: str
    documents: int
    shards: tuple[str, ...]
    facets: Mapping[str, int]
    languages: frozenset[str]


class _Term:
    """A word's documents and its positions in them."""

    __slots__ = ("count", "cut", "cuts", "documents", "last", "positions")

    def __init__(self) -> None:
        self.count = 0
        self.last = 0
        self.documents = bytearray()
        self.positions = bytearray()
        # Where the positions may be cut: numbers of documents, and of bytes.
        self.cuts = [(0, 0)]
        self.cut = _CUT


def write_segment(name: str, documents: Sequence[Document]) -> tuple[Segment, Mapping[str, bytes]]:
    """Return the segment of these documents, and its files by their names."""
    terms = _terms(documents)
    positions: dict[str, bytes] = {}
    shards, files = [], {}
    for number, (first, data) in enumerate(_shards(terms, positions)):
        shards.append(first)
        files[f"words-{number}.bin"] = data
    files |= positions
    for number in range(0, len(documents), SHOWN):
        own = [document.shown for document in documents[number : number + SHOWN]]
        files[f"shown-{number // SHOWN}.bin"] = pack(own)
    facets = {}
    for facet in FACETS:
        if data := _column([document.facets.get(facet, ()) for document in documents]):
            files[f"facet-{facet.lower()}.bin"] = data
            facets[facet] = len(data)
    if any(document.days[0] for document in documents):
        files["dates.bin"] = _dates(documents)
    else:
        files["names.bin"] = pack([_named(document) for document in documents])
    digest = hashlib.sha256()
    for file, data in sorted(files.items()):
        digest.update(b"%s\0%d\0%s" % (file.encode(), len(data), data))
    folder = f"{name}-{digest.hexdigest()[:12]}"
    languages = frozenset(token.lang for token in terms if token.lang)
    return Segment(folder, len(documents), tuple(shards), facets, languages), files


def pack(head: object, data: bytes = b"") -> bytes:
    """Return a file's bytes: a length (32 bits, little endian), JSON, data; compressed (zlib)."""
    text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
    return zlib.compress(len(text).to_bytes(4, "little") + text + data, 6)


def in_order(text: str) -> bytes:
    """Return the key by which stems are sorted: as JavaScript compares strings."""
    return text.encode("utf-16-be")


def _named(document: Document) -> list[object]:
    shown = document.shown
    return [shown["kind"], shown["title"], *shown.get("names", ())]  # type: ignore[misc]


def _terms(documents: Iterable[Document]) -> dict[Token, _Term]:
    terms: dict[Token, _Term] = {}
    for number, document in enumerate(documents):
        found: dict[Token, tuple[int, bytes]] = {}
        for field, texts in document.texts:
            bit = 1 << field
            for token, places in _parsed(texts):
                mask, before = found.get(token, (0, b""))
                found[token] = mask | bit, before + places
        for token, (mask, places) in found.items():
            term = terms.get(token)
            if term is None:
                term = terms[token] = _Term()
            if len(term.positions) >= term.cut:
                term.cuts.append((term.count, len(term.positions)))
                term.cut = len(term.positions) + _CUT
            distance = number - term.last
            if distance < 128 and mask < 128:
                term.documents.append(distance)
                term.documents.append(mask)
            else:
                term.documents += varint(distance)
                term.documents += varint(mask)
            term.positions += places
            term.last = number
            term.count += 1
    return terms


@lru_cache(maxsize=65_536)
def _parsed(texts: tuple[Text, ...]) -> tuple[tuple[Token, bytes], ...]:
    """Return each word of a field with its places: their number, the first, and the distances."""
    places: dict[Token, list[int]] = {}
    at = 0
    for text, lang in texts:
        for token in tokens(text, lang):
            places.setdefault(token, []).append(at)
            at += 1
        at += _GAP - 1
    return tuple((token, _varints(own)) for token, own in places.items())


def _varints(places: list[int]) -> bytes:
    data, last = bytearray(varint(len(places))), 0
    for place in places:
        data += varint(place - last)
        last = place
    return bytes(data)


def varint(number: int) -> bytes:
    """Return a number in groups of seven bits, the lowest first (LEB128)."""
    data = bytearray()
    while number > 127:
        data.append(number & 127 | 128)
        number >>= 7
    data.append(number)
    return bytes(data)


def _shards(terms: Mapping[Token, _Term], files: dict[str, bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the first stem and the bytes of each shard; add the files of positions to `files`."""
    groups: dict[tuple[bytes, str], list[Token]] = {}
    for token in terms:
        groups.setdefault((in_order(stem(token)), token.lang), []).append(token)
    place = _Place(files)
    head: list[list[object]] = []
    data, size, first = bytearray(), 0, ""
    for (key, lang), forms in sorted(groups.items()):
        own = key.decode("utf-16-be")
        # The groups of one stem stay together, whatever their languages.
        if size + len(data) >= _SHARD and own != head[-1][0]:
            yield first, pack(head, bytes(data))
            head, data, size = [], bytearray(), 0
        entries = []
        for token in sorted(forms):
            term = terms[token]
            entries.append(
                [token.word, term.count, len(term.documents), *place.put(term)],
            )
            data += term.documents
            size += len(token.word) + 16
        first = own if not head else first
        head.append([own, lang, entries])
    if head:
        yield first, pack(head, bytes(data))
    place.close()


class _Place:
    """Fills the files of positions, one after the other."""

    def __init__(self, files: dict[str, bytes]) -> None:
        self._files = files
        self._data = bytearray()
        self._number = 0

    def put(self, term: _Term) -> list[int]:
        """Add a word's positions; return where they are.

        That is a file and an offset; then, where they go on in further files from the beginning,
        the number of the first document there, counted among the word's documents.
        """
        ends = [end for _, end in term.cuts[1:]] + [len(term.positions)]
        where: list[int] = []
        for (document, start), end in zip(term.cuts, ends, strict=True):
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
            self._files[f"positions-{self._number}.bin"] = pack(None, bytes(self._data))
            self._number += 1
            self._data = bytearray()


def _column(values: Sequence[tuple[str, ...]]) -> bytes:
    """Return the values of a facet: all of them, then the numbers of each document's."""
    known = sorted({value for own in values for value in own})
    if not known:
        return b""
    numbers = {value: number for number, value in enumerate(known)}
    data = bytearray()
    for own in values:
        data += varint(len(own))
        for value in own:
            data += varint(numbers[value])
    return pack(known, bytes(data))


def _dates(documents: Iterable[Document]) -> bytes:
    data = bytearray()
    for document in documents:
        first, last = document.days
        data += varint(first)
        data += varint(last - first)
    return pack(None, bytes(data))
