"""How numbers and texts are put, and that there are words for all that a record can say."""

from typing import Any, get_args

import pytest

from site_builder.content.model import Person, Source, Statement, StatementKind
from site_builder.content.values.dates import parse_said
from site_builder.views.wording import (
    beginning,
    dated,
    initials,
    people_counted,
    shorten,
    spoken,
    statements_counted,
    wording,
)


@pytest.mark.parametrize(
    ("text", "width", "line"),
    [
        ("one two", 7, "one two"),
        ("one two three", 9, "one two (continues)"),
        ("a  b\nc", 9, "a b c"),
    ],
)
def test_shorten(text: str, width: int, line: str) -> None:
    """A title is one line; where it is cut, it says so in a word of the site's own."""
    assert shorten(text, width, "en") == line


@pytest.mark.parametrize(
    ("kinds", "words"),
    [
        ("", "0 people"),
        ("official", "1 person"),
        ("official commentator", "2 people"),
        ("organisation", "1 group"),
        ("organisation organisation", "2 groups"),
        ("official organisation", "2 people and groups"),
    ],
)
def test_groups_are_no_people(kinds: str, words: str) -> None:
    """Where some are groups, the number of people is not the number of all."""
    named = (
        Person.model_validate({"id": kind, "path": "", "name": "Bo", "kind": kind})
        for kind in kinds.split()
    )
    assert people_counted(named, "en") == words


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({}, ""),
        ({"spoken_lang": "en"}, ""),
        (
            {"spoken_lang": "ru", "translation": "outlet"},
            "said in Russian, translated by the outlet",
        ),
        ({"spoken_lang": "ru"}, "said in Russian, translator unknown"),
        (
            {"spoken_lang": "ru", "translation": "official", "status": "misattributed"},
            "original in Russian, official translation",
        ),
    ],
)
def test_spoken(fields: dict[str, Any], told: str) -> None:
    """Translated words say who translated them; nobody said what is misattributed."""
    assert spoken(Statement.model_construct(None, lang="en", **fields), "en") == told


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"date": "2024-11-06"}, "6 November 2024"),
        (
            {"date": "2024-11-06", "date_basis": "published"},
            "6 November 2024 (date of publication)",
        ),
        ({"date": "2024-11~", "date_basis": "inferred"}, "about November 2024 (inferred)"),
        ({"date": "unknown", "date_basis": "published"}, "date unknown"),
    ],
)
def test_dated(fields: dict[str, Any], told: str) -> None:
    """A date says what it is of, if that is not the day of the words."""
    basis = fields.get("date_basis", "said")
    made = Statement.model_construct(None, date=parse_said(fields["date"]), date_basis=basis)
    assert dated(made, "en") == told


def test_shorten_a_quote() -> None:
    """A cut quote says so outside its quotation marks."""
    assert shorten("one two", 9, "en", "“", "”") == "“one two”"
    assert shorten("one two three", 9, "en", "“", "”") == "“one two” (continues)"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        ("one two", "one two"),
        ("one two three", "one two"),
        ("one two\nthree", "one two"),
        ("我们不想要战争而是和平", "我们不想要战争而是"),
        ("a 我们不想要战争而是和平", "a 我们不想要战争"),
        ("abcdefg👨‍👩‍👧‍👦", "abcdefg"),
        ("abcdefgh🇺🇦", "abcdefgh"),
    ],
)
def test_beginning(words: str, start: str) -> None:
    """Words are cut at nine signs at most, after a word where there are any, and without a sign."""
    assert beginning(words, 9) == start


@pytest.mark.parametrize(
    ("name", "monogram"),
    [("Ada Keeper", "AK"), ("Bo", "B"), ("“Ё” ёж", "Ё"), ("42", "4"), ("नीता", "नी")],
)
def test_initials(name: str, monogram: str) -> None:
    """A monogram has the first letters of the first and the last word."""
    assert initials(name) == monogram


def test_count() -> None:
    """One is singular, and all else is plural."""
    assert statements_counted(1, "en") == "1 statement"
    assert statements_counted(1234, "en") == "1,234 statements"


TABLES = {
    "person_kinds": (Person, "kind"),
    "date_basis": (Statement, "date_basis"),
    "translations": (Statement, "translation"),
    "source_types": (Source, "type"),
    "availability": (Source, "availability"),
    "availability_notes": (Source, "availability"),
    "status": (Statement, "status"),
}


@pytest.mark.parametrize(("table", "field"), TABLES.items(), ids=TABLES)
def test_every_value_has_words(table: str, field: tuple[type[Statement], str]) -> None:
    """Each value that a field admits has words for readers, and no other one has."""
    model, name = field
    annotation = model.model_fields[name].annotation
    values = {value for part in (annotation, *get_args(annotation)) for value in get_args(part)}
    assert getattr(wording("en"), table).keys() == {
        value for value in values if isinstance(value, str)
    }


def test_every_kind_and_link_has_words() -> None:
    """Each kind of statement has a label and a meaning, each link a label for either end."""
    words = wording("en")
    assert words.kind_labels.keys() == words.kind_meanings.keys() == {*StatementKind}
    assert words.links.keys() == words.answers.keys() == {*Statement.RELATIONS}
