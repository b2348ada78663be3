"""How numbers and texts are put, and that there are words for all that a record can say."""

from typing import get_args

import pytest

from site_builder.content.model import Person, Source, Statement, StatementKind
from site_builder.views import wording
from site_builder.views.wording import count, excerpt, initials, shorten


@pytest.mark.parametrize(
    ("text", "width", "cut"),
    [("one two", 7, "one two"), ("one two three", 9, "one two…"), ("a  b\nc", 9, "a b c")],
)
def test_shorten(text: str, width: int, cut: str) -> None:
    """A title is one line, cut after a word."""
    assert shorten(text, width) == cut


def test_excerpt_marks_what_it_leaves_out() -> None:
    """Words that are cut say so as an omission does."""
    assert excerpt("one two three", 9) == "one two […]"
    assert excerpt("one two", 9) == "one two"


@pytest.mark.parametrize(
    ("name", "monogram"), [("Ada Keeper", "AK"), ("Bo", "B"), ("“Ё” ёж", "Ё"), ("42", "4")]
)
def test_initials(name: str, monogram: str) -> None:
    """A monogram has the first letters of the first and the last word."""
    assert initials(name) == monogram


def test_count() -> None:
    """One is singular, and all else is plural."""
    assert (count(1, "person"), count(2, "person")) == ("1 person", "2 people")
    assert count(1234, "statement") == "1,234 statements"


TABLES = {
    "PERSON_KINDS": (Person, "kind"),
    "DATE_BASIS": (Statement, "date_basis"),
    "TRANSLATIONS": (Statement, "translation"),
    "AVAILABILITY": (Source, "availability"),
    "STATUS": (Statement, "status"),
}


@pytest.mark.parametrize(("table", "field"), TABLES.items(), ids=TABLES)
def test_every_value_has_words(table: str, field: tuple[type[Statement], str]) -> None:
    """Each value that a field admits has words for readers, and no other one has."""
    model, name = field
    annotation = model.model_fields[name].annotation
    values = {value for part in (annotation, *get_args(annotation)) for value in get_args(part)}
    assert getattr(wording, table).keys() == {value for value in values if isinstance(value, str)}


def test_every_kind_and_link_has_words() -> None:
    """Each kind of statement has a label and a meaning, each link a label for either end."""
    assert wording.KIND_LABELS.keys() == wording.KIND_MEANINGS.keys() == {*StatementKind}
    assert wording.LINKS.keys() == wording.ANSWERS.keys() == {*Statement.LINKS}
