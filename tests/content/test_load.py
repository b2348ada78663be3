from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from site_builder.content.catalogue import named_in
from site_builder.content.discover import discover
from site_builder.content.kinds import PERSON, records_in
from site_builder.content.load import Reading, digest_of, read_files
from site_builder.content.model import Person
from site_builder.diagnostics import Place
from tests.support.paths import ROOT
from tests.support.project import Project, person, statement


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project."""
    return Project(tmp_path)


def readings(project: Project) -> dict[str, Reading]:
    """What reading each person's file gives."""
    listing = discover(project.content, project.folder)
    with ThreadPoolExecutor(2) as executor:
        found = read_files(listing.records, listing.known, executor)
    files = zip(listing.records, found, strict=True)
    return {file.id: reading for file, reading in files if file.kind.folder == "people"}


def test_files_stay_in_their_order(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """However files are shared out, each file's reading is its own."""
    monkeypatch.setattr("site_builder.content.load.FILES_A_TASK", 2)
    for number in range(9):
        project.write(f"people/p-{number}.yml", person(statement(), name=f"P {number}"))
    for id_, reading in readings(project).items():
        assert reading.record is not None
        assert reading.record.id == id_
        assert {*(reading.statements or ())} == {"lamps"}
        assert (reading.faults, reading.documents) == ((), ())


def test_a_faulty_part_is_left_out(project: Project) -> None:
    """A record comes without its faulty statement, whose id is known to be there all the same."""
    bad = statement("tide", quote="High tide.", date="yesterday")
    project.write("people/bo.yml", person(statement(), bad))
    reading = readings(project)["bo"]
    assert isinstance(reading.record, Person)
    assert [said.id for said in reading.record.positions[0].statements] == ["lamps"]
    assert {*(reading.statements or ())} == {"lamps", "tide"}
    assert [fault.code for fault in reading.faults] == ["bad-date"]
    assert [document.path for document in reading.documents] == ["dossier/people/bo.yml"]


def test_a_file_that_cannot_be_read(project: Project) -> None:
    """Of a file that is no YAML nothing is known, not even which statements it has."""
    project.write("people/bo.yml", "name: [\n")
    reading = readings(project)["bo"]
    assert (reading.record, reading.statements, reading.documents) == (None, None, ())
    assert [fault.code for fault in reading.faults] == ["yaml-syntax"]


def test_a_person_in_several_files(project: Project) -> None:
    """The positions of all files of a person are one record's, each with its place in its file."""
    project.write("people/bo.yml", person(statement(), name="Bo"))
    tide = statement("tide", quote="High tide.")
    late = {"positions": person(tide, statement("ebb"))["positions"]}
    project.write("people/bo/2025.yml", late)
    project.write("people/bo/2024.yml", {"positions": person(statement("old"))["positions"]})
    reading = readings(project)["bo"]
    bo = reading.record
    assert isinstance(bo, Person)
    said = [[one.id for one in position.statements] for position in bo.positions]
    assert said == [["lamps"], ["old"], ["tide", "ebb"]]
    assert {*(reading.statements or ())} == {"lamps", "old", "tide", "ebb"}
    assert bo.place_of(("positions", 0, "theme")).path == "dossier/people/bo.yml"
    there = bo.place_of(("positions", 2, "statements", 1, "id"))
    assert there == Place("dossier/people/bo/2025.yml", ("positions", 0, "statements", 1, "id"))


def test_a_part_that_cannot_be_read(project: Project) -> None:
    """If one of a person's files is no YAML, the others are read, and nobody knows what it has."""
    project.write("people/bo.yml", person(statement(), name="Bo"))
    project.write("people/bo/2024.yml", "positions: [\n")
    reading = readings(project)["bo"]
    assert isinstance(reading.record, Person)
    assert reading.statements is None
    assert [fault.span.path for fault in reading.faults] == ["dossier/people/bo/2024.yml"]


def test_both_ways_of_reading_give_the_same(project: Project) -> None:
    """A record is the same whether its file is read the fast way or, for a comment, the other."""
    fields = person(statement(about=["ada-keeper"]), country="NZ", summary="Keeps *lamps*.")
    file = project.write("people/bo.yml", fields)
    fast = readings(project)["bo"]
    file.write_text(file.read_text(encoding="utf-8") + "\n# A note.\n", encoding="utf-8")
    thorough = readings(project)["bo"]
    assert thorough.digest != fast.digest
    assert thorough._replace(digest=fast.digest) == fast


def test_a_digest_tells_names_and_bytes() -> None:
    """Files with another name, byte or order have another digest; if one was not read, none."""
    digests = [
        digest_of([("a.yml", b"1")]),
        digest_of([("b.yml", b"1")]),
        digest_of([("a.yml", b"2")]),
        digest_of([("a.yml", b"1"), ("b.yml", b"2")]),
        digest_of([("b.yml", b"2"), ("a.yml", b"1")]),
    ]
    assert len({*digests}) == len(digests)
    assert digest_of([("a.yml", b"1")]) == digests[0]
    assert digest_of([("a.yml", None)]) == digest_of([("a.yml", b"1"), ("b.yml", None)]) == b""


def test_a_reading_is_of_one_text(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is saved after the fast reader has given it up is read as it was before."""
    project.write("people/bo.yml", person(statement(quote="We see."), name="Bo"))

    def saved(data: bytes) -> None:
        if b"name: Bo" in data:
            project.write("people/bo.yml", person(statement(quote="We saw."), name="Bo"))

    before = readings(project)["bo"]
    monkeypatch.setattr("site_builder.content.load.sound_values", saved)
    assert readings(project)["bo"] == before


@pytest.mark.parametrize("folder", ["content", "tests/fixtures/cases/content"])
def test_all_that_a_record_names_is_noted_while_it_is_read(folder: str) -> None:
    """What the validators note of a sound record is what a walk through its fields finds."""
    listing = discover(ROOT / folder, ROOT)
    with ThreadPoolExecutor(1) as executor:
        found = read_files(listing.records, listing.known, executor)
    kinds = set[str]()
    for reading in found:
        assert reading.record is not None
        named = {
            (PERSON.name, id_.partition("/")[0]) if kind == "statement" else (kind, id_)
            for kind, id_ in records_in((reading.names,))
        }
        assert named == named_in(reading.record)
        kinds |= {kind for kind, _ in records_in((reading.names,))}
    assert {"person", "theme", "source", "statement"} <= kinds


def test_a_name_that_is_unknown_is_noted(project: Project) -> None:
    """A record also depends on what it names in vain: it may be there the next time."""
    project.write("people/bo.yml", person(statement(about=["nobody"]), summary="[A](theme:none)."))
    assert {("person", "nobody"), ("theme", "none")} <= records_in((readings(project)["bo"].names,))
