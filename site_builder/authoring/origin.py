"""Find out where the running package was installed from, so that a new site installs the same."""

import json
from importlib.metadata import Distribution

NAME = "officials-fact-sheet"
_ASKED = f"{NAME}[capture,net]"


def requirement(installed: Distribution) -> str:
    """Return the requirement (PEP 508) that installs this again, from its record (PEP 610).

    The extras are those of the commands that an editor or a workflow of a new site runs.
    """
    match json.loads(installed.read_text("direct_url.json") or "{}"):
        case {"url": url, "vcs_info": {"vcs": vcs, "commit_id": commit}}:
            return f"{_ASKED} @ {vcs}+{url}@{commit}"
        case {"url": url}:
            return f"{_ASKED} @ {url}"
    return f"{_ASKED}=={installed.version}"
