"""The file of the last looks at the addresses of sources."""

from pathlib import Path

import pytest

from site_builder.content.document import MAX_BYTES as MAX_RECORD
from site_builder.evidence.link_checks import (
    LinkCheck,
    Missing,
    Result,
    read_link_checks,
    text_of,
)

WORDS = f"sha256:{'0' * 64}"
CHANGED = LinkCheck(
    "gazette",
    "https://news.example/a",
    "2024-11-09",
    Result.CHANGED,
    final_url="https://news.example/b",
    seen="2024-11-07",
    missing=(Missing("bo/lamps", 0, WORDS),),
)
DEAD = LinkCheck(
    "almanac",
    "https://other.example/",
    "2024-11-09",
    Result.DEAD,
    "There is no such host.",
    failures=("2024-11-01", "2024-11-04", "2024-11-09"),
)


def test_read_as_written(tmp_path: Path) -> None:
    """What is written is read again, a line for each source, in order, without what is empty."""
    file = tmp_path / "links.jsonl"
    file.write_text(text_of([CHANGED, DEAD]), encoding="utf-8")
    assert read_link_checks(file, "links.jsonl") == ({"gazette": CHANGED, "almanac": DEAD}, [])
    first, second = file.read_text(encoding="utf-8").splitlines()
    assert first.startswith('{"source":"almanac"')
    assert "why" not in second


@pytest.mark.parametrize(
    "edit",
    [
        ("{", "["),
        ('"2024-11-09"', '"today"'),
        ('"changed"', '"fine"'),
        ('"https://news.example/a"', '"javascript:alert(1)"'),
        ('"https://news.example/b"', '"https://a@b.example/"'),
        ('"citation":0', '"citation":true'),
        ('"source"', '"sources"'),
        ('"missing":[{', '"missing":[{"more":[],'),
        ('"missing":[', '"missing":[1,'),
        ('"seen":"2024-11-07"', '"seen":7'),
    ],
    ids=lambda edit: edit[1],
)
def test_edited(tmp_path: Path, edit: tuple[str, str]) -> None:
    """A line that the tool would not write is a fault at that line, and the others are read."""
    file = tmp_path / "links.jsonl"
    wrong = text_of([CHANGED]).replace(*edit, 1)
    file.write_text(text_of([DEAD]) + wrong, encoding="utf-8")
    found, faults = read_link_checks(file, "links.jsonl")
    assert found == {"almanac": DEAD}
    assert [(fault.code, fault.span.line) for fault in faults] == [("bad-link-check", 2)]


def test_many(tmp_path: Path) -> None:
    """The file has a line for each source, so it may be larger than a record."""
    file = tmp_path / "links.jsonl"
    file.write_text(text_of(DEAD._replace(source=f"s-{n}") for n in range(2_000)), encoding="utf-8")
    assert file.stat().st_size > MAX_RECORD
    found, faults = read_link_checks(file, "links.jsonl")
    assert (len(found), faults) == (2_000, [])


def test_twice(tmp_path: Path) -> None:
    """A source has one line; a second one, as after a merge, is a fault."""
    file = tmp_path / "links.jsonl"
    file.write_text(text_of([DEAD]) * 2, encoding="utf-8")
    found, [fault] = read_link_checks(file, "links.jsonl")
    assert found == {"almanac": DEAD}
    assert fault.message == "The source `almanac` has a line above."
