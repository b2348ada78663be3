"""Write the search index: segments of documents, and one file that names them all.

docs/search-index.md describes the format, and decision 36 says why it is our own.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor
from functools import partial

from site_builder.content.catalogue import Catalogue, Entry
from site_builder.parallel import chunks
from site_builder.search import words
from site_builder.search.documents import FACETS, Document, Documents, Field
from site_builder.search.segment import SEGMENT, SHOWN, Segment, write_segment
from site_builder.site_folder import Output, SiteFile

FOLDER = "find"
FORMAT = 1
"""Readers refuse an index of another format."""


def write_index(
    catalogue: Catalogue, output: Output, executor: Executor, size: int = SEGMENT
) -> int:
    """Write the index of a catalogue, in segments of `size`; return the number of documents.

    Raises:
        OSError: a file cannot be written.
    """
    documents = Documents(catalogue)
    tasks: list[tuple[str, Sequence[Document | Entry]]] = []
    records: list[Document | Entry] = [*documents.records()]
    for name, items in (("records", records), ("statements", [*documents.entries()])):
        tasks += [(f"{name}-{at}", part) for at, part in enumerate(chunks(items, size))]
    segments = [*executor.map(partial(_write, documents, output), tasks)]
    for file in _common(segments):
        output.write(file)
    return sum(segment.documents for segment in segments)


def _write(
    documents: Documents, output: Output, task: tuple[str, Sequence[Document | Entry]]
) -> Segment:
    name, items = task
    own = [documents.statement(item) if isinstance(item, Entry) else item for item in items]
    segment, files = write_segment(name, own)
    for file, data in files.items():
        output.write(SiteFile(f"{FOLDER}/{segment.folder}/{file}", data))
    return segment


def _common(segments: Sequence[Segment]) -> Iterator[SiteFile]:
    """Yield the tables and the stemmers that the browser needs, and the index itself."""
    used = sorted({lang for segment in segments for lang in segment.languages})
    tables = {
        name: _named(f"{name}.json", (words.TABLES / f"{name}.json").read_bytes())
        for name in ("folding", "ukrainian")
    }
    stemmers = {lang: f"{words.SNOWBALL[lang]}.js" for lang in used if lang in words.SNOWBALL}
    yield from tables.values()
    for name in sorted({"base.js", *stemmers.values()}):
        yield SiteFile(f"{FOLDER}/stemmers/{name}", (words.STEMMERS / name).read_bytes())
    index = {
        "format": FORMAT,
        "tables": {name: file.path.removeprefix(f"{FOLDER}/") for name, file in tables.items()},
        "languages": {lang: [words.SCRIPTS[lang], stemmers.get(lang, "")] for lang in used},
        "scripts": words.BLOCKS,
        "fields": {field.name.lower(): int(field) for field in Field},
        "facets": FACETS,
        "shown": SHOWN,
        "segments": [
            {
                "folder": segment.folder,
                "documents": segment.documents,
                "facets": segment.facets,
                "shards": segment.shards,
            }
            for segment in segments
        ],
    }
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    yield SiteFile(f"{FOLDER}/index.json", text.encode())


def _named(name: str, data: bytes) -> SiteFile:
    """Return a file whose name changes with its contents, so that no cache has an old one."""
    stem, _, ending = name.partition(".")
    return SiteFile(f"{FOLDER}/{stem}-{hashlib.sha256(data).hexdigest()[:12]}.{ending}", data)
