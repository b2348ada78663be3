"""Which program this is: what else everything depends on that is made of some content."""

import hashlib
import sys
from functools import cache
from pathlib import Path

import pydantic

import site_builder


@cache
def program() -> bytes:
    """Return the digest of this package's files, of the libraries installed, and of Python."""
    package = Path(site_builder.__file__).parent
    whole = hashlib.sha256(sys.version.encode())
    for file in sorted(package.rglob("*")):
        if file.is_file() and file.suffix != ".pyc":
            data = file.read_bytes()
            name = file.relative_to(package).as_posix()
            whole.update(f"{name} {len(data)} ".encode() + data)
    # The folders that describe what is installed have the versions in their names.
    libraries = Path(pydantic.__file__).parent.parent
    for folder in sorted(libraries.glob("*.dist-info")):
        whole.update(f"{folder.name} ".encode())
    return whole.digest()
