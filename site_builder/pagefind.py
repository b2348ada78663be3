"""Pagefind's own program: a folder of small HTML files → a bundle that a browser searches.

Pagefind writes the values of filters in an order that differs from run to run. They are put into
one here, so that the same content gives the same bytes. Its files are gzipped CBOR (RFC 8949) after
a mark; a file's name holds a hash of its content, by which the other files know it.
"""

import gzip
import hashlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import cbor2

_MARK = b"pagefind_dcd"
# Of the fields of a `pf_meta` file: filters by name, each with its file.
_FILTERS = 3


class PagefindError(Exception):
    """Pagefind could not make the index; the message is its own."""


def index(folder: Path, bundle: Path) -> None:
    """Index the HTML files in `folder` into the new folder `bundle`.

    Raises:
        PagefindError: Pagefind is missing or has failed.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(folder)]
    done = subprocess.run(
        [*command, "--output-path", str(bundle), "--silent"],
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise PagefindError(
            f"The search index could not be made: {done.stderr.strip() or done.stdout.strip()}"
        )
    # Interfaces that Pagefind brings, and this site has its own of.
    for unused in bundle.glob("pagefind-*"):
        if unused.name not in ("pagefind-entry.json", "pagefind-worker.js"):
            unused.unlink()
    _put_in_order(bundle)


def _put_in_order(bundle: Path) -> None:
    entry_file = bundle / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for lang, language in entry["languages"].items():
        meta_file = bundle / f"pagefind.{language['hash']}.pf_meta"
        meta = _read(meta_file)
        for named in meta[_FILTERS]:
            filter_file = bundle / "filter" / f"{named[1]}.pf_filter"
            name, values = _read(filter_file)
            filter_file.unlink()
            named[1] = _write(bundle / "filter" / f"{lang}_{{}}.pf_filter", [name, sorted(values)])
        meta[_FILTERS].sort()
        meta_file.unlink()
        language["hash"] = _write(bundle / f"pagefind.{lang}_{{}}.pf_meta", meta)
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8", newline="\n")


def _read(file: Path) -> Any:
    return cbor2.loads(gzip.decompress(file.read_bytes()).removeprefix(_MARK))


def _write(file: Path, content: object) -> str:
    """Write a file whose name has `{}` for a hash; returns how other files call it."""
    data = _MARK + cbor2.dumps(content)
    name = file.name.format(hashlib.sha256(data).hexdigest()[:10])
    (file.parent / name).write_bytes(gzip.compress(data, mtime=0))
    return name.removeprefix("pagefind.").partition(".")[0]
