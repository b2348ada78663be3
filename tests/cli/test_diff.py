from tests.support.commands import factsheet
from tests.support.project import Project, person, statement
from tests.support.repository import commit


def test_diff_ends_with_1_where_an_address_is_lost(project: Project) -> None:
    """An id that is gone without `former_ids` is a failure, told apart from the difference."""
    commit(project.folder)
    (project.content / "people" / "ada-keeper.yml").rename(project.content / "people" / "ada.yml")
    for form in ("terminal", "markdown", "json"):
        said = factsheet("diff", "HEAD", "--format", form)
        assert said.exit_code == 1
        assert "error[vanished-id]" not in said.stdout
        assert "error[vanished-id]" in said.stderr
        assert "Add `former_ids: [ada-keeper]`" in said.stderr
    project.write("people/ada.yml", person(statement(), former_ids=["ada-keeper"]))
    assert factsheet("diff", "HEAD").exit_code == 0


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


def test_diff_ends_with_1_where_words_changed_in_silence(project: Project) -> None:
    """Altered words of a quote are a failure, unless a correction says why."""
    commit(project.folder)
    altered = statement(quote="Keep the lamps out.")
    project.write("people/ada-keeper.yml", person(altered))
    said = factsheet("diff", "HEAD")
    assert said.exit_code == 1
    assert "error[silent-change]" in said.stderr
    made = {"date": "2024-11-08", "note": "The source has this."}
    project.write("people/ada-keeper.yml", person({**altered, "corrections": [made]}))
    assert factsheet("diff", "HEAD").exit_code == 0
