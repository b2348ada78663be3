"""`python -m benchmarks.robustness.adopt FOLDER COPY`: take the copy of a site for a build's own.

A build shares files with the last site only if they are those that it has left. In a copy they are
others, and what is tried there would never share any.
"""

import json
import sys
from pathlib import Path

from benchmarks.robustness.writers import SITE
from site_builder.last_site import LastSite, left_in
from site_builder.site_folder import Held, Output


def main(folder: Path, copied: Path) -> None:
    """Note of a copied site what the cache has of the one that it was copied from."""
    there = LastSite(copied / SITE)
    for key, group in LastSite(folder / SITE)._groups.items():
        output = Output(copied / SITE)
        output.held |= {path: Held(*held) for path, held, _ in json.loads(group)}
        there.note({key: left_in(output)})
    there.keep()


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
