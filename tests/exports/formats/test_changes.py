import json
from pathlib import Path

from lxml import etree

from site_builder.examine import Inputs, load
from site_builder.exports.data import EVERYTHING, Data
from tests.support.data import RELEASE, SITE, written
from tests.support.paths import ROOT
from tests.support.project import Project, person, statement
from tests.support.repository import commit, git

GRAMMAR = etree.RelaxNG(etree.parse(str(ROOT / "tests/fixtures/atom.rng")))


def test_each_release_with_the_next(tmp_path: Path) -> None:
    """There is a file for each two releases, a list of these, and an entry of the feed for each."""
    project = Project(tmp_path)
    for number in range(3):
        project.write(f"people/p{number}.yml", person(statement(quote=f"Lamp <{number}>.")))
        commit(project.folder)
        git(project.folder, "tag", f"v{number}")
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    found = written(Data(catalogue, SITE, RELEASE, EVERYTHING, project.content), "changes")
    listed = json.loads(found["data/v1/changes/index.json"])["changes"]
    assert [it["file"] for it in listed] == ["v0..v1.json", "v1..v2.json"]
    one = json.loads(found["data/v1/changes/v0..v1.json"])
    assert [it["address"] for it in one["added"]] == ["people/p1", "people/p1/lamps"]
    feed = etree.fromstring(found["changes.atom"])
    GRAMMAR.assertValid(feed)
    titles = [it.text for it in feed.findall("{*}entry/{*}title")]
    assert titles == ["v2: 2 added", "v1: 2 added"]


def test_every_id_that_is_no_more_has_a_tombstone(tmp_path: Path) -> None:
    """One file has what the releases removed or renamed; what came back is not in it."""
    project = Project(tmp_path)
    bo, cy = project.content / "people/bo.yml", project.content / "people/cy.yml"

    def release(name: str) -> None:
        commit(project.folder)
        git(project.folder, "tag", name)

    project.write("people/bo.yml", person(statement(), statement("tide", quote="Mind the tide.")))
    project.write("people/cy.yml", person(statement(quote="No fog.")))
    release("v1")
    project.write("people/bo.yml", person(statement(quote="Other lamps.")))
    was = cy.read_text()
    cy.unlink()
    release("v2")
    cy.write_text(was)
    bo.rename(bo.with_name("bob.yml"))
    bob = person(statement(quote="Other lamps."))
    project.write("people/bob.yml", {**bob, "former_ids": ["bo"]})
    release("v3")
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    made = Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)
    gone = json.loads(written(made, "changes")["data/v1/changes/gone.json"])["gone"]
    withdrawn = {"kind": "quote", "address": "people/bo/tide", "gone": "withdrawn"}
    dates = {it["release"]: it.pop("date") for it in gone}
    assert withdrawn | {"release": "v2"} in gone
    moved = {"kind": "person", "address": "people/bo", "gone": "moved", "into": "people/bob"}
    assert moved | {"release": "v3"} in gone
    assert not [it for it in gone if it["address"].startswith("people/cy")]
    released = json.loads(written(made, "changes")["data/v1/changes/v1..v2.json"])["to"]
    assert dates["v2"] == released["date"]


def test_the_feed_says_first_what_words_are(tmp_path: Path) -> None:
    """A change of words that somebody never said begins with that they are misattributed."""
    project = Project(tmp_path)
    note = {"note": "Not hers.", "citations": [{"source": "gazette"}]}
    for number in range(2):
        said = statement(quote=f"Lamp {number}.", status="misattributed", status_note=note)
        project.write("people/bo.yml", person(said))
        commit(project.folder)
        git(project.folder, "tag", f"v{number}")
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    found = written(Data(catalogue, SITE, RELEASE, EVERYTHING, project.content), "changes")
    (item,) = json.loads(found["changes.json"])["items"]
    assert "misattributed quote people/bo/lamps: with changed words" in item["content_html"]


def test_without_releases(sheet_data: Data, tmp_path: Path) -> None:
    """Without tags, or outside of a repository, the list is empty."""
    assert json.loads(written(sheet_data, "changes")["data/v1/changes/index.json"]) == {
        "changes": []
    }
    project = Project(tmp_path)
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    made = Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)
    assert {*written(made, "changes")} == {
        "data/v1/changes/index.json",
        "data/v1/changes/gone.json",
        "changes.atom",
        "changes.json",
    }
