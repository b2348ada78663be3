"""What a change does to published content without a record of it is a fault, at its place."""

from pathlib import Path
from typing import Any

import pytest

from site_builder.authoring.yaml.edit import record_text
from site_builder.changes.difference.compare import (
    NO_REDIRECT,
    OTHER_SPEAKER,
    Change,
    FieldChange,
    How,
)
from site_builder.changes.difference.copies import ALTERED_COPY
from site_builder.changes.difference.sides import Difference
from site_builder.changes.unrecorded import unrecorded
from site_builder.content.model import Person
from tests.support.project import Project, person, statement

ADDRESS = "people/ada/first"
WORDS = FieldChange("quote", "The lamp is lit.", "The lamp is out.")
DATE = FieldChange("date", "2024-01-01", "2024-01-02")
CORRECTION = FieldChange("corrections", "", "2024-02-01")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with one person, who made two statements."""
    project = Project(tmp_path)
    fields: Any = person(statement(), statement("first"))
    project.write("people/ada.yml", record_text(Person, fields))
    return project


def faults(project: Project, *changes: Change) -> list[tuple[str, int]]:
    """Return the codes and lines of what a change leaves unrecorded."""
    found = unrecorded(Difference(changes, {}, ()), project.content, project.folder)
    return [(fault.code, fault.span.line) for fault in found]


@pytest.mark.parametrize("altered", [WORDS, DATE])
def test_an_alteration_needs_a_correction(altered: FieldChange, project: Project) -> None:
    """Words or a date may change only with a new entry in the statement's corrections."""
    silent = Change(How.CHANGED, "quote", ADDRESS, (altered,))
    ((code, line),) = faults(project, silent)
    assert code == "silent-change"
    assert "first" in (project.content / "people/ada.yml").read_text().splitlines()[line - 1]
    assert faults(project, Change(How.CHANGED, "quote", ADDRESS, (altered, CORRECTION))) == []


def test_another_speaker_needs_a_correction(project: Project) -> None:
    """Words that move to another person are an alteration."""
    moved = Change(How.CHANGED, "quote", ADDRESS, note=OTHER_SPEAKER)
    assert [code for code, _ in faults(project, moved)] == ["silent-change"]


@pytest.mark.parametrize(
    ("field", "is_silent"),
    [
        (("status", "retracted", ""), True),
        (("status", "disputed", "published"), True),
        (("status", "misattributed", ""), True),
        # The note says why it is disputed, but not why it is somebody's now.
        (("status", "misattributed", "disputed"), True),
        (("status", "retracted", "disputed"), False),
        (("status", "", "retracted"), False),
        (("status", "published", ""), False),
        (("retracts", "ada/lamps", ""), True),
        (("retracts", "ada/lamps", "ada/tide"), True),
        (("retracts", "", "ada/lamps"), False),
        (("with", "bo, cy", "bo"), True),
        (("with", "", "bo"), True),
        (("with", "bo, cy", "cy, bo"), False),
        (("on_behalf_of", "bo", ""), True),
    ],
)
def test_what_was_said_of_it_does_not_go_in_silence(
    field: tuple[str, str, str], *, is_silent: bool, project: Project
) -> None:
    """A mark that is lifted, a retraction that is dropped, and other speakers need a correction."""
    change = FieldChange(*field)
    silent = faults(project, Change(How.CHANGED, "quote", ADDRESS, (change,)))
    assert [code for code, _ in silent] == ["silent-change"] * is_silent
    assert faults(project, Change(How.CHANGED, "quote", ADDRESS, (change, CORRECTION))) == []


@pytest.mark.parametrize(
    ("name", "before", "now"),
    [
        ("with", "bo, old", "bo, new"),
        ("on_behalf_of", "old", "new"),
        ("retracts", "old/said", "new/said"),
        ("retracts", "old/before", "new/after"),
    ],
)
def test_a_new_id_is_nobody_else(name: str, before: str, now: str, project: Project) -> None:
    """Where somebody has got a new id, those who name the person have changed nothing."""
    renamed = [
        Change(How.CHANGED, "person", "people/new", former="people/old"),
        Change(How.CHANGED, "quote", "people/new/after", former="people/old/before"),
    ]
    naming = Change(How.CHANGED, "quote", ADDRESS, (FieldChange(name, before, now),))
    assert faults(project, *renamed, naming) == []
    assert [code for code, _ in faults(project, naming)] == ["silent-change"]


def test_a_renamed_file_is_no_other_speaker(project: Project) -> None:
    """Where the file of the former speaker is gone, the hint begins with what a new name needs."""
    moved = Change(How.CHANGED, "quote", ADDRESS, former="people/eve/first", note=OTHER_SPEAKER)
    gone = Change(How.REMOVED, "person", "people/eve")
    for changes, is_renamed in (((moved, gone), True), ((moved,), False)):
        found = unrecorded(Difference(changes, {}, ()), project.content, project.folder)
        (hint,) = (fault.hint for fault in found if fault.code == "silent-change")
        assert ("add `former_ids: [eve]`" in hint) is is_renamed
        assert "`corrections:`" in hint


def test_what_adds_to_a_record_is_free(project: Project) -> None:
    """A new statement, and a date where there was none, alter nothing that was published."""
    dated = FieldChange("date", "", "2024-01-02")
    assert faults(project, Change(How.ADDED, "quote", ADDRESS, (WORDS,))) == []
    assert faults(project, Change(How.CHANGED, "quote", ADDRESS, (dated,))) == []


def test_an_address_must_lead_somewhere(project: Project) -> None:
    """A dead address is a fault; a removed person's statements go with the person."""
    renamed = Change(How.CHANGED, "quote", ADDRESS, former="people/ada/old", note=NO_REDIRECT)
    assert [code for code, _ in faults(project, renamed)] == ["vanished-id"]
    gone = [Change(How.REMOVED, "quote", f"people/eve/{id_}") for id_ in ("one", "two")]
    assert len(faults(project, *gone)) == 2
    assert len(faults(project, *gone, Change(How.REMOVED, "person", "people/eve"))) == 1


def test_a_copy_does_not_change(project: Project) -> None:
    """A copy that has other words, or that is gone while its source is there, is a fault."""
    words = FieldChange("words at 40", "It is not lit.", "It is now lit.")
    altered = Change(How.CHANGED, "capture", "captures/gazette", (words,), note=ALTERED_COPY)
    gone = Change(How.REMOVED, "capture", "captures/paper")

    def codes(*evidence: Change) -> list[str]:
        difference = Difference((), {}, (), evidence)
        return [fault.code for fault in unrecorded(difference, project.content, project.folder)]

    assert codes(altered) == ["altered-copy"]
    assert codes(gone) == []
    project.write("sources/paper.yml", "title: The Paper\ntype: article-newspaper\n")
    assert codes(gone) == ["altered-copy"]
    assert codes(Change(How.REMOVED, "receipts file", "receipts/paper")) == []
