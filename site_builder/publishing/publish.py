"""Publish what differs: compare the manifests of a site and of its publication.

Nothing is judged by its size or by its time. What is published is what was built: a file that was
altered since then is refused.

Whatever interrupts it, the next run completes it. Before the first file is written, the paths of
all that will be are noted in `JOURNAL`. Until that is removed, nobody knows what these files hold,
so the next run writes or removes each of them, whichever site it publishes.
"""

import os
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from site_builder.publishing.destinations import Destination
from site_builder.publishing.manifest import (
    MANIFEST,
    Manifest,
    ManifestError,
    is_path,
    manifest_of,
    read,
    written,
)
from site_builder.site_folder import held

JOURNAL = "publishing.txt"
"""The paths of the files that are being written or removed, one a line."""
_AT_ONCE = 16
_MOST_NAMED = 5


class AlteredError(Exception):
    """The site is not as it was built; the message says in which files."""


class Difference(NamedTuple):
    """What is to be done, in this order: new files, changed ones, and those that are gone."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]
    same: int
    """How many files stay as they are."""

    @property
    def paths(self) -> tuple[str, ...]:
        """All paths that are written or removed."""
        return (*self.new, *self.changed, *self.gone)


def built(site: Path, executor: Executor) -> Manifest:
    """Return the manifest of a site whose files are those that it lists.

    Raises:
        ManifestError: there is none, or it has been altered.
        AlteredError: a file has been altered, added or removed since the site was built.
        OSError: a file cannot be read.
    """
    try:
        manifest = read((site / MANIFEST).read_bytes())
    except FileNotFoundError:
        raise ManifestError(
            f"{site} has no {MANIFEST}. Build the site first: `mkdocs build`."
        ) from None
    try:
        found = manifest_of(site, executor)
    except FileNotFoundError as error:
        # It was there a moment ago.
        raise AlteredError(_altered([os.path.relpath(error.filename, site)])) from None
    if found != manifest:
        differing = sorted(
            path for path in found.keys() | manifest.keys() if found.get(path) != manifest.get(path)
        )
        raise AlteredError(_altered(differing))
    return manifest


def difference(manifest: Manifest, destination: Destination) -> Difference:
    """Return what it takes to publish a site that has this manifest.

    Raises:
        ManifestError: the destination has a manifest that has been altered.
        DestinationError: the destination cannot be read.
    """
    before = destination.get(MANIFEST)
    try:
        published = {} if before is None else read(before)
    except ManifestError as error:
        raise ManifestError(
            f"What is published there cannot be compared: {error}"
            f" Remove {MANIFEST} there; then all files are published anew, and none is removed."
        ) from None
    doubtful = _journal(destination.get(JOURNAL) or b"")
    wanted = [
        path for path, file in manifest.items() if path in doubtful or published.get(path) != file
    ]
    return Difference(
        tuple(path for path in wanted if path not in published),
        tuple(path for path in wanted if path in published),
        tuple(sorted((published.keys() | doubtful) - manifest.keys())),
        len(manifest) - len(wanted),
    )


def publish(
    site: Path,
    destination: Destination,
    todo: Difference,
    manifest: Manifest,
    on_file: Callable[[], object] = lambda: None,
) -> None:
    """Do what is planned; `on_file` is called after each file.

    New files come first, because pages of before do not lead to them, then those that replace
    others, the manifest, and last what nothing leads to any more. Before all goes what differs from
    a file of the site in capitals alone: some folders take both for one file.

    Raises:
        AlteredError: a file has been altered meanwhile.
        DestinationError: the destination cannot be written.
        OSError: a file of the site cannot be read.
    """

    def write(path: str) -> None:
        try:
            data = (site / path).read_bytes()
        except FileNotFoundError:
            raise AlteredError(_altered([path])) from None
        if held(data) != manifest[path]:
            raise AlteredError(_altered([path]))
        destination.put(path, data)

    if not todo.paths:
        return
    destination.put(JOURNAL, "".join(f"{path}\n" for path in todo.paths).encode())
    names = {path.casefold() for path in manifest}
    destination.remove([path for path in todo.gone if path.casefold() in names])
    for paths in (todo.new, todo.changed):
        for _ in _at_once(write, paths):
            on_file()
    # Not the file: another build may have replaced it meanwhile.
    destination.put(MANIFEST, written(manifest))
    destination.remove([path for path in todo.gone if path.casefold() not in names])
    destination.remove([JOURNAL])


def _at_once(write: Callable[[str], None], paths: Collection[str]) -> Iterator[None]:
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        try:
            yield from threads.map(write, paths)
        except BaseException:
            threads.shutdown(cancel_futures=True)
            raise


def _journal(data: bytes) -> set[str]:
    # It says what may be removed, so a line that is no path of a site is not taken for one.
    return {path for path in data.decode("utf-8", "replace").split("\n") if is_path(path)}


def _altered(paths: Collection[str]) -> str:
    first = ", ".join([*paths][:_MOST_NAMED])
    more = f" and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else ""
    return (
        f"The site is not as it was built. Altered, added or removed: {first}{more}."
        " Build it again: `mkdocs build`."
    )
