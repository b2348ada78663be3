"""What a row says, by field."""

from site_builder.authoring.spreadsheet.mapping import ColumnMap
from site_builder.authoring.spreadsheet.row import Values, filled, root_of, row_fault, within

MAPPING = ColumnMap(columns={"Words": "quote"}, values={"person.kind": "official"})


def test_a_default_makes_no_item() -> None:
    """A default of an item counts for the items that a row has, and for no others."""
    defaults: Values = {"lang": "en", "links[1].kind": "bill"}
    assert filled(defaults, {"links[0].url": "a"}) == {"lang": "en", "links[0].url": "a"}
    assert filled(defaults, {"lang": "de", "links[1].url": "a"}) == {
        "lang": "de",
        "links[1].kind": "bill",
        "links[1].url": "a",
    }


def test_fields_of_a_record() -> None:
    """Fields of a record lose its kind, and those of parts have the field that they are in."""
    assert within({"person.offices[0].title": "A", "date": "2024"}, "person") == {
        "offices[0].title": "A"
    }
    assert [*map(root_of, ("offices[0].title", "vote.on", "date"))] == ["offices", "vote", "date"]


def test_where_to_look() -> None:
    """A fault names the column of its field, or that a default is the reason."""
    assert row_fault(MAPPING, 2, "quote", "No.") == (2, "Words", "No.")
    number, column, message = row_fault(MAPPING, 2, "person.kind", "No.")
    assert (number, column) == (2, "")
    assert message == "`person.kind`, under `values:` in the mapping file: No."
