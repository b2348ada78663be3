import pytest

from tests.support.commands import factsheet
from tests.support.project import Project
from tests.support.repository import commit

FAULT = {"name": "Ben", "kind": "offical"}


def test_lines_are_no_wider_than_reads_well(monkeypatch: pytest.MonkeyPatch) -> None:
    """However wide the terminal, a line of prose has at most a hundred characters."""
    for columns, most in (("60", 60), ("300", 100)):
        monkeypatch.setenv("COLUMNS", columns)
        lines = factsheet("explain", "missing-citation").stdout.splitlines()
        assert most - 20 < max(map(len, lines)) <= most
        assert [line for line in lines if line != line.rstrip()] == []


def test_colour_is_what_the_environment_wants(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pipes are plain; `FORCE_COLOR` colours them, and `NO_COLOR` takes all colour away."""
    project.write("people/ben.yml", FAULT)
    commit(project.folder)
    project.write("people/ben.yml", {"name": "Benjamin", "kind": "official"})
    commands = (("check",), ("diff", "HEAD"), ("explain", "missing-citation"))
    assert all("\x1b" not in factsheet(*command).stdout for command in commands)
    project.write("people/ben.yml", {"name": "Benjamin"})
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert all("\x1b[" in factsheet(*command).stdout for command in commands)
    monkeypatch.setenv("NO_COLOR", "1")
    assert all("\x1b" not in factsheet(*command).stdout for command in commands)
