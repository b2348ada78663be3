import json

from tests.support.commands import factsheet
from tests.support.project import Project, person, statement
from tests.support.repository import commit, git


def test_between_two_tags(project: Project) -> None:
    """In each form the command shows what one release changed, without what came later."""
    commit(project.folder)
    git(project.folder, "tag", "v1")
    project.write("people/bo.yml", person(statement("fog", quote="There is fog.")))
    commit(project.folder)
    git(project.folder, "tag", "v2")
    project.write("people/cy.yml", person())
    for form in ("terminal", "markdown"):
        said = factsheet("changes", "v1..v2", "--format", form)
        assert (said.exit_code, said.stderr) == (0, "")
        assert "people/bo/fog" in said.stdout
        assert "cy" not in said.stdout
    found = json.loads(factsheet("changes", "v1..", "--format", "json").stdout)
    assert [it["address"] for it in found["added"]] == ["people/bo", "people/bo/fog"]


def test_refusals(project: Project) -> None:
    """Without two revisions, or with an unknown one, a sentence says what to type."""
    for revisions, message in (
        ("v1", "Name two revisions, as in `factsheet changes v1..v2`."),
        ("..v1", "Name two revisions"),
        ("v1..v2", "not in a git repository"),
    ):
        said = factsheet("changes", revisions)
        assert said.exit_code == 2
        assert message in said.stderr
    commit(project.folder)
    assert "There is no revision `v1`" in factsheet("changes", "v1..HEAD").stderr
