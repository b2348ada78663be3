"""What a person can be recognised by in another file: names and identifiers."""

import re
from typing import NamedTuple

from site_builder.content.model import Person
from site_builder.content.validate import NO_NAME
from site_builder.diagnostics import Place, Route

# Not what is neither letter nor digit: the vowel signs of many scripts are neither.
_BETWEEN_WORDS = re.compile(r"[\s!-/:-@\[-`{-~·‘’‚“”„«»‹›‐-―…]+")


class Identity(NamedTuple):
    """A person's names (`name_key`) and identifiers, with what tells namesakes apart.

    `names` has the main name first, then `names` in the file's order; an empty text is no name.
    """

    id: str
    path: str
    names: tuple[str, ...]
    identifiers: tuple[tuple[str, str], ...]
    country: str
    is_body: bool

    def place_of_name(self, at: int) -> Place:
        """Return the place of a name."""
        route: Route = ("names", at - 1, "name") if at else ("name",)
        return Place(self.path, route)


def identity_of(person: Person) -> Identity:
    """Return what a person can be recognised by."""
    # Two people may be described by the same words.
    main = person.name if person.is_named and person.name != NO_NAME else ""
    return Identity(
        person.id,
        person.path,
        tuple(map(name_key, (main, *(other.name for other in person.names)))),
        tuple((name, number) for name, number in person.identifiers or () if number),
        person.country or "",
        person.is_body,
    )


def name_key(name: str) -> str:
    """Return a form in which names are equal if they differ only in signs, capitals and order."""
    return " ".join(sorted(name_words(name)))


def name_words(text: str) -> list[str]:
    """Return the words of a name in lower case, without the signs between them."""
    return [word for word in _BETWEEN_WORDS.split(text.casefold()) if word]
