"""Where each record's page stands. Addresses are made of ids alone, and end in a slash.

They are relative to the site; a page puts its own way up to the site's root before them.
"""

from collections.abc import Iterator

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Person, Record, Source

PEOPLE, THEMES, SOURCES, SEARCH = "people/", "themes/", "sources/", "search/"
TIMELINE, COVERAGE, CORRECTIONS = "timeline/", "coverage/", "corrections/"
READING = "how-to-read/"
FOLDERS = {"person": PEOPLE, "statement": PEOPLE, "theme": THEMES, "source": SOURCES}


def address_of(record: Record) -> str:
    """The address of a person's, theme's or source's page."""
    folder = (
        PEOPLE if isinstance(record, Person) else SOURCES if isinstance(record, Source) else THEMES
    )
    return f"{folder}{record.id}/"


def way_up(address: str) -> str:
    """From a page to the site's root, as `../../`."""
    return "../" * address.count("/")


def kind_of(address: str) -> str:
    """Pages with the same chrome have one kind: their folder and how deep in it they stand.

    `people/*/` is the kind of people, `people/*/*/` that of statements and of later parts.
    """
    folder, slash, below = address.partition("/")
    return f"{folder}{slash}{'*/' * below.count('/')}"


def part_address(address: str, number: int) -> str:
    """The address of the `number`-th part (from 1) of a long page. No id holds an underscore."""
    return address if number == 1 else f"{address}page_{number}/"


def redirects(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """Addresses that records had before, each with the present one.

    A person's former address leads their statements along.
    """
    for records in (catalogue.people, catalogue.themes, catalogue.sources):
        for record in records.values():
            here = address_of(record)
            folder = here.partition("/")[0]
            for former in record.former_ids:
                yield f"{folder}/{former}/", here
    for entry in catalogue.entries.values():
        people = (entry.person.id, *entry.person.former_ids)
        statements = (entry.statement.id, *entry.statement.former_ids)
        for person in people:
            for statement in statements:
                address = f"{PEOPLE}{person}/{statement}/"
                if address != entry.address:
                    yield address, entry.address
