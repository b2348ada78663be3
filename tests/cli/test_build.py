from tests.support.commands import factsheet
from tests.support.project import Project, person, statement, tree


def test_faults_end_with_1(project: Project) -> None:
    """A fault in the content is shown and ends with 1, and the last site stays as it was."""
    project.site.mkdir()
    (project.site / "index.html").write_text("The last site", encoding="utf-8")
    project.write("people/ben.yml", person(statement(source="gazete")))
    done = factsheet("build")
    assert done.exit_code == 1
    assert "[unknown-source]" in done.stderr
    assert tree(project.site) == {"index.html": b"The last site"}


def test_settings_that_cannot_be_used_end_with_2(project: Project) -> None:
    """Settings without the plugin are a sentence and exit code 2."""
    project.set(plugins=[])
    done = factsheet("build")
    assert done.exit_code == 2
    assert done.stderr.startswith("Error: mkdocs.yml does not use the plugin `factsheet`.")
