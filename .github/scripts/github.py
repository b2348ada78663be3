"""Use GitHub's REST API, as far as the two workflows with write access need it.

Only the standard library: nothing is installed next to a token with write access.
"""

import json
import os
import re
import urllib.request
from typing import Any

BOT = "github-actions[bot]"
"""The author of what a workflow writes with its own token."""
# GitHub accepts 65,536 characters; a script adds some of its own.
MAX_BODY = 60_000
_TIMEOUT = 30
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class GitHub:
    """One repository, through the workflow's token."""

    def __init__(self) -> None:
        self.repository = os.environ["GITHUB_REPOSITORY"]
        self._api = f"{os.environ['GITHUB_API_URL']}/repos/{self.repository}"
        self._token = os.environ["GITHUB_TOKEN"]

    def get(self, path: str) -> Any:
        """Return the JSON at `path`, which starts after the repository's name."""
        return json.loads(self._open("GET", path, None, None))

    def send(self, method: str, path: str, data: object) -> Any:
        """Send JSON and return the JSON answer."""
        return json.loads(self._open(method, path, json.dumps(data).encode(), None))

    def download(self, path: str, limit: int) -> bytes:
        """Return the bytes at `path`, following redirects.

        Raises:
            ValueError: there are more than `limit`.
        """
        found = self._open("GET", path, None, limit + 1)
        if len(found) > limit:
            raise ValueError(f"more than {limit:,} bytes")
        return found

    def pages(self, path: str) -> list[Any]:
        """Return all items of a list that GitHub serves in pages of a hundred."""
        items: list[Any] = []
        number = 1
        while found := self.get(f"{path}?per_page=100&page={number}"):
            items += found
            number += 1
        return items

    def comment(self, number: int, marker: str, text: str) -> None:
        """Comment on an issue or pull request, or update the comment that starts with `marker`."""
        text = f"{marker}\n{text}"
        for comment in self.pages(f"/issues/{number}/comments"):
            if comment["user"]["login"] == BOT and comment["body"].startswith(marker):
                self.send("PATCH", f"/issues/comments/{comment['id']}", {"body": text})
                return
        self.send("POST", f"/issues/{number}/comments", {"body": text})

    def _open(self, method: str, path: str, data: bytes | None, limit: int | None) -> bytes:
        request = urllib.request.Request(self._api + path, data, method=method)  # noqa: S310  https
        request.add_header("Accept", "application/vnd.github+json")
        request.add_header("X-GitHub-Api-Version", "2022-11-28")
        # An artifact is on another host, which must not see the token.
        request.add_unredirected_header("Authorization", f"Bearer {self._token}")
        with urllib.request.urlopen(request, timeout=_TIMEOUT) as response:  # noqa: S310
            found: bytes = response.read(limit)
        return found


def harmless(text: str) -> str:
    """Return Markdown written by others so that our comment can contain it.

    It is short enough and mentions nobody. GitHub strips scripts itself; what remains are `@names`,
    each of which sends mail, and characters that control text direction or the terminal.
    """
    text = _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", text)
    text = re.sub(r"@(?=\w)", "@\N{ZERO WIDTH SPACE}", text)
    if len(text) <= MAX_BODY:
        return text
    kept = text[:MAX_BODY].rpartition("\n")[0] or text[:MAX_BODY]
    return f"*Too long for a comment: the rest is in the run's summary.*\n\n{kept}"
