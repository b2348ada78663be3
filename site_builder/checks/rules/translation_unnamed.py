"""Words stand here in another language than they were said in; nobody is named as translator."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding

CODE = "translation-unnamed"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        statement = entry.statement
        if statement.original is not None and statement.spoken_lang is None:
            yield Finding(
                CODE,
                "The original's language is not named.",
                entry.place("original", on_key=True),
                "Add `spoken_lang: …`.",
            )
        if statement.spoken_lang in (None, statement.lang or part.lang):
            continue
        if statement.translation is None:
            yield Finding(
                CODE,
                f"The words were said in `{statement.spoken_lang}`; who translated them?",
                entry.place("spoken_lang"),
                "Add `translation:` with `official`, `outlet`, `editor`, `machine` or `unknown`.",
            )
