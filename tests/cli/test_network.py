"""What commands that ask the network need."""

import subprocess
import sys
from pathlib import Path

import pytest

from site_builder.cli.network import Network, web_of
from site_builder.cli.settings import Refusal
from site_builder.evidence.web.addresses import PORTS
from site_builder.mkdocs.settings import Settings
from site_builder.settings import Publisher, Site


def settings(contact: str, url: str = "https://sheet.example/") -> Settings:
    """The settings of a site with somebody to write to."""
    return Settings(Path("content"), "en", Site("Sheet", url, publisher=Publisher(contact=contact)))


def test_who_asks() -> None:
    """Hosts are told which site asks, and whom to write to."""
    agent = web_of(None, settings("editors@sheet.test")).agent
    assert agent.startswith("officials-fact-sheet/")
    assert agent.endswith(" (+https://sheet.example/; editors@sheet.test)")
    assert web_of(None, settings("a@b.test", "")).agent.endswith(" (a@b.test)")


@pytest.mark.parametrize(
    "contact",
    ["", "The editors", "a@b.test\r\nCookie: a=b", "ё@b.test", "a@b.example", "https://b.example/"],
)
def test_nobody_to_write_to(contact: str) -> None:
    """Without an address to write to, nothing is asked."""
    with pytest.raises(Refusal, match="`contact:` under `publisher:`"):
        web_of(None, settings(contact))


def test_only_the_caller_permits(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the environment opens the guard or puts a proxy between."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY", "PERMITTED"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    for given in (None, Network()):
        web = web_of(given, settings("a@b.test"))
        assert (web.guard.permitted, web.guard.ports) == ((), PORTS)
        assert web.limits == (15, 30, 5, 60, 10 * 1024 * 1024)


def test_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the libraries that ask the network, both extras are named."""
    for name in [*sys.modules]:
        if name.startswith(("urllib3", "site_builder.evidence.web.")):
            monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "urllib3", None)
    with pytest.raises(Refusal, match=r"urllib3.*\[capture,net\]"):
        web_of(None, settings("a@b.test"))


def test_checks_and_builds_import_no_network() -> None:
    """What a check, a build and `verify` import can ask the network nothing."""
    code = (
        "import sys, site_builder.build, site_builder.examine, site_builder.mkdocs.plugin\n"
        "import site_builder.cli.check, site_builder.cli.verify, site_builder.cli.capture\n"
        "import site_builder.cli.links, site_builder.cli.archive\n"
        "print({'urllib3', 'protego', 'site_builder.evidence.web'} & {*sys.modules})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
