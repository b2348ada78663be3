"""Faults of records, in the words of the sheet that these were made from."""

import re
from collections.abc import Iterator

import pytest

from site_builder.authoring.spreadsheet.mapping import ColumnMap, fields
from site_builder.authoring.spreadsheet.told import field_at, fill, told
from site_builder.diagnostics import Diagnostic, Route, Span
from tests.support.paths import CASES

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
        ("Write a value, or delete the field.", "Write a value, or leave the cell empty."),
        ("Add `date: 2024` there.", "Fill in `Day` with `2024` there."),
        ('Write `date: "2024"`.', "Write `2024`."),
        ("Write `date: 2024`.", "Write `2024`."),
        (
            "Write `lang: en` there.",
            "Write `en` in `lang` there. `lang` has one value for all rows, under `values:` in the"
            " mapping file: correct it there, or give it a column.",
        ),
        (
            "Correct `spoken_lang:` or the words, or write `spoken_lang: ru-Latn`.",
            "Correct `spoken_lang` or the words, or write `ru-Latn` in `spoken_lang`. No column"
            " holds `spoken_lang`. Give `spoken_lang` a column, or a value under `values:` in the"
            " mapping file.",
        ),
    ],
)
def test_hints_name_columns(hint: str, said: str) -> None:
    """A hint names the column of a field, if there is one, and what to type in it."""
    assert (
        told(Diagnostic("bad-date", "Wrong.", Span(""), hint), "date", MAPPING) == f"Wrong. {said}"
    )


def hints() -> Iterator[tuple[str, str]]:
    """The codes and hints of all faults that the cases of checks show."""
    for case in sorted((CASES / "check").glob("*.txt")):
        for block in case.read_text("utf-8").partition("=== expected\n")[2].split("\n\n"):
            code = re.search(r"\[([a-z-]+)\]$", block.partition("\n")[0])
            hint = " ".join(re.findall(r"^  → (.*)$", block, re.MULTILINE))
            if code and hint:
                yield code[1], hint


IN_FILES = {
    "lost-text", "not-a-record", "unknown-field", "wrong-type", "duplicate-key",
    "nested-too-deep", "merge-conflict", "second-document", "misplaced-file", "stray-evidence",
}  # fmt: skip
"""Faults of how a file is written, which an import writes itself; so are those of `yaml-…`."""


def test_no_hint_tells_of_a_file_where_there_are_cells() -> None:
    """Every hint of a fault that an import can have names columns, and no field as a file has it.

    A field without a column is named alone. What is in quotation marks in YAML is not in a cell.
    """
    every = ColumnMap(columns={f"The {name}": name for name in fields()})
    nothing = ColumnMap(columns={})
    of_cells = {it for it in hints() if it[0] not in IN_FILES and not it[0].startswith("yaml-")}
    assert len(of_cells) > 100
    for code, hint in of_cells:
        for mapping in (every, nothing):
            at = "status" if hint.startswith("Add `status_note:`") else "date"
            said = told(Diagnostic(code, "Wrong.", Span(""), hint), at, mapping)
            # The mapping file is one, and has its own fields.
            said = said.replace("`values:` in the mapping file", "")
            assert not re.search(r"`[a-z_]+:(?: [^`]*)?`", said), said
            assert not re.search(r"delete the field|`citations`|`\"", said), said


def test_what_to_fill_in() -> None:
    """A value that is missing belongs in its column; without one, it needs one."""
    assert fill("findings[2].by", MAPPING) == "Fill in `reviews[2].author`."
    assert fill("source.type", MAPPING).startswith("Give `source.type` a column, or a value under")
