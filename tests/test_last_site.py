"""The next build shares files of the last site that are as they were left, and no others."""

import os
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from site_builder.last_site import LastSite, held_in, left_in
from site_builder.site_folder import Output, SiteFile, held
from tests.support.project import tree

HELD = {"people/ada/index.html": b"Ada", "people/ada/lamps/index.html": b"Lamps"}


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site with one group of files, which was noted and kept."""
    site = tmp_path / "site"
    output = Output(site)
    for path, data in HELD.items():
        output.write(SiteFile(path, data))
    last = LastSite(site)
    left = left_in(output)
    assert left is not None
    last.note({"a": left})
    last.keep(is_replaced=True)
    return site


def shared(site: Path) -> set[str] | None:
    """Share the group with a new site; return the paths there."""
    output = Output(site.with_name("new"))
    files = LastSite(site).share("a", output)
    if files is None:
        return None
    assert held_in(files) == {path: held(data) for path, data in HELD.items()}
    return {*held_in(files)}


def test_files_are_shared(site: Path) -> None:
    """Files as they were left are the same files in the new site; it is known what they hold."""
    assert shared(site) == {*HELD}
    new = site.with_name("new")
    assert tree(new) == HELD
    for path in HELD:
        assert (new / path).samefile(site / path)


class Maker:
    """Writes a file for each part, and notes what it is asked for."""

    def __init__(self) -> None:
        self.touched, self.written = list[str](), list[str]()

    def key(self, part: str) -> str:
        """Its last letter."""
        return part[-1]

    def touch(self, key: str) -> None:
        """Note it."""
        self.touched.append(key)

    def write(self, part: str, output: Output) -> None:
        """Note it, and write a file."""
        self.written.append(part)
        output.write(SiteFile(f"{part}.html", b"new"))


def test_what_is_not_there_is_written(site: Path) -> None:
    """Of several parts, those of the last site are shared, and only the others are written."""
    last, maker, new = LastSite(site), Maker(), Output(site.with_name("new"))
    groups = last.share_or_write(maker, ["part-a", "part-b"], new)
    assert (maker.touched, maker.written) == (["a"], ["part-b"])
    expected = {**HELD, "part-b.html": b"new"}
    assert tree(new.folder) == expected
    assert last.note(groups) == {path: held(data) for path, data in expected.items()}


def test_what_cannot_be_shared_again_is_noted_as_held(site: Path) -> None:
    """A file that got a further name while it was written is in the site, but in no group."""

    class Linking(Maker):
        def write(self, part: str, output: Output) -> None:
            super().write(part, output)
            os.link(output.folder / f"{part}.html", site / "other")

    new = Output(site.with_name("new"))
    assert LastSite(site).share_or_write(Linking(), ["part-b"], new) == {}
    assert new.held == {"part-b.html": held(b"new")}


def test_only_groups_with_the_key_are_shared(site: Path) -> None:
    """Under another key there is nothing, and nothing is written."""
    new = Output(site.with_name("new"))
    assert LastSite(site).share("b", new) is None
    assert not new.folder.exists()


def _rewrite(file: Path) -> None:
    """Write other bytes of the same length, and set the time back."""
    times = file.stat()
    file.write_bytes(b"Eve" if file.read_bytes() == b"Ada" else b"Words")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))


def _replace(file: Path) -> None:
    other = file.with_name("other")
    shutil.copy2(file, other)
    other.replace(file)


def _lead_elsewhere(file: Path) -> None:
    file.rename(file.with_name("other"))
    file.symlink_to("other")


TOUCHED: dict[str, Callable[[Path], object]] = {
    "written to": lambda file: file.write_bytes(b"Other"),
    "longer": lambda file: file.write_bytes(file.read_bytes() + b"!"),
    "gone": Path.unlink,
    "of another file": _replace,
    "a link": _lead_elsewhere,
    "for others to write": lambda file: file.chmod(0o666),
    "elsewhere, too": lambda file: os.link(file, file.with_name("other")),
    **({} if sys.platform == "win32" else {"written to, as if long ago": _rewrite}),
}


@pytest.mark.parametrize("touched", TOUCHED)
@pytest.mark.parametrize("path", HELD)
def test_what_was_touched_is_not_shared(site: Path, path: str, touched: str) -> None:
    """If one file of a group is not as the build has left it, none is in the new site."""
    TOUCHED[touched](site / path)
    assert shared(site) is None
    assert not site.with_name("new").exists()


def test_where_there_are_no_links(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a file system that cannot link, or ends in the middle, the group is written instead."""
    link, done = os.link, list[str]()

    def refuse(source: str, place: str) -> None:
        if done:
            raise OSError("no links")
        done.append(place)
        link(source, place)

    monkeypatch.setattr(os, "link", refuse)
    assert shared(site) is None
    new = Output(site.with_name("new"))
    for path in HELD:
        new.write(SiteFile(path, b"new"))
    assert tree(new.folder) == dict.fromkeys(HELD, b"new")
    assert tree(site) == HELD


def test_shared_again(site: Path) -> None:
    """What was shared is shared with the next site too, once the last one has gone."""
    new = site.with_name("new")
    for _ in range(2):
        last, output = LastSite(site), Output(new)
        files = last.share("a", output)
        assert files is not None
        last.note({"a": files})
        shutil.rmtree(site)
        new.rename(site)
        last.keep(is_replaced=True)
    assert shared(site) == {*HELD}


def test_what_is_edited_before_it_is_kept(site: Path) -> None:
    """A file that is edited as soon as the new site is there is not taken for the build's."""
    last = LastSite(site)
    files = last.share("a", Output(site.with_name("new")))
    assert files is not None
    last.note({"a": files})
    shutil.rmtree(site)
    site.with_name("new").rename(site)
    (site / "people/ada/index.html").write_bytes(b"Eve")
    last.keep(is_replaced=True)
    assert shared(site) is None


def test_a_damaged_record_is_none(site: Path, tmp_path: Path) -> None:
    """If what was noted of the files is damaged, nothing is shared."""
    (record,) = (tmp_path / "cache").rglob("*.site")
    data = bytearray(record.read_bytes())
    data[-20] ^= 1
    record.write_bytes(data)
    assert shared(site) is None


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_other_modes(site: Path) -> None:
    """A build whose files get other modes shares nothing with one whose files have these."""
    mask = os.umask(0o077)
    try:
        assert shared(site) is None
    finally:
        os.umask(mask)


def test_what_was_written_whole(tmp_path: Path) -> None:
    """What is left in a folder are the files that were written there, with what they hold."""
    output = Output(tmp_path / "site")
    output.write(SiteFile("a", b"whole"))
    assert held_in(left_in(output) or b"") == {"a": held(b"whole")}


@pytest.mark.parametrize("is_touched", [False, True])
def test_a_build_that_stopped(site: Path, is_touched: bool) -> None:
    """What a build shared before it stopped is shared with the next one, unless it was altered."""
    last, new = LastSite(site), site.with_name("new")
    files = last.share("a", Output(new))
    assert files is not None
    last.note({"a": files})
    shutil.rmtree(new)
    last.keep(is_replaced=False)
    if is_touched:
        (site / "people/ada/index.html").chmod(0o666)
    assert shared(site) == (None if is_touched else {*HELD})


def test_what_a_stopped_build_printed(site: Path) -> None:
    """What a build printed has gone if it stopped, and is not looked for."""
    last = LastSite(site)
    last.note({"b": left_in(Output(site.with_name("new"))) or b""})
    last.keep(is_replaced=False)
    assert LastSite(site).share("b", Output(site.with_name("new"))) is None
    assert shared(site) == {*HELD}


@pytest.mark.parametrize("is_there", [True, False])
def test_what_others_did_while_it_was_written(site: Path, is_there: bool) -> None:
    """A group is not noted without a file that somebody has linked or removed meanwhile."""
    output = Output(site.with_name("new"))
    for path, data in HELD.items():
        output.write(SiteFile(path, data))
    page = output.folder / "people/ada/index.html"
    if is_there:
        page.with_name("copy").hardlink_to(page)
    else:
        page.unlink()
    assert left_in(output) is None
