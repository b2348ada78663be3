"""Read and check the content folder named by the first argument; print the stages' seconds as JSON.

Run in a process of its own by `measure`.
"""

import json
import sys
import time
from pathlib import Path

from site_builder import rules
from site_builder.catalogue import link
from site_builder.folder import survey
from site_builder.processes import without_collection
from site_builder.reading import gather, read_files


def main(content: Path) -> None:
    """The stages of `site_builder.build.load`, with a clock between them."""
    start = time.perf_counter()
    with without_collection():
        folder, misplaced = survey(content, content)
        records, faults = gather(read_files(folder.records, folder.known))
        read = time.perf_counter()
        catalogue, unlinked = link(records, "en")
        findings = [*unlinked, *rules.check_all(catalogue)]
    checked = time.perf_counter()
    if found := [*misplaced, *faults, *findings]:
        sys.exit(f"The content has faults, and its figures mean nothing: {found[0]}")
    print(json.dumps({"reading": read - start, "checking": checked - read}))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
