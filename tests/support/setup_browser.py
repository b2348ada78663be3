"""Find a Chromium for the browser tests, or install one: `make test` runs this once.

Tried in turn until one starts: what is on the machine, Playwright's download, the system's package.
It succeeds even where none can be had, for then the tests say so themselves: skipped, or, where the
environment has CI=true, failed.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from functools import partial

from playwright.sync_api import sync_playwright

from tests.support.browser import NoBrowserError, launch


class InstallError(Exception):
    """A way to install a browser is not open here; the message says why."""


def run(*command: str) -> None:
    """Run a command without a terminal; raises InstallError with the error that it prints."""
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    finished = subprocess.run(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if finished.returncode:
        lines = finished.stdout.strip().splitlines() or [f"exit status {finished.returncode}"]
        # The first error that Playwright or apt prints is the cause of the others.
        errors = (line for line in lines if line.startswith(("Error: ", "E: ")))
        raise InstallError(next(errors, lines[-1]))


def download() -> None:
    """Download the Chromium that this Playwright was made for, as its user, without rights."""
    run(sys.executable, "-m", "playwright", "install", "--no-shell", "chromium")


def install_package(name: str) -> None:
    """Install a package of Debian's, as root or with a sudo that asks for no password."""
    if not shutil.which("apt-get"):
        raise InstallError("there is no apt-get here")
    as_root: tuple[str, ...] = ()
    if os.geteuid() != 0:
        as_root = ("sudo", "--non-interactive")
        if not shutil.which("sudo"):
            raise InstallError("installing a package needs root, and there is no sudo here")
        run(*as_root, "true")
    run(*as_root, "apt-get", "update")
    run(*as_root, "apt-get", "install", "--yes", name)


INSTALLERS: tuple[tuple[str, Callable[[], None]], ...] = (
    ("Downloading Playwright's Chromium", download),
    *(
        (f"Installing the system's package {name}", partial(install_package, name))
        # Ubuntu has the second alone.
        for name in ("chromium-headless-shell", "chromium")
    ),
)


def start() -> str:
    """Start a Chromium once and return its version; raises NoBrowserError."""
    with sync_playwright() as playwright:
        browser = launch(playwright)
        try:
            return browser.version
        finally:
            browser.close()


def main() -> None:
    """Leave a Chromium that starts on this machine, or say why there is none."""
    try:
        say(f"Browser tests run in Chromium {start()}")
        return
    except NoBrowserError as missing:
        say(f"Browser tests: {missing}")
    for what, install in INSTALLERS:
        say(f"{what}, which may take a minute ...")
        try:
            install()
            say(f"Browser tests run in Chromium {start()}")
            return
        except (InstallError, NoBrowserError) as failure:
            say(f"That did not work: {failure}")
    say("Browser tests cannot run. Install Chromium or Chrome, then run: make browser test")


def say(text: str) -> None:
    """Print a line at once, so that it stands before what takes long."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
