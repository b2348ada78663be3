"""The kinds of records, one line each: what stands in files of its own, and on pages of its own."""

from typing import NamedTuple


class Kind(NamedTuple):
    """A kind of record.

    `name` stands in references (`person:its-id`), `folder` in paths and addresses, and wherever
    many are counted.
    """

    name: str
    folder: str


RecordId = tuple[str, str]
"""Which record: the name of its kind, and its id within the kind."""

PERSON, THEME, SOURCE = Kind("person", "people"), Kind("theme", "themes"), Kind("source", "sources")
KINDS = (PERSON, THEME, SOURCE)
BY_NAME = {kind.name: kind for kind in KINDS}
BY_FOLDER = {kind.folder: kind for kind in KINDS}
