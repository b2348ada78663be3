"""Build one content in many surroundings, and compare the sites byte by byte."""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.generate import Plan, write_site
from benchmarks.robustness.writers import CACHE, SITE, TEMPORARY, environment, program
from benchmarks.same import Digests, digests

_ZONES = ("UTC", "Pacific/Kiritimati", "America/St_Johns", "Asia/Kathmandu")
_LOCALES = ("C", "C.UTF-8", "POSIX", "de_DE.UTF-8", "tr_TR.UTF-8")
_MASKS = (0o022, 0o077, 0o002)


class Surroundings(NamedTuple):
    """What must not change a byte of a site."""

    zone: str
    locale: str
    hash_seed: int
    mask: int
    order: int
    """The seed of the order in which the content's files were made; a disk may list them so."""
    is_warm: bool
    """Whether the same folder was built before."""
    has_cache: bool
    """Whether anything can be kept: pages, and results of checks."""
    python: str


def surroundings(number: int, pythons: Sequence[str]) -> Iterator[Surroundings]:
    """Yield as many different ones."""
    for at in range(number):
        yield Surroundings(
            _ZONES[at % len(_ZONES)],
            _LOCALES[at % len(_LOCALES)],
            at * 7 + 1,
            _MASKS[at % len(_MASKS)],
            at,
            at % 2 == 1,
            at % 4 < 2,
            pythons[at // 4 % len(pythons)],
        )


def build(command: Sequence[str], people: int, around: Surroundings, folder: Path) -> Digests:
    """Build a site into an empty folder; return the digests of its files.

    Raises:
        SystemExit: the build failed.
    """
    folder.mkdir()
    made, used = folder / "made", folder / f"built-{around.order}"
    made.mkdir()
    write_site(Plan(people, seed=7), made)
    files = sorted(file for file in made.rglob("*") if file.is_file())
    Random(around.order).shuffle(files)
    (used / "content" / "pages").mkdir(parents=True)
    for file in files:
        copy = used / file.relative_to(made)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, copy)
    (used / TEMPORARY).mkdir()
    if not around.has_cache:
        (used / CACHE).write_bytes(b"")
    variables = environment(used) | {
        "TZ": around.zone,
        "LC_ALL": around.locale,
        "LANG": around.locale,
        "PYTHONHASHSEED": str(around.hash_seed),
    }
    for _ in range(1 + around.is_warm):
        done = subprocess.run(
            (program(command[0], around.python), *command[1:]),
            cwd=used,
            env=variables,
            umask=around.mask,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{around}:\n{done.stdout}{done.stderr}")
    found = digests(used / SITE)
    shutil.rmtree(folder)
    return found
