from urllib.parse import unquote

import pytest

from site_builder.views.text_fragment import at_passage, at_words, without_directive

URL = "https://news.example/a"
LONG = "incomprehensibility"
WORDS = [f"word{number:02}" for number in range(30)]


def encoded(words: list[str]) -> str:
    """Words as they stand in a directive."""
    return "%20".join(words)


CASES = {
    "enough words": (("an unfriendly country",), "an%20unfriendly%20country"),
    "what stands around": (
        ("unfriendly", "is an “", "” that"),
        "is%20an%20%E2%80%9C-,unfriendly,-%E2%80%9D%20that",
    ),
    "what stands on one side": (
        ("unfriendly country", "", "” that he knows"),
        "unfriendly%20country,-%E2%80%9D%20that%20he%20knows",
    ),
    "separators of a text directive": (
        ("a-b, c & d and so on, always",),
        "a%2Db%2C%20c%20%26%20d%20and%20so%20on%2C%20always",
    ),
    "too many long words": (
        (" ".join(f"{LONG}{number}" for number in range(9)),),
        encoded([f"{LONG}{number}" for number in range(5)])
        + ","
        + encoded([f"{LONG}{number}" for number in range(5, 9)]),
    ),
    "just few enough characters to be sought whole": (
        (" ".join(["seven77"] * 14 + ["eight888"]),),
        encoded(["seven77"] * 14 + ["eight888"]),
    ),
    "one character more": (
        (" ".join(["seven77"] * 14 + ["eight8888"]),),
        encoded(["seven77"] * 14) + ",eight8888",
    ),
    "as many characters as are sought, before more": (
        (" ".join(["seven77"] * 14 + ["eight888", "more"]),),
        encoded(["seven77"] * 14 + ["eight888"]) + ",more",
    ),
    "a word of one letter that would be too many": (
        (" ".join(["seven77"] * 14 + ["eight88", "a", "b"]),),
        encoded(["seven77"] * 14 + ["eight88"]) + ",a%20b",
    ),
    "as many characters as are sought, before a suffix": (
        (" ".join(["eight888"] + ["seven77"] * 14), "", "he said"),
        encoded(["eight888"] + ["seven77"] * 14) + ",-he%20said",
    ),
    "the same behind more words": (
        (" ".join(["more", "eight888"] + ["seven77"] * 14), "", "he said"),
        encoded(["eight888"] + ["seven77"] * 14) + ",-he%20said",
    ),
    "a word of one letter that would be too many before a suffix": (
        (" ".join(["b", "a", "eight88"] + ["seven77"] * 14), "", "he said"),
        encoded(["eight88"] + ["seven77"] * 14) + ",-he%20said",
    ),
    "just enough characters": (("an unfriendly people",), "an%20unfriendly%20people"),
    "many words": ((" ".join(WORDS),), f"{encoded(WORDS[:17])},{encoded(WORDS[-5:])}"),
    "many words before a suffix, as a range would begin at the first that are like them": (
        (" ".join(WORDS), "", "he said"),
        f"{encoded(WORDS[-17:])},-he%20said",
    ),
    "many words behind a prefix": (
        (" ".join(WORDS), "he said"),
        f"he%20said-,{encoded(WORDS[:17])},{encoded(WORDS[-5:])}",
    ),
    "a slash": (("and/or ships and quays",), "and%2For%20ships%20and%20quays"),
    "another script": (("мир " * 6,), encoded(["%D0%BC%D0%B8%D1%80"] * 6)),
    "a changed case": (
        ("[T]he quay is deep enough", "he said"),
        "he%20said-,The%20quay%20is%20deep%20enough",
    ),
    "a changed word": (("ship[s] never go to that quay",), "never%20go%20to%20that%20quay"),
    "a word that is changed twice": (
        ("they [re]open[ed], never go to these ships at [[that]] quay",),
        "never%20go%20to%20these%20ships%20at",
    ),
    "a changed word at the end": (
        ("the quay of that town and ship[s]",),
        "the%20quay%20of%20that%20town%20and",
    ),
    "an omission": (("he said […] that it is deep enough",), "that%20it%20is%20deep%20enough"),
    "an omission behind a prefix": (
        ("he said […] that it is enough", "to some of them, and"),
        "to%20some%20of%20them%2C%20and-,he%20said",
    ),
    "an omission before a suffix": (
        ("he said […] it is enough", "", "for him, he added"),
        "it%20is%20enough,-for%20him%2C%20he%20added",
    ),
    "an editors' word at the end": (
        ("the quay of that town [in the east]",),
        "the%20quay%20of%20that%20town",
    ),
    "two paragraphs": (
        ("one two three four five\n\nsix seven",),
        "one%20two%20three%20four%20five,six%20seven",
    ),
    "three paragraphs": (
        ("one two three four five\n\nnever\n\nsix seven",),
        "one%20two%20three%20four%20five,six%20seven",
    ),
    "three paragraphs behind a prefix": (
        ("one two\n\nnever\n\nsix seven", "the minister told them"),
        "the%20minister%20told%20them-,one%20two,six%20seven",
    ),
    "two paragraphs behind a prefix": (
        ("one two\n\nsix seven", "the minister told them"),
        "the%20minister%20told%20them-,one%20two,six%20seven",
    ),
    "a short first paragraph": (
        ("Never.\n\nNot one ship of theirs.",),
        "Not%20one%20ship%20of%20theirs.",
    ),
    "paragraphs around": (
        ("one ship of theirs", "long ago.\nHe said", "and went.\nAway"),
        "He%20said-,one%20ship%20of%20theirs,-and%20went.",
    ),
}


@pytest.mark.parametrize(("given", "directive"), CASES.values(), ids=CASES.keys())
def test_directive(given: tuple[str, ...], directive: str) -> None:
    """The words, what stands around them and the gaps in them become a text directive."""
    assert at_words(URL, *given) == f"{URL}#:~:text={directive}"


@pytest.mark.parametrize(
    "given",
    [
        ("[…] [inaudible]",),
        ("unfriendly country",),
        ("a friendly neighbor",),
        ("incomprehensibility22[s] [of]",),
        ("unfriendly", "an"),
        ("The […] quay […] is […] deep",),
        ("[…] the quay is deep enough for them", "he said on that day"),
        ("the quay is deep enough for them […]", "", "he said on that day"),
        ("the quay is deep enough for them", "", "[…]"),
        ("我们坚持一个中国原则，不会改变，也不可能改变，永远不会",),
        ("平和と安定を守る決意です", "首相は記者会見で次のように述べました。「", "」"),
        ("เราจะไม่ยอมแพ้ในวันนี้แน่นอน",),
    ],
    ids=[
        "nothing of the source's",
        "too few characters",
        "a character too few",
        "a part of a word",
        "too few with what stands before",
        "single words between omissions",
        "a gap beside the only prefix",
        "a gap beside the only suffix",
        "a suffix that is a gap",
        "Chinese",
        "Japanese",
        "Thai",
    ],
)
def test_words_that_may_not_be_found(given: tuple[str, ...]) -> None:
    """No address is made for words that a browser may find elsewhere, or not at all."""
    assert at_words(URL, *given) == ""


def test_a_quote_as_large_as_a_file(subtests: pytest.Subtests) -> None:
    """The time for a quote grows with its length, not with the square of it."""
    for part in ("a", "[", "[x", "x]", "[a]", "a[b]", "a\n", " [a]\n"):
        with subtests.test(repr(part)):
            at_words(URL, part * 100_000)
            at_words(URL, "words that are enough by themselves", part * 100_000, part * 100_000)


@pytest.mark.parametrize(
    ("url", "plain"),
    [
        (URL, URL),
        (f"{URL}#top", f"{URL}#top"),
        (f"{URL}#:~:text=a,b", URL),
        (f"{URL}#top:~:text=a", f"{URL}#top"),
        (f"{URL}?q=:~:a", f"{URL}?q=:~:a"),
    ],
)
def test_an_address_copied_with_a_fragment(url: str, plain: str) -> None:
    """An address keeps its own fragment, and loses a text directive with which it was copied."""
    assert without_directive(url) == plain
    hash_ = "" if "#" in plain else "#"
    assert at_words(url, "an unfriendly country") == (
        f"{plain}{hash_}:~:text=an%20unfriendly%20country"
    )


@pytest.mark.parametrize(
    ("first", "last", "directive"),
    [
        (
            "The ministry ruled out",
            "until the spring",
            "The%20ministry%20ruled%20out,until%20the%20spring",
        ),
        ("The ministry ruled out", "", "The%20ministry%20ruled%20out"),
        ("Она сказала тогда, что мы", "до весны", None),
    ],
)
def test_at_a_passage(first: str, last: str, directive: str | None) -> None:
    """A passage is sought from its first words to its last ones."""
    found = at_passage(URL, first, last)
    if directive is None:
        start, _, end = found.partition(":~:text=")[2].partition(",")
        assert (unquote(start), unquote(end)) == (first, last)
    else:
        assert found == f"{URL}#:~:text={directive}"


def test_a_passage_that_might_begin_elsewhere() -> None:
    """Too few first words lead nowhere, however many follow; neither do words without spaces."""
    assert at_passage(URL, "He said", "that all of this would go on until the spring") == ""
    chinese = "我们不会谈判直到春天的时候我们再说吧好不好"
    assert at_passage(URL, chinese, "到春天") == ""
    assert at_passage(URL, chinese, "until the spring") == ""


def test_a_passage_of_nothing() -> None:
    """First or last words that are spaces alone lead nowhere."""
    assert at_passage(URL, " \n ", "until the spring") == ""
    assert at_passage(URL, "The ministry ruled out", "\n") == ""
