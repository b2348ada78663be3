from pathlib import Path

import pytest
from mkdocs.exceptions import Abort

from site_builder.mkdocs.build import build_site, finish_site
from site_builder.mkdocs.staged import Planned
from site_builder.stages.work import INDEX, PRINT, Plan, Shard, StageError, Work
from tests.support.project import Project, person, statement, tree

CONFIG = Path("mkdocs.yml")


def test_a_plan_has_all_that_mkdocs_makes(project: Project) -> None:
    """With a plan and MkDocs' own pages, others print the site that MkDocs would have built."""
    project.build()
    built = tree(project.site)
    work = Work(project.folder / "work")
    build_site(CONFIG, lambda notes: Planned(notes, work))
    assert tree(project.site) == built
    own = tree(work.host)
    assert {"index.html", "404.html", "people/index.html"} <= own.keys()
    assert "people/ada-keeper/index.html" not in own
    Work(work.folder).do(PRINT, Shard(1, 1))
    assert finish_site(CONFIG, Work(work.folder)).pages == 4
    assert tree(project.site) == built


def test_a_plan_is_made_strictly(project: Project) -> None:
    """A warning leaves no plan, nor anything in the place of the host's pages."""
    project.write("people/ada-keeper.yml", person(statement(quote="“Keep the lamps lit.”")))
    work = Work(project.folder / "work")
    with pytest.raises(Abort):
        build_site(CONFIG, lambda notes: Planned(notes, work))
    assert not work.folder.exists()


def test_a_plan_comes_after_the_pages_of_mkdocs(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who finds a plan finds MkDocs' pages in their place, whenever the making of it was killed."""
    work, at = Work(project.folder / "work"), []

    def put_plan(self: Work, _plan: Plan) -> None:
        at.append((self.host / "index.html").is_file())

    monkeypatch.setattr(Work, "put_plan", put_plan)
    build_site(CONFIG, lambda notes: Planned(notes, work))
    assert at == [True]


def test_the_last_site_stays_until_all_is_done(project: Project) -> None:
    """A site of which a shard is missing is not put in the place of the last one."""
    project.set(plugins=[{"factsheet": {"content": "dossier", "exports": []}}])
    project.site.mkdir()
    (project.site / "index.html").write_text("The last site", encoding="utf-8")
    work = Work(project.folder / "work")
    build_site(CONFIG, lambda notes: Planned(notes, work))
    work.do(PRINT, Shard(1, 1))
    with pytest.raises(StageError, match="No shard of `index`"):
        finish_site(CONFIG, work)
    assert tree(project.site) == {"index.html": b"The last site"}
    assert not project.site.with_name(".site.new").exists()
    work.do(INDEX, Shard(1, 1))
    finish_site(CONFIG, work)
    assert (project.site / "people/ada-keeper/lamps/index.html").is_file()
