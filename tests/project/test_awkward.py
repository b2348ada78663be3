import pytest

from site_builder.content.values.characters import offences
from tests.support.awkward import STRINGS


def test_there_are_enough_and_none_twice() -> None:
    """At least 200 awkward texts are tried, each once."""
    assert len(STRINGS) >= 200
    assert len(set(STRINGS)) == len(STRINGS)


def test_each_is_admissible(subtests: pytest.Subtests) -> None:
    """An awkward text is one line that a contributor may write."""
    for text in STRINGS:
        with subtests.test(ascii(text)):
            assert not [*offences(text)]
            assert text == text.strip()
            assert "\n" not in text
            assert "\t" not in text
