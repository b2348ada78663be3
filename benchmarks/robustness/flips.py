"""Flip bits in what a build has kept, and look at the next build."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from random import Random

from benchmarks.generate import Plan, write_site
from benchmarks.robustness.writers import CACHE, SITE, TEMPORARY, run
from benchmarks.same import Digests, differences, digests

_BUILD = ("mkdocs", "build", "--quiet")


def flip(people: int, number: int, random: Random, folder: Path) -> Iterator[tuple[int, list[str]]]:
    """Flip as many bits, one in each file at a time; yield how many, and what was wrong then.

    Raises:
        SystemExit: the first build failed.
    """
    (folder / TEMPORARY).mkdir(parents=True)
    write_site(Plan(people, seed=7), folder)
    ended = run(_BUILD, folder)
    if ended.code:
        raise SystemExit(ended.said)
    site = digests(folder / SITE)
    left = number
    while left:
        stores = ("*/*.pages/*/*", "*/*.data/*/*", "*/*.index/*/*")
        files = (file for store in stores for file in sorted((folder / CACHE).glob(store)))
        kept = {file: file.read_bytes() for file in files}
        flipped = random.sample([*kept], min(left, len(kept)))
        for file in flipped:
            data = bytearray(kept[file])
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
            file.write_bytes(data)
        left -= len(flipped)
        yield len(flipped), [*_problems(folder, site, {file: kept[file] for file in flipped})]


def _problems(folder: Path, site: Digests, kept: dict[Path, bytes]) -> Iterator[str]:
    # Otherwise the next site shares the pages of this one, and nobody reads what is kept.
    shutil.rmtree(folder / SITE)
    ended = run(_BUILD, folder)
    if ended.code or ended.said.strip():
        yield f"the build ended with {ended.code}: {ended.said.strip()[-300:]}"
    yield from differences(site, digests(folder / SITE))
    yield from (
        f"not made anew: {file}" for file, data in kept.items() if file.read_bytes() != data
    )
