from site_builder.html.around import around


def test_the_content_is_never_changed() -> None:
    """What stands before and after the content is changed, and the content is not."""
    assert around("abc, abcd, abc", "abcd", str.upper) == "ABC, abcd, ABC"


def test_without_content_everything_is_changed() -> None:
    """A page for missing addresses has no words of records."""
    assert around("abc", "", str.upper) == "ABC"


def test_content_that_was_altered_is_not_altered_further() -> None:
    """Where another plugin has changed the content, the page is left alone."""
    assert around("abc, a b c d, abc", "abcd", str.upper) == "abc, a b c d, abc"
