import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from site_builder.preview.folder import OwnFolder

KEPT = (
    "import sys; from site_builder.preview.folder import OwnFolder; "
    "own = OwnFolder(); print(own.path, flush=True); sys.stdin.read()"
)


@pytest.fixture(autouse=True)
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep all temporary folders of a test in one of its own."""
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr(tempfile, "tempdir", None)
    return tmp_path


def test_a_killed_process_leaves_nothing(temporary: Path) -> None:
    """What a killed process left is removed by the next one; what a living one has is not."""
    with subprocess.Popen(
        [sys.executable, "-c", KEPT], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        left = Path(other.stdout.readline().strip())
        (left / "page.html").write_text("A page.", encoding="utf-8")
        own = OwnFolder()
        assert {*temporary.iterdir()} == {left, own.path}
        other.kill()
    next_ = OwnFolder()
    assert {*temporary.iterdir()} == {own.path, next_.path}
    own.remove()
    next_.remove()
    assert not [*temporary.iterdir()]


def test_only_own_folders_are_removed(temporary: Path) -> None:
    """Neither a file nor a link of such a name is touched, nor what the link leads to."""
    (temporary / "factsheet-preview-file").write_text("", encoding="utf-8")
    target = temporary / "kept"
    target.mkdir()
    (temporary / "factsheet-preview-link").symlink_to(target)
    OwnFolder().remove()
    assert len([*temporary.iterdir()]) == 3
