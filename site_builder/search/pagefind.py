"""Run Pagefind: a folder of small HTML files → a bundle that a browser searches.

Pagefind writes the values of filters in a different order on each run. They are sorted here, so
that the same content gives the same bytes. Its files are gzipped CBOR (RFC 8949) after a mark; a
file's name contains a hash of its content, by which other files refer to it.
"""

import gzip
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
# How many places of words are loaded at once; Pagefind's own number is 20,000. If a version drops
# this setting, searches load more and find the same.
_SMALL_CHUNKS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "3000"}
# Fields of a `pf_meta` file: records, each with its hash; filters by name, each with its file; the
# numbers of records in each requested order.
_PAGES, _FILTERS, _SORTS = 1, 3, 4


class PagefindError(Exception):
    """Pagefind could not make the index; the message is its own."""


def index(folder: Path, bundle: Path, *, is_parted: bool = False) -> None:
    """Index the HTML files in `folder` into the new folder `bundle`.

    If a language `is_parted` into several indexes, a word is loaded from each of them, and so in
    smaller pieces.

    Raises:
        PagefindError: Pagefind is missing or has failed.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
    done = subprocess.run(
        [*command, "--output-path", str(bundle), "--silent"],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, **(_SMALL_CHUNKS if is_parted else {})},
    )
    if done.returncode:
        raise PagefindError(
            f"Cannot make the search index: {done.stderr.strip() or done.stdout.strip()}"
        )
    # Pagefind's own interfaces, which this site does not use.
    for unused in bundle.glob("pagefind-*"):
        if unused.name not in ("pagefind-entry.json", "pagefind-worker.js"):
            unused.unlink()
    _put_in_order(bundle)


def _put_in_order(bundle: Path) -> None:
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for name, index in entry["languages"].items():
        meta_file = bundle / f"pagefind.{index['hash']}.pf_meta"
        meta = _read(meta_file)
        _number(bundle / "fragment", name, meta)
        for named in meta[_FILTERS]:
            filter_file = bundle / "filter" / f"{named[1]}.pf_filter"
            filter_name, values = _read(filter_file)
            filter_file.unlink()
            to = bundle / "filter" / f"{name}_{{}}.pf_filter"
            named[1] = _write(to, [filter_name, sorted(values)])
        meta[_FILTERS].sort()
        meta_file.unlink()
        index["hash"] = _write(bundle / f"pagefind.{name}_{{}}.pf_meta", meta)
        if program := index["wasm"]:
            # One for all indexes of a language, so that a browser loads it once.
            index["wasm"] = name.partition("-x-")[0]
            shared = bundle / f"wasm.{index['wasm']}.pagefind"
            (bundle / f"wasm.{program}.pagefind").replace(shared)
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8", newline="\n")


def _number(fragments: Path, name: str, meta: Any) -> None:
    """Name each record after its place by date, and those without a date `u0000` and so on.

    A browser needs no more for sorting, and it takes half the bytes of Pagefind's hashes and order.
    A hash of all records of the index comes first, so that caches can tell old files from new ones.
    A vocabulary is named `v`; it has no words and no file, because nobody should find it.
    """
    records, orders = meta[_PAGES], dict(meta[_SORTS])
    names = {number: f"{at:04}" for at, number in enumerate(orders.get("date", ()))}
    names |= dict.fromkeys(orders.get("vocabulary", ()), "v")
    digest = hashlib.sha256(" ".join(record[0] for record in records).encode()).hexdigest()[:10]
    for number, record in enumerate(records):
        file = fragments / f"{record[0]}.pf_fragment"
        record[0] = f"{name}_{digest}_{names.get(number, f'u{number:04}')}"
        if names.get(number) == "v":
            file.unlink()
            record[1] = 0
        else:
            file.rename(fragments / f"{record[0]}.pf_fragment")
    meta[_SORTS] = []


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MARK))


def _write(file: Path, content: object) -> str:
    """Write a file whose name has `{}` for a hash; return the name that other files use."""
    data = _MARK + cbor2.dumps(content)
    name = file.name.format(hashlib.sha256(data).hexdigest()[:10])
    (file.parent / name).write_bytes(gzip.compress(data, mtime=0))
    return name.removeprefix("pagefind.").partition(".")[0]
