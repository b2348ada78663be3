"""Write the files of a site. All other modules only say what is in them."""

import os
from pathlib import Path
from typing import NamedTuple


class SiteFile(NamedTuple):
    """What a file of the site holds; `path` is relative to the site, with forward slashes."""

    path: str
    data: bytes


class Output:
    """The folder that a site is written into."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        # A prefix is joined much faster than a path of `pathlib`, and a site has many files.
        self._prefix = f"{folder}/"

    def write(self, file: SiteFile) -> None:
        """Write a file, and create its folder if needed.

        Raises:
            OSError: it cannot be written.
        """
        place = self._prefix + file.path
        try:
            opened = open(place, "wb")  # noqa: PTH123, SIM115
        except FileNotFoundError:
            os.makedirs(place.rpartition("/")[0])  # noqa: PTH103
            opened = open(place, "wb")  # noqa: PTH123, SIM115
        with opened:
            opened.write(file.data)
