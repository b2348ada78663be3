"""`fmt` and `import` over a whole site; `benchmarks.lossless` does the same with thousands."""

from pathlib import Path

from benchmarks.lossless import run


def test_nothing_is_lost(tmp_path: Path) -> None:
    """However files are laid out, both commands keep records and comments, and twice is once."""
    found = run(8, 3, tmp_path)
    assert found["files"] > 30
    assert found["comments"] > 50
    assert 0 < found["rows taken into files of any layout"] < found["rows"]
