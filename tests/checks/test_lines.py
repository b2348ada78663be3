import os
from pathlib import Path

from site_builder.checks.lines import line_reader
from site_builder.diagnostics import Span


def test_reads_the_line_where_a_span_begins(tmp_path: Path) -> None:
    """A line is found by its number, and none where the file has no such line."""
    (tmp_path / "a.yml").write_text("one\ntwo\n", encoding="utf-8")
    read = line_reader(tmp_path)
    lines = [read(Span("a.yml", number)) for number in (0, 1, 2, 3, 4)]
    assert lines == [None, "one", "two", "", None]


def test_what_cannot_be_read_has_no_lines(tmp_path: Path) -> None:
    """A link, a pipe, a folder, a huge file and none show nothing; damaged letters do no harm."""
    (tmp_path / "secret").write_text("secret", encoding="utf-8")
    (tmp_path / "link").symlink_to("secret")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "folder").mkdir()
    (tmp_path / "huge").write_bytes(b"x" * ((1 << 20) + 1))
    (tmp_path / "damaged").write_bytes(b"a\xffb")
    read = line_reader(tmp_path)
    for path in ("link", "pipe", "folder", "huge", "missing"):
        assert read(Span(path)) is None, path
    assert read(Span("damaged")) == "a\ufffdb"
