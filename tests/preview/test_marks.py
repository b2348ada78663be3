import os
import time
from pathlib import Path

import pytest

from site_builder.preview.marks import changes, marks, marks_after


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with two files that were written long ago."""
    (tmp_path / "below").mkdir()
    for name in ("one.yml", "below/two.yml"):
        (tmp_path / name).write_text("before", encoding="utf-8")
        os.utime(tmp_path / name, (1_000_000_000, 1_000_000_000))
    return tmp_path


def test_what_changed(folder: Path) -> None:
    """Files that were edited, added and removed are found, and no other ones."""
    before = marks([folder])
    assert changes(before, marks([folder])) == set()
    (folder / "one.yml").write_text("after!", encoding="utf-8")
    (folder / "three.yml").write_text("new", encoding="utf-8")
    (folder / "below/two.yml").unlink()
    (folder / "__pycache__").mkdir()
    names = {Path(path).relative_to(folder).as_posix() for path in changes(before, marks([folder]))}
    assert names == {"one.yml", "three.yml", "below/two.yml"}


def test_a_young_file_may_change_within_a_tick_of_the_clock(folder: Path) -> None:
    """A file that was only just written counts as changed at the next look, edited or not."""
    file = folder / "one.yml"
    file.write_text("after", encoding="utf-8")
    later = time.time() + 60  # it stays young for as long as this takes
    os.utime(file, (later, later))
    assert changes(marks([folder]), marks([folder])) == {str(file)}
    os.utime(file, (1_000_000_000, 1_000_000_000))
    assert changes(marks([folder]), marks([folder])) == set()


def test_only_what_was_written_is_looked_at(folder: Path) -> None:
    """Where contents alone changed, the marks of the files written are taken, and no other."""
    before = marks([folder])
    for name in ("one.yml", "below/two.yml"):
        (folder / name).write_text("after", encoding="utf-8")
    after = marks_after(before, [str(folder / "one.yml"), str(folder / ".one.yml.swp")])
    assert after is not None
    assert changes(before, after) == {str(folder / "one.yml")}


def test_more_than_contents(folder: Path) -> None:
    """A file that came, went or became another kind takes a look at everything."""
    before = marks([folder])
    new, gone = folder / "new.yml", folder / "one.yml"
    new.write_text("new", encoding="utf-8")
    gone.unlink()
    assert marks_after(before, [str(new)]) is None
    assert marks_after(before, [str(gone)]) is None
    gone.symlink_to("new.yml")
    assert marks_after(before, [str(gone)]) is None


def test_a_folder_that_is_gone(tmp_path: Path) -> None:
    """What is not there has no marks; a file can be looked at like a folder."""
    assert marks([tmp_path / "none"]) == {}
    (tmp_path / "mkdocs.yml").write_text("a", encoding="utf-8")
    assert marks([tmp_path / "mkdocs.yml"]).keys() == {str(tmp_path / "mkdocs.yml")}
