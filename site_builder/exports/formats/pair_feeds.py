"""A feed of each person on each theme: several for each person, so a setting turns them on."""

from collections.abc import Iterator
from pathlib import PurePosixPath

from site_builder.exports.data import Exported, Said
from site_builder.exports.feed import LATEST, Feed, files, item, with_former
from site_builder.exports.format import Format
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import address_of, former_addresses
from site_builder.views.words import site_words


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
        data, address = self.data, address_of(record.record)
        gettext = site_words(data.catalogue.lang).gettext
        for id_, said_on in on.items():
            theme = data.catalogue.themes[id_]
            title = gettext(
                # Translators: the title of a feed: a person, a theme, and the site.
                "%(name)s on %(theme)s – %(site)s",
                name=data.titles.of(record.record),
                theme=theme.title,
                site=data.site.name,
            )
            feed = Feed(f"{address}on_{id_}", address, title)
            made = files(data, feed, [item(data, it) for it in said_on[:LATEST]])
            for name in (id_, *theme.former_ids):
                renamed = (
                    it._replace(path=f"{address}on_{name}{PurePosixPath(it.path).suffix}")
                    for it in made
                )
                yield from with_former(renamed, address, former_addresses(record.record))
