import re
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


@pytest.mark.parametrize(
    ("text", "hint", "place"),
    [
        (
            "a: “x: y”\n",
            "To YAML, “ is a letter like others. Put the whole text in straight",
            at(1, 6),
        ),
        ("a:\n- b: «x: y»\n", "To YAML, « is a letter like others.", at(2, 8)),
        ("a:\n  -b: x\n   c: y\n", "Write a space after the hyphen: `- b:`.", at(2, 3)),
        ("a: x\nb:y\nc: z\n", "Write a space after the colon: `b: …`.", at(2, 1)),
    ],
    ids=["curly", "in a list", "hyphen", "colon"],
)
def test_a_slip_that_looks_right(text: str, hint: str, place: Span) -> None:
    """What looks like YAML and is not is named: curly marks, and signs without a space."""
    _, [fault] = parse(text, PATH)
    assert fault.hint.startswith(hint)
    assert fault.span == place


@pytest.mark.parametrize("error", [yaml.YAMLError("odd"), yaml.MarkedYAMLError(problem="odd")])
def test_an_error_without_a_place(error: yaml.YAMLError) -> None:
    """An error that names no place is one of the file's first character."""
    fault = syntax_fault(PATH, ["a: b", ""], error)
    assert fault.message == "This is not valid YAML: odd."
    assert fault.hint.endswith("marks.")
    assert (fault.span, fault.related) == (at(1, 1), ())


def test_an_error_below_the_last_line() -> None:
    """The end of the file is behind its last character, wherever the parser counts it."""
    mark = yaml.Mark("", 0, 5, 0, None, 0)
    fault = syntax_fault(PATH, ["a: b"], yaml.MarkedYAMLError(problem="odd", problem_mark=mark))
    assert fault.span == at(1, 5)


@pytest.mark.parametrize("mark", ["@b", "%b", "*b c", "!<b", "| b", '"\\q"', "- b", "? b"])
def test_a_text_that_begins_with_a_mark(mark: str) -> None:
    """A text that begins with one of YAML's marks gets a hint of its own, not the general one."""
    general = syntax_fault(PATH, [""], yaml.YAMLError("odd")).hint
    document, [fault] = parse(f"a: {mark}\n", PATH)
    assert document is None
    assert fault.hint != general


@pytest.mark.parametrize(
    "text",
    [
        "a: [b\n",
        "a: [b, c: d: e]\n",
        "a: {b, c\n",
        "a: [:, b]\n",
        "a: ]\n",
        "a: {b:, c}\n",
        "a: b\n\tc: d\n",
        "a: |\n\tb\n",
        "a: |0\n b\n",
        "a: x\n b: y\n",
        "  a: x\nb: y\n",
        "a: - b\n",
        'a: "b\n',
        'a: "b\n---\n"\n',
        'a: "\\x"\n',
        "a: !<b\n",
        "a: !b!c d\n",
        "%\na: b\n",
        "%TAG a\na: b\n",
        "a: &\n",
        "a: b\nc\nd: e\n",
    ],
)
def test_no_word_of_the_parser(text: str) -> None:
    """What is wrong is said without the words of those who write parsers."""
    _, faults = parse(text, PATH)
    assert "yaml-syntax" in [fault.code for fault in faults]
    words = re.compile(r"scalar|token|mapping|scanning|parsing|node|flow|block|expected|context")
    assert not words.search(" ".join(fault.message for fault in faults))
