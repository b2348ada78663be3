"""Which state of the content is exported, and under which licence."""

import datetime
import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from site_builder.changes.git import GitError, head, tags
from site_builder.settings import Site

SCHEMA_VERSION = "1.1"
"""Of the fields of all formats: the second number rises with a new field; any other change has new
addresses (`/api/v2/`)."""
MOST = 20
"""The number of releases that are compared, the last ones."""
# Tags that can be part of an address.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
NOTICE = "Quoted words belong to those who said or printed them."


class Release(NamedTuple):
    """A commit of the content, and its date (ISO 8601); both are empty if git cannot say."""

    commit: str = ""
    date: str = ""

    @property
    def day(self) -> str:
        """The day of the commit."""
        return self.date[:10]


def release_of(content: Path) -> Release:
    """Return the commit that the content is of, and its date; nothing if git does not know."""
    try:
        commit, seconds = head(content)
    except GitError:
        return Release()
    date = datetime.datetime.fromtimestamp(seconds, datetime.UTC)
    return Release(commit, date.strftime("%Y-%m-%dT%H:%M:%SZ"))


def changes_between_releases(content: Path) -> Sequence[dict[str, Any]]:
    """Return what changed from each release to the next, oldest first; nothing without git.

    A release is a tag.
    """
    # Reading older states takes much that other formats do without.
    from site_builder.changes.releases import changes

    try:
        found = [tag for tag in tags(content, MOST) if _SAFE.fullmatch(tag)]
        return [changes(content, *pair) for pair in pairwise(found)]
    except GitError:
        return []


def envelope(site: Site, release: Release) -> dict[str, Any]:
    """Return what stands before the result in every JSON document."""
    publisher = site.publisher
    return {
        "schema": SCHEMA_VERSION,
        "release": release.commit or None,
        "generated": release.date or None,
        "licence": {
            "name": publisher.licence or None,
            "url": publisher.licence_url or None,
            "notice": NOTICE,
        },
    }
