"""Another order of fields, the same records, the same lines."""

import re
from collections import Counter
from pathlib import Path
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from site_builder.authoring.yaml.edit import EditError, schema_line
from site_builder.authoring.yaml.format import in_order
from site_builder.content.document import Plain, parse
from site_builder.content.model import MODELS, Person, Record, Theme, fields_of
from tests.support.paths import ROOT
from tests.support.untidy import untidy

FILES = [
    (file, model)
    for model in MODELS.values()
    for file in sorted((ROOT / "content" / model.KIND.folder).glob("*.yml"))
]
RECORDS = [(file.read_text(encoding="utf-8"), model) for file, model in FILES]


def plain(text: str) -> dict[str, Plain]:
    """Return what a file's text says."""
    document, faults = parse(text, "")
    assert document is not None
    assert not faults
    return document.plain()


@pytest.mark.parametrize(("file", "model"), FILES, ids=lambda value: getattr(value, "stem", ""))
def test_content_is_in_order(file: Path, model: type[Record]) -> None:
    """The records of this repository have their fields in canonical order."""
    text = file.read_text(encoding="utf-8")
    assert in_order(text, model) == text


# A slow machine is not a fault of the code.
@settings(deadline=None)
@given(st.sampled_from(RECORDS), st.integers(0, 2**32))
def test_any_layout(record: tuple[str, type[Record]], seed: int) -> None:
    """However a record is laid out, its values and lines stay the same; only the order changes."""
    text, model = record
    values = plain(text)
    wild = untidy(values, Random(seed))
    assert plain(wild) == values
    ordered = in_order(wild, model)
    assert plain(ordered) == values
    fields = [*fields_of(model)]
    assert [*plain(ordered)] == sorted(values, key=fields.index)
    added = Counter(lines(ordered)) - Counter(lines(wild))
    assert not Counter(lines(wild)) - Counter(lines(ordered))
    assert [*added] in ([], [schema_line(model)])
    assert in_order(ordered, model) == ordered


def lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line for line in text.split("\n") if line]


CASES = sorted((ROOT / "tests" / "cases" / "fmt").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_order(case: Path) -> None:
    """Fields move with their comments, and no line changes: the lower half of the case."""
    model: type[Record] = Person if case.stem.startswith("person-") else Theme
    before, after = case.read_text(encoding="utf-8").split("======\n")
    schema = schema_line(model) + "\n"
    assert in_order(before, model) == schema + after
    assert in_order(schema + after, model) == schema + after


def test_schema_line_stays_first() -> None:
    """A line that names a schema stays the first line, whatever it names; no other is added."""
    schema = "# yaml-language-server: $schema=https://a.example/theme.json\n"
    ordered = in_order(f"{schema}definition: A\ntitle: B\n", Theme)
    assert ordered == f"{schema}title: B\ndefinition: A\n"


def test_quoted_text_that_looks_like_a_comment() -> None:
    """A line of a text in quotation marks is not taken for a comment about the next field."""
    ordered = in_order('definition: "A\n  # B"\ntitle: C\n', Theme)
    assert ordered == f'{schema_line(Theme)}\ntitle: C\ndefinition: "A\n  # B"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: A\ntitle: B\n", "Line 2: `title` appears twice"),
        ("title: A\n- B\n", "Line 2: This is not valid YAML"),
        ("- A\n", "The file does not begin with a field."),
        ("", "The file is empty."),
        ("<<<<<<< ours\ntitle: A\n", "A merge conflict was left in this file."),
    ],
)
def test_refused(text: str, message: str) -> None:
    """A file that is not valid YAML is refused with its line."""
    with pytest.raises(EditError, match=re.escape(message)):
        in_order(text, Theme)


def test_order_that_would_change_a_text_is_refused() -> None:
    """A field stays where it is if moving it would add to a text or take from it."""
    with pytest.raises(EditError, match=r"Move them by hand\.$"):
        in_order("definition: |+\n  A\n\n\ntitle: B\n", Theme)


def test_braces() -> None:
    """Fields in one pair of braces stay as they are."""
    text = "{ definition: A, title: B }\n"
    assert in_order(text, Theme) == text
