"""Both files of a portrait are written, or none."""

from dataclasses import replace
from pathlib import Path

import pytest

from site_builder.authoring.files import WriteError
from site_builder.authoring.portraits import Portrait, PortraitError, keep, portrait
from site_builder.authoring.yaml.edit import record_text
from site_builder.content.model import Known, Person
from site_builder.examine import Inputs, load
from tests.cli.test_portrait import PNG
from tests.support.project import Project, tree

GIVEN = {"credit": "A. Photographer", "licence": "CC BY 4.0"}


def made_for(folder: Path, **fields: str) -> Portrait:
    """A portrait of somebody new."""
    project = Project(folder)
    fields = {"name": "Bo Warden", "kind": "official"} | fields
    project.write("people/bo.yml", record_text(Person, fields))
    return made_in(project.content)


def made_in(content: Path) -> Portrait:
    """The portrait of who is there."""
    people = load(Inputs(content, content.parent)).catalogue.people
    return portrait(content, people["bo"], PNG, GIVEN, Known())


def test_none_without_the_other(tmp_path: Path) -> None:
    """If the person's file has changed meanwhile, the image is not left behind."""
    made = made_for(tmp_path)
    before = tree(tmp_path)
    changed = replace(made, record=replace(made.record, was="name: Another\n"))
    with pytest.raises(WriteError, match="has changed"):
        keep(changed)
    assert {name for name in tree(tmp_path) if "images" in str(name)} == set()
    assert tree(tmp_path) == before
    keep(made)
    assert made.file.read_bytes() == PNG


def test_after_a_kill(tmp_path: Path) -> None:
    """The image that a killed run has left is taken over; any other one is not replaced."""
    made = made_for(tmp_path)
    content = made.file.parents[1]
    made.file.parent.mkdir()
    made.file.write_bytes(PNG)
    keep(made_in(content))
    assert "image:" in made.record.file.read_text(encoding="utf-8")
    made.file.write_bytes(b"another image")
    with pytest.raises(PortraitError, match="exists already"):
        made_in(content)


def test_nobody_unnamed_has_one(tmp_path: Path) -> None:
    """Somebody whom the source does not name is not shown either."""
    with pytest.raises(PortraitError, match="is not named"):
        made_for(tmp_path, kind="unnamed")


def test_a_file_in_brackets(tmp_path: Path) -> None:
    """A file that is written as JSON is refused, and not half extended."""
    project = Project(tmp_path)
    file = project.write("people/bo.yml", {"name": "Bo Warden", "kind": "official"})
    before = file.read_bytes()
    bo = load(Inputs(project.content, tmp_path)).catalogue.people["bo"]
    with pytest.raises(PortraitError, match="Write one field a line"):
        portrait(project.content, bo, PNG, GIVEN, Known())
    assert file.read_bytes() == before
