from site_builder.evidence.nearest import differences, nearest

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


def test_differences() -> None:
    """What the copy has instead is said word by word, and what it lacks."""
    assert differences("We will now talk", "We will not talk") == "It has `not` for `now`."
    assert differences("We never talk now", "We talk now") == "It has no `never `."
    assert differences("We talk", "We talk today") == "It has also ` today`."
    assert differences("We talk", "We talk") == ""
