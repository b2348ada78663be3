"""YAML of others is read as texts, or refused."""

import re

import pytest

from site_builder.content.document.foreign import documents


def test_values_are_texts() -> None:
    """Nothing is taken for a number, a date or a truth value; each document is one value."""
    text = 'a: 007\nb: [yes, 2001-01-03, ~, ""]\nc: |\n  x\n  y\n---\n- 1.50\n'
    assert [*documents(text)] == [
        {"a": "007", "b": ["yes", "2001-01-03", None, ""], "c": "x\ny\n"},
        ["1.50"],
    ]


REFUSED = {
    "a: [": "line 1: This is not valid YAML: after a bracket, brace or comma, something is missing",
    "a: &x 1": "it has aliases (`&`, `*`); write the values themselves",
    "a: &x [1]": "it has aliases (`&`, `*`); write the values themselves",
    "a: *x": "it has aliases (`&`, `*`); write the values themselves",
    "a: !!int 1": "it has tags (`!`)",
    "a: 1\na: 2": "the field 'a' occurs twice in one record",
    "{[b]: c}": "the name of a field is not plain text",
    "[" * 34 + "]" * 34: "it is nested more than 32 levels deep",
    "{a: " * 33 + "b" + "}" * 33: "it is nested more than 32 levels deep",
}


def test_what_is_refused(subtests: pytest.Subtests) -> None:
    """Text that is no YAML, aliases, tags, a field twice, and lists too deep are refused."""
    for text, message in REFUSED.items():
        with subtests.test(text[:10]), pytest.raises(ValueError, match=re.escape(message)):
            [*documents(text)]


def test_how_deep_values_may_be() -> None:
    """Lists and fields of the most levels are read."""
    assert [*documents("[" * 33 + "]" * 33)]
    assert [*documents("{a: " * 32 + "b" + "}" * 32)]
