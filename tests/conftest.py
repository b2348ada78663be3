"""Fixtures: the repository's own site, built once and served on this machine; a real browser."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.support.browser import NoBrowserError, launch, watched
from tests.support.paths import CASES_SITE, ROOT
from tests.support.web import served

# A busy machine is no fault; and a pull request fails by what it changes, not by chance.
hypothesis.settings.register_profile(
    "tests", deadline=None, derandomize=os.environ.get("CI") == "true"
)
hypothesis.settings.load_profile("tests")
expect.set_options(timeout=20_000)

SHEET = ROOT / "tests" / "fixtures" / "reading" / "mkdocs.yml"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the one flag of these tests."""
    parser.addoption(
        "--rewrite-cases",
        action="store_true",
        help="write what the cases in tests/cases expect anew, for review with git diff",
    )


def pytest_configure() -> None:
    """Let Ctrl-C be heard by the servers that tests start.

    A shell starts background jobs with SIGINT ignored, and every process below inherits that; one
    that has a handler passes the default on.
    """
    signal.signal(signal.SIGINT, signal.default_int_handler)


def build(folder: Path, *options: str) -> None:
    """Build a site strictly into a folder: this repository's, unless an option says otherwise."""
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder), *options],
        cwd=ROOT,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr


@pytest.fixture(autouse=True, scope="session")
def no_cache_of_the_user(tmp_path_factory: pytest.TempPathFactory) -> None:
    """What checks keep lies among the tests' own files."""
    os.environ["XDG_CACHE_HOME"] = str(tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of this repository's site, built once."""
    folder = tmp_path_factory.mktemp("build") / "site"
    build(folder)
    return folder


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """The address at which this repository's site is served, with no slash at its end."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def sheet(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site with every field of the model, served, with a slash at its end."""
    folder = tmp_path_factory.mktemp("sheet") / "site"
    build(folder, "--config-file", str(SHEET))
    with served(folder) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def cases(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the site with the situations that the documentation tells of, as `sheet`."""
    folder = tmp_path_factory.mktemp("cases") / "site"
    build(folder, "--config-file", str(CASES_SITE / "mkdocs.yml"))
    with served(folder) as address:
        yield f"{address}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; where there is none, its tests are skipped, and fail where CI=true."""
    with sync_playwright() as playwright:
        try:
            chromium = launch(playwright)
        except NoBrowserError as missing:
            if os.environ.get("CI") == "true":
                raise pytest.fail.Exception(str(missing), pytrace=False) from None
            pytest.skip(str(missing))
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A page with a profile of its own, in which nothing may go wrong (`watched`)."""
    context = browser.new_context()
    with watched(context):
        yield context.new_page()
        context.close()
