import shutil
from importlib.metadata import version
from pathlib import Path

import pytest

import site_builder
from site_builder.installed import Installed, installed


def test_what_is_installed_is_told_by_versions() -> None:
    """Each library is there with its version, and this package by its files."""
    here = installed()
    assert here.libraries["jinja2"] == version("jinja2")
    assert here.python.startswith("Python 3.")
    assert len(here.package) == 64


def test_a_library_counts_wherever_python_finds_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of a library in several folders of the path, the version is that of the first."""
    for folder, name in (("first", "lamp-2.0"), ("second", "lamp-1.0"), ("second", "kite-0.1")):
        (tmp_path / folder / f"{name}.dist-info").mkdir(parents=True)
    monkeypatch.setattr("sys.path", [str(tmp_path / "first"), str(tmp_path / "second")])
    installed.cache_clear()
    assert installed().libraries == {"kite": "0.1", "lamp": "2.0"}
    installed.cache_clear()


def test_every_difference_is_told() -> None:
    """Another Python, another or a missing library and other code are differences."""
    here = Installed("Python 3.11.7 with zlib 1.3", "a", {"jinja2": "3.1.6", "nh3": "0.3.1"})
    there = Installed("Python 3.12.1 with zlib 1.3", "b", {"jinja2": "3.1.5", "rich": "14.0"})
    assert [*here.differences(here)] == []
    assert [*there.differences(here)] == [
        "Python 3.12.1 with zlib 1.3 (here Python 3.11.7 with zlib 1.3)",
        "jinja2 3.1.5 (here 3.1.6)",
        "nh3 none (here 0.3.1)",
        "rich 14.0 (here none)",
        "another state of site_builder",
    ]


def test_every_file_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A change of any file of the package, be it code, a template or a catalogue, is another one.

    What Python compiles is not.
    """
    package = tmp_path / "site_builder"
    shutil.copytree(Path(site_builder.__file__).parent, package)
    monkeypatch.setattr(site_builder, "__file__", str(package / "__init__.py"))

    def now() -> str:
        installed.cache_clear()
        return installed().package

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
    installed.cache_clear()
