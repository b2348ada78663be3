"""What records say, as digests.

A record counts as it shows itself after reading, so two files that say the same are the same, and
no file can change between its digest and its reading.
"""

import hashlib
from collections.abc import Iterable

from site_builder.content.catalogue import Entry
from site_builder.content.model import Person


def said(*values: object) -> bytes:
    """Return a digest of values that show all they hold."""
    # Records and their parts show all that was not left out, in one order, and have no sets.
    return hashlib.sha256(repr(values).encode()).digest()


def said_by(person: Person, entries: Iterable[Entry]) -> dict[str, bytes]:
    """Return the digests of a person, under `person/`, and of their statements by their keys."""
    own = {entry.key: said_in(entry) for entry in entries}
    return {f"{person.id}/": said_beside(person), **own}


def said_in(entry: Entry) -> bytes:
    """Return the digest of a statement by itself."""
    # Its place in its file decides about the order of answers of one day.
    place = entry.place()
    return said(entry.statement, place.path, place.route)


def said_beside(person: Person) -> bytes:
    """Return the digest of all that is said of a person beside their positions."""
    return said(person.model_copy(update={"positions": ()}))
