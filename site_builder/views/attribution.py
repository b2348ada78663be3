"""By whom a statement is. Whatever names a speaker takes the words from here."""

from collections.abc import Callable
from functools import partial
from typing import NamedTuple

from site_builder.content.catalogue import Entry
from site_builder.content.model import Person, StatementKind
from site_builder.views.words import site_words


class Attribution(NamedTuple):
    """Who made a statement, in words.

    `line` names all of them, and whom they spoke for; or who did not make it, if it is
    misattributed. `authors` are those whose own words it is: none unless it is a quote.
    """

    line: str
    authors: tuple[str, ...]


def attribution(
    entry: Entry, lang: str, name_of: Callable[[Person], str] | None = None
) -> Attribution:
    """Return who made a statement, in the site's language.

    `name_of` returns what to call a person in the line, if it is not the name alone. An author has
    the name alone, as whoever imports it takes all of it for the name.
    """
    call, words = name_of or partial(called, lang=lang), site_words(lang)
    if not entry.speakers:
        return Attribution(words.gettext("not by %(name)s", name=call(entry.person)), ())
    names = tuple(map(call, entry.speakers))
    line = words.listed(names)
    if entry.principal:
        line = words.gettext(
            "%(name)s, on behalf of %(principal)s", name=line, principal=call(entry.principal)
        )
    authors = (called(person, lang) for person in entry.speakers)
    return Attribution(line, tuple(authors) if entry.statement.kind is StatementKind.QUOTE else ())


def called(person: Person, lang: str) -> str:
    """Return what pages call a person: the name, or that there is none, in the site's language."""
    if person.is_named:
        return person.name
    # Translators: after a description such as “a senior official”.
    return site_words(lang).gettext("%(description)s (not named)", description=person.name)
