from pathlib import Path

import pytest

from tests.support.commands import factsheet

COMMANDS = (
    ("check",),
    ("diff", "HEAD"),
    ("fmt",),
    ("new", "person", "--name", "Bo", "--kind", "official"),
    ("import", "sheet.csv"),
    ("issue", "event.json"),
    ("build",),
)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
def test_missing_settings_are_a_refusal(
    command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each command that needs settings says which file it looks for, and ends with 2."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "event.json").write_text("{}", encoding="utf-8")
    for options, name in (((), "mkdocs.yml"), (("-f", "other.yml"), "other.yml")):
        done = factsheet(*command, *options)
        assert done.exit_code == 2
        assert name in done.stderr
