import logging

import pytest
from mkdocs.commands import build

from site_builder.mkdocs.log import MKDOCS, Log


@pytest.fixture
def heard(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    """All that MkDocs logs."""
    caplog.set_level(logging.INFO, logger="mkdocs")
    return caplog


def test_only_muted_lines_are_kept_out(heard: pytest.LogCaptureFixture) -> None:
    """A muted line is not logged until listening stops; any other is."""
    log = Log()
    log.start()
    log.mute("How it is made")
    build.log.info("How it is made")
    build.log.info("How it went")
    log.stop()
    build.log.info("How it is made")
    assert heard.messages == ["How it went", "How it is made"]


def test_warnings_of_one_build_are_counted() -> None:
    """Warnings and errors are counted from the last beginning of a build, while listening."""
    log = Log()
    MKDOCS.warning("before")
    log.start()
    assert log.warnings == ""
    MKDOCS.getChild("plugins").warning("of the last build")
    log.forget_warnings()
    assert log.warnings == ""
    MKDOCS.getChild("plugins").warning("of this one")
    MKDOCS.info("no warning")
    log.stop()
    MKDOCS.warning("after")
    assert log.warnings == "1 warning"
