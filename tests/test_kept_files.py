"""What a store keeps is given back as it was put there, or not at all."""

import os
from pathlib import Path

import pytest

from site_builder.kept_files import Store
from site_builder.site_folder import SiteFile


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    """An empty store in a folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return Store(tmp_path / "content", "pages")


@pytest.mark.parametrize("path", ["../a", "people/bo/../../../a", "people/ada/index.html", "/a"])
def test_a_forged_file_writes_nowhere_else(path: str, store: Store) -> None:
    """What is kept of a family is written below its address or not at all."""
    store.put("0" * 64, [("people/bo/", (SiteFile(path, b""),))])
    assert store.get("0" * 64, "people/bo/") is None


def test_pages_of_another_day_are_not_taken(store: Store) -> None:
    """A whole file in the place of another one, such as a later one, is not used."""
    store.put("0" * 64, [("people/bo/", (SiteFile("people/bo/index.html", b"then"),))])
    (store.folder / "11").mkdir()
    (store.folder / "00" / ("0" * 64)).rename(store.folder / "11" / ("1" * 64))
    assert store.get("1" * 64, "people/bo/") is None


def test_what_is_long_unused_is_removed(store: Store) -> None:
    """Unused pages take no more room than used ones; the longest unused go first."""
    page = [("a/", (SiteFile("a/index.html", b"x" * 1_000),))]
    for age, key in enumerate(("a" * 64, "b" * 64, "c" * 64, "d" * 64)):
        store.put(key, page)
        os.utime(store.folder / key[:2] / key, (1e9 - age, 1e9 - age))
    abandoned = store.folder / "aa" / "x.new"
    abandoned.write_bytes(b"")
    os.utime(abandoned, (1e9, 1e9))
    used = Store(store.folder, "pages")
    used.folder = store.folder
    assert used.get("d" * 64, "a/") == page
    used.prune()
    left = {file.name[0] for file in store.folder.glob("*/*")}
    assert left == {"a", "d"}
