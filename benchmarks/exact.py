"""Whether the search finds exactly what reading every word finds, at full size.

`python -m benchmarks.exact` generates 3,000 statements and asks 2,000 queries, in the script that
a browser runs and in a search without an index. It prints what differs; if anything does, it ends
with 1.
"""

import sys
import tempfile
import time
from pathlib import Path

import click
from playwright.sync_api import sync_playwright

from benchmarks.generate import Plan, write_site
from site_builder.examine import Inputs, load
from site_builder.parallel import Processes
from site_builder.search.documents import FACETS, Documents
from site_builder.search.index import write_index
from site_builder.site_folder import Output
from tests.support.browser import launch
from tests.support.brute_force import BruteForce, queries
from tests.support.engine import answers, engine


@click.command()
@click.option("--people", default=500, show_default=True, help="With six statements each.")
@click.option("--queries", "number", default=2000, show_default=True)
@click.option("--seed", default=1, show_default=True)
def main(people: int, number: int, seed: int) -> None:
    """Compare NUMBER queries."""
    with tempfile.TemporaryDirectory() as place, sync_playwright() as playwright:
        folder = Path(place)
        write_site(Plan(people=people, seed=seed), folder)
        catalogue = load(Inputs(folder / "content", folder)).catalogue
        # Several segments, as a large site has.
        write_index(Documents(catalogue), Output(folder / "site"), Processes(), 1000)
        made = Documents(catalogue)
        documents = [
            *map(made.record, made.records),
            *map(made.statement, made.entries),
        ]
        asked = [*queries(documents, number, seed)]
        oracle = BruteForce(documents)
        expected = [oracle.answer(query) for query in asked]
        browser = launch(playwright)
        with engine(browser.new_page(), folder / "site") as page:
            start = time.perf_counter()
            found = answers(page, asked, FACETS)
            seconds = time.perf_counter() - start
        browser.close()
    different = [
        query for query, own, right in zip(asked, found, expected, strict=True) if own != right
    ]
    for query in different:
        print(query)
    hits = sum(bool(one.found) for one in expected)
    print(f"{catalogue.size}; {number:,} queries, {hits:,} of them with results,", end=" ")
    print(f"{seconds * 1000 / number:.1f} ms each; {len(different):,} differ")
    sys.exit(bool(different))


if __name__ == "__main__":
    main()
