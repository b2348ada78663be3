"""What people and organisations are called, and where they are elsewhere on the web."""

from collections.abc import Iterable
from typing import NamedTuple

from site_builder.content.model import Name, Organisation, Person
from site_builder.views.identifiers import accounts, entries
from site_builder.views.page import Text
from site_builder.views.statement import Statements
from site_builder.views.wording import wording
from site_builder.views.words.dates import time_in_words


class NameView(NamedTuple):
    """Another name, and what sort of name it is or was when; empty if nothing is said."""

    text: Text
    note: str


class Elsewhere(NamedTuple):
    """A link to a page elsewhere; without an address, only what it is called."""

    label: str
    address: str


def names(given: Iterable[Name], statements: Statements) -> tuple[NameView, ...]:
    """Return names with what is known of each."""
    lang = statements.lang
    return tuple(
        NameView(
            statements.text(name.name, name.lang),
            ", ".join(
                filter(
                    None,
                    (
                        wording(lang).name_kinds.get(name.kind or "", ""),
                        time_in_words(name.start, name.end, lang),
                    ),
                )
            ),
        )
        for name in given
    )


def elsewhere(record: Person | Organisation) -> tuple[Elsewhere, ...]:
    """Return the same person or organisation in data sets, on platforms and on other pages."""
    there = (*entries(record.identifiers), *accounts(record.accounts))
    return (
        *(Elsewhere(f"{name} {number}", address) for name, number, address in there),
        *(Elsewhere(link.title, link.url) for link in record.links),
    )
