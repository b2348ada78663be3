import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.views.graphemes import boundary, first

CHARACTERS = {
    "letter": "a",
    "letter with two marks": "e\u0301\u0323",
    "line break": "\n",
    "family": "👨\u200d👩\u200d👧\u200d👦",
    "skin tone": "👍🏽",
    "heart with its variation": "❤\ufe0f",
    "keycap": "1\ufe0f\u20e3",
    "flag of letters": "🇺🇦",
    "flag of tags": "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f",
    "Devanagari vowel": "नी",
    "Devanagari conjunct": "क्ष",
    "Thai": "กำ",
    "Hangul letters": "\u1100\u1161\u11a8",
    "Hebrew with points": "שָׁ",
}


@pytest.mark.parametrize("character", CHARACTERS.values(), ids=CHARACTERS)
@pytest.mark.parametrize("around", ["x", "🇷🇺", "👩"])
def test_no_character_is_parted(character: str, around: str) -> None:
    """What readers see as one character is whole or absent, whatever is beside it."""
    text = around + character + around
    end = len(around) + len(character)
    for at in range(len(around), end):
        assert boundary(text, at) == len(around)
    assert boundary(text, end) == end
    assert first(character + around) == character


def test_a_character_longer_than_the_place_is_whole() -> None:
    """Where no character ends before the place, the first one ends after it."""
    assert boundary("e\u0301\u0323x", 1) == 3
    assert first("\u0301" * 9) == "\u0301" * 9


@given(st.text(min_size=1), st.integers(1, 20))
def test_a_boundary_is_in_the_text(text: str, at: int) -> None:
    """Any text can be cut somewhere."""
    assert 0 < boundary(text, min(at, len(text))) <= len(text)
