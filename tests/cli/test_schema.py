from pathlib import Path

import pytest

from site_builder.exports import schemas
from tests.support.commands import factsheet


@pytest.mark.parametrize("folder", ["schema", "deep/er"])
def test_schemas_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, folder: str) -> None:
    """All schemas are written into the folder, `schema/` unless another is named."""
    monkeypatch.chdir(tmp_path)
    done = factsheet("schema", *([folder] if folder != "schema" else []))
    assert done.exit_code == 0
    written = {file.name: file.read_text("utf-8") for file in Path(folder).iterdir()}
    assert written == dict(schemas.texts())


def test_a_file_in_the_way_is_said(tmp_path: Path) -> None:
    """Where the folder cannot be made, a sentence names it."""
    (tmp_path / "file").write_bytes(b"")
    done = factsheet("schema", str(tmp_path / "file" / "schema"))
    assert done.exit_code != 0
    assert "file/schema" in done.stderr
