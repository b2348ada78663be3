import pytest
from pydantic import ValidationError

from site_builder.content.model import Known, Statement, StatementKind

KNOWN = Known({"source": {"gazette"}})
FIELDS = {"id": "a", "date": "2024", "citations": [{"source": "gazette"}]}


def made(**fields: object) -> Statement:
    """A statement with what it must have besides its words."""
    return Statement.model_validate({**FIELDS, **fields}, context=KNOWN)


def codes(**fields: object) -> set[str]:
    """The codes of what is wrong with such a statement."""
    with pytest.raises(ValidationError) as error:
        made(**fields)
    return {item["type"] for item in error.value.errors()}


@pytest.mark.parametrize("kind", StatementKind)
def test_its_words_are_those_under_its_kind(kind: StatementKind) -> None:
    """A statement is of the kind whose field it has, and that field holds its words as written."""
    statement = made(**{kind.value: "One  two\nthree […]"})
    assert statement.kind is kind
    assert statement.words == "One  two\nthree […]"


def test_one_kind_and_no_other() -> None:
    """Words of two kinds and no words at all are refused, with all else that is wrong."""
    assert codes() == {"no-words"}
    assert codes(quote="a", action="b") == {"two-kinds"}
    assert codes(quote="a", action="b", date="x", about=["nobody"]) == {
        *("two-kinds", "bad-date", "unknown-person")
    }


def test_links_to_other_statements() -> None:
    """Each link that is there is named with its field, in the model's order."""
    assert made(quote="a").relations == []
    assert made(quote="a", retracts="ada/b", responds_to="bo/c").relations == [
        ("responds_to", "bo/c"),
        ("retracts", "ada/b"),
    ]
