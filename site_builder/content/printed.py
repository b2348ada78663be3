"""Which of a statement's words a source prints: those in its own language."""

from site_builder.content.model import Source, Statement
from site_builder.content.values import locales


def words_in(source: Source, statement: Statement, lang: str) -> str:
    """Return a quote in the source's own words; empty if these are not known.

    `lang` is the site's language.
    """
    if statement.quote is None:
        return ""
    is_ours = statement.translation in ("editor", "machine")
    if not is_ours and _is_in(source, statement.lang or lang):
        return statement.quote
    if statement.original and _is_in(source, statement.spoken_lang or ""):
        return statement.original
    return ""


def _is_in(source: Source, lang: str) -> bool:
    """Check whether a source is in a language; if nothing is known, it is."""
    return source.lang is None or _language(source.lang) == _language(lang)


def _language(tag: str) -> tuple[str, str]:
    """Return what makes words the same: `en-GB` and `en` do, `sr-Latn` and `sr-Cyrl` do not."""
    return tag.lower().partition("-")[0], locales.script(tag)
