from pathlib import Path

import pytest

from site_builder.content.model import digest
from site_builder.evidence import store

DATA = b"<p>We will not talk before spring.</p>" * 100


def test_put_and_got(tmp_path: Path) -> None:
    """A copy is got as it was put, under its digest; a second time changes nothing."""
    file = store.put(tmp_path, DATA, "text/html", "https://news.example/a", "2026-11-26")
    was = file.read_bytes()
    assert file == store.path_of(tmp_path, digest(DATA))
    assert store.get(tmp_path, digest(DATA)) == DATA
    store.put(tmp_path, DATA, "text/html", "", "2026-11-27")
    assert file.read_bytes() == was


def test_the_same_copy_is_the_same_bytes(tmp_path: Path) -> None:
    """Whoever puts a copy into a store writes the same file: nothing in it is drawn by lot."""
    one, other = (
        store.put(tmp_path / name, DATA, "text/html", "https://news.example/a", "2026-11-26")
        for name in ("one", "other")
    )
    assert one.read_bytes() == other.read_bytes()


def test_what_is_damaged_is_refused(tmp_path: Path) -> None:
    """A file that is cut short, is no archive, is another copy, or is missing says so."""
    file = store.put(tmp_path, DATA, "text/html", "", "2026-11-26")
    whole = file.read_bytes()
    other = store.put(tmp_path, b"other", "text/plain", "", "2026-11-26")
    for broken in (whole[:60], whole[: len(whole) // 2], b"", b"no archive", other.read_bytes()):
        file.write_bytes(broken)
        with pytest.raises(store.StoreError, match=r"^The copy .*\.$"):
            store.get(tmp_path, digest(DATA))
    file.unlink()
    with pytest.raises(store.StoreError, match="has no copy"):
        store.get(tmp_path, digest(DATA))
