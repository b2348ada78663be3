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
