"""A word mixes alphabets with letters that look alike, so that no search finds it as it looks."""

from collections.abc import Iterator
from itertools import chain

from site_builder.content.catalogue import Part
from site_builder.content.model import Organisation, Person, Record, Source, Statement, Theme
from site_builder.content.values.characters import name_of
from site_builder.content.values.locales import scripts_of
from site_builder.content.values.lookalikes import mixed_words
from site_builder.diagnostics import ADD_A_WAIVER, Finding, Place, Route, Severity, quoted

CODE = "mixed-alphabets"
_Text = tuple[Route, str, str | None]
"""Where a text is, the text, and its language if that is known."""


def check(part: Part) -> Iterator[Finding]:
    for entry in part.entries.values():
        for route, text, lang in _said(entry.statement):
            yield from _findings(entry.place(*route), text, lang or part.lang)
    for record in chain.from_iterable(of.values() for of in part.by_kind.values()):
        for route, text, lang in _names(record):
            yield from _findings(Place(record.path, route), text, lang or part.lang)


def _said(said: Statement) -> Iterator[_Text]:
    """Yield all that somebody said, and how the source calls that person."""
    yield (said.kind.value,), said.words, said.lang
    if said.original:
        yield ("original",), said.original, said.spoken_lang
    if said.as_printed:
        yield ("as_printed",), said.as_printed, said.lang
    if said.question:
        yield ("question", "quote"), said.question.quote, said.question.lang
    for at, found in enumerate(said.findings):
        yield ("findings", at, "quote"), found.quote, found.lang


def _names(record: Record) -> Iterator[_Text]:
    """Yield what a record is called, and by whom a source is."""
    match record:
        case Person() | Organisation():
            yield ("name",), record.name, None
            for at, name in enumerate(record.names):
                yield ("names", at, "name"), name.name, name.lang
        case Theme():
            yield ("title",), record.title, None
            yield from _listed("aliases", record.aliases, None)
        case Source():
            yield ("title",), record.title, record.lang
            yield from _listed("authors", record.authors, record.lang)
            if record.publication:
                yield ("publication",), record.publication, record.lang
    if isinstance(record, Person) and record.sort_name:
        yield ("sort_name",), record.sort_name, None


def _listed(field: str, texts: tuple[str, ...], lang: str | None) -> Iterator[_Text]:
    return (((field, at), text, lang) for at, text in enumerate(texts))


def _findings(place: Place, text: str, lang: str) -> Iterator[Finding]:
    # A word is reported once, however often it is there.
    for mixed in dict.fromkeys(mixed_words(text, scripts_of(lang))):
        yield Finding(
            CODE,
            f"{quoted(mixed.word)} has {name_of(mixed.letter)} among letters of another alphabet.",
            place,
            f"Write {quoted(mixed.plain)}, all in one alphabet. If the source prints the word so,"
            f" {ADD_A_WAIVER}.",
            Severity.WARNING,
            rests_on=(_language_of(place),),
        )


def _language_of(place: Place) -> Place:
    """Return where the language of a text is written."""
    *around, field = place.route
    while isinstance(field, int):
        *around, field = around
    name = "spoken_lang" if field == "original" else "lang"
    return Place(place.path, (*around, name))
