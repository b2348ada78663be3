import pytest

from site_builder.content.values.quotation import marks_around, own_marks


@pytest.mark.parametrize(
    ("lang", "marks"),
    [
        ("en", "“”"),
        ("en-GB", "“”"),
        ("de", "„“"),
        ("de-CH", "«»"),
        ("ru", "«»"),
        ("uk", "«»"),
        ("pl", "„”"),
        ("sv", "””"),
        ("ar", "”“"),
        ("ja", "「」"),
        ("zh", "“”"),
        ("zh-Hant", "「」"),
        ("zh-Hant-HK", "「」"),
        ("zh-Hans-CN", "“”"),
        ("pt", "“”"),
        ("pt-PT", "«»"),
        ("sr-Latn-RS", "„“"),
        ("xyz", "“”"),
    ],
)
def test_marks_of_a_language(lang: str, marks: str) -> None:
    """Words get the marks of their language, or of the nearest that is known."""
    assert marks_around("Go", lang) == tuple(marks)


@pytest.mark.parametrize(
    ("words", "marks"),
    [
        ("“Go”", "“”"),
        ("„Geht“", "„“"),
        ("'Go'", "''"),
        ("“Go", None),
        ("Go”", None),
        ("“Go” and “stay”", None),
        ("“”", None),
        ("", None),
    ],
)
def test_marks_of_their_own(words: str, marks: str | None) -> None:
    """Words have their own marks if one pair is around all of them, and none within."""
    assert own_marks(words) == (tuple(marks) if marks else None)
