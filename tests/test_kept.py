"""Kept files are given back as they were, where they belong."""

import pytest

from site_builder.kept import packed, unpacked
from site_builder.site_folder import SiteFile


def test_files_come_back() -> None:
    """What was packed is unpacked, byte by byte, under its names."""
    files = (SiteFile("people/bo/a", b"\n\0"), SiteFile("people/bo/b", b""))
    groups = [("first", files), ("", ()), ("last", files[:1])]
    assert unpacked(b"".join(packed(groups)), "people/bo/", "embed/bo/") == groups


@pytest.mark.parametrize("path", ["../a", "people/bo/../../../a", "people/ada/index.html", "/a"])
def test_a_forged_file_writes_nowhere_else(path: str) -> None:
    """What is kept of a family is written below its address or not at all."""
    forged = b"".join(packed([("people/bo/", (SiteFile(path, b""),))]))
    assert unpacked(forged, "people/bo/") is None
