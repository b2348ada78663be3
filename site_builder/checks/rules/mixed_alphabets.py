"""A word mixes alphabets with letters that look alike, so that no search finds it as it looks."""

from collections.abc import Iterator

from site_builder.content.catalogue import Entry, Part
from site_builder.content.model import Statement
from site_builder.content.values.characters import name_of
from site_builder.content.values.locales import scripts_of
from site_builder.content.values.lookalikes import mixed_words
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Route, Severity, quoted

CODE = "mixed-alphabets"


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for route, text, lang in _texts(entry.statement):
            yield from _findings(entry, route, text, lang or part.lang)


def _texts(said: Statement) -> Iterator[tuple[Route, str, str | None]]:
    """Yield all that somebody said: where it is, the words and their language."""
    yield (said.kind.value,), said.words, said.lang
    if said.original:
        yield ("original",), said.original, said.spoken_lang
    if said.question:
        yield ("question", "quote"), said.question.quote, said.question.lang
    for at, found in enumerate(said.findings):
        yield ("findings", at, "quote"), found.quote, found.lang


def _findings(entry: Entry, route: Route, text: str, lang: str) -> Iterator[Finding]:
    # A word is reported once, however often it is there.
    for mixed in dict.fromkeys(mixed_words(text, scripts_of(lang))):
        yield Finding(
            CODE,
            f"{quoted(mixed.word)} has {name_of(mixed.letter)} among letters of another alphabet.",
            entry.place(*route),
            f"Write {quoted(mixed.plain)}, all in one alphabet. If the source prints the word so,"
            f" {ADD_A_WAIVER}.",
            Severity.WARNING,
        )
