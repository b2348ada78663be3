"""Writing files: whole or not at all, and never over what somebody else wrote."""

from pathlib import Path

import pytest

from site_builder.authoring.files import FileWrite, WriteError, write, write_all, written


def test_an_existing_file_is_never_overwritten(tmp_path: Path) -> None:
    """A file that must not exist is refused if it does, and stays as it is."""
    file = tmp_path / "a.yml"
    file.write_text("theirs", encoding="utf-8")
    with pytest.raises(WriteError, match=r"a\.yml already exists"):
        write(FileWrite(file, "ours"))
    assert [other.read_text(encoding="utf-8") for other in tmp_path.iterdir()] == ["theirs"]


def test_a_file_that_has_changed_is_never_overwritten(tmp_path: Path) -> None:
    """A file that no longer has the expected text is refused and stays as it is."""
    file = tmp_path / "a.yml"
    file.write_text("theirs", encoding="utf-8")
    with pytest.raises(WriteError, match="has changed in the meantime"):
        write(FileWrite(file, "ours", was="before"))
    assert [other.read_text(encoding="utf-8") for other in tmp_path.iterdir()] == ["theirs"]


def test_a_link_is_never_replaced(tmp_path: Path) -> None:
    """A symbolic link stays a link, and what it leads to stays as it is."""
    target, link = tmp_path / "target", tmp_path / "link"
    target.write_text("before", encoding="utf-8")
    link.symlink_to(target)
    with pytest.raises(WriteError):
        write(FileWrite(link, "ours", was="before"))
    assert link.is_symlink()
    assert target.read_text(encoding="utf-8") == "before"


def test_permissions_stay(tmp_path: Path) -> None:
    """A rewritten file keeps its permissions, and its line ends are LF."""
    file = tmp_path / "a.yml"
    file.write_text("before", encoding="utf-8")
    file.chmod(0o640)
    write(FileWrite(file, "a\nb\n", was="before"))
    assert file.read_bytes() == b"a\nb\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_all_or_none(tmp_path: Path) -> None:
    """If one of several files cannot be written, those before it are as they were."""
    old, new, taken = (tmp_path / name for name in ("old", "sub/new", "taken"))
    old.write_text("before", encoding="utf-8")
    taken.write_text("theirs", encoding="utf-8")
    writes = [FileWrite(old, "after", "before"), FileWrite(new, "new"), FileWrite(taken, "ours")]
    with pytest.raises(WriteError):
        write_all(writes)
    assert old.read_text(encoding="utf-8") == "before"
    assert not new.exists()


def test_written_files_are_undone_if_the_block_fails(tmp_path: Path) -> None:
    """Files stay only if what is done with them succeeds."""
    file = tmp_path / "a.yml"

    def fail() -> None:
        with written([FileWrite(file, "a")]):
            assert file.exists()
            raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        fail()
    assert not file.exists()
    with written([FileWrite(file, "a")]):
        pass
    assert file.exists()
