"""What is kept in the user's cache comes back as it was, or not at all."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.installed import installed
from site_builder.user_cache import CachedValue, Store, place, place_of

VALUE = {"words": "Mind the tide.", "bytes": bytes(range(256))}
needs_modes = pytest.mark.skipif(os.name == "nt", reason="Windows has no such modes")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache, in a folder of the test's own, where nothing is as yet."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "factsheet"


@pytest.fixture
def file() -> Path:
    """A file with a value."""
    CachedValue(place("some.value"), "en").write(VALUE)
    return place("some.value")


def kept(file: Path, scope: str = "en") -> object:
    """What a later run reads."""
    return CachedValue(file, scope).read()


def test_a_later_run_reads_what_was_written(file: Path) -> None:
    """A value comes back as it was; what was never written is none."""
    assert kept(file) == VALUE
    assert kept(place("other.value")) is None


def test_a_value_is_for_its_scope_and_name(file: Path) -> None:
    """It is none for another scope, or under another name."""
    assert kept(file, "de") is None
    assert kept(file.rename(file.with_name("other.value"))) is None


def test_another_program_reads_nothing(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After an update of this package, of a library or of Python, nothing is as it was made."""
    here = installed()
    for now in (
        here._replace(package="another"),
        here._replace(python="Python 4"),
        here._replace(libraries={}),
    ):
        with monkeypatch.context() as patch:
            patch.setattr("site_builder.user_cache.installed", lambda now=now: now)
            assert kept(file) is None
    assert kept(file) == VALUE


def test_damage_is_found(file: Path) -> None:
    """A file that is empty, cut off or lengthened, or in which any byte has changed, is none."""
    whole = file.read_bytes()
    damaged = [b"", whole[:16], whole[:-1], whole + b"."]
    damaged += (whole[:at] + bytes([byte ^ 1]) + whole[at + 1 :] for at, byte in enumerate(whole))
    for data in damaged:
        file.write_bytes(data)
        assert kept(file) is None
    file.write_bytes(whole)
    assert kept(file) == VALUE


@needs_modes
def test_what_others_can_write_is_not_read(file: Path) -> None:
    """A file into which somebody else can write is none, until it is written anew."""
    for mode in (0o620, 0o602):
        file.chmod(mode)
        assert kept(file) is None
        CachedValue(file, "en").write(VALUE)
        assert kept(file) == VALUE
        assert file.stat().st_mode & 0o777 == 0o600


@needs_modes
def test_only_its_owner_can_write(folder: Path) -> None:
    """Nobody else can write there, whatever the user's mask allows."""
    mask = os.umask(0)
    try:
        CachedValue(place("some.value")).write(VALUE)
    finally:
        os.umask(mask)
    assert [path.stat().st_mode & 0o077 for path in (folder, *folder.iterdir())] == [0, 0]


def test_a_cache_that_cannot_be_written_stops_nothing(folder: Path) -> None:
    """Where no file can be written, nothing is kept, and nothing is raised."""
    folder.parent.mkdir()
    folder.write_text("a file where the folder should be", encoding="utf-8")
    CachedValue(place("some.value")).write(VALUE)
    assert kept(place("some.value")) is None


def test_each_content_folder_has_its_own(tmp_path: Path) -> None:
    """Two folders never share what is kept; two ways to one folder do."""
    one, other = tmp_path / "one", tmp_path / "other"
    assert len({place_of(one, "pages"), place_of(other, "pages"), place_of(one, "read")}) == 3
    assert place_of(one, "read") == place_of(other / ".." / "one", "read")


ONE, OTHER = "0" * 64, "1" * 64


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """A store in which something is kept."""
    store = Store(tmp_path / "content", "things")
    store.put(ONE, b"Mind ", b"the tide.")
    return store


def test_a_store_has_what_was_put_there(store: Store) -> None:
    """What was kept in pieces comes back as one, under its key alone."""
    assert store.get(ONE) == b"Mind the tide."
    assert store.get(OTHER) is None


def test_what_was_kept_under_another_key_is_not_taken(store: Store) -> None:
    """A whole file in the place of another one, such as a later one, is not used."""
    (store.folder / "11").mkdir()
    (store.folder / "00" / ONE).rename(store.folder / "11" / OTHER)
    assert store.get(OTHER) is None


def test_a_changed_byte_is_found(store: Store) -> None:
    """What has changed anywhere in its file is the same as nothing."""
    file = store.folder / "00" / ONE
    whole = file.read_bytes()
    for at in range(len(whole)):
        data = bytearray(whole)
        data[at] ^= 1
        file.write_bytes(data)
        assert store.get(ONE) is None
    file.write_bytes(whole[:-1])
    assert store.get(ONE) is None


@needs_modes
@pytest.mark.parametrize("mode", [0o777, 0o770, 0o720])
def test_a_store_that_others_can_write_is_not_used(mode: int, store: Store, tmp_path: Path) -> None:
    """What somebody else may have put there is not taken."""
    store.folder.chmod(mode)
    assert Store(tmp_path / "content", "things").get(ONE) is None


def test_what_is_long_unused_is_removed(tmp_path: Path) -> None:
    """What is unused takes no more room than what is used; the longest unused goes first."""
    store = Store(tmp_path / "content", "things")
    for age, key in enumerate(("a" * 64, "b" * 64, "c" * 64, "d" * 64)):
        store.put(key, b"x" * 1_000)
        os.utime(store.folder / key[:2] / key, (1e9 - age, 1e9 - age))
    abandoned = store.folder / "aa" / "x.new"
    abandoned.write_bytes(b"")
    os.utime(abandoned, (1e9, 1e9))
    used = Store(tmp_path / "content", "things")
    assert used.get("d" * 64)
    used.prune()
    left = {file.name[0] for file in store.folder.glob("*/*")}
    assert left == {"a", "d"}


def test_what_a_killed_process_was_writing_is_removed_at_once(tmp_path: Path) -> None:
    """A new file stays while the process that writes it runs, and no longer."""
    store = Store(tmp_path / "content", "things")
    store.put(ONE, b"x")
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    folder = store.folder / ONE[:2]
    left, written = (folder / f"{ONE}.{process}.new" for process in (ended.pid, os.getpid()))
    for file in (left, written):
        file.write_bytes(b"half")
    store.prune()
    assert not left.exists()
    assert written.exists()


def test_nothing_to_remove_where_nothing_can_be_kept(tmp_path: Path) -> None:
    """A store that is no folder is the same as none."""
    store = Store(tmp_path / "content", "things")
    store.folder.parent.mkdir(parents=True)
    store.folder.write_text("a file")
    store.put(ONE, b"x")
    assert store.get(ONE) is None
    store.prune()
