import json
from collections import Counter
from pathlib import Path

from site_builder.content.catalogue import Catalogue
from site_builder.settings import Site
from site_builder.views import HomePage, Page, PersonPage, Views
from site_builder.views.home import ROWS
from tests.support.project import person, statement
from tests.support.views import linked, one, pages


def test_matrix_leads_to_sections(sheet: tuple[Page, ...]) -> None:
    """A cell leads to the section on its theme."""
    matrix = one(sheet, HomePage, "").matrix
    assert [theme.id for theme in matrix.themes] == ["example-harbours", "example-lamps"]
    minister, envoy = (cells for _, cells in matrix.rows)
    assert [(cell.count, cell.shade, cell.address) for cell in minister] == [
        (4, 5, "people/example-minister/#on_example-harbours"),
        (3, 4, "people/example-minister/#on_example-lamps"),
    ]
    assert [(cell.count, cell.shade) for cell in envoy] == [(2, 3), (0, 0)]
    assert matrix.left_out == ""


def test_a_cell_counts_what_is_behind_it(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """As many statements as a cell says are on the pages from its address on, under its theme."""
    people = [page for page in many_pages if isinstance(page, PersonPage)]
    for who, cells in one(many_pages, HomePage, "").matrix.rows:
        for cell in cells:
            sections = [
                (f"{page.address}#on_{position.theme.id}", position)
                for page in people
                for position in page.positions
                if page.person == who and position.theme == cell.theme
            ]
            shown = {
                view.entry.key
                for _, position in sections
                for view in (*position.statements, *position.further)
            }
            assert len(shown) == cell.count
            assert cell.address == (sections[0][0] if sections else f"people/{who.id}/")
            assert all(position.total == cell.count for _, position in sections)
    assert any(len(entry.themes) > 1 for entry in many.entries.values())


def test_latest_first(sheet: tuple[Page, ...]) -> None:
    """The first page begins with the newest statement."""
    latest = one(sheet, HomePage, "").latest
    assert latest[0].entry.key == "example-minister/lit-the-lamps"
    dates = [view.entry.statement.date.filed for view in latest]
    assert dates == sorted(dates, reverse=True)


def test_the_whole_grid_is_in_one_file(many: Catalogue) -> None:
    """For the script that finds people and themes, a file has every number of the grid."""
    views = Views(many, Site("Dossier"))
    themes, people = json.loads({**dict(views.rows())}["grid.json"]())
    assert {id_ for id_, _ in themes} == many.by_theme.keys()
    assert {id_ for id_, _, _ in people} == many.said_by.keys()
    for id_, _, numbers in people:
        found = Counter(theme.id for entry in many.said_by[id_] for theme in entry.themes)
        counted = zip(numbers[::3], numbers[1::3], strict=True)
        assert {themes[at][0]: count for at, count in counted} == found


def test_who_is_left_out_is_counted(tmp_path: Path) -> None:
    """Where the table does not hold all speakers, it holds the most prolific and says so."""
    said = [statement(), statement("tide", quote="High tide.")]
    people = {f"bo-{at}": person(*said, name=f"Bo {at}") for at in range(ROWS)}
    matrix = one(pages(linked(tmp_path, people)), HomePage, "").matrix
    assert {who.id for who, _ in matrix.rows} == people.keys()
    assert f"{ROWS} of {ROWS + 1} speakers" in matrix.left_out
