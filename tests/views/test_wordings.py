from typing import Any

import pytest

from site_builder.content.model import Statement
from site_builder.views.wordings import beside, differences, stretches


@pytest.mark.parametrize(
    ("words", "nearest", "differs"),
    [
        ("We shall go", "We will go", [("shall", "will")]),
        ("We will surely go", "We will go", [("surely", "")]),
        ("We will go", "We will not go", [("", "not")]),
        ("We will go", "We will go", []),
        ('We don\'t "go" - now...', "We don’t “go” — now…", []),
        ("We will go.", "We will, go", []),
    ],
)
def test_differences(words: str, nearest: str, differs: list[tuple[str, str]]) -> None:
    """Words that one wording has instead of the other's are told, typography is not."""
    assert [*differences(words, nearest)] == differs


def test_stretches_are_all_of_the_words() -> None:
    """The words in stretches are those of the wording, to the letter, and only its own."""
    words = "We  shall\nnever, ever go — «да»"
    found = stretches(words, "We will never, ever come")
    assert "".join(stretch.text for stretch in found) == words
    assert any(stretch.is_other for stretch in found)


def test_a_straight_apostrophe_is_no_difference() -> None:
    """Typography is not marked, and the words are as their own source has them."""
    words = 'We don\'t "go" - now...'
    assert stretches(words, "We don’t “go” — now…") == ((words, False),)


def test_nothing_in_common_is_not_marked() -> None:
    """Where all words are others, or all but one, marks would show nothing."""
    assert stretches("at a historical low", "It cannot become worse") == ()
    assert stretches("the low point", "worse than the others") == ()


def said(kind: str, words: str, lang: str = "en", original: str | None = None) -> Statement:
    """A statement with its words, said in Russian."""
    fields: Any = {"quote": None, "paraphrase": None, "action": None, kind: words}
    return Statement.model_construct(lang=lang, spoken_lang="ru", original=original, **fields)


def test_what_a_wording_is_compared_with() -> None:
    """Quotes are compared in one language, also with the original; our own words are not."""
    nearest = said("quote", "We go", original="Мы идём")
    assert beside(said("quote", "We went"), nearest, "en") == "We go"
    assert beside(said("quote", "Идём", "ru"), nearest, "en") == "Мы идём"
    assert beside(said("quote", "On va", "fr"), nearest, "en") == ""
    assert beside(said("paraphrase", "Said they go."), nearest, "en") == ""
    assert beside(said("quote", "Идём", "ru"), said("quote", "We go"), "en") == ""
