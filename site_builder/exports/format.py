"""What a format is: given every record once, it says which files hold them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, ClassVar, NamedTuple

from pydantic_core import to_json

from site_builder.exports.data import Data, Exported
from site_builder.site_folder import SiteFile

FOLDER = "data/v1/"


class Made(NamedTuple):
    """What was made of some records: their own files, and what each format joins of them."""

    files: Sequence[SiteFile]
    pieces: Mapping[str, bytes]


class Format:
    """One format of the data of a site. `end` comes after the last record."""

    summary: ClassVar[str]
    """What it is, as a line of a list."""
    files: ClassVar[tuple[str, ...]]
    """The names under which its files can be asked for on the command line; the first one is meant
    if none is named. Empty if it is a folder of many."""
    in_pieces: ClassVar[bool] = False
    """Whether its files come in pieces: those of one file follow each other, and end with `end`."""
    needs_url: ClassVar[bool] = False
    """Whether it has addresses of the site, and so is not written for a site without one."""

    def __init__(self, data: Data) -> None:
        self.data = data

    def begin(self) -> Iterable[SiteFile]:
        """Return what comes before all records."""
        return ()

    def of(self, record: Exported) -> Iterable[SiteFile]:
        """Return the files of a record, which are made anew only if what they say has changed.

        They follow from what `Origins` knows of the record's pages, from the site's settings, and
        from the day of the release if a statement of the record has no date (`KeptData`).
        """
        del record
        return ()

    @staticmethod
    def piece(records: Sequence[Exported]) -> bytes:
        """Return what records that follow each other add to files of many, for `join` to take.

        As with `of`, it is made anew only if what it says has changed.
        """
        del records
        return b""

    def join(self, piece: bytes) -> Iterable[SiteFile]:
        """Take the piece of the next records, and return what is complete of the files."""
        del piece
        return ()

    def add(self, record: Exported) -> None:
        """Take a record for what all have in common: what is too quick to be worth keeping."""

    def end(self) -> Iterable[SiteFile]:
        """Return the other files."""
        return ()

    def close(self) -> None:
        """Remove what was only needed while it was made, whatever has happened."""


def pretty(value: Any) -> bytes:
    """Return JSON to be read by people, too."""
    return to_json(value, indent=1) + b"\n"
