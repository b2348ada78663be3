import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.content.values.word_by_word import Side, easily_missed, word_by_word

TEXT = st.text(st.sampled_from("ab é’' -.,\n\u00a0😀"), max_size=30)


@given(TEXT, TEXT)
def test_no_letter_is_lost_between_two_texts(before: str, now: str) -> None:
    """The stretches of each side add up to its text; common stretches are in both."""
    stretches = word_by_word(before, now)

    def side(which: Side) -> str:
        return "".join(part.text for part in stretches if part.side in (Side.BOTH, which))

    assert side(Side.BEFORE) == before
    assert side(Side.NOW) == now
    assert (before == now) == all(part.side is Side.BOTH for part in stretches)


@given(TEXT, TEXT, st.integers(0, 3))
def test_no_letter_is_lost_where_signs_count_as_the_same(before: str, now: str, least: int) -> None:
    """What counts as the same is as in the first text, and nothing of it is lost."""
    stretches = word_by_word(before, now, lambda token: token.replace("’", "'"), least)
    text = "".join(part.text for part in stretches if part.side is not Side.NOW)
    assert text == before


def test_few_words_between_two_changes_are_part_of_them() -> None:
    """A word that two texts have by chance does not split what differs."""
    before, now = "we all go to the sea again", "we will walk to that hill again"
    assert len(word_by_word(before, now)) == 7
    assert word_by_word(before, now, least=2) == [
        (Side.BOTH, "we "),
        (Side.BEFORE, "all go to the sea"),
        (Side.NOW, "will walk to that hill"),
        (Side.BOTH, " again"),
    ]


@pytest.mark.parametrize(
    ("before", "now", "notes"),
    [
        ("He said no.", "He said no!", 1),
        ("a b", "a\u00a0b", 1),
        ("Moscow", "M\u043escow", 1),
        ("He said no", "He said yes", 0),
        ("He said no", "He said", 0),
        ("same", "same", 0),
    ],
)
def test_what_is_easily_missed_is_named(before: str, now: str, notes: int) -> None:
    """Another mark, another space or a letter of another script is named; other words are not."""
    assert len([*easily_missed(before, now)]) == notes
