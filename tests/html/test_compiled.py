"""Compiled templates are kept for later builds, and nobody else's are run."""

import os
from collections.abc import Callable
from pathlib import Path

import jinja2
import pytest

from site_builder.html.compiled import Compiled

TEMPLATE = "page.html"
KEPT = "factsheet/en.templates"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's cache folder, empty."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    return tmp_path


@pytest.fixture
def build(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """What one build after another does: it returns what it had to compile."""
    noted: list[str] = []
    compiling = jinja2.Environment.compile

    def note(self: jinja2.Environment, source: str, name: str, *given: object) -> object:
        noted.append(name)
        return compiling(self, source, name, *given)  # type: ignore[call-overload]

    monkeypatch.setattr(jinja2.Environment, "compile", note)

    def one(lang: str = "en", text: str = "Words.") -> list[str]:
        noted.clear()
        compiled = Compiled(lang)
        loader = jinja2.DictLoader({TEMPLATE: text})
        environment = jinja2.Environment(loader=loader, bytecode_cache=compiled, autoescape=True)
        assert environment.get_template(TEMPLATE).render() == text
        compiled.keep()
        return [*noted]

    return one


def test_the_next_build_compiles_nothing(build: Callable[..., list[str]]) -> None:
    """What one build has compiled, the next one takes."""
    assert [build(), build()] == [[TEMPLATE], []]


def test_another_template_or_language_is_compiled(build: Callable[..., list[str]]) -> None:
    """Nothing stands for a template with another text, or in another language."""
    build()
    assert build(text="Other words.") == [TEMPLATE]
    assert build("fr") == [TEMPLATE]


@pytest.mark.skipif(os.name == "nt", reason="Windows does not say by modes who can write")
def test_what_others_can_write_is_not_run(build: Callable[..., list[str]], cache: Path) -> None:
    """A file into which somebody else could have put code is the same as none."""
    build()
    (cache / KEPT).chmod(0o622)
    assert build() == [TEMPLATE]
