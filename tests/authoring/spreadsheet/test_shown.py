"""What a number or a date looks like in its cell."""

import datetime

import pytest

from site_builder.authoring.spreadsheet.cells import Day
from site_builder.authoring.spreadsheet.shown import shown_date, shown_number, shown_text

MOMENT = datetime.datetime(2024, 11, 1)  # noqa: DTZ001  a spreadsheet knows no time zones


@pytest.mark.parametrize(
    ("number", "code", "shown"),
    [
        (2023, "General", "2023"),
        (2023.0, "0", "2023"),
        (-7, "General", "-7"),
        (-7, "0;(0)", "(7)"),
        (7, '"page "0', "page 7"),
        (7, "0000", "0007"),
        (1, "0%", "100%"),
        (0.07, "0%", "7%"),
        (12, "#,##0", "12"),
        (12, '[$€-407] #,##0;[Red]-0', "€ 12"),
        (12, "0;0;@", "12"),
    ],
)  # fmt: skip
def test_a_number_as_it_is_shown(number: float, code: str, shown: str) -> None:
    """A whole number is told with the signs that its format puts around it."""
    assert shown_number(number, code) == (shown, "")


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (1.5, "General"), (1.5, "0"), (2024, "0.00"), (0.075, "0%"), (1200, "#,##0"),
        (7, "# ?/?"), (7, "0.0E+0"), (7, ";;"), (7, '"page"'), (0, "#"), (7, "000-00"),
        (10**12, "General"), (10**16, "0"), (7, "[>5]0"), (7, "0,"), (7, '"2"0'), (7, '* 0"x'),
    ],
)  # fmt: skip
def test_a_number_shown_in_many_ways(number: float, code: str) -> None:
    """A number that is rounded, hidden or written differently elsewhere is refused."""
    value = shown_number(number, code)
    assert value.text == ""
    assert value.fault.startswith("This cell is a number")


@pytest.mark.parametrize(
    ("code", "shown", "is_text"),
    [
        ("yyyy-mm-dd", "2024-11-01", True),
        ("yyyy-mm", "2024-11", True),
        ("yyyy", "2024", True),
        ("mmm-yy", "2024-11", False),
        ("[$-409]mmmm\\ yyyy;@", "2024-11", False),
        ("mm-dd-yy", "2024-11-01", False),
        ("dddd, d. mmmm yyyy", "2024-11-01", False),
        ('yyyy"年"m"月"d"日"', "2024-11-01", False),
        ("yyyy-mm-dd h:mm:ss", "2024-11-01", False),
        ("yy", "2024", False),
    ],
)
def test_a_date_as_far_as_it_is_shown(code: str, shown: str, is_text: bool) -> None:
    """Of a date, only what its format shows is told; `Nov-24` is not the first of November."""
    value = shown_date(MOMENT, code, is_old_epoch=True)
    assert value == (shown, "")
    assert isinstance(value.text, Day) is not is_text


@pytest.mark.parametrize(
    "code", ["d-mmm", "mmmm", "dddd", "h:mm", '"circa "yyyy', "[h]:mm", "yyyy 0"]
)
def test_a_date_of_which_too_little_is_shown(code: str) -> None:
    """A date without its year, or with other words, is refused."""
    assert shown_date(MOMENT, code, is_old_epoch=True).fault


def test_a_time_of_day() -> None:
    """A time of day is refused where it is shown, and is not there where it is not."""
    moment = MOMENT.replace(hour=10)
    assert "time of day" in shown_date(moment, "yyyy-mm-dd hh:mm", is_old_epoch=True).fault
    assert shown_date(moment, "yyyy-mm-dd", is_old_epoch=True).text == "2024-11-01"


def test_days_that_programs_count_differently() -> None:
    """A date before March 1900 is refused where days count from 1900."""
    early = MOMENT.replace(year=1900, month=2)
    assert "March 1900" in shown_date(early, "yyyy-mm-dd", is_old_epoch=True).fault


def test_a_text_that_its_format_changes() -> None:
    """A text that its format hides, or adds to, is refused."""
    assert shown_text("Go.", "mmm-yy;@") == ("Go.", "")
    assert shown_text("Go.", "0.00") == ("Go.", "")
    for code in (";;;", '"He said: "@', ';;;"no"'):
        assert "changes this text" in shown_text("Go.", code).fault
