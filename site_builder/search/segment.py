"""Write a segment of the index: the files of up to `SEGMENT` documents.

docs/search-index.md describes the format. A segment knows nothing of the others, so that new
statements change the newest one only.
"""

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import Protocol

from site_builder.parallel import chunks
from site_builder.search.documents import FACETS
from site_builder.search.stretch import Stretch, Term, Terms, as_json, token_of, varint, with_mask
from site_builder.search.words import stems

SEGMENT = 32_768
"""The most documents of a segment."""
DIGEST = 9
"""Digits of the digest in the name of a file: 36 bits, which tell its states apart."""
TOGETHER = 4
"""How many files of texts share a digest: digests are loaded with the index, before any search."""
# How many bytes a file has at least before the next one begins, before they are compressed.
_SHARD, _POSITIONS = 20_000, 20_000
# More bytes of positions than this for each document make a word a common one.
_COMMON = 3
# The most bytes of positions that stand beside a pair's documents: only phrases ask for pairs, and
# they need both.
_BESIDE = 24_000
# Facets that can have as many values as there are records: each has a file of its own, which is
# loaded only when somebody wants it.
_LARGE = ("Person", "Theme", "Source")
_NO_JSON = b"null"
Write = Callable[[str, bytes], None]
"""Takes a file's name and its bytes."""
Compress = Callable[[bytes], bytes]


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


class Stretches(Protocol):
    """The documents of a segment, in stretches."""

    def all(self) -> Iterator[Stretch]:
        """Yield what each stretch adds, but for its pairs."""
        ...

    def pairs(self, common: frozenset[str]) -> Iterator[Terms]:
        """Yield the pairs of each stretch: two words of which one is common."""
        ...


def compressed(data: bytes) -> bytes:
    """Return data as all files of the index are compressed (zlib)."""
    return zlib.compress(data, 6)


def write_segment(
    stretches: Stretches, shown: int, write: Write, compress: Compress = compressed
) -> Segment:
    """Write the files of some documents, their texts in files of `shown` documents."""
    files, terms, bases, base = _Files(write, compress), dict[str, Term](), list[int](), 0
    parts, packed, texts = list[Stretch](), list[bytes](), list[bytes]()
    for part in stretches.all():
        bases.append(base)
        base += len(part.texts)
        texts += part.texts
        whole = len(texts) // shown * shown
        packed += [files.pack(b"[%s]" % b",".join(own)) for own in chunks(texts[:whole], shown)]
        del texts[:whole]
        _join(terms, bases[-1], part.terms)
        # A large segment takes much memory, so what is packed and joined is not kept any longer.
        parts.append(part._replace(texts=(), terms={}))
    if texts:
        packed.append(files.pack(b"[%s]" % b",".join(texts)))
    for together in chunks(packed, TOGETHER):
        files.put("shown", *together)
    if names := [*chain.from_iterable(part.names for part in parts)]:
        files.put("names", files.pack(as_json(names)))
    if any(part.is_dated for part in parts):
        dates = b"".join(part.dates for part in parts)
        files.put("dates", files.pack(_NO_JSON, dates))
    columns = {facet: _column(facet, parts) for facet in FACETS}
    filled = {facet: column for facet, column in columns.items() if column[0]}
    small = {facet: column for facet, column in filled.items() if facet not in _LARGE}
    known = {facet: values for facet, (values, _) in small.items()}
    files.put("facets", files.pack(as_json(known), b"".join(data for _, data in small.values())))
    facets = {}
    for facet in (facet for facet in filled if facet in _LARGE):
        values, data = filled[facet]
        file = files.pack(as_json(values), data)
        files.put(f"facet-{facet.lower()}", file)
        facets[facet] = len(file)
    common = _common(terms, base)
    for first, paired in zip(bases, stretches.pairs(common), strict=True):
        _join(terms, first, paired)
    shards = tuple(_write_shards(terms, files))
    languages = frozenset(token.lang for token in map(token_of, terms) if token.lang)
    return Segment(base, shown, tuple(sorted(common)), shards, facets, languages, files.digests)


class _Files:
    """Writes files whose names change with what they hold, so that no cache has an old one.

    A name is what the file has, its number among these, and its digest. So an edit changes the
    names of those files only that hold something of it.
    """

    def __init__(self, write: Write, compress: Compress) -> None:
        self._write, self._compress = write, compress
        self._counts = Counter[str]()
        self.digests: dict[str, str] = {}
        """The digests of all files so far, by what they have, in the order of their numbers."""

    def pack(self, json: bytes, data: bytes = b"") -> bytes:
        """Return a file's bytes: a length (32 bits, little endian), JSON, data; compressed."""
        return self._compress(len(json).to_bytes(4, "little") + json + data)

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


def _column(facet: str, parts: Iterable[Stretch]) -> tuple[list[str], bytes]:
    """Return all values of a facet; then the numbers of each document's."""
    columns = [part.columns[facet] for part in parts]
    choices = {tuple(choice) for column in columns for choice in column.choices}
    known = sorted({value for choice in choices for value in choice})
    numbers = {value: varint(number) for number, value in enumerate(known)}
    coded = {
        choice: varint(len(choice)) + b"".join(map(numbers.__getitem__, choice))
        for choice in choices
    }
    data = bytearray()
    for column in columns:
        own = [coded[tuple(choice)] for choice in column.choices]
        data += b"".join(map(own.__getitem__, column.chosen))
    return known, bytes(data)


def _common(terms: Mapping[str, Term], documents: int) -> frozenset[str]:
    """Take their positions from the words that need the most bytes of these; return the words.

    A phrase with one of them would need its places in nearly every document. So it has none.
    Instead, each two neighbours of which one is common are an entry like a word, and pairs are
    much rarer.
    """
    size = Counter[str]()
    for name, term in terms.items():
        size[token_of(name).word] += len(term.positions)
    common = frozenset(word for word, own in size.items() if own > _COMMON * documents)
    for name, term in terms.items():
        if token_of(name).word in common:
            term.drop_positions()
    return common


def _join(whole: dict[str, Term], base: int, terms: Terms) -> None:
    """Add the words or pairs of a stretch whose first document has the number `base`."""
    for name, term in terms.items():
        if name not in whole:
            whole[name] = Term()
        whole[name].join(base, term)


def _write_shards(terms: Mapping[str, Term], files: _Files) -> Iterator[str]:
    """Write the shards and their positions; yield the first stem of each shard."""
    groups: dict[tuple[bytes, str], list[int]] = {}
    own_terms, words = [*terms.values()], []
    for number, token in enumerate(map(token_of, terms)):
        words.append(token.word)
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
        entries = sorted((words[number], number) for number in forms)
        shard.add(own, lang, [(word, number, own_terms[number]) for word, number in entries])
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

    def add(self, stem: str, lang: str, forms: Iterable[tuple[str, int, Term]]) -> None:
        """Add the forms of a stem in a language."""
        entries = []
        for word, number, term in forms:
            documents = with_mask(term.first) + term.documents
            entry: list[object] = [word, term.count, len(documents)]
            self._data += documents
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
            files.write(f"positions-{number}", files.pack(_NO_JSON, data))
            for data in self._positions.files()
        )
        files.put("words", files.pack(as_json([digests, self._groups]), bytes(self._data)))


class _Positions:
    """The positions of a shard's words, in files that are filled one after the other."""

    def __init__(self) -> None:
        self._files: list[bytes] = []
        self._data = bytearray()
        # Of each word; it is in two groups if it has two stems.
        self._places: dict[int, list[int]] = {}

    def put(self, number: int, term: Term) -> list[int]:
        """Return where the positions of a word are; add them if they are new."""
        if number not in self._places:
            self._places[number] = self._add(term)
        return self._places[number]

    def _add(self, term: Term) -> list[int]:
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
