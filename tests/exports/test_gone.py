from pathlib import Path

from site_builder.examine import Inputs, load
from site_builder.exports.data import EVERYTHING, Data
from site_builder.exports.gone import tombstones
from tests.support.data import RELEASE, SITE, written
from tests.support.project import Fields, Project, person, statement
from tests.support.repository import commit, git


def test_a_removed_statement_has_one(tmp_path: Path) -> None:
    """The first release without a statement is named, with its date; before that there is none."""
    project = Project(tmp_path)
    project.write("people/bo.yml", person(statement(), statement("tide", quote="Mind the tide.")))
    commit(project.folder)
    git(project.folder, "tag", "v1")
    project.write("people/bo.yml", person(statement()))
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    assert tombstones(Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)) == []
    commit(project.folder)
    git(project.folder, "tag", "v2")
    (found,) = tombstones(Data(catalogue, SITE, RELEASE, EVERYTHING, project.content))
    assert found.pop("date").endswith("Z")
    expected = {"kind": "quote", "address": "people/bo/tide", "gone": "withdrawn", "release": "v2"}
    assert found == expected


def test_what_was_withdrawn_has_the_reason(tmp_path: Path) -> None:
    """Before a release lacks it, it has the date of its entry; then it has that of the release."""
    project = Project(tmp_path)
    project.write("people/bo.yml", person(statement()))
    entry = {"address": "people/bo/tide", "date": "2024-11-08", "reason": "Not Bo's words."}
    project.write("withdrawn.yml", {"withdrawn": [entry]})
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    data = Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)
    assert tombstones(data) == [entry | {"kind": "statement", "gone": "withdrawn"}]
    project.write("people/bo.yml", person(statement(), statement("tide", quote="Mind the tide.")))
    commit(project.folder)
    git(project.folder, "tag", "v1")
    project.write("people/bo.yml", person(statement()))
    commit(project.folder)
    git(project.folder, "tag", "v2")
    (found,) = tombstones(Data(catalogue, SITE, RELEASE, EVERYTHING, project.content))
    assert (found["kind"], found["release"], found["reason"]) == ("quote", "v2", "Not Bo's words.")
    assert found["date"] != "2024-11-08"


def test_changes_tell_nothing_of_what_had_another_address(tmp_path: Path) -> None:
    """An entry may leave out former ids; what changed under them is not told again all the same."""
    project = Project(tmp_path)
    lamps = statement(quote="Lamps.")
    moved = statement("tide", quote="Mind the tide.", former_ids=["ebb"])
    states = (
        ("bo", person(lamps, statement("ebb", quote="Mind the tied."))),
        ("bo", person(lamps, statement("ebb", quote="Mind the tide."))),
        ("bo", person(lamps, moved)),
        ("rob", person(lamps, moved, former_ids=["bo"])),
    )
    for number, (id_, record) in enumerate(states):
        (project.content / "people/bo.yml").unlink(missing_ok=True)
        project.write(f"people/{id_}.yml", record)
        commit(project.folder)
        git(project.folder, "tag", f"v{number}")
    listed = {"date": "2024-11-08", "reason": "A forgery.", "former_ids": []}
    for address in "people/rob/tide", "people/rob":
        entry = {**listed, "address": address}
        if address.count("/") == 1:
            (project.content / "people/rob.yml").unlink()
            entry["statements"] = []
        else:
            project.write("people/rob.yml", person(lamps, former_ids=["bo"]))
        project.write("withdrawn.yml", {"withdrawn": [entry]})
        catalogue = load(Inputs(project.content, tmp_path)).catalogue
        made = Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)
        assert [it["address"] for it in made.releases[0]["words_changed"]] == ["people/bo/ebb"]
        text = b"".join(written(made, "changes").values()).decode()
        assert "tied" not in text, address


def test_changes_tell_nothing_again_that_was_withdrawn(tmp_path: Path) -> None:
    """Not even an earlier release's: who looks at the data finds no words, and no former name."""
    project = Project(tmp_path)
    both = [statement(), statement("tide", quote="Mind the tied.")]
    project.write("people/bo.yml", person(*both, name="Bow", former_ids=["rob"]))
    project.write("people/cy.yml", person(statement("fog", quote="No fogg."), name="Sigh"))
    commit(project.folder)
    git(project.folder, "tag", "v1")
    both = [statement(), statement("tide", quote="Mind the tide.")]
    project.write("people/bo.yml", person(*both, name="Bo", former_ids=["rob"]))
    project.write("people/cy.yml", person(statement("fog", quote="No fog."), name="Cy"))
    commit(project.folder)
    git(project.folder, "tag", "v2")
    (project.content / "people/cy.yml").unlink()
    project.write("people/bo.yml", person(statement(), name="Bo", former_ids=["rob"]))
    why = {"date": "2024-11-08", "reason": "A forgery."}
    entries = [{"address": "people/bo/tide", **why}, {"address": "people/cy", **why}]
    project.write("withdrawn.yml", {"withdrawn": entries})
    commit(project.folder)
    git(project.folder, "tag", "v3")
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    made = Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)
    text = b"".join(written(made, "changes", "api", "feeds").values()).decode()
    assert "Bow" in text
    assert not [it for it in ("tied", "Mind the tide", "fogg", "No fog", "Sigh") if it in text]
    first, _ = made.releases
    changed = [it["address"] for it in first["words_changed"]]
    assert changed == ["people/bo/tide", "people/cy/fog"]


def test_changes_tell_nothing_again_of_a_former_address(tmp_path: Path) -> None:
    """What led to a withdrawn statement told its words, too, also if its entry does not list it."""
    project = Project(tmp_path)
    tide = statement("tide", quote="Mind the tied.")
    flood = statement("flood", quote="Mind the tide.", former_ids=["tide"])
    another = statement("tide", quote="Low tide.")
    states: list[list[Fields]] = [
        [tide],
        [{**tide, "quote": "Mind the tide."}],
        [flood],
        [another],
        [{**another, "quote": "High tide."}],
    ]
    why = {"date": "2024-11-08", "reason": "A forgery."}
    entry = {"address": "people/bo/flood", "former_ids": [], **why}
    for number, state in enumerate(states, 1):
        project.write("people/bo.yml", person(*state))
        if number > 3:
            project.write("withdrawn.yml", {"withdrawn": [entry]})
        commit(project.folder)
        git(project.folder, "tag", f"v{number}")
    catalogue = load(Inputs(project.content, tmp_path)).catalogue
    made = Data(catalogue, SITE, RELEASE, EVERYTHING, project.content)
    text = b"".join(written(made, "changes", "api", "feeds").values()).decode()
    assert [it["address"] for it in made.releases[0]["words_changed"]] == ["people/bo/tide"]
    assert "Mind the" not in text
    # What has got its id since then is something else.
    assert "Low tide" in text
