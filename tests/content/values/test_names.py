"""Names of people that may not be written as readers know them."""

import pytest

from site_builder.content.values.names import doubt_about


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Ёлкин, Иван", "Иван Ёлкин"),
        ("Keeper, A.", "A. Keeper"),
        ("KEEPER, ADA", "ADA KEEPER"),
        ("van der Keeper, Ada", "Ada van der Keeper"),
        ("Keeper, Ada van", "Ada van Keeper"),
        ("al-Keeper, Ada", "Ada al-Keeper"),
        ("d’Example, Jane", "Jane d’Example"),
        ("山田, 太郎", "太郎 山田"),
        ("Keeper, Dr. Ada", "Dr. Ada Keeper"),
        ("Dr. Keeper, Ada", "Dr. Ada Keeper"),
        ("Prof. Dr. Keeper, Ada", "Prof. Dr. Ada Keeper"),
        ("King, Martin Luther, Jr.", "Martin Luther King, Jr."),
        ("King, Jr., Martin Luther", "Martin Luther King, Jr."),
    ],
)
def test_a_surname_before_a_comma(name: str, turned: str) -> None:
    """A surname that comes first is told, with the name as it reads the other way round."""
    doubt = doubt_about(name)
    assert doubt is not None
    assert doubt.hint == f"If so, write `name: {turned}`."
    assert not doubt.is_of_several


@pytest.mark.parametrize(
    "name",
    [
        "Jane Example; Ada Keeper",
        "Keeper, Ada; Example, Jane",
        "Jane Example and Ada Keeper",
        "Jane Example & Ada Keeper",
        "Jane Example / Ada Keeper",
        "Jane Example und Ada Keeper",
        "Джейн Икземпл и Ада Кипер",
        "Jane Example\nAda Keeper",
        "Jane Example, Ada Keeper, Bo New",
        "Jane Example, Ada Keeper",
    ],
)
def test_several_people(name: str) -> None:
    """The names of several people are told, and where the others belong."""
    doubt = doubt_about(name)
    assert doubt is not None
    assert doubt.is_of_several
    assert "`with:`" in doubt.hint


def test_two_names_or_one() -> None:
    """Where both may be, the hint says what to write for each."""
    doubt = doubt_about("Example Keeper, Ada Jane")
    assert doubt is not None
    assert doubt.hint.endswith("surname comes first, write `name: Ada Jane Example Keeper`.")


@pytest.mark.parametrize(
    "name",
    [
        "Jane Example",
        "Martin Luther King, Jr.",
        "Ada Keeper, MP",
        "Ada Keeper, Ph.D.",
        "Ada Keeper, CBE, KC",
        "Adam Keeper, III",
        "Adam, Prince of Tides",
        "Foreign Minister, Ada Keeper",
        "Ada Keeper, the 3rd of her name",
        "Адам Кипер, министр",
        "Adam von und zu Keeper",
        "Ada Keeper y Example",
        "Sandy Anderson",
        "AT&T",
        "Keeper,",
        ";",
    ],
)
def test_names_as_readers_know_them(name: str) -> None:
    """Titles, offices and particles are no doubt."""
    assert doubt_about(name) is None
