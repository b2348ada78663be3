"""What changed between releases, which are tags in git: a file for each two, and a feed."""

from collections.abc import Iterator
from typing import Any

from site_builder.exports.feed import Feed, files, plain_item
from site_builder.exports.format import FOLDER, Format, pretty
from site_builder.exports.gone import tombstones
from site_builder.site_folder import SiteFile

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
        made, listed = self.data.releases, []
        for found_between in made:
            before, now = (found_between[side]["revision"] for side in ("from", "to"))
            file = f"{before}..{now}.json"
            yield SiteFile(f"{FOLDER}changes/{file}", pretty(found_between))
            listed.append({"from": before, "to": now, "file": file, "summary": _sum(found_between)})
        yield SiteFile(f"{FOLDER}changes/index.json", pretty({"changes": listed}))
        yield SiteFile(f"{FOLDER}changes/gone.json", pretty({"gone": tombstones(self.data)}))
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


def _sum(found: dict[str, Any]) -> str:
    counts = (f"{len(found[name]):,} {words}" for name, words in _IN_WORDS.items() if found[name])
    return ", ".join(counts) or "nothing changed"


def _lines(found: dict[str, Any]) -> Iterator[str]:
    for name, words in _IN_WORDS.items():
        for it in found[name]:
            into = f", now {it['into']}" if "into" in it else ""
            what = f"{it['status']} {it['kind']}" if "status" in it else it["kind"]
            yield f"{what} {it['address']}: {words}{into}"
            for field in it.get("fields", ()):
                yield f"{field['name']}: “{field['before']}” → “{field['after']}”"
