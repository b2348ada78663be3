"""What the documents at the front door say is so."""

import re
from pathlib import Path

from site_builder.cli import COMMANDS
from site_builder.content.document import parse
from site_builder.content.model import Known, Person, Theme
from site_builder.content.validate import validate
from tests.support import field_reference
from tests.support.paths import ROOT

DOCUMENTS = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    *sorted((ROOT / ".github").glob("*.md")),
]
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
LINK = re.compile(r"\]\(([^)\s]+)\)")
COMMAND = re.compile(r"(?:^|[\s`/])factsheet ([a-z]+)", re.MULTILINE)
TARGET = re.compile(r"(?:^\$ |`)make ([a-z]+)", re.MULTILINE)


def anchors(file: Path) -> set[str]:
    """The ids that GitHub gives to the headings of a document."""
    headings = re.findall(r"^#+ (.*)$", file.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.casefold()).replace(" ", "-") for heading in headings}


def found(pattern: re.Pattern[str], *, code: bool) -> list[tuple[Path, str]]:
    """What a pattern finds in all documents, with the document; `code` also within code."""
    return [
        (file, what)
        for file in DOCUMENTS
        for what in pattern.findall(
            file.read_text(encoding="utf-8") if code else CODE.sub("", file.read_text("utf-8"))
        )
    ]


def is_broken(file: Path, link: str) -> bool:
    """Whether a link within the repository leads to no file, or to no heading of it."""
    if link.startswith(("https:", "http:")):
        return False
    path, _, anchor = link.partition("#")
    there = file.parent / path if path else file
    return not there.exists() or bool(anchor and anchor not in anchors(there))


def test_links_lead_somewhere() -> None:
    """A link within the repository leads to a file, and its anchor to a heading of it."""
    links = found(LINK, code=False)
    assert len(links) > 50
    assert [(file, link) for file, link in links if is_broken(file, link)] == []


def test_commands_exist() -> None:
    """A command that a document tells to type is one."""
    commands = found(COMMAND, code=True)
    assert {command for _, command in commands} > {"check", "diff", "fmt", "new"}
    assert [(file, command) for file, command in commands if command not in COMMANDS] == []


def test_targets_exist() -> None:
    """What a document tells to make is a target of the Makefile."""
    there = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    targets = found(TARGET, code=True)
    assert {target for _, target in targets} > {"serve", "test", "lint"}
    assert [(file, target) for file, target in targets if target not in there] == []


def test_the_examples_are_a_position_and_a_theme() -> None:
    """What CONTRIBUTING shows to newcomers passes the checks that theirs will go through."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    example, described = re.findall(r"```yaml\n(.*?)```", text, re.DOTALL)
    document, faults = parse(f"name: Ada Keeper\nkind: official\n{example}", "example.yml")
    assert document is not None
    themes = {path.stem for path in (ROOT / "content" / "themes").glob("*.yml")}
    known = Known({"theme": themes, "source": {"some-newspaper-some-title"}})
    person, more = validate(document, Person, "ada-keeper", known)
    assert [*faults, *more] == []
    assert person is not None
    assert person.positions[0].statements[0].quote == "unfriendly country"
    document, faults = parse(described, "example.yml")
    assert document is not None
    assert [*faults, *validate(document, Theme, "arms-control", Known())[1]] == []


def test_the_reference_of_fields_is_that_of_the_model() -> None:
    """After a change of the content model, `make fields` has to be run."""
    assert field_reference.PAGE.read_text(encoding="utf-8") == field_reference.text()
