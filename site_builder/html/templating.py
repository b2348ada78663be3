"""Where text becomes HTML: Jinja, with everything escaped, and a missing value an error."""

from collections.abc import Callable, MutableMapping
from functools import cache
from pathlib import Path
from types import CodeType
from typing import Any

import jinja2
from jinja2.runtime import Context
from markupsafe import Markup, escape

from site_builder.html.compiled import Compiled
from site_builder.html.translated import Translated
from site_builder.views.words import ENGLISH, site_words

TEMPLATES = Path(__file__).parent / "templates"


def escaped(value: object) -> str:
    """Return what `markupsafe.escape` makes of a value, without a copy of what stays as it is."""
    kind = type(value)
    if kind is Markup or (
        kind is str
        and not ("&" in value or "<" in value or ">" in value or '"' in value or "'" in value)  # type: ignore[operator]
    ):
        return value  # type: ignore[return-value]
    return escape(value)


class _Context(Context):
    """Calls functions and macros as they are: none of those here asks for its context."""

    def call(
        self,
        called: Callable[..., object],
        /,
        *arguments: object,
        _loop_vars: object = None,
        _block_vars: object = None,
        **named: object,
    ) -> object:
        """Call a function or a macro from a template."""
        return called(*arguments, **named)


class _Template(jinja2.Template):
    """Escapes by `escaped`: a page prints some two hundred values, few of which change by it."""

    @classmethod
    def from_code(
        cls,
        environment: jinja2.Environment,
        code: CodeType,
        globals: MutableMapping[str, Any],
        uptodate: Callable[[], bool] | None = None,
    ) -> jinja2.Template:
        """Return a template from its compiled code, which imports Jinja's own escaping."""
        template = super().from_code(environment, code, globals, uptodate)
        template.root_render_func.__globals__["escape"] = escaped
        return template


class _Environment(jinja2.Environment):
    """Jinja, with a third of its time taken out where templates print, call and begin."""

    context_class = _Context
    template_class = _Template

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the globals as they are, not in a chain, of which each rendering makes a copy."""
        return super().make_globals(d) if d else self.globals


def templates(lang: str = ENGLISH, **filters: Callable[..., object]) -> jinja2.Environment:
    """Return all templates in a language, with these filters besides Jinja's own.

    `number` writes a number as the language does; `gettext` and its relatives translate what is
    passed on to a macro, and `{% trans %}` everything else.
    """
    words = site_words(lang)
    environment = _Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        extensions=[Translated],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=compiled(lang),
    )
    environment.extend(words=words)
    # Each rendering copies them, so there are none that no template needs.
    environment.globals.clear()
    environment.globals |= {"gettext": words.gettext, "ngettext": words.ngettext}
    environment.filters.update(filters, number=words.number)
    return environment


@cache
def compiled(lang: str) -> Compiled:
    """Return the compiled templates of a language, which all environments of a process share."""
    return Compiled(lang)
