"""The manifest of a site: which files it consists of, and what each one holds.

One line a file, sorted by path: its SHA-256, its size in bytes and its path, with a space between.
`docs/publish.md` describes it.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Executor
from functools import partial
from itertools import chain
from pathlib import Path

from site_builder.parallel import chunks
from site_builder.site_folder import Held, held

MANIFEST = "manifest.txt"
"""Its own path in the site. It does not list itself."""
_FILES_A_TASK = 2_000
_LINE = re.compile(r"([0-9a-f]{64}) (0|[1-9]\d{0,17}) (\S|\S.*\S)", re.ASCII)
_STEP = r"(?!\.)[^/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+"
# On Windows, a path that begins with the letter of a drive leads out of every folder.
_PATH = re.compile(f"(?![A-Za-z]:){_STEP}(?:/{_STEP})*")

Manifest = Mapping[str, Held]
"""The files of a site by their paths, which have forward slashes and are relative to it."""


class ManifestError(Exception):
    """A manifest cannot be made or read; the message is a sentence."""


def manifest_of(
    folder: Path,
    executor: Executor,
    known: Manifest | None = None,
    paths: Iterable[str] | None = None,
) -> Manifest:
    """Return the manifest of the files in a folder at these paths, or of all (`paths_in`).

    Files that are `known` are not read.

    Raises:
        ManifestError: a path cannot stand on a line.
        OSError: a file cannot be read.
    """
    known = known or {}
    paths = sorted(paths_in(folder) if paths is None else paths)
    for path in paths:
        if not is_path(path) or path != path.strip():
            raise ManifestError(
                f"The name of the file {path!r} has characters that no address can."
            )
    unread = [path for path in paths if path not in known]
    tasks = chunks(unread, _FILES_A_TASK)
    found = chain.from_iterable(executor.map(partial(_held, f"{folder}/"), tasks))
    whole = {**known, **dict(zip(unread, found, strict=True))}
    return {path: whole[path] for path in paths}


def written(manifest: Manifest) -> bytes:
    """Return the text of a manifest."""
    lines = (f"{manifest[path].digest} {manifest[path].size} {path}\n" for path in sorted(manifest))
    return "".join(lines).encode()


def read(data: bytes) -> Manifest:
    """Return the manifest in a text.

    Raises:
        ManifestError: it is not what `written` writes, so it has been altered.
    """
    manifest: dict[str, Held] = {}
    text = data.decode("utf-8", "replace")
    for number, line in enumerate(text.split("\n")[:-1], 1):
        found = _LINE.fullmatch(line)
        if found is None or not is_path(found[3]):
            raise ManifestError(
                f"Line {number} of {MANIFEST} does not name a file with its SHA-256."
            )
        manifest[found[3]] = Held(found[1], int(found[2]))
    if written(manifest) != data:
        raise ManifestError(f"{MANIFEST} is not as a build writes it.")
    return manifest


def is_path(path: str) -> bool:
    """Check whether a path leads to a file in the site, and no other one."""
    return _PATH.fullmatch(path) is not None and path != MANIFEST


def paths_in(folder: Path, below: str = "") -> Iterator[str]:
    """Yield the paths of the files in a folder, or below a place in it, but for hidden ones."""
    top = str(folder)
    for place, folders, files in os.walk(folder / below):
        folders[:] = (name for name in folders if not name.startswith("."))
        prefix = place[len(top) + 1 :].replace(os.sep, "/")
        for name in files:
            path = f"{prefix}/{name}" if prefix else name
            if not name.startswith(".") and path != MANIFEST:
                yield path


def _held(prefix: str, paths: list[str]) -> list[Held]:
    return [held(Path(prefix + path).read_bytes()) for path in paths]
