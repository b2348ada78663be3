"""A person's statements, with those that rows add."""

from pathlib import Path

import pytest

from site_builder.authoring.person_files import new_person
from site_builder.authoring.spreadsheet.row import RowError, Values
from site_builder.authoring.spreadsheet.said import Said

ADA = """\
name: Ada Keeper
kind: official
positions:
  - theme: lamps
    stances:
      - { holds: for, statements: [keep] }
    statements:
      - id: keep
        quote: Keep them lit.
        date: 2024-11-06
        context: Said at night.
        citations: [{ source: gazette, locator: page 1 }]
"""


@pytest.fixture(name="ada")
def who_said_one_thing() -> Said:
    """A person with one statement."""
    return Said("ada", [new_person(Path("ada.yml"), ADA)], "en")


def row(quote: str = "Keep them lit.", source: str = "gazette", **fields: str) -> Values:
    """A statement, as a row makes it."""
    return {"quote": quote, "date": "2024-11-06", "citations": [{"source": source}], **fields}


def test_the_same_words_are_the_same_statement(ada: Said) -> None:
    """A row with the words and the date of a statement is this one; other words are a new one."""
    assert ada.existing(row(), "lamps", "for") == "keep"
    assert ada.existing(row("Put them out."), "lamps") is None


@pytest.mark.parametrize(
    ("statement", "theme", "stance", "field"),
    [
        (row("Put them out.", id="keep"), "lamps", "", "id"),
        (row(id="other"), "lamps", "", "id"),
        (row(), "walls", "", "theme"),
        (row(source="herald"), "lamps", "", "source"),
        (row(), "lamps", "against", "stance"),
    ],
    ids=["other words", "another id", "another theme", "another source", "another stance"],
)
def test_what_contradicts_is_refused(
    ada: Said, statement: Values, theme: str, stance: str, field: str
) -> None:
    """A row that says something else of a statement that is there is refused, at its field."""
    with pytest.raises(RowError) as refused:
        ada.existing(statement, theme, stance)
    assert [name for name, _ in refused.value.problems] == [field]


def test_what_is_there_may_say_more(ada: Said) -> None:
    """A row may leave out what the statement has, but not add to it."""
    ada.refuse_other("keep", row(), ["quote", "date"])
    with pytest.raises(RowError) as refused:
        ada.refuse_other(
            "keep", row(context="Said by day.", medium="a hall"), ["context", "medium"]
        )
    assert [name for name, _ in refused.value.problems] == ["context", "medium"]


def test_an_id_of_the_words(ada: Said) -> None:
    """Rows of one beginning get numbers; an id of the file's own is not taken."""
    for words in ("Put them out.", "Put them out!"):
        ada.add("lamps", row(words))
    assert [statement["id"] for _, statement in ada.added] == ["put-them-out", "put-them-out-2"]
    with pytest.raises(RowError, match="already has a statement `keep`"):
        ada.add("lamps", row("Keep"))
