"""Pages of each kind under axe-core, in each colour scheme, on a phone and on a desk."""

from collections.abc import Sequence
from importlib import resources
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

AXE = resources.files("axe_playwright_python").joinpath("axe.min.js")
SIZES = ((1440, 900), (360, 740))
# WCAG 2.2 at its level AA, and more. A colour scheme changes nothing but colours.
SCHEMES = {
    "default": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "slate": ["cat.color"],
}
SWITCHES = {"default": "__palette_0", "slate": "__palette_1"}
MINISTER = "people/example-minister/"
PAGES = {
    "home": "",
    "people": "people/",
    "person": MINISTER,
    "person that is spoken about": "people/example-envoy/",
    "quote with original, reply, correction and passage": f"{MINISTER}deep-enough/",
    "disputed quote": f"{MINISTER}never-dredged/",
    "retracted paraphrase, relayed": f"{MINISTER}two-metres/",
    "action": f"{MINISTER}lit-the-lamps/",
    "words from right to left": f"{MINISTER}lamps-in-arabic/",
    "theme": "themes/example-harbours/",
    "source": "sources/example-gazette/",
    "source that draws on others": "sources/example-agency/",
    "timeline": "timeline/",
    "coverage": "coverage/",
    "corrections": "corrections/",
    "how to read": "how-to-read/",
    "publisher": "publisher/",
    "prose": "methodology/",
    "search": "search/",
    "results": "search/?q=quay&kind=Quote",
    "no result": "search/?q=quay&kind=Action",
    "not found": "404.html",
}


CASES = {
    "stances in the matrix": "",
    "joint statement, and words on behalf": "people/example-president/",
    "misattributed": "people/example-admiral/",
    "misattributed quote": "people/example-admiral/sea-is-a-rumour/",
    "change of mind": "people/example-turncoat/",
    "answer": "people/example-witness/not-while-i-live/",
    "vote": "people/example-deputy/voted-against-walls/",
    "findings": "people/example-boaster/highest-walls/",
    "somebody unnamed": "people/example-official-a/",
    "theme": "themes/example-storms/",
    "results with a question": "search/?q=walls",
}


@pytest.mark.parametrize("address", PAGES.values(), ids=PAGES)
def test_axe_finds_nothing(sheet: str, browser: Browser, address: str) -> None:
    """A page with all its details open breaks none of axe-core's rules, in light or dark."""
    _try(browser, sheet, address)


@pytest.mark.parametrize("address", CASES.values(), ids=CASES)
def test_axe_finds_nothing_in_what_is_rare(cases: str, browser: Browser, address: str) -> None:
    """The same holds where several people speak, or nobody does, and so on."""
    _try(browser, cases, address)


def _try(browser: Browser, sheet: str, address: str) -> None:
    page = browser.new_page(reduced_motion="reduce")
    page.goto(sheet + address, wait_until="networkidle" if "search/" in address else "load")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = []
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        for scheme, rules in SCHEMES.items():
            page.evaluate("scheme => document.getElementById(scheme).click()", SWITCHES[scheme])
            assert page.locator(f"body[data-md-color-scheme={scheme}]").count() == 1
            found += [f"{width} px, {scheme}: {line}" for line in violations(page, rules)]
    page.close()
    assert not found, "\n".join(found)


@pytest.mark.parametrize("address", ["", "coverage/"])
@pytest.mark.parametrize("scheme", SCHEMES)
def test_axe_finds_nothing_in_the_menu(
    site_url: str, browser: Browser, address: str, scheme: str
) -> None:
    """On a phone the open menu, and the menu within it, break none of axe-core's rules."""
    page = browser.new_page(reduced_motion="reduce", viewport={"width": 360, "height": 740})
    page.goto(f"{site_url}/{address}")
    page.evaluate("scheme => document.getElementById(scheme).click()", SWITCHES[scheme])
    page.evaluate(AXE.read_text(encoding="utf-8"))
    page.locator(".md-header [for=__drawer]").click()
    menu = page.locator(".md-nav--primary")
    # On a page of the menu within the menu, that one is open already.
    if not address:
        expect(menu.get_by_role("link", name="People")).to_be_in_viewport()
        assert not violations(page, SCHEMES[scheme])
        menu.locator("label", has_text="About").first.click()
    expect(menu.get_by_role("link", name="Methodology")).to_be_in_viewport()
    assert not violations(page, SCHEMES[scheme])
    page.close()


def violations(page: Page, rules: Sequence[str]) -> list[str]:
    """What axe-core has against the page as it stands, by the rules with these tags."""
    options = {"runOnly": {"type": "tag", "values": rules}, "resultTypes": ["violations"]}
    found: dict[str, Any] = page.evaluate("options => axe.run(options)", options)
    return [
        f"{violation['id']}: {node['html']} ({node['failureSummary']})"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
