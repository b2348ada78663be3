"""The Chromium that the browser tests run in: where it may be, how it starts, what it waits for."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    Route,
    WebError,
)
from playwright.sync_api import Error as PlaywrightError

from tests.support.web import ENDED

# The names under which systems install Chromium and Chrome; the last two are where macOS does. The
# first has the same engine without windows, and takes less of the processor.
SYSTEM_BROWSERS = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)

# What Playwright turns off. Chromium heeds only the last list that it is given, which is ours
# (`tests/project/test_browser.py`).
PLAYWRIGHTS_OWN = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    "msEdgeUpdateLaunchServicesPreferredVersion",
    "msForceBrowserSignIn",
)
# What no test sees, though it starts processes for each and takes a third of its time: the lists
# below the address bar, which are pages, and a process that is kept ready for another site.
UNSEEN = (
    "SpareRendererForSitePerProcess",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)

LAUNCH_ARGUMENTS = (
    f"--disable-features={','.join(PLAYWRIGHTS_OWN + UNSEEN)}",
    "--disable-gpu",
    # What draws without a GPU needs no process of its own.
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Whatever a page or the browser itself asks for, it can reach this machine alone.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
)

THIS_MACHINE = {"127.0.0.1", "localhost"}


class NoBrowserError(Exception):
    """No Chromium on this machine starts; the message says what was tried."""


def installed(playwright: Playwright) -> Iterator[Path]:
    """Yield each Chromium on this machine, Playwright's own first: it is the one it is made for."""
    own = Path(playwright.chromium.executable_path)
    if own.exists():
        yield own
    for name in SYSTEM_BROWSERS:
        if found := shutil.which(name):
            yield Path(found)


def launch(playwright: Playwright) -> Browser:
    """Start the first Chromium on this machine that starts.

    Raises NoBrowserError where there is none.
    """
    failures = []
    for executable in installed(playwright):
        try:
            return playwright.chromium.launch(
                executable_path=executable,
                args=LAUNCH_ARGUMENTS,
                # Root, containers and Ubuntu's AppArmor are each refused one. The pages are built
                # by the code under test, which runs outside any sandbox anyway.
                chromium_sandbox=False,
            )
        except PlaywrightError as error:
            failures.append(f"{executable} does not start: {error.message.strip()}")
    raise NoBrowserError("\n".join(failures) or "no Chromium or Chrome is installed")


def let_through(route: Route) -> None:
    """Let a page have what it asks for."""
    route.continue_()


@contextmanager
def held(page: Page, pattern: str, answer: Callable[[Route], None] = let_through) -> Iterator[None]:
    """Hold back what a page asks for while the block runs; answer it afterwards.

    The block may end before the page has asked. Then the page is answered as it asks, and the test
    fails only if it never asks.
    """
    waiting: list[Route] = []
    over = False

    def handle(route: Route) -> None:
        if over:
            answer(route)
        else:
            waiting.append(route)

    page.route(pattern, handle)
    with page.expect_request(pattern):
        yield
    over = True
    for route in waiting:
        answer(route)


@contextmanager
def watched(context: BrowserContext) -> Iterator[None]:
    """Fail on any error in the console, any uncaught exception, any request to another machine."""
    faults: list[str] = []

    def note_console(message: ConsoleMessage) -> None:
        address = urlsplit(message.location["url"])
        # The browser asks for that icon by itself, whatever the page says. And a page can ask for
        # its own icon when the test is over.
        if address.path.endswith("/favicon.ico") or address.netloc in ENDED:
            return
        if message.type == "error":
            faults.append(f"console: {message.text} ({message.location['url']})")

    def note_exception(error: WebError) -> None:
        faults.append(f"uncaught: {error.error}")

    def note_request(request: Request) -> None:
        address = urlsplit(request.url)
        if address.netloc and address.hostname not in THIS_MACHINE:
            faults.append(f"request to another machine: {request.url}")

    context.on("console", note_console)
    context.on("weberror", note_exception)
    context.on("request", note_request)
    yield
    context.remove_listener("console", note_console)
    context.remove_listener("weberror", note_exception)
    context.remove_listener("request", note_request)
    assert not faults, "\n".join(faults)
