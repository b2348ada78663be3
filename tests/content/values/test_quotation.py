import pytest

from site_builder.content.values.quotation import is_quoted_between, marks_around, own_marks


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
        ('„Geht"', '„"'),
        ("»Geht«", "»«"),
        ("‚Geht‘", "‚‘"),
        ("›Geht‹", "›‹"),
        ("”Går”", "””"),
        ("„Geht“, sagte sie, „nicht“", None),
        ("»Geht« heißt »nicht«", None),
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


def test_no_second_pair_is_put_around_words() -> None:
    """Words in double marks get none; single ones may be apostrophes, and get the others around."""
    assert marks_around("»Geht«", "de") == ("", "")
    assert marks_around("›Geht‹", "de") == marks_around("‚Geht‘", "de") == ("„", "“")


@pytest.mark.parametrize(
    ("before", "after", "is_quoted"),
    [
        ("He called it", "and left.", False),
        ("He called it “", "”, and left.", True),
        ("He called it", "”, and left.", True),
        ("“We called it", "again.", True),
        ("He said “yes” and", "later.", False),
        ("He called it", "and “left”.", False),
        ("He called it", "today,” and left.", True),
        ("He said: «", "", True),
        ("Il dit « ", " » et partit.", True),
        ("Er nannte es „", "“.", True),
        ("Er sagte „ja“ und", "dann.", False),
        ('He called it "', '" and left.', True),
        ('He said "yes" and', "later.", False),
        ("He didn't call it", "his brothers' own.", False),
        ("他说「", "」", True),
        ("他说「是」，", "", False),
    ],
)
def test_words_are_quoted_between(before: str, after: str, is_quoted: bool) -> None:
    """Text around words shows whether they are in marks, which may begin and end further away."""
    assert is_quoted_between(before, after) is is_quoted
