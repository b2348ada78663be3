"""`factsheet stage`, as jobs of their own would call it."""

import shutil

import pytest

from tests.support.commands import factsheet
from tests.support.project import Project, person, statement, tree

SETTINGS = {"plugins": [{"factsheet": {"content": "dossier"}}], "site_url": "https://a.example/"}


def test_stages_build_the_site_of_a_build(project: Project) -> None:
    """A plan, shards in any order and a finish put the very site of one build in its place."""
    project.set(**SETTINGS)
    for number in range(6):
        project.write(f"people/ben-{number}.yml", person(statement(), name=f"Ben Keeper {number}"))
    assert factsheet("build").exit_code == 0
    built = tree(project.site)
    (project.site / "index.html").write_text("The last site", encoding="utf-8")
    assert factsheet("stage", "plan").exit_code == 0
    assert (project.site / "index.html").read_text(encoding="utf-8") == "The last site"
    assert factsheet("stage", "index").exit_code == 0
    for number in (2, 1):
        done = factsheet("stage", "print", "--shard", f"{number}/2")
        assert done.stdout == f"Shard {number}/2 of `print` is done.\n"
    again = factsheet("stage", "print", "--shard", "1/2")
    assert again.stdout == "Shard 1/2 of `print` had been done already.\n"
    for _ in range(2):
        finished = factsheet("stage", "finish")
        assert finished.exit_code == 0
        assert "16 printed pages and 16 records" in finished.stdout
        assert tree(project.site) == built


def test_faults_leave_no_plan(project: Project) -> None:
    """Of content with faults nothing is printed, nor of an earlier plan; the last site stays."""
    project.site.mkdir()
    assert factsheet("stage", "plan").exit_code == 0
    project.write("people/ben.yml", person(statement(source="gazete")))
    done = factsheet("stage", "plan")
    assert done.exit_code == 1
    assert "[unknown-source]" in done.stderr
    for stage in ("print", "finish"):
        refused = factsheet("stage", stage)
        assert refused.exit_code == 2
        assert refused.stderr.startswith("Error: There is no plan in ")
    assert {file.name for file in project.folder.iterdir()} <= {
        "dossier",
        "mkdocs.yml",
        "site",
        ".factsheet",
    }


@pytest.mark.parametrize(
    ("arguments", "said"),
    {
        ("print", "--shard", "4/3"): "4/3 is no shard. Write one as `3/20`: the third of twenty.",
        ("print", "--shard", "0/3"): "0/3 is no shard.",
        ("print", "--shard", "third"): "third is no shard.",
        ("plan", "--shard", "1/3"): "`plan` is done as a whole. Leave out `--shard`.",
    }.items(),
)
def test_a_shard_that_cannot_be(project: Project, arguments: tuple[str, ...], said: str) -> None:
    """A shard that is none, or of a stage without any, is a sentence and exit code 2."""
    assert project.folder.is_dir()
    done = factsheet("stage", *arguments)
    assert done.exit_code == 2
    assert said in done.stderr


def test_a_work_folder_that_cannot_be_written(project: Project) -> None:
    """A file in the place of the work folder is a sentence and exit code 2."""
    (project.folder / "work").touch()
    done = factsheet("stage", "print", "--work", "work")
    assert done.exit_code == 2
    assert "Traceback" not in done.stderr


def test_a_work_folder_without_the_pages_of_the_plan(project: Project) -> None:
    """A site is not put together without what MkDocs wrote of it; the last one stays."""
    project.set(**SETTINGS)
    for stage in ("plan", "print", "index"):
        assert factsheet("stage", stage).exit_code == 0
    shutil.rmtree(project.folder / ".factsheet" / "host")
    done = factsheet("stage", "finish")
    assert done.exit_code == 2
    assert "has no folder `host`" in done.stderr
    assert not project.site.exists()
