"""What documents that follow each other add to a segment, whichever documents are before them.

Documents are numbered from the beginning of their stretch. To join stretches takes much less time
than to read their texts, so a build keeps them (`kept`).
"""

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from site_builder.search.documents import FACETS, Document, Field, Text
from site_builder.search.words import Token, tokens

# After how many bytes the positions of a word may go on in another file.
_CUT = 24_000
# The same in a stretch: it does not know how many bytes come before it.
_STEP = 2_000
# What lies between two texts of one field: no phrase reaches across.
_GAP = 2
# Fields whose texts hardly ever occur twice.
_UNIQUE = {Field.WORDS, Field.PASSAGE, Field.ORIGINAL, Field.CONTEXT}
# Between a word, its language and its spelling in the name of a term: in no word.
_BETWEEN = "\t"
_NONE = -1
# Of a field: each word with its places, as the format has them.
_Parsed = list[tuple[int, bytes]]
# Of a field: the words of each of its texts.
_Sequences = tuple[Sequence[int], ...]
Read = Sequence[Sequence[tuple[int, _Sequences]]]
"""Of each document: its fields as bits, and the words of their texts, in numbers."""


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


def with_mask(distance: int) -> bytes:
    """Return the distance of a document whose mask of fields follows."""
    return varint(distance * 2 + 1)


class Term:
    """A word's documents, and its positions in them.

    `count` documents have it, from `first` to `last`. `documents` has the mask of the first one;
    then of each other its distance, and its mask if that differs from the last `mask`. At `cuts`,
    which are numbers of documents and of bytes, the positions may be cut: the next time when there
    are `cut` bytes.
    """

    __slots__ = ("_step", "count", "cut", "cuts", "documents", "first", "last", "mask", "positions")

    def __init__(self, step: int = _CUT) -> None:
        self.count = self.first = self.last = self.mask = 0
        self.documents: bytes | bytearray = bytearray()
        self.positions: bytes | bytearray = bytearray()
        self.cuts: list[tuple[int, int]] = []
        self.cut = self._step = step

    @classmethod
    def kept(cls, count: int, first: int, last: int, documents: bytes, positions: bytes) -> "Term":
        """Return what was kept of a stretch, without cuts."""
        term = cls(_STEP)
        term.count, term.first, term.last = count, first, last
        term.documents, term.positions = documents, positions
        return term

    def join(self, base: int, later: "Term") -> None:
        """Add what a later stretch has, whose first document has the number `base` here."""
        if self.count:
            self.documents += with_mask(base + later.first - self.last)
        else:
            self.first = base + later.first
        before = len(self.positions)
        for count, at in ((0, 0), *later.cuts) if before + len(later.positions) else ():
            if before + at >= self.cut:
                self.may_cut(self.count + count, before + at)
        self.positions += later.positions
        self.documents += later.documents
        self.last = base + later.last
        self.count += later.count

    def drop_positions(self) -> None:
        """Leave the documents alone."""
        self.positions, self.cuts = b"", []

    def may_cut(self, count: int, at: int) -> None:
        """Note that the positions may be cut before a document."""
        self.cuts.append((count, at))
        self.cut = at + self._step


Terms = Mapping[str, Term]
"""The words of a stretch or their pairs, by names that `token_of` reads."""


def token_of(name: str) -> Token:
    """Return the word or pair that a term has."""
    return Token(*name.split(_BETWEEN))


class Column(NamedTuple):
    """The values of a facet: each choice of values once, and which one each document has."""

    choices: Sequence[Sequence[str]]
    chosen: Sequence[int]


class Stretch(NamedTuple):
    """What a stretch adds, but for its pairs: they depend on which words the segment has most.

    `texts` are what is shown of each document, as JSON. `dates` are as the file `dates` has them.
    """

    texts: Sequence[bytes]
    columns: Mapping[str, Column]
    dates: bytes
    is_dated: bool
    names: Sequence[Sequence[str]]
    terms: Terms


class _Numbers(dict[Token, int]):
    """Numbers of words from 0, in the order in which they are first asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []
        """The name of each word's term, by its number."""

    def __missing__(self, token: Token) -> int:
        number = self[token] = len(self)
        self.names.append(_BETWEEN.join(token))
        return number


class Reader:
    """Reads the texts of a segment's documents; what several say alike, it reads once."""

    def __init__(self) -> None:
        self._numbers = _Numbers()
        self._known: dict[tuple[Text, ...], tuple[_Parsed, _Sequences]] = {}

    def read(self, documents: Iterable[Document]) -> tuple[Stretch, Read]:
        """Return what a stretch of documents adds, and what it takes to pair its words."""
        columns = {facet: dict[tuple[str, ...], int]() for facet in FACETS}
        chosen = {facet: list[int]() for facet in FACETS}
        texts, read, names = list[bytes](), list[list[tuple[int, _Sequences]]](), []
        dates, is_dated, terms = bytearray(), False, dict[int, Term]()
        for number, document in enumerate(documents):
            texts.append(as_json(document.shown))
            fields = [(1 << field, *self._parsed(field, own)) for field, own in document.texts]
            _enter(terms, number, [(bit, parsed) for bit, parsed, _ in fields])
            read.append([(bit, sequences) for bit, _, sequences in fields])
            for facet, choices in columns.items():
                choice = document.facets.get(facet, ())
                chosen[facet].append(choices.setdefault(choice, len(choices)))
            first, last = document.days
            dates += varint(first) + varint(last - first)
            is_dated |= first > 0
            if document.names:
                names.append(document.names)
        filled = {facet: Column([*choices], chosen[facet]) for facet, choices in columns.items()}
        return Stretch(
            texts, filled, bytes(dates), is_dated, names, _named(terms, self._numbers.names)
        ), read

    def _parsed(self, field: Field, texts: tuple[Text, ...]) -> tuple[_Parsed, _Sequences]:
        known = self._known.get(texts)
        if known is None:
            number = self._numbers.__getitem__
            sequences = tuple(array("i", map(number, tokens(*text))) for text in texts)
            known = _parsed(sequences), sequences
            if field not in _UNIQUE:
                self._known[texts] = known
        return known

    def pairs(self, read: Iterable[Read], common: frozenset[str]) -> Iterator[Terms]:
        """Yield the pairs of each of these stretches: two words of which one is common."""
        words = [token.word for token in self._numbers]
        is_common = bytearray(word in common for word in words)
        numbers: dict[tuple[int, int], int] = {}
        pairs = _Numbers()
        # Texts that occur more than once, which are the same object then.
        known: dict[int, _Parsed | None] = {
            id(sequences): None for _, sequences in self._known.values()
        }

        def pair(one: int, other: int) -> int:
            if not (is_common[one] or is_common[other]):
                return _NONE
            number = numbers.get((one, other))
            if number is None:
                both = Token(f" {words[one]} {words[other]}", "")
                number = numbers[one, other] = pairs[both]
            return number

        def parsed(sequences: _Sequences) -> _Parsed:
            return _parsed(
                [*(pair(*two) for two in pairwise(own)), _NONE] if own else () for own in sequences
            )

        for stretch in read:
            terms = dict[int, Term]()
            for number, document in enumerate(stretch):
                fields = []
                for bit, sequences in document:
                    found = known.get(id(sequences))
                    if found is None:
                        found = parsed(sequences)
                        if id(sequences) in known:
                            known[id(sequences)] = found
                    fields.append((bit, found))
                _enter(terms, number, fields)
            yield _named(terms, pairs.names)


def _named(terms: Mapping[int, Term], names: Sequence[str]) -> Terms:
    return {names[number]: term for number, term in terms.items()}


def _enter(terms: dict[int, Term], number: int, fields: list[tuple[int, _Parsed]]) -> None:
    """Add a document to the words of its fields, whose bits ascend."""
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
    for word, mask in masks.items():
        term = terms.get(word)
        if term is None:
            term = terms[word] = Term(_STEP)
            term.first = number
            term.documents += varint(mask)
        else:
            if len(term.positions) >= term.cut:
                term.may_cut(term.count, len(term.positions))
            distance = number - term.last
            if mask != term.mask:
                term.documents += with_mask(distance) + varint(mask)
            elif distance < 64:
                term.documents += _SMALL[distance * 2]
            else:
                term.documents += varint(distance * 2)
        term.positions += positions[word]
        term.last, term.mask = number, mask
        term.count += 1


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
    """Return places, of which each but the last says that another one follows."""
    *others, end = places
    if not others:
        return varint(end * 2)
    data, last = bytearray(), 0
    for place in others:
        data += varint((place - last) * 2 + 1)
        last = place
    return bytes(data + varint((end - last) * 2))


def as_json(value: object) -> bytes:
    """Return a value as JSON, without white space."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


def packed(stretch: Stretch) -> list[bytes]:
    """Return what `unpacked` reads, in pieces."""
    texts, columns, dates, is_dated, names, terms = stretch
    lengths = [*map(len, texts)]
    head = as_json([lengths, columns, len(dates), is_dated, names])
    return [head, b"\n", *texts, dates, *packed_terms(terms)]


def unpacked(data: bytes) -> Stretch:
    """Return a stretch from what was kept of it."""
    end = data.index(b"\n") + 1
    lengths, columns, dated, is_dated, names = json.loads(data[:end])
    (*texts, dates), at = _slices(data, end, [*lengths, dated])
    filled = {facet: Column(*column) for facet, column in columns.items()}
    return Stretch(texts, filled, dates, is_dated, names, unpacked_terms(data[at:]))


def packed_terms(terms: Terms) -> list[bytes]:
    """Return what `unpacked_terms` reads, in pieces."""
    own = terms.values()
    columns = (
        [term.count for term in own],
        [term.first for term in own],
        [term.last for term in own],
        [len(term.documents) for term in own],
        [len(term.positions) for term in own],
    )
    cuts = {name: term.cuts for name, term in terms.items() if term.cuts}
    head = as_json([[*terms], *columns, cuts])
    return [
        head,
        b"\n",
        *(bytes(term.documents) for term in own),
        *(bytes(term.positions) for term in own),
    ]


def unpacked_terms(data: bytes) -> Terms:
    """Return words or pairs from what was kept of them."""
    end = data.index(b"\n") + 1
    names, counts, firsts, lasts, documents, positions, cuts = json.loads(data[:end])
    of_documents, at = _slices(data, end, documents)
    of_positions, _ = _slices(data, at, positions)
    found = map(Term.kept, counts, firsts, lasts, of_documents, of_positions)
    terms = dict(zip(names, found, strict=True))
    for name, own in cuts.items():
        terms[name].cuts = own
    return terms


def _slices(data: bytes, at: int, lengths: Iterable[int]) -> tuple[list[bytes], int]:
    """Return the pieces of these lengths from a place on, and where the last one ends."""
    found = []
    for length in lengths:
        found.append(data[at : at + length])
        at += length
    return found, at
