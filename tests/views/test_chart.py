from pathlib import Path

import pytest

from site_builder.content.catalogue import Entry
from site_builder.content.values.dates import parse
from site_builder.views.chart import HEIGHT, over_time, span
from tests.support.project import statement
from tests.support.views import entries


def lead(entry: Entry, unit: str) -> str:
    """Name the statement to which a bar leads."""
    return f"{entry.statement.id}, of a {unit}"


def test_chart_has_the_empty_years(tmp_path: Path) -> None:
    """A chart runs from the first year to the last, and says the same in words.

    A bar leads to the first of its statements.
    """
    said = [
        statement("one", quote="One.", date="2011"),
        statement("two", quote="Two.", date="2014"),
        statement("three", quote="Three.", date="2014-05"),
    ]
    chart = over_time(entries(tmp_path, *said), "en", lead)
    assert chart is not None
    assert [(bar.label, bar.number, bar.height, bar.address) for bar in chart.bars] == [
        ("2011", 1, 50, "one, of a year"),
        ("2012", 0, 0, ""),
        ("2013", 0, 0, ""),
        ("2014", 2, 100, "two, of a year"),
    ]
    assert chart.text == "3 statements by year. 2011: 1; 2014: 2."


def test_no_chart_of_one_moment(tmp_path: Path) -> None:
    """Statements of one month make no chart."""
    said = [statement(str(day), quote=f"{day}.", date=f"2014-05-0{day}") for day in (1, 2)]
    assert over_time(entries(tmp_path, *said), "en", lead) is None
    assert over_time((), "en", lead) is None


def test_a_long_time_is_drawn_by_decades(tmp_path: Path) -> None:
    """Bars of a century are decades, the empty ones too, and even a single statement is seen."""
    years = [1920, *[2021] * (3 * HEIGHT)]
    said = (statement(f"s-{at}", quote=f"{at}.", date=str(year)) for at, year in enumerate(years))
    chart = over_time(entries(tmp_path, *said), "en", lead)
    assert chart is not None
    assert chart.most.endswith("a decade")
    assert chart.ends == ("1920s", "2020s")
    assert [bar.height for bar in chart.bars] == [1, *[0] * 9, HEIGHT]


def test_a_chart_leaves_out_what_is_in_no_single_bar(tmp_path: Path) -> None:
    """A bar counts only what is certainly of its time; the words count all else."""
    dates = ("2011", "2011/2014", "2014", "../2014", "2014-01/2014-05")
    said = [statement(f"s-{at}", quote=f"{at}.", date=date) for at, date in enumerate(dates)]
    chart = over_time(entries(tmp_path, *said), "en", lead)
    assert chart is not None
    assert [(bar.label, bar.number) for bar in chart.bars if bar.number] == [
        ("2011", 1),
        ("2014", 2),
    ]
    assert chart.left_out == "not shown: 2 that span more than one year"
    assert chart.text == f"3 statements by year. 2011: 1; 2014: 2; {chart.left_out}."


@pytest.mark.parametrize(
    ("dates", "words"),
    [
        ((), ""),
        (("2014-05", "2014-05"), "May 2014"),
        (("2014", "2014/2015"), "2014 – 2015"),
        (("../2014", "2015/.."), "2014 – 2015"),
        (("2007/2017", "2010"), "2007 – 2017"),
        (("1984~/2004-06?",), "about 1984 – June 2004 (uncertain)"),
    ],
)
def test_span(dates: tuple[str, ...], words: str) -> None:
    """A span runs from the first known end to the last known one."""
    assert span([parse(date) for date in dates], "en") == words
