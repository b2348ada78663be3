"""A statement whose date is unknown has none anywhere, and is last wherever dates put in order."""

import json
import re

import pytest
from selectolax.lexbor import LexborHTMLParser

from site_builder.examine import Inputs, load
from site_builder.search.documents import NO_DATE, Documents
from tests.support.exits import EVERYTHING, exits
from tests.support.project import Project, person, statement

OLD = "Tides were higher then."


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A built site with statements of several years, and one of none."""
    made = Project(tmp_path_factory.mktemp("undated"), **EVERYTHING)
    old = statement("old", quote=OLD, date="unknown", date_note="On a leaf without a date.")
    dated = [statement(f"in-{year}", quote=f"Of {year}.", date=year) for year in ("2001", "2003")]
    several = statement("long", quote="Of years.", date="2001/2004")
    made.write("people/bo.yml", person(old, *dated, several, name="Bo Warden"))
    made.build()
    return made


def test_no_exit_has_a_date(project: Project) -> None:
    """Every exit says that the date is unknown, or nothing; none has a year."""
    found = exits(project, "bo/old")
    assert len(found) > 30
    assert [name for name, text in found.items() if re.search("[0-9]{4}", text)] == []
    assert "dateCreated" not in json.loads(found["linked data"])
    assert "issued" not in json.loads(found["cite: CSL-JSON"])
    assert found["cite: Plain text"].startswith("Bo Warden, n.d.: “Tides")
    assert "date unknown" in found["whole"]
    assert "On a leaf without a date." in found["embed"]


@pytest.mark.parametrize("address", ["people/bo", "themes/lighthouses", "timeline"])
def test_it_is_last(project: Project, address: str) -> None:
    """On the speaker's page, the theme's and the timeline, after all that have a date."""
    page = LexborHTMLParser(project.page(address))
    rows = page.css("#statements .fs-statement, #by-date .fs-row, #months .fs-row")
    assert len(rows) >= 4
    assert [OLD in row.text() for row in rows] == [False] * (len(rows) - 1) + [True]


def test_it_is_counted_beside_the_years(project: Project) -> None:
    """No bar counts it, which the chart says; the filter by year has it under a name of its own."""
    page = LexborHTMLParser(project.page("people/bo"))
    assert [title.text() for title in page.css(".fs-chart title")] == ["2001: 1", "2003: 1"]
    years = [option.text() for option in page.css("[name=year] option")]
    assert years == ["All", "2003 (1)", "2001 – 2004 (1)", "2001 (1)", "Date unknown (1)"]
    [caption] = page.css(".fs-chart figcaption")
    assert caption.text().count("not shown: 1 of unknown date") == 1
    assert page.css("[name=year] option[value=undated]")
    [row] = page.css("#statements .fs-statement[data-year=undated]")
    assert OLD in row.text()


def test_the_search_gives_it_no_year(project: Project) -> None:
    """It is in no year and no range, and the last of the newest."""
    documents = Documents(load(Inputs(project.content, project.folder)).catalogue)
    first = documents.entries[0]
    document = documents.statement(first)
    assert first.key == "bo/old"
    assert "Year" not in document.facets
    assert document.days == NO_DATE
