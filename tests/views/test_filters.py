from pathlib import Path

import pytest

from site_builder.views import Page, PersonPage
from site_builder.views.filters import FEWEST, filters
from tests.support.project import statement
from tests.support.views import entries, one


def test_filters_count_what_they_leave(sheet: tuple[Page, ...]) -> None:
    """An option says how many statements it leaves; a second theme of a statement counts."""
    page = one(sheet, PersonPage, "people/example-minister/")
    options = {
        filter_.name: [(option.value, option.number) for option in filter_.options]
        for filter_ in page.filters
    }
    assert options["theme"] == [("example-harbours", 4), ("example-lamps", 3)]
    assert options["kind"] == [("quote", 4), ("paraphrase", 1), ("action", 1)]
    assert options["year"] == [("2022", 1), ("2021", 2), ("2020", 2), ("2019", 1)]


def test_a_date_over_several_years_is_an_option_of_its_own(tmp_path: Path) -> None:
    """Years are offered for what is certainly of them, and several years are called that."""
    dates = ("2007", "2007/2017", "2017", "../2017-05")
    said = entries(
        tmp_path,
        *(statement(f"s-{at}", quote=f"{at}.", date=date) for at, date in enumerate(dates)),
    )
    (years,) = filters(said, "en", "year")
    assert [(option.value, option.title, option.number) for option in years.options] == [
        ("2017", "2017", 1),
        ("2007/2017", "2007 – 2017", 1),
        ("2007", "2007", 1),
        ("../2017", "until 2017", 1),
    ]


def test_what_tells_nothing_apart_is_no_filter(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no filter with one option, none with too many, and none for a few statements."""
    said = entries(
        tmp_path,
        *(statement(f"s-{year}", quote=f"{year}.", date=str(year)) for year in range(2001, 2007)),
    )
    assert [item.name for item in filters(said, "en", "person", "kind", "year")] == ["year"]
    assert filters(said[: FEWEST - 1], "en", "year") == ()
    monkeypatch.setattr("site_builder.views.filters.MOST_OPTIONS", len(said) - 1)
    assert filters(said, "en", "year") == ()
