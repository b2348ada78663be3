"""Kept files are given back as they were, where they belong."""

from pathlib import Path

import pytest

from site_builder.kept import Kept, key_of, packed, unpacked
from site_builder.site_folder import SiteFile
from site_builder.user_cache import Store
from site_builder.views import Views
from tests.support.awkward import STRINGS
from tests.support.project import person, statement
from tests.support.views import SITE, linked

KEY = key_of(b"made", b" from")


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Kept:
    """A store of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    views = Views(linked(tmp_path, {"bo": person(statement())}), SITE)
    return Kept(Store(tmp_path / "content", "pages"), views.origins())


def test_what_is_packed_is_unpacked() -> None:
    """Parts come back under their names, in their order, whatever they hold."""
    parts = {"b": b"\n{}\n", "a": b"", "data/v1/ü.csv": "\n".join(STRINGS).encode()}
    assert [*unpacked(b"".join(packed(parts))).items()] == [*parts.items()]
    assert unpacked(b"".join(packed({}))) == {}


def test_files_come_back(kept: Kept) -> None:
    """Files are given back byte by byte and in their order, under their key alone."""
    files = [SiteFile("people/bo/b", b"\n\0"), SiteFile("embed/bo/a", b"")]
    kept.put_files(KEY, files)
    assert kept.files(KEY, ("people/bo/", "embed/bo/")) == files
    assert kept.files(key_of(b"another"), ("people/bo/", "embed/bo/")) is None


@pytest.mark.parametrize("path", ["../a", "people/bo/../../../a", "people/ada/index.html", "/a"])
def test_a_forged_file_writes_nowhere_else(path: str, kept: Kept) -> None:
    """What is kept of a family is written below its address or not at all."""
    kept.put_files(KEY, [SiteFile("people/bo/index.html", b""), SiteFile(path, b"")])
    assert kept.files(KEY, ("people/bo/",)) is None
