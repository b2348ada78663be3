from tests.support.commands import factsheet
from tests.support.project import Project, person
from tests.support.repository import commit


def test_diff_ends_with_0(project: Project) -> None:
    """Whether or not anything has changed, a difference is no failure."""
    commit(project.folder)
    said = factsheet("diff", "HEAD")
    assert (said.exit_code, said.stdout) == (0, "Nothing in the content has changed.\n")
    project.write("people/ben.yml", person())
    for form in ("terminal", "markdown", "json"):
        said = factsheet("diff", "HEAD", "--format", form)
        assert said.exit_code == 0
        assert "1 person added" in said.stdout
