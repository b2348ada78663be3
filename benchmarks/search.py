"""How long a reader waits for search, and how much it transfers, in a real browser.

`python -m benchmarks.search FOLDER` indexes the content that `benchmarks.generate` wrote into
FOLDER, serves it on this machine with the search page of a small site, and prints two Markdown
tables: the index, and the queries.
"""

import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import click
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.generate import Plan, write_site
from site_builder.build import load
from site_builder.search import FOLDER, write_index
from tests.browser import launch
from tests.web import served

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
# Waits for the results of a query, and gives the milliseconds since `start`.
_SHOWN = """(start) => new Promise((done) => {
    const answer = () => document.querySelector("[data-search=count]")?.textContent;
    const shown = () => answer()?.includes("result") && done(performance.now() - start);
    new MutationObserver(shown).observe(document, { childList: true, subtree: true });
    shown();
})"""
_TYPED = """(query) => {
    document.querySelector("[data-search=count]").textContent = "";
    const field = document.querySelector("[data-search=form]").elements.q;
    const start = performance.now();
    field.value = query;
    field.form.requestSubmit();
    return start;
}"""


@dataclass(frozen=True, slots=True)
class Waited:
    """What one query took: milliseconds until its results stand there, and bytes over the wire."""

    milliseconds: float
    bytes: float


class Reader:
    """Somebody with an empty cache, on a page of their own."""

    def __init__(self, browser: Browser) -> None:
        self.page: Page = browser.new_context().new_page()
        self._received = 0.0
        session = self.page.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._receive)

    def _receive(self, event: dict[str, float]) -> None:
        self._received += event["encodedDataLength"]

    def arrive(self, address: str) -> Waited:
        """Open the search page with a query in its address."""
        self.page.goto(address, wait_until="commit")
        return self._wait(0)

    def ask(self, query: str) -> Waited:
        """Type another query on the page that is open."""
        return self._wait(self.page.evaluate(_TYPED, query))

    def _wait(self, start: float) -> Waited:
        before = 0 if start == 0 else self._received
        milliseconds = self.page.evaluate(_SHOWN, start)
        return Waited(milliseconds, self._received - before)


def measure(browser: Browser, page: str, runs: int) -> dict[str, tuple[Waited, Waited, Waited]]:
    """Each query three ways: on arriving, typed on a page in use, and typed once more."""
    figures = {}
    for query in QUERIES:
        typed = query.removeprefix("?q=").partition("&")[0]
        ways: list[list[Waited]] = [[], [], []]
        for _ in range(runs):
            newcomer, user = Reader(browser), Reader(browser)
            ways[0].append(newcomer.arrive(page + query))
            user.arrive(f"{page}?q=delegation")
            ways[1].append(user.ask(typed))
            user.ask("delegation")
            ways[2].append(user.ask(typed))
            for reader in (newcomer, user):
                reader.page.context.close()
        first, later, again = (median(waited) for waited in ways)
        figures[query] = (first, later, again)
    return figures


def median(waited: list[Waited]) -> Waited:
    """The median of each figure."""
    return Waited(
        statistics.median(one.milliseconds for one in waited),
        statistics.median(one.bytes for one in waited),
    )


def table(rows: list[list[str]]) -> str:
    """A Markdown table, the first row its head, numbers to the right."""
    head, *others = rows
    lines = [head, ["---", *("---:" for _ in head[1:])], *others]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def in_words(waited: Waited) -> list[str]:
    """Milliseconds and kilobytes."""
    return [f"{waited.milliseconds:,.0f} ms", f"{waited.bytes / 1000:,.0f} kB"]


@click.command()
@click.option("--runs", default=5, show_default=True, type=click.IntRange(min=1))
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
def main(runs: int, folder: Path) -> None:
    """Measure the search over FOLDER/content; print the medians of all runs."""
    with tempfile.TemporaryDirectory() as place:
        small = Path(place)
        write_site(Plan(people=20, seed=3), small)
        subprocess.run([sys.executable, "-m", "mkdocs", "build", "-q"], cwd=small, check=True)
        catalogue = load(folder / "content", folder).catalogue
        start = time.perf_counter()
        number = write_index(catalogue, small / "site")
        seconds = time.perf_counter() - start
        files = [file.stat().st_size for file in (small / "site" / FOLDER).rglob("*.*")]
        print(f"{catalogue.size}: {number:,} results in {seconds:.1f} s,", end=" ")
        print(f"{len(files):,} files, {sum(files) / 1e6:.1f} MB\n")
        with served(small / "site") as address, sync_playwright() as playwright:
            browser = launch(playwright)
            figures = measure(browser, f"{address}/search/", runs)
            browser.close()
    rows = [["", "on arriving", "transferred", "later", "transferred", "again", "transferred"]]
    for query, waited in figures.items():
        rows.append([f"`{query}`", *(text for one in waited for text in in_words(one))])
    columns = zip(*figures.values(), strict=True)
    rows.append(["**median**", *(text for way in columns for text in in_words(median([*way])))])
    print(table(rows))


if __name__ == "__main__":
    main()
