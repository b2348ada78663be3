import pytest

from site_builder.content.identity import identity_of, name_key
from site_builder.content.model import Person
from site_builder.content.validate import NO_NAME
from site_builder.diagnostics import Place


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada Keeper", "Keeper, Ada"),
        ("Ada Keeper", "ADA  KEEPER"),
        ("Seán O'Neil-Keeper", "seán o’neil keeper"),
        ("«Кипер» Ада", "Ада Кипер"),
    ],
)
def test_one_name(one: str, other: str) -> None:
    """Signs, capitals and the order of the words make no other name."""
    assert name_key(one) == name_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ada Keeper", "Ada"), ("कमल", "कोमल"), ("Ada 1", "Ada 2"), ("Jose", "José")],
)
def test_another_name(one: str, other: str) -> None:
    """A word, a letter, a digit or a vowel sign more makes another name."""
    assert name_key(one) != name_key(other)


def test_a_name_has_its_place() -> None:
    """The names are those of the record, each with its place; what stands for none is none."""
    fields = {"id": "ada", "path": "p.yml", "name": NO_NAME, "kind": "official"}
    identity = identity_of(Person.model_validate({**fields, "names": [{"name": "Ada"}]}))
    assert identity.names == ("", "ada")
    assert identity.place_of_name(0) == Place("p.yml", ("name",))
    assert identity.place_of_name(1) == Place("p.yml", ("names", 0, "name"))
