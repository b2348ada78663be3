"""How much processor time and memory the data of a site take, in each format and in all of them.

`python -m benchmarks.generate --people 10000 --seed 7 FOLDER`, then
`python -m benchmarks.exports FOLDER`. Each row is a process of its own, which reads the content,
writes the data, and measures the second only. Records alone are what all formats have in common.
"""

import json
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import click

from benchmarks.measure import HERE
from site_builder.build import export
from site_builder.examine import Inputs, load
from site_builder.exports import DEFAULTS
from site_builder.parallel import Processes
from site_builder.settings import Publisher, Site
from site_builder.site_folder import Output

_URL = "https://fact-sheet.example/"
_RECORDS = "records alone"
_ALL = "all by default"


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "names", multiple=True, help="Only these formats.")
@click.option("--one", hidden=True, help="Measure this row, in this process.")
def main(folder: Path, names: tuple[str, ...], one: str) -> None:
    """Print a table of what the data of FOLDER take."""
    if one:
        print(json.dumps(_measure(folder, one)))
        return
    print("| | seconds of processor time | MB more memory | files | MB |")
    print("| --- | ---: | ---: | ---: | ---: |")
    for name in names or (_RECORDS, *DEFAULTS, _ALL):
        found = json.loads(
            subprocess.run(
                [sys.executable, "-m", "benchmarks.exports", str(folder), "--one", name],
                capture_output=True,
                check=True,
                cwd=HERE,
                text=True,
            ).stdout
        )
        print(
            f"| {name} | {found['seconds']:.1f} | {found['memory']:.0f} | {found['files']:,} |"
            f" {found['size']:.1f} |",
            flush=True,
        )


def _measure(folder: Path, name: str) -> dict[str, float]:
    content = folder / "content"
    loaded = load(Inputs(content, folder))
    formats = {_RECORDS: (), _ALL: DEFAULTS}.get(name, (name,))
    site = Site("Generated", _URL, False, Publisher(), True, tuple(formats))
    output = Path(tempfile.mkdtemp())
    try:
        before, start = _memory(), _seconds()
        if formats:
            export(loaded, site, content, Output(output), Processes())
        else:
            from site_builder.exports.data import Data
            from site_builder.exports.release import Release

            for record in Data(loaded.catalogue, site, Release()).records():
                del record
        seconds, memory = _seconds() - start, _memory() - before
        sizes = [file.stat().st_size for file in output.rglob("*") if file.is_file()]
    finally:
        shutil.rmtree(output)
    return {
        "seconds": seconds,
        "memory": memory / 1e6,
        "files": len(sizes),
        "size": sum(sizes) / 1e6,
    }


def _seconds() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    own, others = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own + others.ru_utime + others.ru_stime


def _memory() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024.0


if __name__ == "__main__":
    main()
