"""What changed between two releases: each change in the list of what it means."""

from pathlib import Path

import pytest

from site_builder.changes.git import GitError
from site_builder.changes.releases import changes
from tests.support.project import Fields, Project, person, statement
from tests.support.repository import commit, git


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A project with two tags to come; the first state is committed as `v1`."""
    made = Project(tmp_path)
    made.write("people/bo.yml", person(statement("fog", quote="There is fog."), name="Bo"))
    commit(tmp_path)
    git(tmp_path, "tag", "v1")
    return made


def second(project: Project, *statements: Fields) -> dict[str, list[object]]:
    """What changed if a second release has these statements of Ada."""
    project.write("people/ada-keeper.yml", person(*statements))
    commit(project.folder)
    git(project.folder, "tag", "v2")
    found = changes(project.content, "v1", "v2")
    assert found["from"]["revision"] == "v1"
    return {name: it for name, it in found.items() if isinstance(it, list) and it}


ADA = {"kind": "quote", "address": "people/ada-keeper/lamps"}


def test_words(project: Project) -> None:
    """Changed words have both wordings, with the correction that explains them."""
    note = [{"date": "2024-12-02", "note": "A word was missing."}]
    found = second(project, statement(quote="Keep all the lamps lit.", corrections=note))
    fields = [
        {"name": "quote", "before": "Keep the lamps lit.", "after": "Keep all the lamps lit."}
    ]
    (changed,) = found.pop("words_changed")
    assert isinstance(changed, dict)
    assert changed["fields"] == fields
    assert "A word was missing." in changed["corrections"][0]
    assert found == {}


def test_a_statement_that_another_one_takes_back(project: Project) -> None:
    """It is among those with another status, although nothing in its own file is another."""
    found = second(project, statement(), statement("no-fog", quote="No fog.", retracts="bo/fog"))
    assert found["status_changed"] == [
        {
            "kind": "statement",
            "address": "people/bo/fog",
            "status": "retracted",
            "fields": [
                {"name": "retracted_by", "before": "", "after": "ada-keeper/no-fog"},
            ],
        }
    ]


def test_changed_words_that_are_taken_back_have_that_status(project: Project) -> None:
    """Words that another statement of the same person retracts do not stand without it."""
    taken = statement("no", quote="No lamps.", retracts="ada-keeper/lamps")
    project.write("people/ada-keeper.yml", person(statement(), taken))
    commit(project.folder)
    git(project.folder, "tag", "--force", "v1")
    found = second(project, statement(quote="Keep all the lamps lit."), taken)
    (changed,) = found["words_changed"]
    assert isinstance(changed, dict)
    assert changed["status"] == "retracted"


def test_what_is_taken_back_as_before_is_not_listed(project: Project) -> None:
    """Nor is what has moved."""
    before = [
        statement("no-mist", quote="No mist.", retracts="ada-keeper/mist"),
        statement("mist", quote="There is haze."),
    ]
    project.write("people/ada-keeper.yml", person(*before))
    commit(project.folder)
    git(project.folder, "tag", "--force", "v1")
    moved = statement("haze", quote="There is haze.", former_ids=["mist"])
    still = statement("no-mist", quote="No mist.", retracts="ada-keeper/haze")
    found = second(project, still, moved)
    assert "retracted_by" not in str(found)


NOT_FOG = statement("no-fog", quote="No fog.")
TAKES_BACK = statement("no-fog", quote="No fog.", retracts="bo/fog")


@pytest.mark.parametrize("is_gone", [False, True])
def test_a_statement_that_nothing_takes_back_any_more(project: Project, is_gone: bool) -> None:
    """It is among those with another status, although nothing in its own file is another."""
    project.write("people/ada-keeper.yml", person(TAKES_BACK))
    commit(project.folder)
    git(project.folder, "tag", "--force", "v1")
    found = second(project, statement() if is_gone else NOT_FOG)
    fields = [{"name": "retracted_by", "before": "ada-keeper/no-fog", "after": ""}]
    own = {"kind": "statement", "address": "people/bo/fog", "fields": fields}
    assert own in found["status_changed"]


@pytest.mark.parametrize(
    ("by", "bo"),
    [
        ("bo/fog", [statement("fog", quote="There is fog.")]),
        ("", [statement("fog", quote="There is fog.", status="retracted")]),
        ("", []),
    ],
)
def test_what_is_still_taken_back_is_not_listed(
    project: Project, by: str, bo: list[Fields]
) -> None:
    """Another retraction in a file as before, or the statement's own file, may still do so."""
    other = statement("clear", quote="It is clear.", **({"retracts": by} if by else {}))
    project.write("people/cy.yml", person(other, name="Cy"))
    project.write("people/bo.yml", person(*bo, name="Bo"))
    project.write("people/ada-keeper.yml", person(TAKES_BACK))
    commit(project.folder)
    git(project.folder, "tag", "--force", "v1")
    assert "retracted_by" not in str(second(project, NOT_FOG))


def test_status_and_citations(project: Project) -> None:
    """Another status and other citations have lists of their own."""
    note = {"note": "Denied.", "citations": [{"source": "gazette"}]}
    cited = [{"source": "gazette", "locator": "page 1"}]
    found = second(project, statement(status="disputed", status_note=note, citations=cited))
    assert {*found} == {"status_changed", "recited"}
    (status,) = found["status_changed"]
    assert isinstance(status, dict)
    assert {"name": "status", "before": "", "after": "disputed"} in status["fields"]


def test_tombstones(project: Project) -> None:
    """What is gone says whether it moved, and where to, or was withdrawn."""
    (project.content / "people/bo.yml").unlink()
    found = second(project, statement("lights", former_ids=["lamps"]))
    assert found["renamed"] == [ADA | {"gone": "moved", "into": "people/ada-keeper/lights"}]
    assert found["removed"] == [
        {"kind": "person", "address": "people/bo", "gone": "withdrawn"},
        {"kind": "quote", "address": "people/bo/fog", "gone": "withdrawn"},
    ]


def test_the_same_words_of_somebody_else(project: Project) -> None:
    """No address leads on to another person's: one statement is withdrawn, another one added."""
    project.write("people/bo.yml", {"name": "Bo", "kind": "official"})
    found = second(project, statement(), statement("mist", quote="There is fog."))
    assert found == {
        "removed": [{"kind": "quote", "address": "people/bo/fog", "gone": "withdrawn"}],
        "added": [{"kind": "quote", "address": "people/ada-keeper/mist"}],
    }


@pytest.mark.parametrize("listed", ["people/bo", "people/bo/fog"])
def test_what_was_withdrawn_has_the_reason(project: Project, listed: str) -> None:
    """As `withdrawn.yml` gives it, and none of the words, nor a name."""
    entry = {"address": listed, "date": "2024-11-08", "reason": "Bo asked for it."}
    project.write("withdrawn.yml", {"withdrawn": [entry]})
    (project.content / "people/bo.yml").unlink()
    removed = second(project, statement())["removed"]
    gone = {"gone": "withdrawn"}
    why = {"reason": "Bo asked for it."}
    assert removed == [
        {"kind": "person", "address": "people/bo", **gone, **(why if "fog" not in listed else {})},
        {"kind": "quote", "address": "people/bo/fog", **gone, **why},
    ]


def test_words_of_somebody_else_have_the_reason(project: Project) -> None:
    """A statement that another person's file has now was withdrawn from the first one's."""
    entry = {"address": "people/bo/fog", "date": "2024-11-08", "reason": "Not Bo's words."}
    project.write("withdrawn.yml", {"withdrawn": [entry]})
    project.write("people/bo.yml", {"name": "Bo", "kind": "official"})
    mist = statement("mist", quote="There is fog.")
    (removed,) = second(project, statement(), mist)["removed"]
    gone = {"gone": "withdrawn", "reason": "Not Bo's words."}
    assert removed == {"kind": "quote", "address": "people/bo/fog", **gone}


def test_an_entry_from_before_has_the_reason(project: Project) -> None:
    """A record that came back, and is gone again, was listed in an earlier release, too."""
    entry = {"address": "people/bo", "date": "2024-11-08", "reason": "Bo asked for it."}
    project.write("withdrawn.yml", {"withdrawn": [entry]})
    commit(project.folder)
    git(project.folder, "tag", "--force", "v1")
    (project.content / "people/bo.yml").unlink()
    for removed in second(project, statement())["removed"]:
        assert isinstance(removed, dict)
        assert removed["reason"] == "Bo asked for it."


@pytest.mark.parametrize(
    ("text", "is_known"),
    [
        ("name: [ # retracts nothing", True),
        ("name: [ # retracts bo/fog", False),
    ],
)
def test_a_retractions_end_beside_a_file_that_is_not_yaml(
    project: Project, text: str, is_known: bool
) -> None:
    """It is listed, unless that file may have another one; then the file is."""
    project.write("people/ada-keeper.yml", person(TAKES_BACK))
    project.write("people/cy.yml", text)
    commit(project.folder)
    git(project.folder, "tag", "--force", "v1")
    found = second(project, NOT_FOG)
    changed = [it for it in found["status_changed"] if isinstance(it, dict)]
    ended = [it["address"] for it in changed if it["fields"][0]["name"] == "retracted_by"]
    assert ended == (["people/bo/fog"] if is_known else [])
    unread = [(it["path"], it["side"]) for it in found.get("unread", []) if isinstance(it, dict)]
    assert unread == ([] if is_known else [("people/cy.yml", "to")])


def test_similar_words_under_another_id(project: Project) -> None:
    """No address leads on to other words unless their record claims it with `former_ids`."""
    assert second(project, statement("dark", quote="Keep no lamps lit.")) == {
        "removed": [ADA | {"gone": "withdrawn"}],
        "added": [ADA | {"address": "people/ada-keeper/dark"}],
    }


def test_no_words_without_their_status(project: Project) -> None:
    """Changed words that are not the person's are listed as what they are."""
    note = {"note": "Not hers.", "citations": [{"source": "gazette"}]}
    found = second(
        project,
        statement(quote="Keep no lamps lit.", status="misattributed", status_note=note),
    )
    (changed,) = found["words_changed"]
    assert isinstance(changed, dict)
    assert changed.items() >= (ADA | {"status": "misattributed"}).items()


def test_added_and_other_fields(project: Project) -> None:
    """A new statement is listed; a field without a meaning of its own is a change."""
    found = second(
        project,
        statement(medium="a briefing"),
        statement("oil", quote="Buy oil.", date="2024-11-07"),
    )
    assert found["added"] == [{"kind": "quote", "address": "people/ada-keeper/oil"}]
    fields = [{"name": "medium", "before": "", "after": "a briefing"}]
    assert found["changed"] == [ADA | {"fields": fields}]


def test_what_is_not_committed_does_not_count(project: Project) -> None:
    """Only the two commits are compared, whatever is in the work tree now."""
    second(project, statement())
    project.write("people/ada-keeper.yml", "name: [")
    found = changes(project.content, "v1", "v2")
    assert [it for it in found.values() if isinstance(it, list) and it] == []


def test_unreadable(project: Project) -> None:
    """A file that cannot be read is named, not compared."""
    project.write("people/bo.yml", "name: [")
    found = second(project, statement())
    (unread,) = found["unread"]
    assert isinstance(unread, dict)
    assert (unread["path"], unread["side"]) == ("people/bo.yml", "to")
    assert {*found} == {"unread"}


def test_no_such_revision(project: Project) -> None:
    """An unknown revision is a sentence."""
    with pytest.raises(GitError, match="There is no revision `v9`"):
        changes(project.content, "v1", "v9")
