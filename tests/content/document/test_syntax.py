from collections.abc import Sequence

import pytest
import yaml

from site_builder.content.document import parse
from site_builder.content.document.syntax import syntax_fault
from site_builder.diagnostics import Span

PATH = "people/somebody.yml"


def at(line: int, column: int) -> Span:
    """One character of the file."""
    return Span(PATH, line, column, line, column + 1)


@pytest.mark.parametrize(
    ("text", "place", "opened"),
    [
        ("a: @b", at(1, 4), []),
        ("a: x\nb\nc: y\n", at(2, 1), []),
        ("a: 'x\nb: y\n", at(1, 4), []),
        ("a: [b\n", at(1, 4), []),
        ("a: [b, c: d: e]\n", at(1, 12), []),
        ("a: [b,\n  c: d: e]\n", at(2, 7), [at(1, 4)]),
        ("a: b\n\tc: d\n", at(2, 1), []),
    ],
    ids=["sign", "colon", "mark", "bracket", "field", "lines", "tab"],
)
def test_the_place_to_edit(text: str, place: Span, opened: Sequence[Span]) -> None:
    """What was opened and never closed, or named and never filled, is where the fault is."""
    document, [fault] = parse(text, PATH)
    assert document is None
    assert (fault.code, fault.span) == ("yaml-syntax", place)
    assert [related.span for related in fault.related] == opened


@pytest.mark.parametrize("error", [yaml.YAMLError("odd"), yaml.MarkedYAMLError(problem="odd")])
def test_an_error_without_a_place(error: yaml.YAMLError) -> None:
    """An error that names no place is one of the file's first character."""
    fault = syntax_fault(PATH, ["a: b", ""], error)
    assert fault.message == "This is not YAML: odd."
    assert fault.hint.endswith("marks.")
    assert (fault.span, fault.related) == (at(1, 1), ())


def test_an_error_below_the_last_line() -> None:
    """The end of the file is behind its last character, wherever the parser counts it."""
    mark = yaml.Mark("", 0, 5, 0, None, 0)
    fault = syntax_fault(PATH, ["a: b"], yaml.MarkedYAMLError(problem="odd", problem_mark=mark))
    assert fault.span == at(1, 5)
