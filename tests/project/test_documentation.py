"""What the documents at the front door say is so."""

import re
from pathlib import Path

import pytest

from site_builder.cli import COMMANDS
from site_builder.content.document import parse
from site_builder.content.model import Known, Person
from site_builder.content.validate import validate
from tests.support.paths import ROOT

DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / ".github").glob("*.md")),
]
every_document = pytest.mark.parametrize(
    "file", DOCUMENTS, ids=lambda file: file.relative_to(ROOT).as_posix()
)


def anchors(file: Path) -> set[str]:
    """The ids that GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


@every_document
def test_links_lead_somewhere(file: Path) -> None:
    """A link within the repository leads to a file, and its anchor to a heading of it."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", file.read_text(encoding="utf-8"), flags=re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        path, _, anchor = target.partition("#")
        if not re.match(r"https?:", target):
            there = file.parent / path if path else file
            assert there.exists(), target
            assert not anchor or anchor in anchors(there), target


@every_document
def test_commands_exist(file: Path) -> None:
    """A command that a document tells to type is one."""
    text = file.read_text(encoding="utf-8")
    assert set(re.findall(r"(?:^|[\s`/])factsheet ([a-z]+)", text)) <= {*COMMANDS}
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert set(re.findall(r"(?:^\$ |`)make ([a-z]+)", text, re.MULTILINE)) <= targets


def test_the_example_is_a_position() -> None:
    """What CONTRIBUTING shows to newcomers passes the checks that theirs will go through."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    [example] = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    document, faults = parse(f"name: Ada Keeper\nkind: official\n{example}", "example.yml")
    assert document is not None
    themes = {path.stem for path in (ROOT / "content" / "themes").glob("*.yml")}
    known = Known({"theme": themes, "source": {"some-newspaper-some-title"}})
    person, more = validate(document, Person, "ada-keeper", known)
    assert [*faults, *more] == []
    assert person is not None
    assert person.positions[0].statements[0].quote == "unfriendly country"
