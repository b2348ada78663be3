from pathlib import Path

import pytest

from site_builder.output import Output, SiteFile


def test_writes_bytes_as_they_are(tmp_path: Path) -> None:
    """A file holds the bytes that it was given, in folders made on the way, the last ones given."""
    output = Output(tmp_path / "site")
    for data in (b"longer than the next", b"\r\n\0\xff"):
        output.write(SiteFile("people/ada/index.html", data))
    assert (tmp_path / "site/people/ada/index.html").read_bytes() == b"\r\n\0\xff"


def test_what_stands_in_the_way_is_an_error(tmp_path: Path) -> None:
    """Where a file stands in the place of a folder, nothing is written, and an error says so."""
    (tmp_path / "people").write_bytes(b"")
    with pytest.raises(OSError, match="people"):
        Output(tmp_path).write(SiteFile("people/index.html", b"x"))
    assert (tmp_path / "people").read_bytes() == b""
