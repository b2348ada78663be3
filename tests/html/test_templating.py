import re
from pathlib import Path

import jinja2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape

from site_builder.html.templating import TEMPLATES, compiled, escaped, templates


def test_every_value_is_escaped() -> None:
    """Whatever a value holds, it opens and closes nothing in the page."""
    page = templates().from_string('<p title="{{ text }}">{{ text }}</p>').render(text="<b>\"'&")
    assert page == '<p title="&lt;b&gt;&#34;&#39;&amp;">&lt;b&gt;&#34;&#39;&amp;</p>'


@given(st.text() | st.text(alphabet="&<>\"'a") | st.integers() | st.none() | st.booleans())
def test_values_are_escaped_as_by_markupsafe(value: object) -> None:
    """It is the same HTML, of texts and all else; and what is HTML already stays as it is."""
    assert escaped(value) == escape(value)
    if isinstance(value, str):
        assert escaped(Markup(value)) == value  # noqa: S704  it is not printed
        page = templates().from_string("{% macro p(x) %}{{ x }}{% endmacro %}{{ p(value) }}")
        assert page.render(value=value) == escape(value)


def test_a_text_that_only_calls_itself_html_is_escaped() -> None:
    """A kind of text that is not `Markup` is no HTML, whatever it is derived from."""

    class Other(str):
        __slots__ = ()

    page = templates().from_string("{{ text }}").render(text=Other("<b>"))
    assert page == "&lt;b&gt;"


def test_macros_are_called_within_loops_and_blocks() -> None:
    """A macro gets the arguments that it is called with, whatever is around the call."""
    page = templates().from_string(
        "{% macro m(x, y='&') %}{{ x }}{{ y }}{% endmacro %}"
        "{% for x in '<>' %}{{ m(x) }}{{ m(x, y=loop.index) }}{% endfor %}"
        "{% block end %}{{ m('1', '2') }}{% endblock %}"
    )
    assert page.render() == "&lt;&amp;&lt;1&gt;&amp;&gt;212"


def test_a_missing_value_is_an_error() -> None:
    """A value that a template asks for and does not get ends the printing, even in a test."""
    for text in ("{{ missing }}", "{% if missing %}{% endif %}", "{{ ''.missing }}"):
        with pytest.raises(jinja2.UndefinedError):
            templates().from_string(text).render()


def test_filters_are_those_that_are_given() -> None:
    """One caller's filters are not another's."""
    assert templates(twice=lambda text: text * 2).from_string("{{ 'a' | twice }}").render() == "aa"
    with pytest.raises(jinja2.TemplateAssertionError):
        templates().from_string("{{ 'a' | twice }}")


def test_no_template_lets_html_through() -> None:
    """No template marks a value as safe, or turns the escaping off."""
    for file in TEMPLATES.rglob("*.html"):
        assert not re.search(r"\|\s*safe\b|autoescape", file.read_text(encoding="utf-8")), file


def test_a_template_is_compiled_once_for_a_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A second environment takes what the first has compiled; one in another language does not."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    compiled.cache_clear()
    noted: list[str] = []
    compiling = jinja2.Environment.compile

    def counted(self: jinja2.Environment, source: str, name: str, *given: object) -> object:
        noted.append(name)
        return compiling(self, source, name, *given)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", counted)
    for lang in ("fr", "fr", "de", "fr"):
        templates(lang, prose=str, address=str, called=str).get_template("partials/page.html")
    assert noted == ["partials/page.html"] * 2
