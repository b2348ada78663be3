"""`python -m benchmarks.robustness.adopt FOLDER COPY`: take the copy of a site for a build's own.

A build shares files with the last site only if they are those that it has left, and it keeps what
it makes under the path of the content. In a copy both are others, and what is tried there would
never share anything, nor find anything that was kept.
"""

import sys
from pathlib import Path

from benchmarks.robustness.writers import SITE
from site_builder.last_site import LastSite, held_in, left_in
from site_builder.site_folder import Output
from site_builder.user_cache import place_of


def main(folder: Path, copied: Path) -> None:
    """Note of a copied site, with its cache, what the cache has of the one it was copied from."""
    stores = place_of(folder / "content", "")
    for kept in [*stores.parent.glob(f"{stores.name}*")]:
        kept.rename(place_of(copied / "content", kept.suffix.removeprefix(".")))
    there = LastSite(copied / SITE)
    for key, group in LastSite(folder / SITE)._groups.items():
        output = Output(copied / SITE)
        output.held |= held_in(group.files)
        if files := left_in(output):
            there.note({key: files})
    there.keep(is_replaced=True)


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
