"""Faults of records, in the words of the sheet that these were made from."""

import pytest

from site_builder.authoring.spreadsheet.mapping import ColumnMap
from site_builder.authoring.spreadsheet.told import field_at, fill, told
from site_builder.diagnostics import Diagnostic, Route, Span

MAPPING = ColumnMap(
    columns={"Words": "quote", "Day": "date", "reviews[].author": "findings[].by"},
    values={"lang": "en"},
)


@pytest.mark.parametrize(
    ("route", "before", "field"),
    [
        (("date",), "", "date"),
        (("about", 2), "", "about"),
        (("citations", 0, "locator"), "", "locator"),
        (("findings", 1, "by"), "", "findings[5].by"),
        (("findings", 0, "citations"), "", "findings[3].source"),
        (("findings", 0, "citations", 0, "locator"), "", "findings[3].locator"),
        (("offices", 0, "start"), "person.", "person.offices[0].start"),
        (("affiliations", 0), "person.", "person.affiliations[0]"),
    ],
)
def test_the_field_of_a_route(route: Route, before: str, field: str) -> None:
    """A route leads to the field that a mapping has for it, with the number of the sheet's item."""
    assert field_at(route, before, ["quote", "findings[3].quote", "findings[5].quote"]) == field


@pytest.mark.parametrize(
    ("hint", "said"),
    [
        ("Add `date:` with a day.", "Fill in `Day` with a day."),
        ("Add `zone:` with a zone.", "Add a column for `zone` with a zone."),
        ("Correct `date:`, or delete `time:`.", "Correct `Day`, or leave `time` empty."),
        ("Delete the field.", "Leave the cell empty."),
        ("Write `date: 2024`.", "Write `2024`."),
        ("Write `lang: en` there.", "Write `en` in `lang` there."),
    ],
)
def test_hints_name_columns(hint: str, said: str) -> None:
    """A hint names the column of a field, if there is one, and what to type in it."""
    assert (
        told(Diagnostic("bad-date", "Wrong.", Span(""), hint), "date", MAPPING) == f"Wrong. {said}"
    )


def test_what_to_fill_in() -> None:
    """A value that is missing belongs in its column; without one, it needs one."""
    assert fill("findings[2].by", MAPPING) == "Fill in `reviews[2].author`."
    assert fill("source.type", MAPPING).startswith("Give `source.type` a column, or a value under")
