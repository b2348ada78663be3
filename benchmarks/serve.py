"""How long it takes, under `mkdocs serve`, from saving a statement until its page shows it.

What asks does as a browser with that page open: it waits for news, and loads the page again.
`python -m benchmarks.serve 100 10000` prints a Markdown table.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from random import Random
from urllib.error import URLError
from urllib.parse import urljoin
from urllib.request import urlopen

import click

from benchmarks.generate import Plan, write_site

_LONGEST_SECONDS = 900.0
_ENDED = "The server has ended, or does not answer."
_FAULTS = 'id="factsheet-faults"'
"""What is wrong is laid over the end of a page, and quotes the file."""
_NEWS = re.compile(r'data-news="(.+?)" data-number="(\d+)"')
_WORDS = re.compile(r"^(\s*(?:quote|paraphrase|action): )(.*)$", re.MULTILINE)


def measure(people: int, edits: int, seed: int) -> dict[str, float]:
    """Seconds until the first answer, and from each of some edits until its page shows it."""
    with tempfile.TemporaryDirectory() as name, socket.create_server(("127.0.0.1", 0)) as free:
        folder, port = Path(name), free.getsockname()[1]
        write_site(Plan(people, seed), folder)
        free.close()
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"],
            cwd=folder,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            url = f"http://127.0.0.1:{port}/"
            _until(lambda: bool(_get(url)), process)
            first = time.perf_counter() - start
            seconds = [
                _edit(folder / "content" / "people", url, number, Random(number))
                for number in range(edits)
            ]
        finally:
            process.kill()
            process.wait()
    return {
        "first answer": first,
        "from save to page, median": statistics.median(seconds),
        "from save to page, slowest": max(seconds),
    }


def _edit(people: Path, url: str, number: int, draw: Random) -> float:
    """Change the first statement of somebody, and wait until its page, which is open, shows it."""
    file = draw.choice(sorted(people.iterdir()))
    text = file.read_text(encoding="utf-8")
    mark = f"Edit number {number}."
    statement = re.search(r"- id: (\S+)", text)
    assert statement is not None
    changed = text[: statement.end()] + _WORDS.sub(
        lambda found: f"{found[1]}{mark}", text[statement.end() :], count=1
    )
    address = f"{url}people/{file.stem}/{statement[1]}/"
    # The longest pause between two looks at the files must not decide what is measured.
    time.sleep(draw.uniform(1, 2))
    page = _get(address)
    start = time.perf_counter()
    file.write_text(changed, encoding="utf-8")
    while mark not in page.partition(_FAULTS)[0]:
        news = _NEWS.search(page)
        if news is None:
            raise SystemExit(_ENDED)
        _get(urljoin(url, news[1] + news[2]))
        page = _get(address)
    return time.perf_counter() - start


def _get(url: str) -> str:
    try:
        with urlopen(url, timeout=60) as answer:  # noqa: S310  it is served here
            return str(answer.read(), "utf-8")
    except URLError:
        return ""


def _until(holds: Callable[[], bool], process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + _LONGEST_SECONDS
    while not holds():
        if process.poll() is not None or time.monotonic() > end:
            raise SystemExit(_ENDED)
        time.sleep(0.1)


@click.command()
@click.option("--edits", default=20, show_default=True, type=click.IntRange(min=1))
@click.option("--seed", default=7, show_default=True, help="For the synthetic content.")
@click.argument("sizes", nargs=-1, required=True, type=click.IntRange(min=2))
def main(edits: int, seed: int, sizes: tuple[int, ...]) -> None:
    """Measure with each of SIZES, numbers of people."""
    columns = {people: measure(people, edits, seed) for people in sizes}
    rows = [
        ["", *(f"{people:,} people" for people in sizes)],
        ["---", *("---:" for _ in sizes)],
        *(
            [stage, *(f"{figures[stage]:.2f} s" for figures in columns.values())]
            for stage in columns[sizes[0]]
        ),
    ]
    print("\n".join(f"| {' | '.join(row)} |" for row in rows))


if __name__ == "__main__":
    main()
