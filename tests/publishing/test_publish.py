"""What is published is the site as it was built, whatever interrupted earlier runs."""

import os
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from random import Random

import pytest

from site_builder.parallel import Processes
from site_builder.publishing.destinations import DestinationError
from site_builder.publishing.manifest import (
    MANIFEST,
    ManifestError,
    manifest_of,
    written,
)
from site_builder.publishing.publish import (
    JOURNAL,
    AlteredError,
    Difference,
    built,
    difference,
    publish,
)

# More by hand: `RUNS=3000 python -m pytest tests/test_publish.py`.
RUNS = int(os.environ.get("RUNS", "300"))
PATHS = [f"{folder}{name}" for folder in ("", "a/", "b/c/") for name in ("1", "2", "3")]


class Memory:
    """A destination in memory, which fails after a number of changes."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.done: list[str] = []
        self.changes_left = 1_000_000

    def alone(self, on_wait: Callable[[], object]) -> AbstractContextManager[None]:
        """Keep nobody away."""
        del on_wait
        return nullcontext()

    def get(self, path: str) -> bytes | None:
        """Return what a file holds."""
        return self.files.get(path)

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""
        self._change(f"+{path}")
        self.files[path] = data

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files."""
        for path in paths:
            self._change(f"-{path}")
            self.files.pop(path, None)

    def _change(self, what: str) -> None:
        if self.changes_left == 0:
            raise DestinationError("It was interrupted.")
        self.changes_left -= 1
        self.done.append(what)


def site_of(folder: Path, files: dict[str, bytes]) -> Path:
    """A built site with these files."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    folder.mkdir(exist_ok=True)
    (folder / MANIFEST).write_bytes(written(manifest_of(folder, Processes())))
    return folder


def run(site: Path, destination: Memory) -> Difference:
    """Publish a site, and return what was planned."""
    manifest = built(site, Processes())
    todo = difference(manifest, destination)
    publish(site, destination, todo, manifest)
    return todo


def test_what_differs_is_written(tmp_path: Path) -> None:
    """New files come first, then changed ones, the manifest, and last what is gone is removed."""
    place = Memory()
    run(site_of(tmp_path / "then", {"a": b"now", "b": b"", "gone": b""}), place)
    place.done.clear()
    todo = run(site_of(tmp_path / "now", {"a": b"not", "b": b"", "new": b""}), place)
    assert todo == Difference(("new",), ("a",), ("gone",), 1)
    assert place.done == [
        f"+{JOURNAL}", "+new", "+a", f"+{MANIFEST}", "-gone", f"-{JOURNAL}",
    ]  # fmt: skip
    assert place.files.keys() == {"a", "b", "new", MANIFEST}
    assert place.files["a"] == b"not"


def test_the_same_site_is_not_written_again(tmp_path: Path) -> None:
    """If nothing differs, nothing is written."""
    place, site = Memory(), site_of(tmp_path / "site", {"a": b"", "b/c": b"x"})
    run(site, place)
    place.done.clear()
    assert run(site, place) == Difference((), (), (), 2)
    assert place.done == []


def test_other_files_are_left_alone(tmp_path: Path) -> None:
    """What no run has published, such as a server's own files, stays."""
    place = Memory()
    place.files = {"robots.txt": b"theirs", ".htaccess": b"theirs"}
    run(site_of(tmp_path / "then", {"a": b""}), place)
    run(site_of(tmp_path / "now", {"b": b""}), place)
    assert place.files.keys() == {"robots.txt", ".htaccess", "b", MANIFEST}


def test_after_any_interruption(tmp_path: Path) -> None:
    """Runs that were interrupted anywhere leave nothing that the next whole one does not mend."""
    random, place = Random(5), Memory()
    interrupted = 0
    for number in range(RUNS):
        paths = random.sample(PATHS, random.randrange(len(PATHS)))
        files = {path: bytes([random.randrange(3)]) for path in paths}
        site = site_of(tmp_path / str(number), files)
        place.changes_left = random.choice((0, 1, 2, 3, 5, 8, 1_000))
        try:
            run(site, place)
        except DestinationError:
            interrupted += 1
            continue
        held = {path: data for path, data in place.files.items() if path != MANIFEST}
        assert held == files
    assert RUNS / 4 < interrupted < RUNS * 9 / 10


@pytest.mark.parametrize("change", ["altered", "added", "removed"])
def test_an_altered_site_is_refused(change: str, tmp_path: Path) -> None:
    """A file that was altered, added or removed after the build is named; nothing is published."""
    site = site_of(tmp_path / "site", {"a": b"now", "b": b""})
    if change == "altered":
        (site / "a").write_bytes(b"not")
    elif change == "added":
        (site / "c").write_bytes(b"")
    else:
        (site / "b").unlink()
    name = {"altered": "a", "added": "c", "removed": "b"}[change]
    with pytest.raises(AlteredError, match=f"Altered, added or removed: {name}\\."):
        built(site, Processes())


def test_a_file_that_is_altered_meanwhile(tmp_path: Path) -> None:
    """What is altered between the check and the writing is not written."""
    site, place = site_of(tmp_path / "site", {"a": b"now"}), Memory()
    manifest = built(site, Processes())
    todo = difference(manifest, place)
    (site / "a").write_bytes(b"not")
    with pytest.raises(AlteredError):
        publish(site, place, todo, manifest)
    assert place.files.keys() == {JOURNAL}


def test_a_site_that_is_built_anew_meanwhile(tmp_path: Path) -> None:
    """The published manifest is that of the files that were written, so the next run finds more."""
    site, place = site_of(tmp_path / "site", {"a": b"one"}), Memory()
    manifest = built(site, Processes())
    todo = difference(manifest, place)
    publish(site, place, todo, manifest, lambda: site_of(site, {"a": b"two"}))
    assert run(site, place).changed == ("a",)
    assert place.files["a"] == b"two"


class Caseless(Memory):
    """A destination that takes names that differ in capitals for one, as folders of a Mac do."""

    def get(self, path: str) -> bytes | None:
        """Return what a file holds."""
        return super().get(path.casefold())

    def put(self, path: str, data: bytes) -> None:
        """Write a file."""
        super().put(path.casefold(), data)

    def remove(self, paths: Iterable[str]) -> None:
        """Remove files."""
        super().remove(path.casefold() for path in paths)


def test_a_file_with_other_capitals_takes_the_place_of_one(tmp_path: Path) -> None:
    """A name that changes in its capitals alone leaves the new file there, and not the old one."""
    for place in (Memory(), Caseless()):
        run(site_of(tmp_path / f"{place}-1", {"Ada.jpg": b"ada"}), place)
        run(site_of(tmp_path / f"{place}-2", {"ada.jpg": b"ada"}), place)
        assert place.get("ada.jpg") == b"ada"
        assert "Ada.jpg" not in place.files


def test_a_site_that_is_replaced_meanwhile(tmp_path: Path) -> None:
    """A page that another build has removed is refused, and no manifest is published."""
    site, place = site_of(tmp_path / "site", {"a": b"", "b": b""}), Memory()
    manifest = built(site, Processes())
    todo = difference(manifest, place)
    (site / "b").unlink()
    with pytest.raises(AlteredError, match="Altered, added or removed: b"):
        publish(site, place, todo, manifest)
    assert MANIFEST not in place.files


def test_many_altered_files_are_counted(tmp_path: Path) -> None:
    """The message names the first few files and counts the others."""
    site = site_of(tmp_path / "site", dict.fromkeys(PATHS, b""))
    for path in PATHS:
        (site / path).write_bytes(b"x")
    with pytest.raises(AlteredError, match=r"1, 2, 3, a/1, a/2 and 4 more\."):
        built(site, Processes())


def test_a_site_without_a_manifest(tmp_path: Path) -> None:
    """A folder that no build has written is refused, and what to type is said."""
    with pytest.raises(ManifestError, match="Build the site first: `mkdocs build`"):
        built(tmp_path, Processes())


def test_a_damaged_manifest_there(tmp_path: Path) -> None:
    """If the published manifest is damaged, nothing is done, and the way out is said."""
    place = Memory()
    place.files[MANIFEST] = b"damaged"
    manifest = built(site_of(tmp_path / "site", {"a": b""}), Processes())
    with pytest.raises(ManifestError, match=r"Remove manifest\.txt there"):
        difference(manifest, place)


def test_a_damaged_journal_removes_nothing_else(tmp_path: Path) -> None:
    """Lines of the journal that are no paths of a site are not taken for files to remove."""
    place = Memory()
    place.files[JOURNAL] = b"../a\n/etc/passwd\n.htaccess\n\xff\ngone\n"
    manifest = built(site_of(tmp_path / "site", {"a": b""}), Processes())
    assert "gone" in difference(manifest, place).gone
    assert not {"../a", "/etc/passwd", ".htaccess"} & {*difference(manifest, place).gone}
