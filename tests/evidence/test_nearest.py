import pytest

from site_builder.evidence.nearest import differences, is_cut_off, nearest

TEXTS = (
    "He said: “We will not talk before spring”, and left.",
    "All about the weather by the sea.",
)


def test_the_nearest_words_are_whole() -> None:
    """The nearest words begin and end where words do, without the marks around them."""
    assert nearest("We will now talk before spring", TEXTS) == "We will not talk before spring"
    assert nearest("Zebras never sing", TEXTS) == ""


def test_the_nearest_words_end_with_the_quote() -> None:
    """What the source says behind a quotation mark is not among the nearest words."""
    copy = "“We will wait”, he said in the harbour."
    assert nearest("We will surely wait", [copy]) == "We will wait"
    assert nearest("We will wait for you", [copy]) == "We will wait"
    assert nearest("We will now wait", ["“We” will not wait"]) == "We” will not wait"
    assert nearest("Say “no” now to us all", ["Say “no” not to us all"]) == "Say “no” not to us all"


def test_the_nearest_words_have_what_the_copy_has_more() -> None:
    """Where the copy has more words within, its first and last ones are not left out for them."""
    copy = "He rose. “I have never spoken of an early opening of the harbour.” And he left."
    there = "I have never spoken of an early opening of the harbour."
    assert nearest("I have never spoken of opening the harbour.", [copy]) == there


@pytest.mark.parametrize(
    ("near", "text", "is_cut"),
    [
        ("spoken of an opening", "spoken of an opening, he said", True),
        ("I have never spoken", "he said: “I have never spoken", True),
        ("I have spoken of an opening", "I have spoken of an opening", False),
        ("have spoken of an", "I have spoken of an opening", False),
        ("", "anything", False),
    ],
)
def test_words_that_go_on_outside(near: str, text: str, is_cut: bool) -> None:
    """Words go on outside of a part if it begins or ends with them, and they are not all."""
    assert is_cut_off(near, "I have never spoken of an opening", text) is is_cut


def test_differences() -> None:
    """What the copy has instead is said word by word, and what it lacks."""
    assert differences("We will now talk", "We will not talk") == "It has `not` for `now`."
    assert differences("We never talk now", "We talk now") == "It has no `never `."
    assert differences("We talk", "We talk today") == "It has also ` today`."
    assert differences("We talk", "We talk") == ""
