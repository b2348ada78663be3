import pytest

from site_builder.views.wordings import differences, stretches


@pytest.mark.parametrize(
    ("words", "nearest", "differs"),
    [
        ("We shall go", "We will go", ["“shall” for “will”"]),
        ("We will surely go", "We will go", ["adds “surely”"]),
        ("We will go", "We will not go", ["without “not”"]),
        ("We will go", "We will go", []),
    ],
)
def test_differences(words: str, nearest: str, differs: list[str]) -> None:
    """What one wording has otherwise is said as words."""
    assert [*differences(words, nearest, "en")] == differs


def test_stretches_are_all_of_the_words() -> None:
    """The words in stretches are those of the wording, to the letter, and only its own."""
    words = "We  shall\nnever, ever go — «да»"
    found = stretches(words, "We will never go")
    assert "".join(stretch.text for stretch in found) == words
    assert any(stretch.is_other for stretch in found)
