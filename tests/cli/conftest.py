"""Fixtures: a project in which commands are typed, and a host that they ask."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.network import Host, hosting
from tests.support.project import Project


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Project:
    """A sound project in a folder of its own, in which commands are typed."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    return Project(tmp_path)


@pytest.fixture(name="host")
def a_host() -> Iterator[Host]:
    """A host on this machine."""
    with hosting() as made:
        yield made
