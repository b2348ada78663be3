"""A feed of each person on each theme: several for each person, so a setting turns them on."""

from collections.abc import Iterator

from site_builder.exports.data import Exported, Said
from site_builder.exports.feed import LATEST, Feed, files, item
from site_builder.exports.format import Format
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of


class Writer(Format):
    """For each person and theme with statements, a file in Atom and one in JSON Feed."""

    summary = "Feeds in Atom and JSON Feed of each person on each theme"
    files = ()
    needs_url = True

    def of(self, record: Exported) -> Iterator[SiteFile]:
        """Yield the feeds of a person."""
        on: dict[str, list[Said]] = {}
        for said in record.newest_first:
            for theme in said.entry.themes:
                on.setdefault(theme.id, []).append(said)
        address, themes = address_of(record.record), self.data.catalogue.themes
        for id_, said_on in on.items():
            feed = Feed(
                f"{address}on_{id_}",
                address,
                f"{self.data.title(record.record)} on {themes[id_].title} – {self.data.site.name}",
            )
            yield from files(self.data, feed, [item(self.data, it) for it in said_on[:LATEST]])
