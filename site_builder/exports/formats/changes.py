"""What changed between releases, which are tags in git: a file for each two, and a feed."""

import re
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise
from typing import Any

from site_builder.changes.git import GitError, tags
from site_builder.changes.releases import changes
from site_builder.exports.feed import Feed, files, plain_item
from site_builder.exports.format import FOLDER, Format, pretty
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of

MOST = 20
"""The number of releases that are compared, the last ones."""
# Tags that can be part of an address.
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_IN_WORDS = {
    "added": "added",
    "removed": "removed",
    "renamed": "renamed",
    "words_changed": "with changed words",
    "status_changed": "with another status",
    "recited": "with other citations",
    "changed": "with other changes",
}


class Writer(Format):
    """A list of releases, a file for what changed from each to the next, and all tombstones."""

    summary = "Changes between releases (git tags), with tombstones, and a feed of them"
    files = ()

    def end(self) -> Iterator[SiteFile]:
        """Yield the files; only a list without releases if git knows none."""
        content = self.data.content
        try:
            found = tags(content, MOST) if content else []
            pairs = [*pairwise(tag for tag in found if _SAFE.fullmatch(tag))]
            made = [changes(content, *pair) for pair in pairs] if content else []
        except GitError:
            pairs, made = [], []
        listed = []
        for (before, now), found_between in zip(pairs, made, strict=True):
            file = f"{before}..{now}.json"
            yield SiteFile(f"{FOLDER}changes/{file}", pretty(found_between))
            listed.append({"from": before, "to": now, "file": file, "summary": _sum(found_between)})
        yield SiteFile(f"{FOLDER}changes/index.json", pretty({"changes": listed}))
        yield SiteFile(f"{FOLDER}changes/gone.json", pretty({"gone": [*self._gone(made)]}))
        if self.data.site.url:
            items = [
                plain_item(
                    f"{self.data.site.url}{FOLDER}changes/{it['file']}",
                    f"{it['to']}: {it['summary']}",
                    [*_lines(found_between)],
                    found_between["to"]["date"],
                )
                for it, found_between in reversed([*zip(listed, made, strict=True)])
            ]
            feed = Feed("changes", "data/", f"Changes – {self.data.site.name}")
            yield from files(self.data, feed, items)

    def _gone(self, made: Sequence[dict[str, Any]]) -> Iterator[dict[str, str]]:
        """Yield a tombstone for each address that is no more, with the release that lacks it."""
        catalogue = self.data.catalogue
        records = chain.from_iterable(it.values() for it in catalogue.by_kind.values())
        entries = catalogue.entries.values()
        here = {*map(address_of, records), *(entry.address for entry in entries)}
        tombstones = {
            it["address"]: it | {"release": found["to"]["revision"]}
            for found in made
            for it in (*found["removed"], *found["renamed"])
        }
        return (it for address, it in sorted(tombstones.items()) if f"{address}/" not in here)


def _sum(found: dict[str, Any]) -> str:
    counts = (f"{len(found[name]):,} {words}" for name, words in _IN_WORDS.items() if found[name])
    return ", ".join(counts) or "nothing changed"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    for name, words in _IN_WORDS.items():
        for it in found[name]:
            into = f", now {it['into']}" if "into" in it else ""
            yield f"{it['kind']} {it['address']}: {words}{into}"
            for field in it.get("fields", ()):
                yield f"{field['name']}: “{field['before']}” → “{field['after']}”"
