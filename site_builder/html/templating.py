"""Where text becomes HTML: Jinja, with everything escaped, and a missing value an error."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

import jinja2

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
        extensions=[Translated],
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        bytecode_cache=_compiled(lang),
    )
    environment.extend(words=words)
    # Each rendering copies them, so there are none that no template needs.
    environment.globals.clear()
    environment.globals |= {"gettext": words.gettext, "ngettext": words.ngettext}
    environment.filters.update(filters, number=words.number)
    return environment


class _Compiled(jinja2.BytecodeCache):
    """Keeps compiled templates, because one build makes several environments."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Fill a template's bucket, if it is not of another state of its file."""
        if code := self._kept.get(bucket.key):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: jinja2.bccache.Bucket) -> None:
        """Keep a template."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


@cache
def _compiled(_lang: str) -> _Compiled:
    """Return the templates of a language, which are compiled with its words in them."""
    return _Compiled()
