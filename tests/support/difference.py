"""A content folder before and after a change."""

import json
from collections.abc import Mapping
from pathlib import Path

from site_builder.changes.difference.sides import Difference, difference
from site_builder.changes.git import snapshot
from tests.support.repository import commit, write


def changed(folder: Path, before: Mapping[str, str], now: Mapping[str, str | None]) -> Difference:
    """Return the difference of the content folder between two states, the first one committed."""
    content = folder / "content"
    write(content, {"themes/peace.yml": "title: Peace\n", **before})
    commit(folder)
    write(content, now)
    return difference(content, snapshot(content, "HEAD"))


def quoting(words: str, date: str = "2024-11-06", source: str = "") -> str:
    """Return a person's file, as JSON, with one quote, and its source if there is one."""
    cited = {"citations": [{"source": source}]} if source else {}
    statement = {"id": "a", "quote": words, "date": date, **cited}
    return json.dumps({"name": "A", "positions": [{"theme": "peace", "statements": [statement]}]})
