"""After any edit, the content in memory is what reading everything anew would give."""

from pathlib import Path

import pytest

from benchmarks.generate import Plan, write_site
from site_builder.content.model import digest
from site_builder.evidence.comparison import Status
from site_builder.evidence.link_checks import LinkCheck, Missing, Result, text_of
from site_builder.examine import Inputs, load
from site_builder.preview.workspace import Workspace
from tests.support.captured import FOUND, captured
from tests.support.edits import Editor
from tests.support.project import Project, person, statement


def opened(project: Project) -> Workspace:
    """The workspace of a project whose files have been read once."""
    workspace = Workspace(Inputs(project.content, project.folder))
    workspace.refresh()
    return workspace


@pytest.mark.parametrize("seed", [2, 3])
def test_refresh_is_load(tmp_path: Path, seed: int) -> None:
    """After each of many edits at random, a workspace holds what a fresh reading would give."""
    write_site(Plan(6, seed), tmp_path)
    content = tmp_path / "content"
    workspace, editor = Workspace(Inputs(content, tmp_path)), Editor(content, seed)
    for step in range(50):
        done = editor.part() if step % 8 == 4 else editor.edit()
        kept, fresh = workspace.refresh(), load(Inputs(content, tmp_path))
        assert kept == fresh, f"{step}: {done}"
        assert [*kept.catalogue.entries] == [*fresh.catalogue.entries], f"{step}: {done}"


def test_only_what_is_touched(tmp_path: Path) -> None:
    """After an edit, statements of people whose file does not name the edited one stay."""
    write_site(Plan(6, 3), tmp_path)
    workspace = Workspace(Inputs(tmp_path / "content", tmp_path))
    before = workspace.refresh()
    file = tmp_path / "content" / "people" / "person-00002.yml"
    file.write_text(file.read_text().replace("name: ", "name: Another ", 1))
    after = workspace.refresh()
    new = {
        entry.person.id
        for key, entry in after.catalogue.entries.items()
        if entry is not before.catalogue.entries[key]
    }
    naming = {other.stem for other in file.parent.iterdir() if file.stem in other.read_text()}
    assert after.catalogue.people[file.stem].name.startswith("Another ")
    assert file.stem in new
    assert new <= {file.stem} | naming
    assert len(naming) < 6


def test_the_name_of_an_organisation_reaches_joint_statements(tmp_path: Path) -> None:
    """Where one of several speakers holds an office, its organisation's new name is shown."""
    project = Project(tmp_path)
    office = {"title": "Pilot", "organisation_id": "port", "citations": [{"source": "gazette"}]}
    project.write("organisations/port.yml", {"name": "Port", "kind": "ministry"})
    project.write("people/bo.yml", person(name="Bo", offices=[office]))
    project.write("people/ada-keeper.yml", person({**statement(), "with": ["bo"]}))
    workspace = opened(project)
    project.write("organisations/port.yml", {"name": "Port Office", "kind": "ministry"})
    (held,) = workspace.refresh().catalogue.entries["ada-keeper/lamps"].possible_offices
    assert held.office.name == "Pilot, Port Office"


def test_what_names_a_misnamed_file_has_no_fault(tmp_path: Path) -> None:
    """As in a check, the name is the only fault: no hint proposes somebody else instead."""
    project = Project(tmp_path)
    project.write("people/bo.yml", person(statement(about=["ada-keeper"])))
    workspace = opened(project)
    file = project.content / "people/ada-keeper.yml"
    misnamed = file.rename(file.with_name("Ada Keeper.yml"))
    seen = workspace.refresh()
    assert [fault.code for fault in seen.diagnostics] == ["bad-id"]
    assert seen == load(workspace.inputs)
    misnamed.unlink()
    seen = workspace.refresh()
    assert [fault.code for fault in seen.diagnostics] == ["unknown-person"]
    assert seen == load(workspace.inputs)


def test_what_names_somebody_withdrawn_is_told_so(tmp_path: Path) -> None:
    """As in a check, once the entry is written, the hint is not to add the person again."""
    project = Project(tmp_path)
    project.write("people/ada-keeper.yml", person(statement(about=["bo"])))
    workspace = opened(project)
    gone = {"address": "people/bo", "date": "2024-11-08", "reason": "At their request."}
    project.write("withdrawn.yml", {"withdrawn": [gone]})
    seen = workspace.refresh()
    (fault,) = seen.diagnostics
    assert fault.hint.startswith("It was withdrawn; ")
    assert seen == load(workspace.inputs)


def test_a_statement_in_two_files_is_found(tmp_path: Path) -> None:
    """As in a check, it is told as soon as it stands in another person's file, too."""
    project = Project(tmp_path)
    project.write("people/ada-keeper.yml", person(statement()))
    project.write("people/bo.yml", person(name="Bo"))
    workspace = opened(project)
    project.write("people/bo.yml", person({**statement(), "with": ["ada-keeper"]}, name="Bo"))
    seen = workspace.refresh()
    assert [fault.code for fault in seen.diagnostics] == ["duplicate-statement"]
    assert seen == load(workspace.inputs)


def test_looks_at_addresses(tmp_path: Path) -> None:
    """What was seen at the addresses of sources is read again when it is written."""
    made = captured(tmp_path, *FOUND)
    inputs = Inputs(made.content, tmp_path)
    workspace = Workspace(inputs)
    workspace.refresh()
    gone = Missing("bo/exact", 0, digest("We will not talk before spring"))
    check = LinkCheck(
        "gazette", "https://a.example/", "2024-11-09", Result.CHANGED, missing=(gone,)
    )
    made.write("checks/links.jsonl", text_of([check]))
    seen = workspace.refresh()
    assert seen == load(inputs)
    assert [proof.status for proof in seen.proofs["bo/exact"]] == [Status.CHANGED]
    made.write("checks/links.jsonl", "{}\n")
    assert [fault.code for fault in workspace.refresh().diagnostics] == ["bad-link-check"]


def test_nothing_changed(tmp_path: Path) -> None:
    """Where nothing has changed, the same content comes back."""
    write_site(Plan(2, 3), tmp_path)
    workspace = Workspace(Inputs(tmp_path / "content", tmp_path))
    assert workspace.refresh() is workspace.refresh()


def test_only_what_was_written(tmp_path: Path) -> None:
    """Where it is known what was written, no other file is looked at; unless one came or went."""
    write_site(Plan(3, 3), tmp_path)
    people = tmp_path / "content" / "people"
    first, second, third = (people / f"person-0000{number}.yml" for number in range(3))
    workspace = Workspace(Inputs(tmp_path / "content", tmp_path))
    workspace.refresh()
    for file in (first, second):
        file.write_text(file.read_text().replace("name: ", "name: Another ", 1))
    seen = workspace.refresh([str(first), str(people / ".gone.swp")]).catalogue.people
    assert seen[first.stem].name.startswith("Another ")
    assert not seen[second.stem].name.startswith("Another ")
    third.rename(third.with_stem("person-9"))
    assert workspace.refresh([str(third)]) == load(Inputs(tmp_path / "content", tmp_path))
