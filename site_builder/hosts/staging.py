"""A site is built beside the last one, and takes its place in one step when it is whole."""

import os
import shutil
from pathlib import Path


class StagingError(Exception):
    """The site's folder cannot be made or replaced; the message is a sentence."""


class Staging:
    """The folder in which a site is built, next to the one that it will replace.

    Whatever ends the build before `publish`, the last site stands as it was; `close` clears away
    what was built in vain, and the next `open` does so where a process was killed before it could.
    """

    def __init__(self, site: Path) -> None:
        # Where the site's folder is a link, what it leads to is replaced, and the link stays.
        self.site = Path(os.path.realpath(site))
        self.folder = self.site.with_name(f".{self.site.name}.new")
        self._old = self.site.with_name(f".{self.site.name}.old")

    def open(self) -> None:
        """Make the folder, empty.

        Raises:
            StagingError: there is no place for it, or something else stands at the site's.
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
            StagingError: the folders cannot be renamed; the last site stands as it was.
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
        """Clear away what was built and not published."""
        self._settle()
        shutil.rmtree(self.folder, ignore_errors=True)

    def _settle(self) -> None:
        """Finish a replacement, or take back one that was broken off half way."""
        if not self._old.exists():
            return
        if not self.site.exists():
            self._old.rename(self.site)
            return
        # As MkDocs does, leave alone what is hidden in the site's folder: a worktree's `.git`.
        for hidden in self._old.glob(".*"):
            if not (self.site / hidden.name).exists():
                hidden.rename(self.site / hidden.name)
        shutil.rmtree(self._old, ignore_errors=True)
