"""Fixture: another project that uses the package."""

from pathlib import Path

import pytest

from tests.support.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A project in a folder of its own, which is the present one."""
    monkeypatch.chdir(tmp_path)
    return Project(tmp_path)
