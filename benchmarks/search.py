"""How long a reader waits for search, and how much it transfers, in a real browser.

`python -m benchmarks.search FOLDER` indexes the content that `benchmarks.generate` wrote into
FOLDER, serves it on this machine with the search page of a small site, and prints the size of the
index and a Markdown table of queries: on arriving with an empty cache, and typed on a page in use.
"""

import json
import math
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.generate import Plan, write_site
from site_builder.content.catalogue import Entry
from site_builder.examine import Inputs, load
from site_builder.parallel import Processes
from site_builder.search.documents import Documents
from site_builder.search.index import FOLDER, write_index
from site_builder.search.segment import SEGMENT
from site_builder.site_folder import Output
from tests.support.browser import launch
from tests.support.web import CompressingHandler, served

# What readers type: names, words, phrases with common words, another language; filters and order.
QUERIES = (
    "?q=ceasefire",
    "?q=sanctions parliament",
    "?q=Person 00042",
    "?q=“the council might extend”",
    "?q=unfriendly armistice vote",
    "?q=трубопроводом",
    "?q=“технический доклад” закону",
    "?q=reform&kind=Quote&year=2019",
    "?q=summit&sort=newest",
    "?q=the",
)
# Milliseconds after which a query is given up.
LIMIT = 20_000
# Waits until there are results: milliseconds since the page was asked for, null where `limit` is
# over before.
_SHOWN = """(limit) => new Promise((done) => {
    const look = () => {
        const said = document.querySelector("[data-search=count]")?.textContent ?? "";
        if (said.includes("result")) done(performance.now());
    };
    new MutationObserver(look).observe(document, { childList: true, subtree: true });
    setTimeout(() => done(null), limit);
    look();
})"""
# Makes `window.waited` the milliseconds from the last letter of what is `typed` to results, or null
# after `limit`. What the page said of the letters before is taken away.
_LISTEN = """([typed, limit]) => {
    const field = document.querySelector("[data-search=form] [name=q]");
    const count = document.querySelector("[data-search=count]");
    window.waited = new Promise((done) => {
        field.addEventListener("input", () => {
            if (field.value !== typed) return;
            const start = performance.now();
            count.textContent = "";
            new MutationObserver(() => {
                if (count.textContent.includes("result")) done(performance.now() - start);
            }).observe(count, { childList: true });
            setTimeout(() => done(null), limit);
        }, { capture: true });
    });
}"""
# Milliseconds between two letters: somebody who types fast.
PACE = 60
# Milliseconds after the last letter until which its results are shown, and suggestions are not yet.
SHOWN = 110
# Milliseconds after which the browser has started what a new page takes.
STARTED = 500
# Milliseconds without a request after which none is expected.
QUIET = 60


class Counting(CompressingHandler):
    """Counts answers and their bytes."""

    sent = 0
    requests = 0

    def send_header(self, keyword: str, value: str) -> None:
        """Take the length of each body from its header."""
        if keyword == "Content-Length":
            Counting.sent += int(value)
            Counting.requests += 1
        super().send_header(keyword, value)


@dataclass(frozen=True, slots=True)
class Waited:
    """What one query took until its results: milliseconds, and bytes and requests by then.

    Milliseconds are infinite where `LIMIT` was over before.
    """

    time: float
    size: float
    requests: float


class Repeated(Documents):
    """Documents with each statement several times, as if there were as many more."""

    times = 1

    @cached_property
    def entries(self) -> list[Entry]:
        """All statements, in the order of their documents."""
        return [entry for entry in super().entries for _ in range(self.times)]


class Reader:
    """Somebody with an empty cache, on a page of their own."""

    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_context().new_page()
        # A new page starts a process of the browser, which is no wait for a site.
        self.page.wait_for_timeout(STARTED)
        Counting.sent = Counting.requests = 0

    def arrive(self, address: str) -> Waited:
        """Open the search page with a query in its address."""
        self.page.goto(address, wait_until="commit")
        return _counted(self.page.evaluate(_SHOWN, LIMIT))

    def ask(self, query: str) -> float:
        """Type another query on the open page: return milliseconds from the last letter."""
        field = self.page.locator("[data-search=form] [name=q]")
        field.fill("")
        self.page.evaluate(_LISTEN, [query, LIMIT])
        field.press_sequentially(query, delay=PACE)
        return float(self.page.evaluate("window.waited") or math.inf)

    def load(self, address: str, query: str) -> tuple[int, int]:
        """Type a query on another page; return bytes and requests from the first letter to results.

        The page's clock stands still until all is there that a letter asks for. So this is the
        most that can be loaded, on however busy a machine.
        """
        clock = self.page.clock
        clock.install()
        self.page.goto(address, wait_until="networkidle")
        clock.pause_at(self.page.evaluate("Date.now()") + LIMIT)
        self._settle()
        Counting.sent = Counting.requests = 0
        field = self.page.locator("[data-search=form] [name=q]")
        field.fill("")
        for letter in query:
            clock.run_for(PACE)
            field.press_sequentially(letter)
            self._settle()
        clock.run_for(SHOWN)
        self._settle()
        return Counting.sent, Counting.requests

    def _settle(self) -> None:
        seen = -1
        while seen != Counting.requests:
            seen = Counting.requests
            self.page.wait_for_timeout(QUIET)

    def said(self) -> str:
        """How many results the page says there are."""
        return self.page.locator("[data-search=count]").inner_text()


def _counted(milliseconds: float | None) -> Waited:
    return Waited(milliseconds or math.inf, Counting.sent, Counting.requests)


def copy_large(folder: Path, times: int) -> None:
    """Have each segment that was merged of others `times` times, as if there were as many more."""
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    segments = []
    for segment in index["segments"]:
        segments.append(segment)
        for number in range(1, times if segment["documents"] > SEGMENT else 1):
            copied = f"{segment['folder']}-{number}"
            shutil.copytree(folder / segment["folder"], folder / copied)
            segments.append({**segment, "folder": copied})
    text = json.dumps({**index, "segments": segments}, ensure_ascii=False)
    (folder / "index.json").write_text(text, encoding="utf-8")


class Figures:
    """What one query took in each turn: on arriving, and typed on a page in use; what was found."""

    def __init__(self, page: str, query: str) -> None:
        self.page = page
        self.query = query
        self.arriving: list[Waited] = []
        self.later: list[Waited] = []
        self.said = ""

    def measure(self, browser: Browser) -> None:
        """Ask once on arriving, with what else is in the address, and type once."""
        typed = self.query.removeprefix("?q=").partition("&")[0]
        newcomer = Reader(browser)
        self.arriving.append(newcomer.arrive(self.page + self.query))
        self.said = newcomer.said()
        newcomer.page.context.close()
        user = Reader(browser)
        user.arrive(f"{self.page}?q=delegation")
        waited = user.ask(typed)
        user.page.context.close()
        other = Reader(browser)
        self.later.append(Waited(waited, *other.load(f"{self.page}?q=delegation", typed)))
        other.page.context.close()


def median(waited: list[Waited]) -> Waited:
    """Return the median of each figure."""
    return Waited(
        statistics.median(one.time for one in waited),
        statistics.median(one.size for one in waited),
        statistics.median(one.requests for one in waited),
    )


def table(rows: list[list[str]]) -> str:
    """Return a Markdown table, the first row its head, numbers to the right."""
    head, *others = rows
    lines = [head, ["---", *("---:" for _ in head[1:])], *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_words(waited: Waited) -> list[str]:
    """Milliseconds, kilobytes and requests."""
    time = f"{waited.time:,.0f} ms" if waited.time < math.inf else f"over {LIMIT // 1000} s"
    return [time, f"{waited.size / 1000:,.0f} kB", f"{waited.requests:,.0f}"]


@click.command()
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1))
@click.option("--times", default=1, show_default=True, help="Times that each statement is there.")
@click.option("--large", default=1, show_default=True, help="Times that large segments are there.")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(runs: int, times: int, large: int, folder: Path) -> None:
    """Measure the search over FOLDER/content; print the medians of all runs."""
    with tempfile.TemporaryDirectory() as place:
        small = Path(place)
        write_site(Plan(people=20, seed=3), small)
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "-q"],
            cwd=small,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
            check=True,
        )
        catalogue = load(Inputs(folder / "content", folder)).catalogue
        start = time.perf_counter()
        output = Output(small / "site")
        shutil.rmtree(output.folder / FOLDER)
        documents = Repeated(catalogue)
        documents.times = times
        number = write_index(documents, output, Processes())
        seconds = time.perf_counter() - start
        copy_large(output.folder / FOLDER, large)
        files = [it.stat().st_size for it in (small / "site" / FOLDER).rglob("*") if it.is_file()]
        print(f"{catalogue.size}: {number:,} results in {seconds:.1f} s,", end=" ")
        print(f"{len(files):,} files, {sum(files) / 1e6:.1f} MB\n")
        with served(small / "site", Counting) as address, sync_playwright() as playwright:
            browser = launch(playwright)
            page = f"{address}/search/"
            figures = [Figures(page, query) for query in QUERIES]
            # By turns, so that what else the machine does meets all queries alike.
            for _ in range(runs):
                for one in figures:
                    one.measure(browser)
            browser.close()
    columns = ((when, "bytes", "requests") for when in ("on arrival", "later"))
    rows = [["", "found", *chain.from_iterable(columns)]]
    for one in figures:
        waited = (*in_words(median(one.arriving)), *in_words(median(one.later)))
        rows.append([f"`{one.query}`", one.said.removesuffix(" results"), *waited])
    print(table(rows))


if __name__ == "__main__":
    main()
