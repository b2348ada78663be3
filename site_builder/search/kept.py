"""Keep what was read of the documents, so that the next index reads only what has changed since.

A stretch is kept under a digest of everything that its documents are made from, and its pairs also
under the words that are common in its segment. So is each compressed file, under what it holds.
Without a store, all is made.
"""

import hashlib
from collections.abc import Iterator, Sequence
from zlib import crc32

from site_builder.content.catalogue import Entry
from site_builder.content.model import Record
from site_builder.content.said import said
from site_builder.installed import installed
from site_builder.kept import Kept, key_of
from site_builder.search.documents import Document, Documents
from site_builder.search.segment import compressed
from site_builder.search.stretch import (
    Read,
    Reader,
    Stretch,
    Terms,
    packed,
    packed_terms,
    unpacked,
    unpacked_terms,
)
from site_builder.views.addresses import address_of
from site_builder.views.origins import Origins
from site_builder.views.status import status_of

# One in so many documents ends a stretch.
_STRETCH = 512


class Stretches:
    """The stretches of some documents, taken from a store or read.

    Which document ends a stretch, its address alone decides. So one more document changes one
    stretch, wherever it comes among the others.
    """

    def __init__(
        self, documents: Documents, items: Sequence[Record | Entry], kept: Kept | None = None
    ) -> None:
        self._documents, self._kept = documents, kept
        self._runs = [*_runs(items)]
        self._reader = Reader()
        self._read: dict[int, Read] = {}
        self._keys = [self._key(run) for run in self._runs] if kept else []

    def all(self) -> Iterator[Stretch]:
        """Yield what each stretch adds, but for its pairs."""
        return map(self._stretch, range(len(self._runs)))

    def _stretch(self, number: int) -> Stretch:
        if self._kept is None:
            return self._made(number)
        store, key = self._kept.store, self._keys[number]
        if data := store.get(key):
            return unpacked(data)
        made = self._made(number)
        store.put(key, *packed(made))
        return made

    def _made(self, number: int) -> Stretch:
        stretch, self._read[number] = self._reader.read(self._documents_of(self._runs[number]))
        return stretch

    def _documents_of(self, run: Sequence[Record | Entry]) -> Iterator[Document]:
        of = self._documents
        return (of.statement(it) if isinstance(it, Entry) else of.record(it) for it in run)

    def pairs(self, common: frozenset[str]) -> Iterator[Terms]:
        """Yield the pairs of each stretch, once: two words of which one is common."""
        if self._kept is None:
            yield from self._reader.pairs(map(self._read.pop, range(len(self._runs))), common)
            return
        store, words = self._kept.store, repr(sorted(common)).encode()
        keys = [key_of(b"pairs", key.encode(), words) for key in self._keys]
        found = [store.get(key) for key in keys]
        for number, data in enumerate(found):
            if data is None and number not in self._read:
                self._made(number)
        missing = (self._read.pop(number) for number, data in enumerate(found) if data is None)
        made = self._reader.pairs(missing, common)
        for key, data in zip(keys, found, strict=True):
            if data is None:
                terms = next(made)
                store.put(key, *packed_terms(terms))
                yield terms
            else:
                yield unpacked_terms(data)

    def compress(self, data: bytes) -> bytes:
        """Compress what a file holds, if that was not done before."""
        if self._kept is None:
            return compressed(data)
        store, key = self._kept.store, key_of(b"file", installed().digest, data)
        kept = store.get(key)
        if kept is None:
            kept = compressed(data)
            store.put(key, kept)
        return kept

    def _key(self, run: Sequence[Record | Entry]) -> str:
        assert self._kept is not None  # there are no keys without a store
        lang = self._documents.catalogue.lang.encode()
        return key_of(
            b"stretch",
            installed().digest,
            lang,
            *(made_from(item, self._documents, self._kept.origins) for item in run),
        )


def made_from(item: Record | Entry, documents: Documents, origins: Origins) -> bytes:
    """Return the digest of all that the document of a record or a statement is made from."""
    if not isinstance(item, Entry):
        return origins.of_record(item)
    records: tuple[Record, ...] = (item.person, *item.others, *item.about, *item.themes)
    records += (item.principal,) if item.principal else ()
    records += tuple(documents.sources_of(item))
    # Of what is linked with it, only this is shown. All of that would be many documents: statements
    # that answer each other reach far, and lie in many stretches.
    catalogue = documents.catalogue
    status, root = status_of(item, catalogue, documents.titles), catalogue.root(item)
    linked = status.id, status.word, root is not None, said(item.explained_by.status_note)
    # Whether somebody else has the same name is said in titles alone.
    told = repr([linked, *map(documents.titles.of, records)]).encode()
    return hashlib.sha256(origins.of_statement(item) + told).digest()


def _runs(items: Sequence[Record | Entry]) -> Iterator[Sequence[Record | Entry]]:
    """Cut documents into stretches."""
    first = 0
    for number, item in enumerate(items, 1):
        address = item.address if isinstance(item, Entry) else address_of(item)
        if crc32(address.encode()) % _STRETCH == 0:
            yield items[first:number]
            first = number
    if first < len(items):
        yield items[first:]
