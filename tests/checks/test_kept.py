"""What a check keeps holds only as long as everything that it rests on is the same."""

import os
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from platformdirs import user_cache_path

from benchmarks.generate import Plan, write_site
from site_builder.content.discover import RecordFile
from site_builder.content.document import MAX_BYTES
from site_builder.content.load import Reading, read_file
from site_builder.content.model import Known, digest
from site_builder.evidence.comparison import Status
from site_builder.evidence.link_checks import LinkCheck, Missing, Result, text_of
from site_builder.examine import Inputs, Verdict, check, load
from tests.support.captured import FOUND, captured
from tests.support.paths import ROOT
from tests.support.project import Project, person, statement

# More by hand: `EDITS=200 SEED=6 python -m pytest tests/checks/test_kept.py -k hides`.
EDITS, SEED = (int(os.environ.get(*name)) for name in (("EDITS", "24"), ("SEED", "2")))
DATED = {"title": "The Gazette", "type": "article-newspaper", "issued": "2024-11-07"}


@pytest.fixture(autouse=True)
def kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Keep what is found of the smallest site, in a folder of the test's own."""
    monkeypatch.setattr("site_builder.checks.kept.FEWEST_RECORDS", 1)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return user_cache_path("factsheet")


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project."""
    return Project(tmp_path / "project")


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The ids of the records that are read, in the order of reading."""
    ids: list[str] = []

    def noted(known: Known, file: RecordFile) -> Reading:
        ids.append(file.id)
        return read_file(known, file)

    monkeypatch.setattr("site_builder.content.load.read_file", noted)
    monkeypatch.setattr("site_builder.checks.check.read_file", noted)
    return ids


def codes(project: Project) -> list[str]:
    """What is wrong with a project's content."""
    return [item.code for item in check(Inputs(project.content, project.folder)).diagnostics]


def test_only_what_has_changed_is_read(tmp_path: Path, read: list[str]) -> None:
    """A second check reads nothing; after an edit, one file."""
    write_site(Plan(12, 1), tmp_path)
    inputs = Inputs(tmp_path / "content", tmp_path)
    first = check(inputs)
    assert len(read) > 20
    read.clear()
    assert check(inputs) == first
    assert read == []
    file = tmp_path / "content" / "people" / "person-00003.yml"
    file.write_bytes(file.read_bytes() + b"\n")
    assert check(inputs) == first
    assert read == ["person-00003"]


def test_a_build_reads_only_what_has_changed(tmp_path: Path, read: list[str]) -> None:
    """What a check keeps is too little for a build, which keeps the records of people, too."""
    write_site(Plan(12, 1), tmp_path)
    inputs = Inputs(tmp_path / "content", tmp_path)
    check(inputs)
    first = load(inputs)
    assert {f"person-{number:05}" for number in range(12)} <= {*read[len(read) // 2 :]}
    read.clear()
    assert load(inputs) == first
    assert read == []
    file = tmp_path / "content" / "people" / "person-00003.yml"
    file.write_bytes(file.read_bytes() + b"\n")
    again = load(inputs)
    assert again == first
    assert [*again.catalogue.entries] == [*first.catalogue.entries]
    assert read == ["person-00003"]


@pytest.mark.parametrize("is_back", [False, True])
@pytest.mark.parametrize("name", ["people/ada-keeper.yml", "sources/gazette.yml"])
def test_nothing_is_kept_that_was_read_of_another_text(
    name: str, is_back: bool, project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file that is there with other words while it is read, and then as before, is read again.

    That may be after the check or `is_back` before its end.
    """
    project.write("people/ada-keeper.yml", person(statement(quote="Right, as on the main branch.")))
    inputs, file = Inputs(project.content, project.folder), project.content / name
    before = file.read_text(encoding="utf-8")

    def of_another_branch(known: Known, it: RecordFile) -> Reading:
        file.write_text(before.replace("Right", "Wrong").replace("third", "fourth"), "utf-8")
        found = read_file(known, it)
        if is_back:
            file.write_text(before, "utf-8")
        return found

    with monkeypatch.context() as patch:
        patch.setattr("site_builder.content.load.read_file", of_another_branch)
        patch.setattr("site_builder.checks.check.read_file", of_another_branch)
        load(inputs)
    file.write_text(before, "utf-8")
    catalogue = load(inputs).catalogue
    assert catalogue.entries["ada-keeper/lamps"].statement.quote == "Right, as on the main branch."
    assert catalogue.sources["gazette"].title == "The Gazette of the third"


@pytest.mark.parametrize("ask", [check, load])
def test_no_edit_hides_a_fault(
    ask: Callable[[Inputs], Verdict], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any change to any file, what is kept gives what reading everything gives.

    Files of all kinds are deleted, renamed, mixed up, cut, spoilt in one line and brought back.
    """
    draw, content = Random(SEED), tmp_path / "content"
    shutil.copytree(ROOT / "content", content)
    first = {file: file.read_bytes() for file in sorted(content.rglob("*.*"))}
    inputs, faulty = Inputs(content, tmp_path), 0
    for step in range(EDITS):
        for file, data in draw.sample([*first.items()], 5):
            file.write_bytes(data)
        done = _edit(draw, sorted(file for file in content.rglob("*.*") if file.is_file()))
        found = ask(inputs)
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty" / str(step)))
            assert found == ask(inputs), f"{step}: {done}"
        faulty += bool(found.diagnostics)
    assert faulty > EDITS // 4


def _edit(draw: Random, files: list[Path]) -> str:
    # As many records as pages of text, copies and receipts, of which there are more or fewer.
    folders = sorted({file.parent for file in files})
    within = draw.choice(folders)
    one, other = (draw.choice([it for it in files if it.parent == within]) for _ in range(2))
    lines = one.read_bytes().split(b"\n")
    at = draw.randrange(len(lines))
    match how := draw.choice(("delete", "rename", "mix up", "cut", "drop", "repeat", "other date")):
        case "delete":
            one.unlink()
        case "rename":
            one.rename(one.with_name(f"other-{one.name}"))
        case "mix up":
            one.write_bytes(other.read_bytes())
        case "cut":
            one.write_bytes(b"\n".join(lines[:at]))
        case "drop":
            one.write_bytes(b"\n".join(lines[:at] + lines[at + 1 :]))
        case "repeat":
            one.write_bytes(b"\n".join(lines[:at] + lines[at : at + 1] + lines[at:]))
        case _:
            years = re.sub(rb"20\d\d", b"%d" % draw.randrange(1990, 2040), b"\n".join(lines))
            one.write_bytes(years)
    return f"{how} {one}"


def test_a_fault_is_found_again(project: Project, read: list[str]) -> None:
    """A file with faults is read each time, so they are reported each time."""
    project.write("people/ben.yml", {"name": "Ben", "kind": "offical"})
    assert codes(project) == codes(project) == ["unknown-value"]
    assert read.count("ben") == 2


@pytest.mark.parametrize(
    ("path", "record", "code"),
    [
        ("sources/gazette.yml", DATED | {"issued": "2019-01-01"}, "printed-before-said"),
        ("sources/gazette.yml", None, "unknown-source"),
        ("themes/lighthouses.yml", None, "unknown-theme"),
        ("people/cy.yml", None, "unknown-person"),
        ("organisations/tides.yml", None, "unknown-organisation"),
        ("organisations/press.yml", None, "unknown-organisation"),
        ("images/ben.png", None, "unknown-image"),
    ],
)
def test_what_a_record_rests_on_is_watched(
    project: Project, path: str, record: dict[str, object] | None, code: str
) -> None:
    """A sound record is checked again when something that it names has changed or gone."""
    for id_, kind in (("tides", "ministry"), ("press", "publisher")):
        project.write(f"organisations/{id_}.yml", {"name": id_, "kind": kind})
    project.write("sources/gazette.yml", DATED | {"publisher_id": "press"})
    project.write("people/cy.yml", person(name="Cy"))
    project.write("images/ben.png", "").write_bytes(b"\x89PNG\r\n\x1a\n")
    said = statement(about=["cy"], date="2024-11-06")
    office = {"title": "Warden", "organisation_id": "tides", "citations": [{"source": "gazette"}]}
    image = {"file": "ben.png", "credit": "A. Photographer", "licence": "CC BY 4.0"}
    project.write("people/ben.yml", person(said, name="Ben", offices=[office], image=image))
    assert codes(project) == []
    if record is None:
        (project.content / path).unlink()
    else:
        project.write(path, record)
    assert code in codes(project)


def test_copies_and_receipts_are_watched(tmp_path: Path) -> None:
    """A sound record is checked again when a copy of its source, or its receipts, are others."""
    made = captured(tmp_path / "made", *FOUND)
    assert codes(made) == []
    receipts = made.content / "receipts" / "bo.jsonl"
    whole = receipts.read_text(encoding="utf-8")
    receipts.write_text("".join(whole.splitlines(keepends=True)[1:]), encoding="utf-8")
    assert codes(made) != []
    receipts.write_text(whole, encoding="utf-8")
    assert codes(made) == []
    (made.content / "captures" / "gazette.yml").unlink()
    assert codes(made) != []


def test_looks_at_addresses_are_watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a look at the sources' addresses, a build says what it has shown, and nothing older."""
    made, found = captured(tmp_path / "made", *FOUND), []
    inputs = Inputs(made.content, made.folder)
    missing = (Missing("bo/exact", 0, digest("We will not talk before spring")),)
    # As large as one of many sources, which a record's file may not be.
    why = "words" * MAX_BYTES
    look = LinkCheck("gazette", "https://a.example/", "2024-11-09", Result.CHANGED, why)
    made.write("checks/links.jsonl", text_of([look]))
    load(inputs)
    for text in (text_of([look._replace(missing=missing)]), text_of([look])):
        made.write("checks/links.jsonl", text)
        content = load(inputs)
        found.append(content.proofs["bo/exact"][0].status)
        with monkeypatch.context() as patch:
            patch.setenv("XDG_CACHE_HOME", str(tmp_path / "empty" / str(len(found))))
            assert content == load(inputs)
    assert found == [Status.CHANGED, Status.EXACT]


def test_what_others_can_write_is_no_memory(project: Project, kept: Path, read: list[str]) -> None:
    """A file that somebody else may have written is not loaded: a pickle can run code."""
    load(Inputs(project.content, project.folder))
    (file,) = kept.iterdir()
    file.chmod(0o620)
    read.clear()
    load(Inputs(project.content, project.folder))
    assert len(read) == len([*project.content.glob("*/*.yml")])


def test_another_language_is_another_check(project: Project, read: list[str]) -> None:
    """What was found for a site in one language says nothing of the same site in another."""
    inputs = Inputs(project.content, project.folder)
    check(inputs)
    read.clear()
    check(inputs._replace(lang="de"))
    assert read


def test_nothing_is_kept_of_what_is_read_in_no_time(
    project: Project, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A check of few records writes no file."""
    monkeypatch.setattr("site_builder.checks.kept.FEWEST_RECORDS", 500)
    assert codes(project) == []
    assert not kept.exists()


def test_a_file_that_changes_while_it_is_checked_is_checked_again(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was found of a text says nothing of the text that an editor saves in the meantime."""

    def saved(known: Known, record: RecordFile) -> Reading:
        reading = read_file(known, record)
        if record.id == "ben":
            project.write("people/ben.yml", person(name="Ben", nonsense=1))
        return reading

    project.write("people/ben.yml", person(name="Ben"))
    with monkeypatch.context() as patched:
        patched.setattr("site_builder.checks.check.read_file", saved)
        assert codes(project) == []
    assert codes(project) == ["unknown-field"]
