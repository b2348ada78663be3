import re
from collections.abc import Sequence

import pytest
import yaml

from site_builder.content.document import parse
from site_builder.content.document.syntax import syntax_fault
from site_builder.diagnostics import Related, Span

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
    assert fault.related == tuple(Related("It begins here", span) for span in opened)


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
        ("a: x\nb： y\nc: z\n", "Write `b: …`, with the colon `:`", at(2, 1)),
        ("a:\n  - b: x\n  – b: y\n", "Start the item with `- `", at(3, 3)),
        ("a:\n  – b: x\n    c: y\n", "Start the item with `- `", at(2, 3)),
        ('a: "x, y”\nb: z\n', 'To YAML, `”` closes nothing: end the text with `"`', at(1, 4)),
    ],
    ids=["curly", "in a list", "hyphen", "colon", "wide colon", "dash", "first dash", "closed"],
)
def test_a_slip_that_looks_right(text: str, hint: str, place: Span) -> None:
    """What looks like YAML and is not is named: curly marks, and signs without a space."""
    _, [fault] = parse(text, PATH)
    assert fault.hint.startswith(hint)
    assert fault.span == place


# A text; what is wrong with it, and what to do about it; where, from and to.
SAID: dict[str, tuple[str, str, str, tuple[int, int, int, int]]] = {
    "a second colon": (
        "a: x: y\n",
        "a field begins within a text.",
        "Put the whole text in quotation marks: it contains `: `, which starts a field.",
        (1, 5, 1, 6),
    ),
    "a line that is indented": (
        "a: x\n  b: y\n",
        "a field begins within a text.",
        "Give this line the same indentation as the field above; if it is part of the "
        "text above, put the whole text in quotation marks.",
        (2, 4, 2, 5),
    ),
    "words behind a text in marks": (
        'a: "x" y\n',
        "something follows the end of a text.",
        'The text ended just before this. Write each `"` of the text as `\\"`. If the one '
        "at its start is of the text too, put the whole text in `'…'` instead.",
        (1, 8, 1, 9),
    ),
    "words behind a text in single marks": (
        "a: 'x' y\n",
        "something follows the end of a text.",
        "The text ended just before this. Write each `'` of the text twice. If the one at"
        ' its start is of the text too, put the whole text in `"…"` instead.',
        (1, 8, 1, 9),
    ),
    "words behind a list": (
        "a: [b] c\n",
        "something follows the end of a text.",
        "Put the whole text in quotation marks: YAML takes the bracket at its start for a list.",
        (1, 8, 1, 9),
    ),
    "words behind fields": (
        "a: {b: c} d\n",
        "something follows the end of a text.",
        "Put the whole text in quotation marks: YAML takes the brace at its start for fields.",
        (1, 11, 1, 12),
    ),
    "words behind a text in a list": (
        'a:\n  - b: "x" y\n',
        "something follows the end of a text.",
        'The text ended just before this. Write each `"` of the text as `\\"`. If the one '
        "at its start is of the text too, put the whole text in `'…'` instead.",
        (2, 12, 2, 13),
    ),
    "words behind a list in a list": (
        "a:\n  - b: x\n    c: [d] e: f\n",
        "something follows the end of a text.",
        "Put the whole text in quotation marks: YAML takes the bracket at its start for a list.",
        (3, 12, 3, 13),
    ),
    "a field of an item, indented otherwise": (
        "a:\n  - b: x\n   c: y\n",
        "this line is indented like the items of a list, and is none.",
        "Give this field the same indentation as the fields of the item above, or start a"
        " new item with `- `.",
        (3, 4, 3, 5),
    ),
    "words for an item": (
        'a:\n  - b\n  "c"\n',
        "this line is no field: it has no `: `.",
        "Add `:` after the field's name, or indent the line as part of the text above it.",
        (3, 3, 3, 4),
    ),
    "a tab in front of a field": (
        "a: b\n\tc: d\n",
        "a tab is used as indentation.",
        "Indent with spaces, not with tabs.",
        (2, 1, 2, 2),
    ),
    "a tab in front of an item": (
        "a:\n\t- b\n",
        "a tab is used as indentation.",
        "Indent with spaces, not with tabs.",
        (2, 1, 2, 2),
    ),
    "a space that is none, in front": (
        "a:\n  b: x\n  \u3000c: d: e\n",
        "a space in this line is not the one of the space bar.",
        "Replace U+3000 in column 3 with an ordinary space.",
        (3, 8, 3, 9),
    ),
    "a space that is none, behind a colon": (
        "a:\xa0b: c: d\n",
        "a space in this line is not the one of the space bar.",
        "Replace U+00A0 in column 3 with an ordinary space.",
        (1, 8, 1, 9),
    ),
    "several spaces that are none": (
        "a: x\n\xa0\xa0\xa0\xa0c: 'y'\n  d: e\n",
        "a space in this line is not the one of the space bar.",
        "Replace U+00A0 in each of the columns 1 to 4 with an ordinary space.",
        (2, 1, 2, 2),
    ),
    "a space that is none, in the line above": (
        "a: x\n\xa0c: 'y'\n  d: e\n",
        "a space in this line is not the one of the space bar.",
        "Replace U+00A0 in column 1 with an ordinary space.",
        (2, 1, 2, 2),
    ),
    "a curly mark": (
        "a: \u201cx: y\u201d\n",
        "a field begins within a text.",
        "To YAML, “ is a letter like others. Put the whole text in straight quotation "
        'marks, `"…"`: it contains `: `, which starts a field.',
        (1, 6, 1, 7),
    ),
    "a field without a colon": (
        "a: x\nb\nc: y\n",
        "this line is no field: it has no `: `.",
        "Add `:` after the field's name, or indent the line as part of the text above it.",
        (2, 1, 2, 2),
    ),
    "a reserved sign": (
        "a: @b\n",
        "no text can begin with this character.",
        "Put the text in quotation marks: it begins with a character that YAML reserves "
        "(`@`, `` ` `` or `%`).",
        (1, 4, 1, 5),
    ),
    "a list in a line": (
        "a: - b\n",
        "a list begins in the middle of a line.",
        "Start the list on the next line. Put text that begins with `- ` in quotation marks.",
        (1, 4, 1, 5),
    ),
    "a mark that is not closed": (
        "a: 'x\nb: y\n",
        "a quotation mark is opened and not closed.",
        "Close the quotation mark that was opened here.",
        (1, 4, 1, 5),
    ),
    "a bracket that is not closed": (
        "a: [b\n",
        "a bracket or brace is not closed, or a comma is missing in it.",
        "Close the bracket or brace, or put text that begins with one in quotation marks.",
        (1, 4, 1, 5),
    ),
    "a bracket that closes none": (
        "a: ]\n",
        "no text can begin with `]`, `}` or `,`.",
        "Delete it, or put text that begins with one of these in quotation marks.",
        (1, 4, 1, 5),
    ),
    "a mark over a line of hyphens": (
        'a: "b\n---\nc"\n',
        "a quotation mark is opened and not closed.",
        "Close the quotation mark that was opened above.",
        (2, 1, 2, 2),
    ),
    "an escape that is none": (
        'a: "\\q"\n',
        'within `"…"`, a backslash starts a special character, and YAML knows none like this.',
        "Write `\\\\` for a backslash, or use single quotation marks.",
        (1, 5, 1, 6),
    ),
    "words behind the sign of a block": (
        "a: | b\n",
        "something follows `|` or `>` on its line.",
        "Start the text on the line after `|` or `>`. Put text that begins with one of "
        "these in quotation marks.",
        (1, 6, 1, 7),
    ),
    "a directive": (
        "%b\n",
        "the text begins with `%`, which means something else in YAML.",
        "Put text that begins with `%` in quotation marks.",
        (1, 3, 1, 4),
    ),
    "an alias": (
        "a: *\n",
        "the text begins with `*`, which means something else in YAML.",
        "Put text that begins with `*` in quotation marks.",
        (1, 5, 1, 6),
    ),
    "an anchor": (
        "a: &\n",
        "the text begins with `&`, which means something else in YAML.",
        "Put text that begins with `&` in quotation marks.",
        (1, 5, 1, 6),
    ),
    "a tag": (
        "a: !<b\n",
        "the text begins with `!`, which means something else in YAML.",
        "Put text that begins with `!` in quotation marks.",
        (1, 7, 1, 8),
    ),
    "a key": (
        "a: ? b\n",
        "the text begins with `?`, which means something else in YAML.",
        "Put text that begins with `?` in quotation marks.",
        (1, 4, 1, 5),
    ),
    "a field in one line with others": (
        "a: x\nb: y\n c: z: d\n",
        "a field begins within a text.",
        "Give this line the same indentation as the field above; if it is part of the "
        "text above, put the whole text in quotation marks.",
        (3, 3, 3, 4),
    ),
}


@pytest.mark.parametrize(
    ("text", "place"),
    [("a: b: c\n\xa0d: e", at(1, 5)), ("\xa0c: 'y'\n  d: e\n", at(1, 1))],
    ids=["below", "at the top"],
)
def test_only_the_line_above_misleads(text: str, place: Span) -> None:
    """An odd space moves the fault to its line from the next one, the second included."""
    _, [fault] = parse(text, PATH)
    assert fault.span == place


def test_a_word_with_a_colon_is_no_field() -> None:
    """That a space is missing behind a colon is said only where a field would end the fault."""
    _, [fault] = parse("a: b\n c:d: e\n", PATH)
    assert fault.hint.startswith("Put the whole text in quotation marks")


@pytest.mark.parametrize(
    ("text", "hint", "place"),
    [
        ("a: We stay,\n  so we say: always.\n", "Put the whole text in quotation marks", at(2, 12)),
        ("a: We stay\n  # 1 in all.\n  for good.\n", "If the `#` is part of the text", at(3, 3)),
        (
            "a:\n  b: >-\n    We stay\n   for good.\n",
            "If it is part of that text, indent it",
            at(4, 4),
        ),
    ],
    ids=["colon", "comment", "indentation"],
)
def test_words_go_on_with_their_text(text: str, hint: str, place: Span) -> None:
    """No hint has somebody make a field of the words of a text: obeyed, they would be lost."""
    _, [fault] = parse(text, PATH)
    assert fault.hint.startswith(hint)
    assert fault.span == place


def test_an_item_that_is_indented_otherwise() -> None:
    """A hyphen belongs under the other hyphens, not under the fields around it."""
    _, [fault] = parse("a:\n    - b: x\n      c: y\n  - b: z\n", PATH)
    assert fault.hint == "Give it the same indentation as the `- ` of the other items of its list."
    assert fault.span == at(4, 3)


def test_what_is_said(subtests: pytest.Subtests) -> None:
    """Each slip is told in plain words, with the place, and what to type there."""
    for name, (text, what, hint, place) in SAID.items():
        with subtests.test(name):
            document, [fault] = parse(text, PATH)
            assert document is None
            assert (fault.code, fault.message) == (
                "yaml-syntax",
                f"This is not valid YAML: {what}",
            )
            assert (fault.hint, fault.span) == (hint, Span(PATH, *place))


@pytest.mark.parametrize("error", [yaml.YAMLError("odd"), yaml.MarkedYAMLError(problem="odd")])
def test_an_error_without_a_place(error: yaml.YAMLError) -> None:
    """An error that names no place is one of the file's first character."""
    fault = syntax_fault(PATH, ["a: b", ""], error)
    assert fault.message == "This is not valid YAML: odd."
    assert fault.hint == "Check the indentation and the quotation marks."
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
