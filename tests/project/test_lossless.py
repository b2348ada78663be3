"""`fmt` and `import` over a whole site; `benchmarks.lossless` does the same with thousands."""

from pathlib import Path

from benchmarks.lossless import run


def test_nothing_is_lost(tmp_path: Path) -> None:
    """However files are laid out, both commands keep records and comments, and are idempotent."""
    found = run(8, 3, tmp_path)
    assert found["files"] > 30
    assert found["comments"] > 50
    assert 0 < found["rows imported"] < found["rows"]
