"""Take the README's pictures from the site in `site/`: `make screenshots`."""

from typing import Literal, NamedTuple

from playwright.sync_api import sync_playwright

from tests.support.browser import launch
from tests.support.paths import ROOT
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


def main() -> None:
    """Write each picture as a PNG into `docs/images/`."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with served(ROOT / "site") as address, sync_playwright() as playwright:
        browser = launch(playwright)
        for picture in PICTURES:
            page = browser.new_page(
                viewport={"width": picture.width, "height": picture.height},
                color_scheme=picture.scheme,
            )
            page.goto(f"{address}/{picture.address}", wait_until="networkidle")
            page.screenshot(path=IMAGES / f"{picture.name}.png")
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
