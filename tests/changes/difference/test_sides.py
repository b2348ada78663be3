import json
from pathlib import Path

from site_builder.changes.difference.compare import How
from tests.support.difference import changed, quoting


def test_what_cannot_be_read_on_one_side_is_not_compared(tmp_path: Path) -> None:
    """A file that is broken before or now is said to be so, and seems neither new nor removed."""
    before = {"people/a.yml": quoting("Yes"), "people/b.yml": "name: [\n"}
    found = changed(tmp_path, before, {"people/a.yml": "name: [\n", "people/b.yml": quoting("Yes")})
    assert found.changes == ()
    assert {(item.path, item.is_before) for item in found.unread} == {
        ("people/a.yml", False),
        ("people/b.yml", True),
    }


def test_other_files_are_named(tmp_path: Path) -> None:
    """Pages, waivers and what is no record are named with what became of them."""
    before = {"pages/a.md": "a", "pages/b.md": "b", "people/deep/c.yml": "c"}
    found = changed(
        tmp_path, before, {"pages/a.md": "x", "pages/b.md": None, "waivers.yml": "waivers: []\n"}
    )
    assert found.files == {
        "pages/a.md": How.CHANGED,
        "pages/b.md": How.REMOVED,
        "waivers.yml": How.ADDED,
    }
    assert found.changes == ()


def test_evidence_says_nothing_of_what_was_withdrawn(tmp_path: Path) -> None:
    """Neither the copy of a source nor a receipt shows words that an entry has taken away."""
    words = "We will not talk"
    copy = {"text": "sha256:a", "extracts": [{"at": ["0", str(len(words))], "text": words}]}
    receipt = {"statement": "a", "citation": 0, "result": "exact", "capture": "gazette"}
    before = {
        "people/a.yml": quoting(words, source="gazette"),
        "captures/gazette.yml": json.dumps(copy),
        "receipts/a.jsonl": json.dumps({**receipt, "gaps": [words]}),
    }
    now: dict[str, str | None] = {
        "people/a.yml": None,
        "captures/gazette.yml": None,
        "receipts/a.jsonl": None,
    }
    assert words in str(changed(tmp_path / "removed", before, now).evidence)
    entry = {"address": "people/a", "date": "2024-11-08", "reason": "Not theirs."}
    listed = {"withdrawn.yml": json.dumps({"withdrawn": [entry]})}
    found = changed(tmp_path / "withdrawn", before, {**now, **listed})
    assert len(found.evidence) == 2
    assert words not in str(found.evidence)
