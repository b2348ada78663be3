import json
from pathlib import Path

import pytest

from site_builder.evidence.receipts import Receipt, read_receipts, text_of

ZERO = f"sha256:{'0' * 64}"
RECEIPT = Receipt("a", 0, ZERO, "s", ZERO, (1, 5), "exact", (), ("…",), (), 1, 1, "2026-11-26")


def test_written_and_read(tmp_path: Path) -> None:
    """Receipts are written in one order, a line each, and read as they were."""
    file = tmp_path / "bo.jsonl"
    other = RECEIPT._replace(statement="A", citation=2)
    file.write_text(text_of([RECEIPT, other]), encoding="utf-8")
    found, faults = read_receipts(file, "bo.jsonl")
    assert not faults
    assert [*found.values()] == [(1, other), (2, RECEIPT)]


@pytest.mark.parametrize(
    "changed",
    [
        {"at": [5]},
        {"at": "15"},
        {"citation": True},
        {"citation": -1},
        {"words": "sha256:0"},
        {"result": "verified"},
        {"gaps": "…"},
        {"gaps": [1]},
        {"on": "yesterday"},
        {"more": 1},
    ],
    ids=str,
)
def test_edited_by_hand(tmp_path: Path, changed: dict[str, object]) -> None:
    """A line that no tool would write is a fault at its line, and the others are read."""
    file = tmp_path / "bo.jsonl"
    lines = [json.dumps({**RECEIPT._asdict(), **changed}), "[" * 100_000, json.dumps(RECEIPT)]
    file.write_text("\n".join([*lines, text_of([RECEIPT])]), encoding="utf-8")
    found, faults = read_receipts(file, "bo.jsonl")
    assert [number for number, _ in found.values()] == [4]
    assert [(fault.code, fault.span.line) for fault in faults] == [
        ("receipt-stale", number) for number in (1, 2, 3)
    ]
