import pytest

from site_builder.content.values.dates import parse
from site_builder.words.dates import date_in_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2024-11-06", "6 November 2024"),
        ("2024-11", "November 2024"),
        ("2024", "2024"),
        ("2024-11~", "about November 2024"),
        ("2024?", "2024 (uncertain)"),
        ("2024%", "about 2024 (uncertain)"),
        ("2024-11-05/2024-11-07", "5 – 7 November 2024"),
        ("2024-10-31/2024-11-01", "31 October 2024 – 1 November 2024"),
        ("2024-11/2025", "November 2024 – 2025"),
        ("2024/..", "since 2024"),
        ("../2024-11", "until November 2024"),
        ("../2024-11%", "until about November 2024 (uncertain)"),
        ("2024-11-06/2024-11-06", "6 November 2024"),
        ("2024-11~/2024-11~", "about November 2024"),
        ("1984~/2004-06", "about 1984 – June 2004"),
        ("1984/2004-06~", "1984 – about June 2004"),
        ("1984?/2004", "1984 (uncertain) – 2004"),
        ("2024-11-05/2024-11-07~", "5 November 2024 – about 7 November 2024"),
        ("2024-11-06/2024-11-06~", "6 November 2024 – about 6 November 2024"),
    ],
)
def test_dates_in_words(text: str, words: str) -> None:
    """A date is told as exactly as it is known."""
    assert date_in_words(parse(text)) == words


def test_dates_in_other_languages() -> None:
    """A date in another language has its months and its order."""
    assert date_in_words(parse("2024-11-06"), "de") == "6. November 2024"
    assert date_in_words(parse("2024-11-06"), "ru") == "6 ноября 2024\u202fг."
    assert date_in_words(parse("2024-11-05/2024-11-07"), "de") == (
        "5. November 2024 – 7. November 2024"
    )
