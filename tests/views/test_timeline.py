from pathlib import Path

import pytest

from site_builder.content.catalogue import Catalogue
from site_builder.views import HomePage, Page, TimelinePage, YearPage
from tests.support.project import person, statement
from tests.support.views import linked, one, pages


def test_timeline_by_month(sheet: tuple[Page, ...]) -> None:
    """The timeline runs backwards by month; a longer time stands apart from its months."""
    page = one(sheet, TimelinePage, "timeline/")
    assert [(month.title, len(month.statements)) for month in page.months] == [
        ("2022, month unknown", 1),
        ("May 2021 – June 2021", 1),
        ("March 2021", 3),
        ("November 2020", 1),
        ("January 2020", 1),
        ("June 2019", 1),
    ]
    assert page.years == ()


def test_a_year_on_one_page_is_what_its_bar_counts(sheet: tuple[Page, ...]) -> None:
    """Where all years are on one page, a bar filters it: it counts what that option shows."""
    page = one(sheet, TimelinePage, "timeline/")
    assert page.chart is not None
    (by_year,) = (item for item in page.filters if item.name == "year")
    numbers = {option.value: option.number for option in by_year.options}
    bars = {bar.address: bar.number for bar in page.chart.bars if bar.number}
    assert bars == {f"timeline/?year={year}#months": number for year, number in numbers.items()}


def test_every_statement_on_its_year(many: Catalogue, many_pages: tuple[Page, ...]) -> None:
    """Where the timeline has a page for each year, each statement stands on one of its year."""
    years = [page for page in many_pages if isinstance(page, YearPage)]
    shown = [
        (page.year, view.entry.key)
        for page in years
        for month in page.months
        for view in month.statements
    ]
    wanted = [(entry.statement.date.period, entry.key) for entry in many.entries.values()]
    assert sorted(shown) == sorted(wanted)


@pytest.mark.parametrize(
    ("date", "id_", "title"),
    [
        ("2024-05-03", "in-2024-05", "May 2024"),
        ("2024-05-03/2024-05-06", "in-2024-05", "May 2024"),
        ("2024", "in-2024", "2024, month unknown"),
        ("2007/2017", "in-2007-to-2017", "2007 – 2017"),
        ("../2023", "in-..-to-2023", "Until 2023"),
        ("2024-05-03/..", "in-2024-05-to-..", "Since May 2024"),
    ],
)
def test_a_heading_says_all_of_a_date(tmp_path: Path, date: str, id_: str, title: str) -> None:
    """A statement is under a month or a year only if it is certainly of that month or year."""
    found = pages(linked(tmp_path, {"ada-keeper": person(statement(date=date))}))
    (month,) = one(found, TimelinePage, "timeline/").months
    assert (month.id, month.title) == (id_, title)


def test_a_date_over_several_years_is_in_none_of_them(tmp_path: Path) -> None:
    """Where years have pages, what may be of several years is on a page of its own, once."""
    dates = {"a": "2007", "b": "2007/2017", "c": "2017", "d": "../2017"}
    said = [
        statement(id_, quote=f"{id_} {'word ' * 3_900}end", date=date)
        for id_, date in dates.items()
    ]
    found = pages(linked(tmp_path, {"ada-keeper": person(*said)}))
    assert one(found, TimelinePage, "timeline/").years == (
        ("2017", 1, "timeline/2017/"),
        ("2007", 1, "timeline/2007/"),
        ("several years", 2, "timeline/several-years/"),
    )
    page = one(found, YearPage, "timeline/several-years/")
    assert page.title == "Timeline: several years"
    assert page.description == "2 statements from several years."
    assert [month.title for month in page.months] == ["Until 2017", "2007 – 2017"]


def test_a_day_is_read_forwards(tmp_path: Path) -> None:
    """From the last day to the first, the statements of a day keep the order of their source."""
    said = [
        statement(
            f"s-{at}", quote=f"{at}.", citations=[{"source": "gazette", "locator": f"p. {at}"}]
        )
        for at in (2, 10, 1)
    ]
    found = pages(linked(tmp_path, {"ada-keeper": person(*said)}))
    (month,) = one(found, TimelinePage, "timeline/").months
    day = [view.entry.statement.id for view in month.statements]
    assert day == ["s-1", "s-2", "s-10"]
    assert [view.entry.statement.id for view in one(found, HomePage, "").latest] == day
