"""How Lighthouse rates a page of each kind on a phone: the middle of three runs.

`make lighthouse` serves `site/` on this machine, compressed as static hosts do, and prints a
Markdown table. It takes npm, which fetches Lighthouse, and a Chromium.
"""

import json
import os
import statistics
import subprocess
from collections.abc import Mapping
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.support.browser import installed
from tests.support.web import CompressingHandler, served

# The last version that Node 18 and 20 run.
LIGHTHOUSE = "lighthouse@12.8.2"
SITE = Path(__file__).resolve().parent.parent / "site"
PAGES = {
    "home": "",
    "person": "people/dmitry-peskov/",
    "theme": "themes/us-russia-relations/",
    "statement": "people/maria-zakharova/backed-up-by-concrete-actions/",
    "search": "search/?q=sanctions",
}
RUNS = 3


def rate(address: str, chromium: Path) -> Mapping[str, float]:
    """Rate a page once: the score of each category from 0 to 100, and its layout shift."""
    command = ["npx", "--yes", LIGHTHOUSE, address, "--quiet", "--output=json"]
    done = subprocess.run(
        [*command, "--chrome-flags=--headless=new --no-sandbox --disable-gpu"],
        env=os.environ | {"CHROME_PATH": str(chromium)},
        capture_output=True,
        text=True,
        check=True,
    )
    report = json.loads(done.stdout)
    scores = {one["title"]: 100 * one["score"] for one in report["categories"].values()}
    return scores | {
        "Layout shift": report["audits"]["cumulative-layout-shift"]["numericValue"],
        "KB": report["audits"]["total-byte-weight"]["numericValue"] / 1000,
    }


def main() -> None:
    """Print the table."""
    with sync_playwright() as playwright:
        chromium = next(installed(playwright))
    with served(SITE, CompressingHandler) as address:
        for number, (name, path) in enumerate(PAGES.items()):
            runs = [rate(f"{address}/{path}", chromium) for _ in range(RUNS)]
            middle = {what: statistics.median(run[what] for run in runs) for what in runs[0]}
            if number == 0:
                print(f"|  | {' | '.join(middle)} |")
                print(f"| --- |{' ---: |' * len(middle)}")
            print(f"| {name} | {' | '.join(f'{value:.3g}' for value in middle.values())} |")


if __name__ == "__main__":
    main()
