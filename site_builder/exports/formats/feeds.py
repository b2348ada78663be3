"""Feeds of the site, of each person and theme, and of corrections."""

from collections.abc import Iterator

from site_builder.exports.data import Exported
from site_builder.exports.feed import (
    LATEST,
    Feed,
    correction_item,
    files,
    item,
    latest,
    with_former,
)
from site_builder.exports.format import Format
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import CORRECTIONS, address_of
from site_builder.views.words import site_words


class Writer(Format):
    """For each feed, a file in Atom and one in JSON Feed."""

    summary = "Feeds in Atom and JSON Feed: of the site, each person and theme, and corrections"
    files = ("feed.atom", "feed.json", "corrections.atom", "corrections.json")
    needs_url = True

    def of(self, record: Exported) -> Iterator[SiteFile]:
        """Yield the feeds of a person or theme."""
        data, name = self.data, self.data.site.name
        address = address_of(record.record)
        match record.kind.name:
            case "person":
                said = record.newest_first[:LATEST]
                feed = Feed(f"{address}feed", address, f"{data.titles.of(record.record)} – {name}")
                made = files(data, feed, [item(data, it) for it in said])
                yield from with_former(record.record, made)
            case "theme":
                entries = latest(data, data.catalogue.by_theme.get(record.record.id, ()))
                feed = Feed(f"{address}feed", address, f"{data.titles.of(record.record)} – {name}")
                made = files(data, feed, [item(data, data.said(it)) for it in entries])
                yield from with_former(record.record, made)

    def end(self) -> Iterator[SiteFile]:
        """Yield the feeds of the site."""
        data, name = self.data, self.data.site.name
        items = [item(data, data.said(entry)) for entry in latest(data, data.entries)]
        yield from files(data, Feed("feed", "", name), items)
        made = [
            (correction, number, entry)
            for entry in data.entries
            for number, correction in enumerate(entry.statement.corrections, 1)
        ]
        made.sort(key=lambda it: it[0].date.filed, reverse=True)
        items = [
            correction_item(data, data.said(entry), number, correction)
            for correction, number, entry in made[:LATEST]
        ]
        yield from files(
            data,
            Feed(
                "corrections",
                CORRECTIONS,
                site_words(data.catalogue.lang).gettext("Corrections – %(site)s", site=name),
            ),
            items,
        )
