"""The browser of the tests."""

from playwright.sync_api import Browser

SWITCH = "--disable-features="


def test_what_playwright_turns_off_stays_off(browser: Browser) -> None:
    """The list of what these tests turn off, which alone counts, has all of Playwright's."""
    started = browser.new_browser_cdp_session().send("SystemInfo.getInfo")["commandLine"]
    lists = [word.removeprefix(SWITCH) for word in started.split() if word.startswith(SWITCH)]
    playwrights, ours = (set(each.split(",")) for each in lists)
    assert playwrights < ours
