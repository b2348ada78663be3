import os
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest

from site_builder import site_folder
from site_builder.site_folder import (
    Output,
    SiteFile,
    Staging,
    StagingError,
    _swap,
    held,
    moment_of,
)
from tests.support.project import tree


def test_writes_bytes_as_they_are(tmp_path: Path) -> None:
    """A file holds the bytes that it was given, in folders made on the way, the last ones given."""
    output = Output(tmp_path / "site")
    for data in (b"longer than the next", b"\r\n\0\xff"):
        output.write(SiteFile("people/ada/index.html", data))
    assert (tmp_path / "site/people/ada/index.html").read_bytes() == b"\r\n\0\xff"


def test_it_is_known_what_was_written(tmp_path: Path) -> None:
    """A file holds what was written last; of one that is written in pieces, nobody knows it."""
    output = Output(tmp_path)
    for path, data in (("a", b"first"), ("a", b"last"), ("b", b"whole")):
        output.write(SiteFile(path, data))
    output.append(SiteFile("b", b" and more"))
    assert output.held == {"a": held(b"last")}


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no time that nobody can set")
@pytest.mark.parametrize("altered", ["", "words", "gone"])
def test_what_others_altered_is_not_known(tmp_path: Path, altered: str) -> None:
    """It is known what a file holds as long as nobody has touched it."""
    output = Output(tmp_path)
    output.write(SiteFile("a", b"A"))
    output.write(SiteFile("b", b"B"))
    moment = moment_of(tmp_path)
    assert moment is not None
    if altered == "words":
        times = (tmp_path / "a").stat()
        (tmp_path / "a").write_bytes(b"B")
        os.utime(tmp_path / "a", ns=(times.st_atime_ns, times.st_mtime_ns))
    if altered == "gone":
        (tmp_path / "a").unlink()
    known = output.held_since(moment)
    assert known == {path: held(path.upper().encode()) for path in ("b" if altered else "ab")}


def test_what_stands_in_the_way_is_an_error(tmp_path: Path) -> None:
    """Where a file stands in the place of a folder, nothing is written, and an error says so."""
    (tmp_path / "people").write_bytes(b"")
    with pytest.raises(OSError, match="people"):
        Output(tmp_path).write(SiteFile("people/index.html", b"x"))
    assert (tmp_path / "people").read_bytes() == b""


LAST = {"index.html": b"last", "people/index.html": b"last"}


@pytest.fixture
def staging(tmp_path: Path) -> Staging:
    """The staging of a site that was published before."""
    for path, data in LAST.items():
        file = tmp_path / "site" / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(data)
    return Staging(tmp_path / "site")


def build(staging: Staging) -> None:
    """Build a new site of one page."""
    staging.open(print)
    (staging.folder / "index.html").write_bytes(b"new")


def end_turn(staging: Staging) -> None:
    """Release its lock as the system does when a process is killed: the file stays."""
    lock = staging._turn._lock
    if lock is not None:  # on Windows
        os.close(lock)


def test_a_new_site_replaces_the_last_one_whole(staging: Staging) -> None:
    """Nothing of the last site is left, and nothing of the making; hidden files stay."""
    (staging.site / ".git").write_bytes(b"gitdir: elsewhere")
    build(staging)
    assert {**tree(staging.site), ".git": b""} == {**LAST, ".git": b""}
    staging.publish()
    staging.close()
    assert tree(staging.site) == {"index.html": b"new", ".git": b"gitdir: elsewhere"}
    assert [file.name for file in staging.site.parent.iterdir()] == ["site"]


def test_what_was_not_published_is_cleared_away(staging: Staging) -> None:
    """A build that is given up leaves the last site as it was."""
    build(staging)
    staging.close()
    assert tree(staging.site.parent) == {f"site/{path}": data for path, data in LAST.items()}


def test_killed_while_building(staging: Staging) -> None:
    """What a killed build has left beside the site is not in the next one."""
    build(staging)
    (staging.folder / ".hidden").write_bytes(b"")
    end_turn(staging)
    again = Staging(staging.site)
    again.open(print)
    assert tree(again.folder) == {}


def test_killed_while_replacing(staging: Staging) -> None:
    """A last site that was moved away and not replaced comes back with the next build."""
    build(staging)
    staging.site.rename(staging.site.with_name(".site.old"))
    end_turn(staging)
    again = Staging(staging.site)
    again.open(print)
    assert tree(again.site) == LAST


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such locks")
def test_builds_of_one_site_take_turns(staging: Staging) -> None:
    """A second build says that it waits, begins when the first one has ended, and replaces it."""
    build(staging)
    other, waiting = Staging(staging.site), Event()
    with ThreadPoolExecutor() as threads:
        opened = threads.submit(other.open, lambda _line: waiting.set())
        assert waiting.wait(30)
        assert tree(staging.folder) == {"index.html": b"new"}
        staging.publish()
        opened.result()
    assert tree(other.site) == {"index.html": b"new"}
    assert tree(other.folder) == {}
    staging.close()
    (other.folder / "index.html").write_bytes(b"newest")
    other.publish()
    assert tree(other.site.parent) == {"site/index.html": b"newest"}


@pytest.mark.parametrize("can_swap", [True, False])
def test_hidden_files_are_never_away(
    staging: Staging, monkeypatch: pytest.MonkeyPatch, can_swap: bool
) -> None:
    """What is hidden in the site's folder is in the last site until the new one is there."""
    hidden = {".git/config": b"mine", ".git/objects/a": b"a"}
    for path, data in hidden.items():
        Output(staging.site).write(SiteFile(path, data))
    build(staging)
    seen = []

    def swap(new: Path, site: Path) -> bool:
        seen.append({path: data for path, data in tree(site).items() if path in hidden})
        return can_swap and _swap(new, site)

    monkeypatch.setattr(site_folder, "_swap", swap)
    staging.publish()
    assert seen == [hidden]
    assert tree(staging.site) == {"index.html": b"new", **hidden}
    assert [file.name for file in staging.site.parent.iterdir()] == ["site"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux is asked to swap two folders")
def test_there_is_always_a_site(staging: Staging, monkeypatch: pytest.MonkeyPatch) -> None:
    """The last site is replaced in one step: it is never moved away before the new one is there."""
    build(staging)

    def refuse(self: Path, _target: Path) -> None:
        raise AssertionError(f"{self} is moved away")

    monkeypatch.setattr(Path, "rename", refuse)
    staging.publish()
    assert tree(staging.site) == {"index.html": b"new"}


def test_a_replacement_that_fails_is_taken_back(staging: Staging) -> None:
    """Where the new site cannot take its place, the last one stands there."""
    staging.open(print)
    staging.folder.rmdir()
    with pytest.raises(StagingError, match="Cannot replace"):
        staging.publish()
    assert tree(staging.site) == LAST


def test_follows_a_link_to_the_site(staging: Staging) -> None:
    """Where the site's folder is a link, what it leads to is renewed, and the link stays."""
    link = staging.site.with_name("www")
    link.symlink_to("site")
    linked = Staging(link)
    build(linked)
    linked.publish()
    assert link.is_symlink()
    assert tree(link) == tree(staging.site) == {"index.html": b"new"}


def test_a_file_is_not_replaced(tmp_path: Path) -> None:
    """A file in the site's place, or above it, is refused and stays."""
    file = tmp_path / "site"
    file.write_bytes(b"mine")
    for site in (file, file / "below"):
        with pytest.raises(StagingError):
            Staging(site).open(print)
    assert tree(tmp_path) == {"site": b"mine"}


def test_pieces_follow_each_other(tmp_path: Path) -> None:
    """Pieces of a file are written one after the other, in a folder that is made if needed."""
    output = Output(tmp_path)
    for piece in (b"one ", b"two"):
        output.append(SiteFile("data/v1/a.txt", piece))
    assert tree(tmp_path) == {"data/v1/a.txt": b"one two"}


def test_a_large_site_is_removed_and_nothing_that_it_leads_to(
    staging: Staging, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Several processes remove the last site; what a link in it leads to stays."""
    monkeypatch.setattr(site_folder, "_FOLDERS_A_TASK", 1)
    for place in ("site/people/ada/lamps", "site/people/bo", "elsewhere/people/cy"):
        (tmp_path / place).mkdir(parents=True)
        (tmp_path / place / "index.html").write_bytes(b"")
    for link in ("site/linked", "site/people/linked"):
        (tmp_path / link).symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    build(staging)
    staging.publish()
    assert tree(tmp_path) == {"site/index.html": b"new", "elsewhere/people/cy/index.html": b""}


def test_a_shared_file_is_never_written_to(tmp_path: Path) -> None:
    """What is written in the place of a shared file is a file of its own."""
    last, new = Output(tmp_path / "last"), Output(tmp_path / "new")
    last.write(SiteFile("people/index.html", b"last"))
    new.share("people/index.html", str(tmp_path / "last/people/index.html"))
    new.write(SiteFile("people/index.html", b"new"))
    assert new.held == {"people/index.html": held(b"new")}
    assert tree(tmp_path) == {"last/people/index.html": b"last", "new/people/index.html": b"new"}
