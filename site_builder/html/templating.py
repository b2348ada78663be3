"""Where text becomes HTML: Jinja, with everything escaped, and a missing value an error."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2

from site_builder.html.compiled import Compiled
from site_builder.html.slim import Slim
from site_builder.html.translated import Translated
from site_builder.views.words import ENGLISH, site_words

TEMPLATES = Path(__file__).parent / "templates"


def templates(lang: str = ENGLISH, **filters: Callable[..., object]) -> jinja2.Environment:
    """Return all templates in a language, with these filters besides Jinja's own.

    `number` writes a number as the language does; `gettext` and its relatives translate what is
    passed on to a macro, and `{% trans %}` everything else.
    """
    words = site_words(lang)
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        extensions=[Slim, Translated],
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
