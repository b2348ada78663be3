import datetime
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.values.dates import UNKNOWN, parse, parse_said


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2023-02", "2023-02-01", "2023-02-28"),
        ("2024-11-06", "2024-11-06", "2024-11-06"),
        ("0099", "0099-01-01", "0099-12-31"),
        ("2024-11-05/2024-11-07", "2024-11-05", "2024-11-07"),
        ("2023/2024-02", "2023-01-01", "2024-02-29"),
        ("2024-11/2024-11-05", "2024-11-01", "2024-11-05"),
        ("2024-11-06/2024-11-06", "2024-11-06", "2024-11-06"),
        ("2024/..", "2024-01-01", "9999-12-31"),
        ("../2024", "0001-01-01", "2024-12-31"),
    ],
)
def test_days_that_a_date_can_mean(text: str, earliest: str, latest: str) -> None:
    """A date means every day from its earliest to its latest."""
    date = parse(text)
    assert (date.earliest.isoformat(), date.latest.isoformat()) == (earliest, latest)
    assert str(date) == text


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2024", False, False),
        ("2024-11~", True, False),
        ("2024?", False, True),
        ("2024-11-06%", True, True),
        ("2024~/2025?", True, True),
    ],
)
def test_qualifiers(text: str, approximate: bool, uncertain: bool) -> None:
    """`~` is about, `?` is uncertain, `%` is both; an interval is what either end is."""
    date = parse(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("2024-02-30", "2024-02 has 29 days; there is no day 30."),
        ("2023-02-29", "2023-02 has 28 days; there is no day 29."),
        ("2024-00", "There is no month 00."),
        ("2024-13", "There is no month 13."),
        ("2024-11-00", "2024-11 has 30 days; there is no day 00."),
        ("0000", "There is no year 0000."),
        ("../..", "An interval needs at least one end."),
        ("2024-11-07/2024-11-05", "The interval ends (2024-11-05) before it starts (2024-11-07)."),
        ("2024/2023", "The interval ends (2023) before it starts (2024)."),
        *(
            (text, f"`{text}` is not a date.")
            for text in (
                "never",
                "24",
                "2024-1-6",
                "06.11.2024",
                "2024-11-06T10:00",
                " 2024",
                "2024 ",
                "2024\n",
                "-2024",
                "+2024",
                "20245",
                "2024-11-6",
                "2024~~",
                "٢٠٢٤",
                "２０２４",
                "2024-XX",
            )
        ),
        ("2024-21", "There is no month 21."),
        ("2024/2025/2026", "`2024/2025/2026` is not a date."),
        ("2024/", "`2024/` is not a date."),
        ("11/06/2024", "`11/06/2024` is not a date."),
        ("2024/11/06", "`2024/11/06` is not a date."),
        ("", "`` is not a date."),
        ("x" * 500, f"`{'x' * 59}…` is not a date."),
    ],
)
def test_what_is_no_date(text: str, message: str) -> None:
    """What is not a date that exists is refused, in a sentence."""
    with pytest.raises(ValueError, match=f"^{re.escape(message)}$"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-11-06", "2024-11-06"),
        ("2024-11", "2024-11-01"),
        ("2024?", "2024-01-01"),
        ("2024-11-05/2025", "2024-11-05"),
        ("2024-11/..", "2024-11-01"),
        ("../2025-03-07", "2025-03-07"),
        ("../2025-03", "2025-03-01"),
        ("../2025~", "2025-01-01"),
    ],
)
def test_filed(text: str, day: str) -> None:
    """A date is filed under its first day; where its start is open, under the first of its end."""
    assert parse(text).filed.isoformat() == day


def test_ends_and_year() -> None:
    """A date has the year that it is filed under; an interval names its ends."""
    assert parse("2024-11~/2025?").ends == ("2024-11", "2025")
    assert parse("2024-11~").ends == ("2024-11", "2024-11")
    assert parse("../2025").year == 2025
    assert parse("2024/..").year == 2024
    assert parse("2024/..").is_interval
    assert not parse("2024").is_interval


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2024-11-06", "2024"),
        ("2024~", "2024"),
        ("2024-01/2024-05?", "2024"),
        ("2007/2017", "2007/2017"),
        ("2023-12-31/2024-01-01", "2023/2024"),
        ("../2023-05", "../2023"),
        ("2023-05~/..", "2023/.."),
    ],
)
def test_period(text: str, period: str) -> None:
    """A date has one year only if all its days are in that year."""
    assert parse(text).period == period


def test_the_date_of_a_statement_may_be_unknown() -> None:
    """`unknown` is a date of a statement alone; any other is what it is elsewhere."""
    assert parse_said("unknown") is UNKNOWN
    assert parse_said("2024-11") is parse("2024-11")
    assert UNKNOWN.is_unknown
    assert not parse("2024").is_unknown
    assert UNKNOWN.period == ""
    with pytest.raises(ValueError, match="`unknown` is not a date"):
        parse("unknown")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("2024-11-06", {"plain", "day"}),
        ("2024-11", {"plain"}),
        ("2024", {"plain"}),
        ("2024-11-06~", {"rough"}),
        ("2024-11-06?", {"rough"}),
        ("2024-11-06%", {"rough"}),
        ("2024-11~", {"rough"}),
        ("2024-11-06/2024-11-06", set()),
        ("2023/2024?", {"rough"}),
        ("2024/2025", set()),
        ("2024/..", set()),
        ("unknown", {"rough"}),
    ],
)
def test_what_a_date_proves(text: str, kinds: set[str]) -> None:
    """Only a single date without a mark is plain, and may be a day; any mark makes it rough."""
    date = parse_said(text)
    found = {"plain": date.is_plain, "rough": date.is_rough, "day": date.is_day}
    assert {kind for kind, is_so in found.items() if is_so} == kinds


@pytest.mark.parametrize(
    ("one", "other", "is_before"),
    [
        ("2024-11-04", "2024-11-06", True),
        # In another time zone, it may have been the same day.
        ("2024-11-05", "2024-11-06", False),
        ("2024-11-07", "2024-11-06", False),
        ("2024-10", "2024-11-02", True),
        ("2024-11", "2024-11-30", False),
        ("2023~", "2024-11-06", False),
        ("2023", "2024-11-06?", False),
        ("../2020", "2024", True),
        ("2020/..", "2024", False),
    ],
)
def test_what_is_surely_before(one: str, other: str, is_before: bool) -> None:
    """A day is before another if no reading of the two, in any time zone, says otherwise."""
    assert parse(one).is_surely_before(parse(other)) == is_before
    assert not parse_said("unknown").is_surely_before(parse(other))
    assert not parse(one).is_surely_before(parse_said("unknown"))


@given(st.dates())
def test_every_day_is_itself(day: datetime.date) -> None:
    """Every day of the calendar is read as that day, alone."""
    date = parse(day.isoformat())
    assert date.earliest == date.latest == date.filed == day


@given(st.text(st.sampled_from([*"0123456789-/.~?%"]), max_size=24))
def test_nothing_else_escapes(text: str) -> None:
    """Whatever looks like a date is one, or is refused with a `ValueError`."""
    try:
        date = parse(text)
    except ValueError:
        return
    assert date.earliest <= date.latest
