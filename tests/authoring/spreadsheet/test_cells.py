"""What the text of a cell says."""

import pytest

from site_builder.authoring.spreadsheet.cells import text_value


@pytest.mark.parametrize("text", ["#N/A", "#REF!", "#DIV/0!", "#####", " #NAME? "])
def test_an_error_is_no_text(text: str) -> None:
    """What a spreadsheet shows instead of a value is refused, also as text."""
    value = text_value(text)
    assert (value.text, value.fault) == (
        "", f"This cell is the error `{text.strip()}`. Correct it."
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "meant"), [("Salt &amp; Light", "&"), ("&#8220;Go&#8221;", "“"), ("a&nbsp;b", "\xa0")]
)
def test_signs_of_html_are_asked_about(text: str, meant: str) -> None:
    """A sign written as in HTML is a fault, with both things that it may stand for."""
    value = text_value(text)
    assert value.text == text
    assert f"which is `{meant}` in HTML" in value.fault
    assert "--literal" in value.fault


@pytest.mark.parametrize(
    "text", ["Salt & Light", "&amp", "AT&T; all", "https://a.example/?a=1&copy=2", "#1", "# a"]
)
def test_an_ampersand_is_text(text: str) -> None:
    """An ampersand or a number sign that stands for nothing else is left as it is."""
    assert text_value(text) == (text, "")
