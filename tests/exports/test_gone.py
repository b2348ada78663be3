from pathlib import Path

from site_builder.examine import Inputs, load
from site_builder.exports.data import EVERYTHING, Data
from site_builder.exports.gone import tombstones
from tests.support.data import RELEASE, SITE
from tests.support.project import Project, person, statement
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
