"""Take the pictures of the documents: `make screenshots`.

Those of the README are of the site in `site/`, those of `docs/real-cases.md` of the tests' own.
"""

import io
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Literal, NamedTuple

from PIL import Image
from playwright.sync_api import Browser, sync_playwright

from tests.support.browser import launch
from tests.support.paths import CASES_SITE, ROOT
from tests.support.web import served

IMAGES = ROOT / "docs" / "images"


class Picture(NamedTuple):
    """What to show: a page, in a window of `width` × `height` pixels, in one colour scheme."""

    name: str
    address: str
    width: int
    height: int
    scheme: Literal["light", "dark"]


PICTURES = (
    Picture("home", "", 1280, 900, "light"),
    Picture("person", "people/dmitry-peskov/", 400, 900, "dark"),
    Picture(
        "statement", "people/maria-zakharova/backed-up-by-concrete-actions/", 400, 900, "light"
    ),
)


CASES = {
    "on-behalf-of": "people/example-spokesman/fears-no-storm",
    "with": "people/example-president/walls-will-hold",
    "misattributed": "people/example-admiral/sea-is-a-rumour",
    "contradicts": "people/example-turncoat/walls-after-all",
    "date-unknown": "people/example-elder/storms-were-wetter",
    "question": "people/example-witness/not-while-i-live",
    "vote": "people/example-deputy/voted-against-walls",
    "unnamed": "people/example-official-a/nobody-asked-us",
    "findings": "people/example-boaster/highest-walls",
    "organisation": "organisations/example-cabinet",
    "person": "people/example-harbourmaster",
    "chapter": "sources/example-memoirs",
    "reprints": "sources/example-press-release",
    "own-channel": "people/example-harbourmaster/piers-first",
    "leaked": "sources/example-memo",
}
"""The pictures of real cases, each with its page."""
_CASE = (720, 640)
# What matters stands further below.
_TALLER = {"findings": 860, "contradicts": 860}


def main() -> None:
    """Write each picture as a PNG into `docs/images/`, those of cases into a folder there."""
    (IMAGES / "cases").mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as folder:
        browser = launch(playwright)
        take_cases(browser, Path(folder))
        with served(ROOT / "site") as address:
            for picture in PICTURES:
                page = browser.new_page(
                    viewport={"width": picture.width, "height": picture.height},
                    color_scheme=picture.scheme,
                )
                page.goto(f"{address}/{picture.address}", wait_until="networkidle")
                page.screenshot(path=IMAGES / f"{picture.name}.png")
                page.close()
        browser.close()


def take_cases(browser: Browser, folder: Path) -> None:
    """Build the site of real cases into a folder, and take what stands at the top of its pages."""
    settings = str(CASES_SITE / "mkdocs.yml")
    command = ["mkdocs", "build", "--quiet", "--config-file", settings, "--site-dir", str(folder)]
    subprocess.run([sys.executable, "-m", *command], check=True)
    width, most = _CASE
    with served(folder) as address:
        for name, path in CASES.items():
            page = browser.new_page(
                viewport={"width": width, "height": most}, reduced_motion="reduce"
            )
            page.goto(f"{address}/{path}/", wait_until="networkidle")
            box = page.locator(".md-content").bounding_box()
            assert box is not None
            height = min(box["height"], _TALLER.get(name, most))
            taken = page.screenshot(
                clip={"x": 0, "y": box["y"], "width": width, "height": height}, full_page=True
            )
            page.close()
            # Few colours are enough for text, and take a quarter of the bytes.
            shown = Image.open(io.BytesIO(taken)).convert("RGB").quantize(48)
            shown.save(IMAGES / "cases" / f"{name}.png", optimize=True)


if __name__ == "__main__":
    main()
