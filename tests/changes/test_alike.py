import pytest

from site_builder.changes.alike import Alike, Worded
from site_builder.content.kinds import PERSON, SOURCE, THEME, Kind
from site_builder.content.model import Known, Person, Source, Statement

ALIKE = Alike(
    [
        Person.model_validate(
            {
                "id": "ada",
                "path": "",
                "name": "Ada Keeper",
                "kind": "official",
                "identifiers": {"wikidata": "Q42"},
            }
        ),
        Source.model_validate(
            {"id": "a", "path": "", "title": "A", "type": "webpage", "url": "https://example.org/a"}
        ),
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "name: KEEPER, Ada",
        "name:\n  Ada\n  Keeper",
        'names: [{ lang: en, name: "Keeper Ada" }]',
        'name: "\\x41da Keeper"',
        "identifiers: { wikidata: Q42 }",
    ],
)
def test_a_person_is_found(text: str) -> None:
    """However YAML has a name or identifier written, the file is taken."""
    assert ALIKE.may_be(PERSON, text.encode())


@pytest.mark.parametrize(
    "text", ["url: https://example.org/a", "{url: http://www.example.org/a/?utm_id=3, a: b}"]
)
def test_a_source_is_found(text: str) -> None:
    """However its address is written, the file is taken."""
    assert ALIKE.may_be(SOURCE, text.encode())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PERSON, "name: Ada"),
        (PERSON, "quote: Ada Keeper"),
        (SOURCE, "url: https://example.org/b"),
        (SOURCE, "name: Ada Keeper"),
        (THEME, "name: Ada Keeper"),
    ],
)
def test_others_are_left_out(kind: Kind, text: str) -> None:
    """Files of others are not read, or every change would need all files."""
    assert not ALIKE.may_be(kind, text.encode())


WORDED = Worded(
    [
        (
            "ada",
            Statement.model_validate(
                {
                    "id": "stay",
                    "quote": "We stay, all of us.",
                    "date": "2024",
                    "citations": [{"source": "gazette"}],
                },
                context=Known({"source": {"gazette"}}),
            ),
        )
    ]
)


@pytest.mark.parametrize(
    "text",
    [
        "quote: “We stay” – all of us!\nsource: gazette",
        "quote: >\n  We STAY,\n    all of us\nwith: [ada]",
        'quote: "We\\tstay, all of us", source: gazette',
    ],
)
def test_a_statement_is_found(text: str) -> None:
    """However YAML has its words written, the file of another person is taken."""
    assert WORDED.may_be(PERSON, text.encode())


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (PERSON, "quote: We stay, all of us.\nsource: herald"),
        (PERSON, "quote: We stay, all of them.\nsource: gazette"),
        (SOURCE, "title: We stay, all of us. gazette"),
    ],
)
def test_other_statements_are_left_out(kind: Kind, text: str) -> None:
    """Files with other words, or with these from elsewhere, are not read."""
    assert not WORDED.may_be(kind, text.encode())
