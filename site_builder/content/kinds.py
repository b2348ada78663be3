"""The kinds of records, one line each. A record has a file and a page of its own."""

from collections.abc import Iterable
from itertools import chain
from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of record.

    `name` is used in references (`person:its-id`), `folder` in paths and addresses, and as the
    plural.
    """

    name: str
    folder: str


RecordId = tuple[str, str]
"""The name of a record's kind, and the record's id within the kind."""
Names = str
"""Names of records in order, `kind/id` on a line each: many of them in little memory."""

PERSON, THEME, SOURCE = Kind("person", "people"), Kind("theme", "themes"), Kind("source", "sources")
ORGANISATION = Kind("organisation", "organisations")
KINDS = (PERSON, THEME, SOURCE, ORGANISATION)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}


def kind_at(address: str) -> str:
    """Return the name of the kind of what is at an address: that of a record, or `statement`."""
    folder, _, id_ = address.rstrip("/").partition("/")
    return "statement" if "/" in id_ else BY_FOLDER[folder].name


def names_of(records: Iterable[RecordId]) -> Names:
    """Return the names of records as one text."""
    return "\n".join(sorted(map("/".join, records)))


def records_in(names: Iterable[Names]) -> set[RecordId]:
    """Return all records that these texts name."""
    # `splitlines` would also end a line within the name of a file, such as at U+2028.
    lines = set(chain.from_iterable(it.split("\n") for it in names if it))
    return {(kind, id_) for kind, _, id_ in (line.partition("/") for line in lines)}
