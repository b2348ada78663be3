"""Write the search index: segments of documents, and one file that names them all.

docs/search-index.md describes the format, and decision 36 says why it is our own.
"""

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from functools import partial
from pathlib import PurePosixPath
from typing import NamedTuple

from site_builder.content.catalogue import Entry
from site_builder.content.model import Record
from site_builder.kept import Kept
from site_builder.parallel import chunks, without_collection
from site_builder.search import words
from site_builder.search.documents import FACETS, Documents, Field
from site_builder.search.kept import Stretches
from site_builder.search.segment import SEGMENT, Segment, write_segment
from site_builder.site_folder import Output, SiteFile

FOLDER = "find"
FORMAT = 6
"""Readers refuse an index of another format."""
Progress = Callable[[int, int], None]
"""Called with how many documents are written, and how many there are."""
# How many segments become one when they are full.
_MERGED = 4
_RECORDS, _STATEMENTS = "records", "statements"
# How many documents' texts share a file: those of a record are short.
_SHOWN = {_RECORDS: 256, _STATEMENTS: 48}


def write_index(
    documents: Documents,
    output: Output,
    executor: Executor,
    size: int = SEGMENT,
    progress: Progress | None = None,
    kept: Kept | None = None,
) -> int:
    """Write the index of some documents, the newest in segments of `size`; return their number.

    What is `kept` of earlier indexes is not read again.

    Raises:
        OSError: a file cannot be written.
    """
    segments: dict[str, Segment] = {}
    done, total = 0, len(documents.records) + len(documents.entries)
    work = partial(write_part, documents, output, kept=kept)
    for folder, segment in executor.map(work, parts_of(documents, size)):
        segments[folder] = segment
        done += segment.documents
        if progress:
            progress(done, total)
    write_common(segments, documents.lang, output)
    return done


class Part(NamedTuple):
    """A segment to write: of which kind of documents, its number, and theirs."""

    kind: str
    number: int
    documents: Sequence[int]


def parts_of(documents: Documents, size: int = SEGMENT) -> list[Part]:
    """Return the segments to write, in their order in the index."""
    sizes = {_RECORDS: len(documents.records), _STATEMENTS: len(documents.entries)}
    return [
        Part(kind, number, numbers)
        for kind, all_ in sizes.items()
        for number, numbers in enumerate(_segments(all_, size))
    ]


def _segments(documents: int, size: int) -> Iterator[Sequence[int]]:
    """Yield the documents of each segment: the oldest in large ones, of which queries ask fewer.

    All but the last stay as they are when documents are added, until there are enough for a large
    one.
    """
    large = documents // (_MERGED * size) * _MERGED * size
    yield from chunks(range(large), _MERGED * size)
    yield from chunks(range(large, documents), size)


def write_part(
    documents: Documents, output: Output, part: Part, kept: Kept | None = None
) -> tuple[str, Segment]:
    """Write a segment; return the name of its folder.

    Raises:
        OSError: a file cannot be written.
    """
    folder = f"{part.kind}-{part.number}"
    items: Sequence[Record | Entry] = (
        documents.records if part.kind == _RECORDS else documents.entries
    )
    with without_collection():
        stretches = Stretches(documents, [items[number] for number in part.documents], kept)
        segment = write_segment(
            stretches,
            _SHOWN[part.kind],
            lambda file, data: output.write(SiteFile(f"{FOLDER}/{folder}/{file}", data)),
            stretches.compress,
        )
    return folder, segment


def write_common(segments: Mapping[str, Segment], lang: str, output: Output) -> None:
    """Write what is beside the segments, and names them by their folders.

    `lang` is the language of the site (BCP 47).

    Raises:
        OSError: a file cannot be written.
    """
    for file in _common(segments, lang):
        output.write(file)


def _common(segments: Mapping[str, Segment], lang: str) -> Iterator[SiteFile]:
    """Yield the tables and the stemmers that the browser needs, and the index itself."""
    # That of the site, too: its page loads the stemmer before it has read the index.
    own = {lang} if lang in words.SNOWBALL else set()
    used = sorted(own.union(*(segment.languages for segment in segments.values())))
    tables = {
        name: _named(f"{name}.json", (words.TABLES / f"{name}.json").read_bytes())
        for name in ("folding-rare", "ukrainian")
    }
    yield from tables.values()
    for file in map(PurePosixPath, words.stemmer_files(used)):
        yield SiteFile(f"{FOLDER}/{file}", (words.stemmers() / file.name).read_bytes())
    index = {
        "format": FORMAT,
        # In this file, because every search needs it.
        "folding": json.loads((words.TABLES / "folding.json").read_text(encoding="utf-8")),
        "tables": {name: file.path.removeprefix(f"{FOLDER}/") for name, file in tables.items()},
        "languages": {
            own: [words.SCRIPTS[own], words.stemmer_file(own) if own in words.SNOWBALL else ""]
            for own in used
        },
        "scripts": words.BLOCKS,
        "fields": {field.name.lower(): int(field) for field in Field},
        "facets": FACETS,
        "segments": [
            {
                "folder": folder,
                "documents": segment.documents,
                "shown": segment.shown,
                "common": segment.common,
                "facets": segment.facets,
                "shards": segment.shards,
                "digests": segment.digests,
            }
            for folder, segment in segments.items()
        ],
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    yield SiteFile(f"{FOLDER}/index.json", text.encode())


def _named(name: str, data: bytes) -> SiteFile:
    """Return a file whose name changes with its contents, so that no cache has an old one."""
    stem, _, ending = name.partition(".")
    return SiteFile(f"{FOLDER}/{stem}-{hashlib.sha256(data).hexdigest()[:12]}.{ending}", data)
