import re
from pathlib import Path

import pytest

from site_builder.checks import explanations, rules
from site_builder.diagnostics import Severity
from site_builder.examine import Inputs, load
from site_builder.preview.workspace import Workspace
from tests.checks.test_rules import CASES, WORLD
from tests.support.repository import write

PERSON = """\
name: Somebody
kind: official
positions:
  - theme: peace
    statements:
      - { id: a, quote: “Peace”, date: 2024-11-05, citations: [{ source: gazette }] }
"""
WAIVERS = "waivers: [{ rule: quoted-quote, record: people/somebody/a, reason: A poem. }]\n"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with one warning, which is waived."""
    write(tmp_path, {**WORLD, "people/somebody.yml": PERSON, "waivers.yml": WAIVERS})
    return tmp_path


def test_what_is_waived_is_counted(content: Path) -> None:
    """A waived warning is no diagnostic, and not forgotten either."""
    loaded = load(Inputs(content, content))
    assert (loaded.diagnostics, loaded.waived) == ((), 1)


@pytest.mark.parametrize(
    "edit",
    [
        {"waivers.yml": None},
        {"waivers.yml": "waivers: []\n"},
        {"waivers.yml": WAIVERS.replace("people/somebody/a", "people/somebody")},
        {"waivers.yml": WAIVERS.replace("somebody/a", "somebody/b")},
        {"people/somebody.yml": PERSON.replace("“Peace”", "Peace")},
        {"people/somebody.yml": PERSON.replace("2024-11-05", "yesterday")},
        {"people/somebody.yml": None},
    ],
)
def test_the_preview_judges_as_the_check_does(content: Path, edit: dict[str, str | None]) -> None:
    """After an edit of a waiver or of what it is about, both say the same."""
    workspace = Workspace(Inputs(content, content))
    workspace.refresh()
    write(content, edit)
    seen, loaded = workspace.refresh(), load(Inputs(content, content))
    assert seen.diagnostics == loaded.diagnostics
    assert seen.waived == loaded.waived


def test_all_warnings_and_nothing_else_can_be_waived() -> None:
    """The cases show each code as error or as warning; the waivable ones are the warnings."""
    said = "".join(case.read_text(encoding="utf-8") for case in CASES)
    found = {how: {*re.findall(rf": {how}\[(.+)\]$", said, re.MULTILINE)} for how in Severity}
    assert found[Severity.WARNING] == rules.WAIVABLE
    assert not found[Severity.ERROR] & rules.WAIVABLE


def test_the_page_names_all_that_can_be_waived() -> None:
    """The page on what cannot be waived lists the warnings, which can."""
    page = explanations.page("unwaivable-rule") or ""
    assert {*re.findall("`([a-z-]+)`", page)} == rules.WAIVABLE
