import shutil
from pathlib import Path

import pytest

import site_builder
from site_builder.program import program


def test_every_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of any file of the package, be it code, a template or a catalogue, is another one.

    What Python compiles is not.
    """
    package = tmp_path / "site_builder"
    shutil.copytree(Path(site_builder.__file__).parent, package)
    monkeypatch.setattr(site_builder, "__file__", str(package / "__init__.py"))

    def now() -> bytes:
        program.cache_clear()
        return program()

    first = now()
    for name in ("build.py", "html/templates/pages/person.html"):
        file = package / name
        data = file.read_bytes()
        file.write_bytes(data + b" ")
        assert now() != first, name
        file.write_bytes(data)
    assert now() == first
    (package / "__pycache__").mkdir(exist_ok=True)
    (package / "__pycache__" / "new.pyc").write_bytes(b"compiled")
    assert now() == first
    program.cache_clear()
