import pytest

from site_builder.content.values.dates import parse
from site_builder.views.words.dates import date_in_words


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


@pytest.mark.parametrize(
    ("text", "german", "russian"),
    [
        ("2024-11-06", "6. November 2024", "6 ноября 2024\u202fг."),
        ("2024-11", "November 2024", "ноябрь 2024\u202fг."),
        ("2024", "2024", "2024"),
        ("2024-11~", "etwa November 2024", "ок. ноября 2024\u202fг."),
        ("2024?", "2024 (unsicher)", "2024 (предположительно)"),
        ("2024-11/..", "seit November 2024", "с ноября 2024\u202fг."),
        ("../2024-11", "bis November 2024", "до ноября 2024\u202fг."),
        ("../2024-11-06", "bis 6. November 2024", "до 6 ноября 2024\u202fг."),
        ("2024-11-05/2024-11-07", "5.–7. November 2024", "5–7 ноября 2024\u202fг."),
        (
            "2024-10/2024-11~",
            "Oktober 2024 – etwa November 2024",
            "октябрь 2024\u202fг. — ок. ноября 2024\u202fг.",
        ),
    ],
)
def test_dates_in_other_languages(text: str, german: str, russian: str) -> None:
    """A date has the order and the cases of its language."""
    assert date_in_words(parse(text), "de") == german
    assert date_in_words(parse(text), "ru") == russian


def test_dates_without_a_catalogue() -> None:
    """A language without a catalogue has its months, with the English words around them."""
    assert date_in_words(parse("2024-11~"), "fr") == "about novembre 2024"
    assert date_in_words(parse("2024-11-05/2024-11-07"), "fr") == (
        "5 novembre 2024 – 7 novembre 2024"
    )
