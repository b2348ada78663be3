"""Find out where the running package was installed from, so that a new site installs the same."""

import json
from importlib.metadata import Distribution

NAME = "officials-fact-sheet"


def requirement(installed: Distribution) -> str:
    """Return the requirement (PEP 508) that installs this again, from its record (PEP 610)."""
    match json.loads(installed.read_text("direct_url.json") or "{}"):
        case {"url": url, "vcs_info": {"vcs": vcs, "commit_id": commit}}:
            return f"{NAME} @ {vcs}+{url}@{commit}"
        case {"url": url}:
            return f"{NAME} @ {url}"
    return f"{NAME}=={installed.version}"
