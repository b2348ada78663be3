import re
from pathlib import Path

import jinja2
import pytest

from site_builder.html.templating import TEMPLATES, compiled, templates


def test_every_value_is_escaped() -> None:
    """Whatever a value holds, it opens and closes nothing in the page."""
    page = templates().from_string('<p title="{{ text }}">{{ text }}</p>').render(text="<b>\"'&")
    assert page == '<p title="&lt;b&gt;&#34;&#39;&amp;">&lt;b&gt;&#34;&#39;&amp;</p>'


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
