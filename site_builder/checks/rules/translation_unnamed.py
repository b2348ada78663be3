"""Words are given in another language than they were said in, but no translator is named."""

from collections.abc import Iterator

from site_builder.content.catalogue import Part
from site_builder.diagnostics import Finding

CODE = "translation-unnamed"
_WHO = (
    "`translation:` with `official`, `outlet`, `editor` or `machine`, or with `unknown` if you do"
    " not know."
)


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        statement = entry.statement
        if statement.original is not None and statement.spoken_lang is None:
            # An original in the language of the words printed is odd, but needs no translator.
            who = "" if statement.translation else f" If it was translated, add {_WHO}"
            yield Finding(
                CODE,
                "The language of the original is missing.",
                entry.place("original", on_key=True),
                f"Add `spoken_lang:` with its language tag, such as `ru`.{who}",
                rests_on=entry.places("spoken_lang"),
            )
        if statement.spoken_lang in (None, statement.lang or part.lang):
            continue
        if statement.translation is None:
            yield Finding(
                CODE,
                f"The words were said in `{statement.spoken_lang}`, but no translator is named.",
                entry.place("spoken_lang"),
                f"Add {_WHO}",
                rests_on=entry.places("translation", "lang"),
            )
