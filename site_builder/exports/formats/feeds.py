"""Feeds of the site, of each person and theme, and of corrections."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cached_property, partial
from itertools import islice

from site_builder.content.model import Withdrawal
from site_builder.exports.data import Exported
from site_builder.exports.feed import (
    LATEST,
    Feed,
    Item,
    correction_item,
    files,
    item,
    latest,
    with_former,
    withdrawn_item,
)
from site_builder.exports.format import Format
from site_builder.exports.gone import STATEMENT, kind_at
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import (
    CORRECTIONS,
    PEOPLE,
    THEMES,
    address_of,
    former_addresses,
    withdrawn_at,
)
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
                formers = [*former_addresses(record.record)]
                gone = self._withdrawn(address, *formers)
                made = files(data, feed, [*gone, *(item(data, it) for it in said)])
                yield from with_former(made, address, formers)
            case "theme":
                entries = latest(data, data.catalogue.by_theme.get(record.record.id, ()))
                feed = Feed(f"{address}feed", address, f"{data.titles.of(record.record)} – {name}")
                made = files(data, feed, [item(data, data.said(it)) for it in entries])
                yield from with_former(made, address, former_addresses(record.record))

    def end(self) -> Iterator[SiteFile]:
        """Yield the feeds of the site."""
        data, name = self.data, self.data.site.name
        gettext = site_words(data.catalogue.lang).gettext
        items = [item(data, data.said(entry)) for entry in latest(data, data.entries)]
        yield from files(data, Feed("feed", "", name), [*self._withdrawn(), *items])
        made: list[tuple[date, Callable[[], Item]]] = [
            (
                correction.date.filed,
                partial(correction_item, data, data.said(entry), number, correction),
            )
            for entry in data.entries
            for number, correction in enumerate(entry.statement.corrections, 1)
        ]
        made += (
            (it.date.filed, partial(withdrawn_item, data, it, it.address))
            for it in self._withdrawals
        )
        made.sort(key=lambda it: it[0], reverse=True)
        corrections = Feed("corrections", CORRECTIONS, gettext("Corrections – %(site)s", site=name))
        yield from files(data, corrections, [make() for _, make in made[:LATEST]])
        withdrawn = gettext("Withdrawn")
        for it in self._withdrawals:
            if it.address.startswith((PEOPLE, THEMES)) and not it.is_statement:
                at = f"{it.address}/"
                feed = Feed(f"{at}feed", at, f"{withdrawn} – {name}")
                there = (it.address, *it.statement_addresses)
                items = [withdrawn_item(data, it, address) for address in there[:LATEST]]
                formers = (f"{former}/" for former in it.former_addresses)
                yield from with_former(files(data, feed, items), at, formers)

    @cached_property
    def _withdrawals(self) -> list[Withdrawal]:
        """What was withdrawn, the newest first; with a filter, nothing is known to belong here."""
        found = self.data.catalogue.withdrawn if self.data.is_whole else ()
        return sorted(found, key=lambda it: it.date.filed, reverse=True)

    def _withdrawn(self, *below: str) -> list[Item]:
        """Return the entries of statements that were withdrawn, the newest first.

        Each takes the place of an entry with the words, which readers' programs keep. Those of
        former addresses, from before a rename, come last.
        """
        there = (it for it in self._statements.items() if it[0].startswith(below or ""))
        return [withdrawn_item(self.data, it, address) for address, it in islice(there, LATEST)]

    @cached_property
    def _statements(self) -> dict[str, Withdrawal]:
        """The statements that were withdrawn, by each address that an entry of one has had."""
        found = {address: it for it in self._withdrawals for address in it.statement_addresses}
        pages = withdrawn_at(self.data.catalogue) if self._withdrawals else {}
        former = {page.rstrip("/"): it for page, it in pages.items()}
        for address, it in sorted(former.items(), key=lambda it: it[1].date.filed, reverse=True):
            if kind_at(address) == STATEMENT:
                found.setdefault(address, it)
        return found
