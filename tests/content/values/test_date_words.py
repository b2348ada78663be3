import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.values.date_words import hint_for, written_otherwise
from site_builder.content.values.dates import FORMS, parse


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("6 November 2024", "2024-11-06"),
        ("6 Nov 2024", "2024-11-06"),
        ("1 November 2024", "2024-11-01"),
        ("6th November 2024", "2024-11-06"),
        ("Nov 1st, 2024", "2024-11-01"),
        ("6. November 2024", "2024-11-06"),
        ("6. Nov. 2024", "2024-11-06"),
        ("31. Dez. 2024", "2024-12-31"),
        ("6 ноября 2024 г.", "2024-11-06"),
        ("6 Ноября 2024 года", "2024-11-06"),
        ("6 листопада 2024 р.", "2024-11-06"),
        ("6 дек. 2024 г.", "2024-12-06"),
        ("31 ноября 2024", None),
        ("November 6, 2024", "2024-11-06"),
        ("2024-11-6", "2024-11-06"),
        ("2024/11/06", "2024-11-06"),
        ("16.11.2024", "2024-11-16"),
        ("11/16/2024", "2024-11-16"),
        ("06.06.2024", "2024-06-06"),
        ("06.11.2024", None),
        ("11/06/2024", None),
        ("30.02.2024", None),
        ("2024-02-30", None),
        ("November 2024", "2024-11"),
        ("Nov. 2024", "2024-11"),
        ("März 2024", "2024-03"),
        ("ноябрь 2024 г.", "2024-11"),
        ("January 2024", "2024-01"),
        ("8. Jänner 2024", "2024-01-08"),
        ("Freitag, 8. November 2024", "2024-11-08"),
        ("vendredi 8 novembre 2024", "2024-11-08"),
        ("1er novembre 2024", "2024-11-01"),
        ("8 de noviembre de 2024", "2024-11-08"),
        ("8-го ноября 2024", "2024-11-08"),
        ("Freitag, den 08.11.2024", "2024-11-08"),
        ("Samstag, 9. November 2024", "2024-11-09"),
        ("Montag, 8. November 2024", None),
        ("0 November 2024", None),
        ("11/2024", "2024-11"),
        ("13/2024", None),
        ("ca. 2024", "2024~"),
        ("ca 2024", "2024~"),
        ("~2024", "2024~"),
        ("2024 (ca.)", "2024~"),
        ("etwa im November 2024", "2024-11~"),
        ("um den 8. November 2024", "2024-11-08~"),
        ("около 2024 г.", "2024~"),
        ("2024 ?", "2024?"),
        ("vermutlich November 2024", "2024-11?"),
        ("probably about 2024", "2024%"),
        ("5.–7. November 2024", "2024-11-05/2024-11-07"),
        ("5-7 November 2024", "2024-11-05/2024-11-07"),
        ("28 October – 3 November 2024", "2024-10-28/2024-11-03"),
        ("28 December – 3 January 2024", None),
        ("5–November 2024", None),
        ("between 2020 and 2022", "2020/2022"),
        ("zwischen 5. und 7. November 2024", "2024-11-05/2024-11-07"),
        ("vom 5. bis 7. November 2024", "2024-11-05/2024-11-07"),
        ("5 and 7 November 2024", None),
        ("5. und 7. November 2024", None),
        ("2020-2022", "2020/2022"),
        ("2022-2020", None),
        ("ca. 2020-2022", None),
        ("1990s", "1990/1999"),
        ("2000s", None),
        ("Spring 2024", None),
        ("early 2024", None),
        ("vor 2024", None),
        ("2024-11-06T14:30:00Z", None),
        ("", None),
        ("November 0000", None),
        ("yesterday", None),
    ],
)
def test_a_day_in_another_notation(text: str, meant: str | None) -> None:
    """It is offered as it is to be written, unless it may be another day, or says less."""
    assert written_otherwise(text) == meant


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("6 Nov 2024", "Write `2024-11-06`."),
        ("early 2024", "Write `2024`. A date cannot say “early”; a note can."),
        ("mid-November 2024", "Write `2024-11`. A date cannot say “mid”; a note can."),
        ("Frühjahr 2024", "Write `2024`. A date cannot say “Frühjahr”; a note can."),
        ("в начале 2024 года", "Write `2024`. A date cannot say “начале”; a note can."),
        ("8. November 2024, 14:30 Uhr", "Write `2024-11-08`, without the time of day."),
        ("2024-11-06T14:30:00.000+03:00", "Write `2024-11-06`, without the time of day."),
        ("06.11.2024", "Write `2024-11-06` or `2024-06-11`, whichever the source means."),
        ("Montag, 8.11.2024", f"Write a date as {FORMS}."),
        ("Montag, 8. Nov. 2024", "Look at the source again: `2024-11-08` was a Friday."),
        ("winter 2024", f"Write a date as {FORMS}."),
        ("yesterday", f"Write a date as {FORMS}."),
    ],
)
def test_a_hint_says_no_more_than_the_words(text: str, hint: str) -> None:
    """What is offered is true of the words, and what a date cannot say is named."""
    assert hint_for(text) == hint


WORDS = (
    "ca. early um den Freitag, friday 8. 8 31 November ноября mar 2024 2020-2022 08.11.2024 – bis ?"
    " (ca.) 14:30 ~2024 1990s 0000 00 in году Anfang"
)


@given(st.lists(st.sampled_from(WORDS.split()), max_size=6).map(" ".join))
def test_what_is_offered_is_a_date(text: str) -> None:
    """Whatever the words are, each date that a hint offers can be written."""
    hint = hint_for(text)
    if FORMS not in hint:
        for date in re.findall("`(.+?)`", hint):
            parse(date)
    meant = written_otherwise(text)
    if meant is not None:
        parse(meant)
