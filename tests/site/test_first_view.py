"""What the first view of a person's page costs whoever opens it, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.support.web import CompressingHandler, served

# Layout Instability API: all that moved without any input, in shares of the window. Lighthouse
# takes the worst five seconds of it.
SHIFT = """() => new Promise((done) => {
    let sum = 0
    const add = (list) => {
        for (const { hadRecentInput, value } of list.getEntries()) if (!hadRecentInput) sum += value
    }
    new PerformanceObserver(add).observe({ type: "layout-shift", buffered: true })
    setTimeout(() => done(sum), 200)
})"""
TRANSFERRED = """() => performance.getEntries()
    .reduce((sum, { transferSize }) => sum + (transferSize ?? 0), 0)"""


@pytest.fixture(scope="module")
def host(site: Path) -> Iterator[str]:
    """The address of this repository's site on a host that compresses."""
    with served(site, CompressingHandler) as address:
        yield address


@pytest.mark.parametrize("width", [360, 1440])
@pytest.mark.parametrize("query", ["", "?theme=sanctions"])
def test_first_view_of_a_person(host: str, page: Page, query: str, width: int) -> None:
    """The page with the most statements takes 300 KB at most, and nothing on it moves."""
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(f"{host}/people/dmitry-peskov/{query}", wait_until="networkidle")
    shift, transferred = page.evaluate(SHIFT), page.evaluate(TRANSFERRED)
    assert 20_000 < transferred < 300_000
    assert shift < 0.01
