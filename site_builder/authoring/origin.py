"""Where the package that is running was installed from, so that a new site installs the same."""

import json
from importlib.metadata import Distribution

NAME = "officials-fact-sheet"


def requirement(installed: Distribution) -> str:
    """What pip is to be asked for (PEP 508) to install this again, as its record says (PEP 610)."""
    match json.loads(installed.read_text("direct_url.json") or "{}"):
        case {"url": url, "vcs_info": {"vcs": vcs, "commit_id": commit}}:
            return f"{NAME} @ {vcs}+{url}@{commit}"
        case {"url": url}:
            return f"{NAME} @ {url}"
    return f"{NAME}=={installed.version}"
