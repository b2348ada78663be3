"""What the work of a process depends on beside the content: this package, its libraries, Python."""

import hashlib
import platform
import sys
import zlib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

import site_builder


class Installed(NamedTuple):
    """What is installed: the version of Python and of each library, and a digest of this package.

    `python` names the version of zlib too, with which Python writes files.
    """

    python: str
    package: str
    libraries: Mapping[str, str]

    @property
    def digest(self) -> bytes:
        """A digest of all this."""
        return hashlib.sha256(repr(self).encode()).digest()

    def differences(self, here: "Installed") -> Iterator[str]:
        """Yield in words what is not the same here."""
        if self.python != here.python:
            yield f"{self.python} (here {here.python})"
        for name in sorted({*self.libraries, *here.libraries}):
            there, own = self.libraries.get(name, "none"), here.libraries.get(name, "none")
            if there != own:
                yield f"{name} {there} (here {own})"
        if self.package != here.package:
            yield "another state of site_builder"


@cache
def installed() -> Installed:
    """Return what is installed here."""
    package = hashlib.sha256()
    folder = Path(site_builder.__file__).parent
    for file in sorted(folder.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            package.update(file.relative_to(folder).as_posix().encode() + b"\0")
            package.update(hashlib.sha256(file.read_bytes()).digest())
    return Installed(
        f"Python {platform.python_version()} with zlib {zlib.ZLIB_RUNTIME_VERSION}",
        package.hexdigest(),
        dict(sorted(_libraries(sys.path).items())),
    )


def _libraries(path: Iterable[str]) -> dict[str, str]:
    """Return the versions of all libraries that Python finds, by their names.

    The folders that describe what is installed have both in their own names, which can be read much
    faster than what is in them. Of a library in several places, Python takes the first.
    """
    found: dict[str, str] = {}
    for folder in path:
        for described in Path(folder or ".").glob("*.dist-info"):
            name, _, version = described.name.removesuffix(".dist-info").rpartition("-")
            found.setdefault(name, version)
    return found
