import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from site_builder.publishing.destinations import DestinationError, Folder


def test_files_of_a_folder(tmp_path: Path) -> None:
    """Files are written, read and removed, with the folders that they leave empty."""
    place = Folder(tmp_path / "new" / "www")
    assert place.get("a/b/c") is None
    with place.alone(pytest.fail):
        place.put("a/b/c", b"1")
        place.put("a/b/c", b"2")
        place.put("a/d", b"3")
        assert place.get("a/b/c") == b"2"
        place.remove(["a/b/c", "a/not-there"])
    assert {path.name for path in (tmp_path / "new" / "www").rglob("*")} == {"a", "d"}


def test_a_file_is_replaced_as_a_whole(tmp_path: Path) -> None:
    """Whoever is reading the file of before goes on reading it whole."""
    place = Folder(tmp_path)
    place.put("a", b"then")
    with (tmp_path / "a").open("rb") as reader:
        place.put("a", b"now")
        assert reader.read() == b"then"


def test_what_a_killed_process_left_is_removed(tmp_path: Path) -> None:
    """Half-written files are beside the site, hidden, and the next run removes them."""
    (tmp_path / ".publishing").mkdir()
    (tmp_path / ".publishing" / "1").write_bytes(b"half")
    (tmp_path / ".publishing.lock").write_bytes(b"")
    place = Folder(tmp_path)
    with place.alone(pytest.fail):
        place.put("a", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_what_fails_leaves_nothing_hidden(tmp_path: Path) -> None:
    """A run that cannot write a file, as on a full disk, removes what it has written of it."""
    place = Folder(tmp_path)
    (tmp_path / "a").mkdir()
    with pytest.raises(DestinationError), place.alone(pytest.fail):
        place.put("a", b"")
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_one_publishes_after_the_other(tmp_path: Path) -> None:
    """Who comes while somebody publishes there waits for the end of that."""
    waiting, entered = Event(), Event()

    def publish() -> None:
        with Folder(tmp_path).alone(waiting.set):
            entered.set()

    with ThreadPoolExecutor() as threads:
        with Folder(tmp_path).alone(pytest.fail):
            other = threads.submit(publish)
            assert waiting.wait(30)
            assert not entered.is_set()
        other.result(30)
    assert [*tmp_path.iterdir()] == []


def test_a_folder_that_cannot_be_used(tmp_path: Path) -> None:
    """What stands in the way is named."""
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(DestinationError, match=r"Cannot write .*file"):
        Folder(tmp_path / "file").put("a", b"")
    (tmp_path / "a").mkdir()
    with pytest.raises(DestinationError, match=r"Cannot read .*a"):
        Folder(tmp_path).get("a")


def test_no_link_leads_out_of_a_folder(tmp_path: Path) -> None:
    """What is behind a symbolic link in the folder is not touched; the folder itself may be one."""
    outside, there = tmp_path / "outside", tmp_path / "there"
    for folder in (outside, there):
        folder.mkdir()
    (outside / "diary.txt").write_bytes(b"mine")
    (there / "people").symlink_to(outside)
    (tmp_path / "www").symlink_to(there)
    place = Folder(tmp_path / "www")
    with pytest.raises(DestinationError, match="a symbolic link leads out"):
        place.remove(["people/diary.txt"])
    with pytest.raises(DestinationError, match="a symbolic link leads out"):
        place.put("people/diary.txt", b"theirs")
    assert (outside / "diary.txt").read_bytes() == b"mine"
    place.put("index.html", b"page")
    assert (there / "index.html").read_bytes() == b"page"
