"""The files of the search index."""

from pathlib import Path

import pytest
from playwright.sync_api import Page

from site_builder.content.catalogue import Catalogue
from site_builder.examine import Inputs, load
from site_builder.parallel import Processes
from site_builder.search.documents import Documents
from site_builder.search.index import write_index
from site_builder.site_folder import Output
from tests.support.awkward import STRINGS
from tests.support.engine import engine
from tests.support.project import Project, person, statement, tree

SIZE = 20


def catalogue_of(project: Project) -> Catalogue:
    """All records of a project."""
    return load(Inputs(project.content, project.folder)).catalogue


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Somebody with fifty statements, of different days."""
    project = Project(tmp_path / "project")
    said = (
        statement(
            f"lamp-{day}",
            quote=f"Lamp {day} is lit.",
            date=f"2020-{day % 12 + 1:02}-{day % 28 + 1:02}",
        )
        for day in range(50)
    )
    project.write("people/ada-keeper.yml", person(*said))
    return project


def test_the_same_content_gives_the_same_bytes(project: Project, tmp_path: Path) -> None:
    """Two indexes of one catalogue have the same files."""
    for name in ("one", "two"):
        write_index(Documents(catalogue_of(project)), Output(tmp_path / name), Processes(), SIZE)
    assert tree(tmp_path / "one") == tree(tmp_path / "two")


def test_a_new_statement_changes_the_newest_segment_only(project: Project, tmp_path: Path) -> None:
    """All files of other segments have the same names and bytes as before."""
    write_index(Documents(catalogue_of(project)), Output(tmp_path / "before"), Processes(), SIZE)
    new = person(statement("tide", date="2024-02-03"), name="Boris Maslov")
    project.write("people/boris-maslov.yml", new)
    write_index(Documents(catalogue_of(project)), Output(tmp_path / "after"), Processes(), SIZE)
    before, after = tree(tmp_path / "before"), tree(tmp_path / "after")
    names = {path.split("/")[1] for path in before if before[path] != after.get(path)}
    # The new person is in the segment of the records.
    assert names == {"index.json", "records-0", "statements-2"}


@pytest.mark.parametrize(("statements", "sizes"), [(79, 4), (80, 1), (90, 2), (121, 4)])
def test_full_segments_are_merged(tmp_path: Path, statements: int, sizes: int) -> None:
    """Four full segments become one, so that a query asks few; the newest stay small."""
    project = Project(tmp_path / "project")
    said = (statement(f"lamp-{at}", quote=f"Lamp {at} is lit.") for at in range(statements))
    project.write("people/ada-keeper.yml", person(*said))
    write_index(Documents(catalogue_of(project)), Output(tmp_path), Processes(), SIZE)
    names = {path.split("/")[1] for path in tree(tmp_path) if path.startswith("find/statements")}
    assert len(names) == sizes


def test_a_result_has_every_text_as_it_was_written(page: Page, tmp_path: Path) -> None:
    """What the browser gets of a document is what went in, over all awkward texts."""
    project = Project(tmp_path / "project")
    texts = [
        "two  spaces",
        "no\u00a0break",
        "\u200bunseen\u200d\U000e0067",
        "a\\u0020b",
        "A&amp;B",
        *STRINGS,
    ]
    sound = [text for text in texts if text == text.strip()]
    odd = [statement(f"awkward-{at}", quote=text) for at, text in enumerate(sound)]
    project.write("people/odd-one.yml", person(*odd, name="Odd One"))
    catalogue = catalogue_of(project)
    assert len(catalogue.by_person["odd-one"]) > 200
    write_index(Documents(catalogue), Output(tmp_path / "site"), Processes())
    with engine(page, tmp_path / "site") as opened:
        shown = opened.evaluate(
            """async (first) => {
                const { index } = engine
                const all = Array.from({ length: index.documents }, (_, at) => at)
                return (await index.shown(all)).filter(({ words }) => words !== undefined)
            }"""
        )
    expected = [entry.statement.words for entry in Documents(catalogue).entries]
    assert [one["words"] for one in shown] == expected


def test_facets_have_every_name_as_it_was_written(page: Page, tmp_path: Path) -> None:
    """White space and signs of markup stay as they are, so that no two values become one."""
    project = Project(tmp_path / "project")
    names = ["A&B", "A&amp;B", "A <b>B</b>", "A\u00a0B", "A B", "&lt;A"]
    for at, name in enumerate(names):
        project.write(
            f"people/person-{at}.yml",
            person(statement(f"tide-{at}", quote=f"Tide {at}."), name=name),
        )
    catalogue = catalogue_of(project)
    write_index(Documents(catalogue), Output(tmp_path / "site"), Processes())
    with engine(page, tmp_path / "site") as opened:
        counted = opened.evaluate(
            """async () => {
                const state = { query: "tide", sort: "newest", chosen: new Map(), from: "", to: "" }
                const answer = await engine.search(state)
                return [...(await engine.count(answer, ["Person"])).Person]
            }"""
        )
    assert {name: number for name, number in counted if number} == dict.fromkeys(names, 1)
