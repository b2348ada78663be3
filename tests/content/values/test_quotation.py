import pytest

from site_builder.content.values.quotation import (
    ends_early,
    half_mark,
    is_quoted_between,
    marks_around,
    own_marks,
)


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


@pytest.mark.parametrize(
    ("words", "mark"),
    [
        ("We stay.”", "”"),
        ("“We stay", "“"),
        ('We stay."', '"'),
        ('We stay in 2024"', '"'),
        ("We «stay", "«"),
        ("We “stay” here", ""),
        ('A 5" pipe', ""),
        ('Said by ד"ר Cohen', ""),
        ("Said by ד”ר Cohen", ""),
        ("We don’t", ""),
        ("We stay", ""),
    ],
)
def test_half_of_a_pair(words: str, mark: str) -> None:
    """A double mark without another is told; one between letters or of inches is none."""
    assert half_mark(words) == mark


@pytest.mark.parametrize(
    ("words", "is_early"),
    [
        ("“We stay”, she said", True),
        ("“We stay,” she said", True),
        ("„Wir bleiben“, sagte sie", True),
        ("“We stay,” she said, “for good.”", True),
        ("“Stay” is the word", False),
        ("Our word is “stay”, always", False),
        ("‘Stay’, they tell us", False),
        ("“We stay.”", False),
    ],
)
def test_marks_that_end_at_a_comma(words: str, is_early: bool) -> None:
    """Words that begin in marks and leave them at a comma have the source's words in them."""
    assert ends_early(words) == is_early


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
