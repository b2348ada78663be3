"""YAML of others is read as texts, or refused."""

import pytest

from site_builder.content.document.foreign import documents


def test_values_are_texts() -> None:
    """Nothing is taken for a number, a date or a truth value; each document is one value."""
    text = 'a: 007\nb: [yes, 2001-01-03, ~, ""]\nc: |\n  x\n  y\n---\n- 1.50\n'
    assert [*documents(text)] == [
        {"a": "007", "b": ["yes", "2001-01-03", None, ""], "c": "x\ny\n"},
        ["1.50"],
    ]


@pytest.mark.parametrize("text", ["a: [", "a: &x 1\nb: *x", "a: !!int 1", "a: 1\na: 2", "[" * 40])
def test_what_is_refused(text: str) -> None:
    """Text that is no YAML, aliases, tags, a field twice, and lists too deep are refused."""
    with pytest.raises(ValueError, match=r"."):
        [*documents(text)]
