from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.views import Page, TimelinePage, YearPage
from tests.support.project import person, statement
from tests.support.views import linked, one, pages


def test_timeline_by_month(sheet: tuple[Page, ...]) -> None:
    """The timeline runs backwards by month; a year alone stands apart from its months."""
    page = one(sheet, TimelinePage, "timeline/")
    assert [(month.title, len(month.statements)) for month in page.months] == [
        ("2022, month unknown", 1),
        ("May 2021", 1),
        ("March 2021", 3),
        ("November 2020", 1),
        ("January 2020", 1),
        ("June 2019", 1),
    ]
    assert page.years == ()


def test_every_statement_on_its_year(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """Where the timeline has a page for each year, each statement stands on one of its year."""
    years = [page for page in many_pages if isinstance(page, YearPage)]
    shown = [
        (page.year, view.entry.key)
        for page in years
        for month in page.months
        for view in month.statements
    ]
    wanted = [(entry.statement.date.year, entry.key) for entry in many.entries.values()]
    assert sorted(shown) == sorted(wanted)


@pytest.mark.parametrize(
    ("date", "month"),
    [("../2024-05-03", "in-2024-05"), ("2024-05-03/..", "in-2024-05"), ("2024", "in-2024")],
)
def test_a_month_is_the_one_that_is_known(tmp_path: Path, date: str, month: str) -> None:
    """A stretch of time without a start is filed under its end, and a year under no month."""
    found = pages(linked(tmp_path, {"ada-keeper": person(statement(date=date))}))
    assert [item.id for item in one(found, TimelinePage, "timeline/").months] == [month]
