import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from site_builder.temporary import TemporaryFolder, Turn, whole

KILLED = """\
import os, signal, sys
from pathlib import Path
from site_builder.temporary import whole
with whole(Path(sys.argv[1])) as opened:
    opened.write(b"half of what was to be")
    opened.flush()
    os.kill(os.getpid(), signal.SIGKILL)
"""
KEPT = (
    "import sys; from site_builder.temporary import TemporaryFolder; "
    "own = TemporaryFolder(); print(own.path, flush=True); sys.stdin.read()"
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep all temporary folders of a test in one of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_killed_process_leaves_nothing(temporary: Path) -> None:
    """What a killed process left is removed by the next one; what a living one has is not."""
    with subprocess.Popen(
        [sys.executable, "-c", KEPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip())
        (left / "page.html").write_text("A page.", encoding="utf-8")
        own = TemporaryFolder()
        assert {*temporary.iterdir()} == {left, own.path}
        other.kill()
    next_ = TemporaryFolder()
    assert {*temporary.iterdir()} == {own.path, next_.path}
    own.remove()
    next_.remove()
    assert not [*temporary.iterdir()]


def test_only_own_folders_are_removed(temporary: Path) -> None:
    """Neither a file nor a link of such a name is touched, nor what the link leads to."""
    (temporary / "factsheet-temporary-file").write_text("", encoding="utf-8")
    target = temporary / "kept"
    target.mkdir()
    (temporary / "factsheet-temporary-link").symlink_to(target)
    TemporaryFolder().remove()
    assert len([*temporary.iterdir()]) == 3


def test_a_file_is_old_or_new(temporary: Path) -> None:
    """Until all is written, a file holds what it held; then all of it, with its permissions."""
    place = temporary / "a.txt"
    place.write_bytes(b"old")
    place.chmod(0o640)
    with whole(place) as opened:
        opened.write(b"new")
        opened.flush()
        assert place.read_bytes() == b"old"
    assert place.read_bytes() == b"new"
    assert place.stat().st_mode & 0o777 == 0o640
    assert [*temporary.iterdir()] == [place]


def test_what_fails_leaves_nothing(temporary: Path) -> None:
    """If writing fails, or is not allowed at its end, nothing is written, and nothing is left."""

    def refuse() -> None:
        raise ValueError("not allowed")

    place = temporary / "a.txt"
    with pytest.raises(ValueError, match="not allowed"), whole(place, allow=refuse) as opened:
        opened.write(b"new")
    with pytest.raises(OSError, match="full"), whole(place):
        raise OSError("the disk is full")
    assert [*temporary.iterdir()] == []


def test_what_a_killed_process_wrote_is_taken_over(temporary: Path) -> None:
    """The half file of a killed process is not in the next one, and does not stay beside it."""
    place = temporary / "a.txt"
    subprocess.run([sys.executable, "-c", KILLED, str(place)], check=False)
    assert [file.name for file in temporary.iterdir()] == [".a.txt~"]
    with whole(place) as opened:
        opened.write(b"new")
    assert place.read_bytes() == b"new"
    assert [*temporary.iterdir()] == [place]


def test_who_writes_at_the_same_time_waits(temporary: Path) -> None:
    """Several who write one file do so one after the other: it holds what one of them wrote."""
    place = temporary / "a.txt"

    def write(letter: int) -> None:
        with whole(place) as opened:
            for _ in range(50):
                opened.write(bytes([letter]) * 10_000)

    with ThreadPoolExecutor(8) as threads:
        [*threads.map(write, b"abcdefgh")]
    written = place.read_bytes()
    assert written == written[:1] * 500_000
    assert [*temporary.iterdir()] == [place]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_a_turn_whose_folder_is_removed(temporary: Path) -> None:
    """Who waits for a turn gets it, even if who had it removes the folder that it was in."""
    folder, waiting = temporary / "work", Event()
    one, other = Turn(folder / ".lock"), Turn(folder / ".lock")
    one.take(pytest.fail)
    with ThreadPoolExecutor() as threads:
        taken = threads.submit(other.take, waiting.set)
        assert waiting.wait(30)
        (folder / ".lock").unlink()
        folder.rmdir()
        one.end()
        taken.result(30)
    assert other.is_taken
    assert (folder / ".lock").is_file()
    other.end()
    assert [*folder.iterdir()] == []


def test_a_link_in_the_way_is_not_followed(temporary: Path) -> None:
    """Where the hidden file is a link, nothing is written where it leads."""
    target = temporary / "theirs"
    target.write_bytes(b"theirs")
    (temporary / ".a.txt~").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"), whole(temporary / "a.txt"):
        pass
    assert target.read_bytes() == b"theirs"
