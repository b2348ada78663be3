"""The folder of a site: its files are written here, and it replaces the last one when complete.

All other modules only say what is in the files.
"""

import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import Literal, NamedTuple


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
        self._put(file, "wb")

    def rename(self, folder: str, name: str) -> None:
        """Give a folder, relative to the site, another name.

        Raises:
            OSError: it cannot be renamed.
        """
        Path(self._prefix + folder).rename(self._prefix + name)

    def append(self, file: SiteFile) -> None:
        """Write a piece of a file after the pieces before it.

        Raises:
            OSError: it cannot be written.
        """
        self._put(file, "ab")

    def _put(self, file: SiteFile, mode: Literal["wb", "ab"]) -> None:
        place = self._prefix + file.path
        # Nearly every page is the first file in its folder.
        with suppress(FileExistsError):
            _make(place.rpartition("/")[0])
        with open(place, mode) as opened:  # noqa: PTH123
            opened.write(file.data)


def _make(folder: str) -> None:
    try:
        os.mkdir(folder)  # noqa: PTH102
    except FileNotFoundError:
        os.makedirs(folder)  # noqa: PTH103


class StagingError(Exception):
    """The site's folder cannot be made or replaced; the message is a sentence."""


class Staging:
    """The folder in which a site is built, next to the one that it will replace.

    Whatever ends the build before `publish`, the last site stays as it was; `close` removes the new
    one, and the next `open` does so if a process was killed before it could.
    """

    def __init__(self, site: Path) -> None:
        # If the site's folder is a link, what it leads to is replaced, and the link stays.
        self.site = Path(os.path.realpath(site))
        self.folder = self.site.with_name(f".{self.site.name}.new")
        self._old = self.site.with_name(f".{self.site.name}.old")

    def open(self) -> None:
        """Create the folder, empty.

        Raises:
            StagingError: it cannot be created, or the site's place is taken by a file.
        """
        if self.site.exists() and not self.site.is_dir():
            raise StagingError(f"{self.site} is a file; the site needs a folder there.")
        self.close()
        try:
            self.folder.mkdir(parents=True)
        except OSError as error:
            raise StagingError(f"Cannot create {self.folder}: {error.strerror}.") from None

    def publish(self) -> None:
        """Put the finished site in the place of the last one.

        Raises:
            StagingError: the folders cannot be renamed; the last site stays as it was.
        """
        try:
            if self.site.exists():
                self.site.rename(self._old)
            self.folder.rename(self.site)
        except OSError as error:
            raise StagingError(f"Cannot replace {self.site}: {error.strerror}.") from None
        finally:
            self._settle()

    def close(self) -> None:
        """Remove what was built and not published."""
        self._settle()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _settle(self) -> None:
        """Finish a replacement, or undo one that was interrupted."""
        if not self._old.exists():
            return
        if not self.site.exists():
            self._old.rename(self.site)
            return
        # As MkDocs does, keep what is hidden in the site's folder, such as a worktree's `.git`.
        for hidden in self._old.glob(".*"):
            if not (self.site / hidden.name).exists():
                hidden.rename(self.site / hidden.name)
        shutil.rmtree(self._old, ignore_errors=True)
