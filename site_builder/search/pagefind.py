"""Pagefind's own program: a folder of small HTML files → a bundle that a browser searches.

Pagefind writes the values of filters in an order that differs from run to run. They are put into
one here, so that the same content gives the same bytes. Its files are gzipped CBOR (RFC 8949) after
a mark; a file's name holds a hash of its content, by which the other files know it.
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
# How many places of words are loaded at once, where Pagefind takes 20,000 of its own accord. Should
# a version drop this setting, searches would load more, and find the same.
_SMALL_CHUNKS = {"PAGEFIND_UNSTABLE_INDEX_CHUNK_SIZE": "3000"}
# Of the fields of a `pf_meta` file: records, each with its hash; filters by name, each with its
# file; numbers of records in each order that was asked for.
_PAGES, _FILTERS, _SORTS = 1, 3, 4


class PagefindError(Exception):
    """Pagefind could not make the index; the message is its own."""


def index(folder: Path, bundle: Path, *, is_parted: bool = False) -> None:
    """Index the HTML files in `folder` into the new folder `bundle`.

    Where a language `is_parted` into several indexes, a word is loaded from each of them, so they
    come in smaller pieces.

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
    # Interfaces that Pagefind brings, and this site has its own of.
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
    """Call each record by its place in order of time, and those without a date `u0000` and so on.

    That is all that there is to know for sorting, in half the bytes of Pagefind's hashes and its
    own order. A hash of all records of the index stands before it, by which caches tell an old
    file from a new one. A vocabulary is called `v`; it counts no words and has no file, as nobody
    is to find it.
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
    """Write a file whose name has `{}` for a hash; returns how other files call it."""
    data = _MARK + cbor2.dumps(content)
    name = file.name.format(hashlib.sha256(data).hexdigest()[:10])
    (file.parent / name).write_bytes(gzip.compress(data, mtime=0))
    return name.removeprefix("pagefind.").partition(".")[0]
