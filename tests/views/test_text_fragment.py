import pytest

from site_builder.views.text_fragment import at_words

URL = "https://news.example/a"
LONG = "incomprehensibility"

CASES = {
    "a fragment of a sentence": (("unfriendly country",), "unfriendly%20country"),
    "what stands around": (
        ("unfriendly", "is an “", "” that"),
        "is%20an%20%E2%80%9C-,unfriendly,-%E2%80%9D%20that",
    ),
    "separators of a text directive": (("a-b, c & d",), "a%2Db%2C%20c%20%26%20d"),
    "many words in many paragraphs": (
        ("a b c d e f\nshort\ng h i j k l",),
        "a%20b%20c%20d%20e,h%20i%20j%20k%20l",
    ),
    "too few long words to have a start and an end": (
        (" ".join(f"{LONG}{number}" for number in range(9)),),
        "%20".join(f"{LONG}{number}" for number in range(9)),
    ),
    "just enough long words to have both": (
        (" ".join(f"{LONG}{number}" for number in range(10)),),
        "%20".join(f"{LONG}{number}" for number in range(5))
        + ","
        + "%20".join(f"{LONG}{number}" for number in range(5, 10)),
    ),
    "just few enough characters to be sought whole": (
        (" ".join(["seven77"] * 14 + ["eight888"]),),
        "%20".join(["seven77"] * 14 + ["eight888"]),
    ),
    "a slash": (("and/or",), "and%2For"),
    "another script": (("мир",), "%D0%BC%D0%B8%D1%80"),
    "an omission": (("he said […] enough",), "he%20said,enough"),
    "an editors' word at the end": (("the quay [in the east]",), "the%20quay"),
    "two paragraphs": (("one two\n\nthree four",), "one%20two,three%20four"),
    "many words": (
        (" ".join(f"word{number:02}" for number in range(30)),),
        "word00%20word01%20word02%20word03%20word04,word25%20word26%20word27%20word28%20word29",
    ),
}


@pytest.mark.parametrize(("given", "directive"), CASES.values(), ids=CASES.keys())
def test_directive(given: tuple[str, ...], directive: str) -> None:
    """The words, what stands around them and the gaps in them become a text directive."""
    assert at_words(URL, *given) == f"{URL}#:~:text={directive}"


def test_after_a_fragment() -> None:
    """An address that has a fragment keeps it."""
    assert at_words(f"{URL}#top", "quay") == f"{URL}#top:~:text=quay"


def test_nothing_of_the_source() -> None:
    """Words that are the editors' alone are not sought."""
    assert at_words(URL, "[…] [inaudible]") == ""
