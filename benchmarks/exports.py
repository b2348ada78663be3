"""How much processor time and memory the data of a site take, in each format and in all of them.

`python -m benchmarks.generate --people 10000 --seed 7 FOLDER`, then
`python -m benchmarks.exports FOLDER`. Each row is a process of its own, which reads the content,
writes the data, and measures the second only. Records alone are what all formats have in common.
Memory is that of all processes together, above what the content takes.
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
import psutil

from benchmarks.measure import HERE, held
from site_builder.build import export
from site_builder.examine import Inputs, load
from site_builder.exports import DEFAULTS
from site_builder.parallel import Processes
from site_builder.settings import Publisher, Site
from site_builder.site_folder import Output

_URL = "https://fact-sheet.example/"
_RECORDS = "records alone"
_ALL = "all by default"
_SECONDS = 0.2
"""Between two looks at the memory."""


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--format", "names", multiple=True, help="Only these formats.")
@click.option("--one", hidden=True, help="Measure this row, in this process.")
def main(folder: Path, names: tuple[str, ...], one: str) -> None:
    """Print a table of what the data of FOLDER take."""
    if one:
        print(json.dumps(_measure(folder, one)))
        return
    print("| | seconds | of processor time | MB more memory | files | MB |")
    print("| --- | ---: | ---: | ---: | ---: | ---: |")
    for name in names or (_RECORDS, *DEFAULTS, _ALL):
        found = _watched(folder, name)
        print(
            f"| {name} | {found['clock']:.1f} | {found['seconds']:.1f} | {found['memory']:.0f} |"
            f" {found['files']:,} | {found['size']:.1f} |",
            flush=True,
        )


def _watched(folder: Path, name: str) -> dict[str, float]:
    """Measure a row in another process, and the memory of all that it starts."""
    command = [sys.executable, "-m", "benchmarks.exports", str(folder), "--one", name]
    with subprocess.Popen(command, cwd=HERE, stdout=subprocess.PIPE, text=True) as started:
        assert started.stdout is not None
        process = psutil.Process(started.pid)
        started.stdout.readline()
        before = most = held(process)
        while started.poll() is None:
            most = max(most, held(process))
            time.sleep(_SECONDS)
        found: dict[str, float] = json.loads(started.stdout.read())
    return {**found, "memory": (most - before) / 1e6}


def _measure(folder: Path, name: str) -> dict[str, float]:
    content = folder / "content"
    loaded = load(Inputs(content, folder))
    formats = {_RECORDS: (), _ALL: DEFAULTS}.get(name, (name,))
    site = Site("Generated", _URL, False, Publisher(), True, tuple(formats))
    output = Path(tempfile.mkdtemp())
    try:
        print("loaded", flush=True)
        start, clock = _seconds(), time.perf_counter()
        if formats:
            export(loaded, site, content, Output(output), Processes(takes_long=True))
        else:
            from site_builder.exports.data import Data
            from site_builder.exports.release import Release

            for record in Data(loaded.catalogue, site, Release()).records():
                assert record.json["id"]
        seconds, clock = _seconds() - start, time.perf_counter() - clock
        sizes = [file.stat().st_size for file in output.rglob("*") if file.is_file()]
    finally:
        shutil.rmtree(output)
    return {
        "clock": clock,
        "seconds": seconds,
        "files": len(sizes),
        "size": sum(sizes) / 1e6,
    }


def _seconds() -> float:
    """Return the processor time of this process and of those that it has waited for."""
    own, others = time.process_time(), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own + others.ru_utime + others.ru_stime


if __name__ == "__main__":
    main()
