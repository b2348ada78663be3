"""The kinds of records, one line each. A record has a file and a page of its own."""

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

PERSON, THEME, SOURCE = Kind("person", "people"), Kind("theme", "themes"), Kind("source", "sources")
ORGANISATION = Kind("organisation", "organisations")
KINDS = (PERSON, THEME, SOURCE, ORGANISATION)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}
