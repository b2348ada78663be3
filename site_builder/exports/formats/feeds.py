"""Feeds of the site, of each person and theme, and of corrections."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property, partial
from itertools import islice

from site_builder.content.kinds import kind_at
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
from site_builder.site_folder import SiteFile
from site_builder.views.addresses import (
    CORRECTIONS,
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
        data, address = self.data, address_of(record.record)
        formers = [*former_addresses(record.record)]
        match record.kind.name:
            case "person":
                said = record.newest_first[:LATEST]
                items = [*self._withdrawn(address, *formers), *(item(data, it) for it in said)]
            case "theme":
                entries = latest(data, data.catalogue.by_theme.get(record.record.id, ()))
                items = [item(data, data.said(it)) for it in entries]
            case _:
                return
        yield from self._everywhere(address, data.titles.of(record.record), items, formers)

    def end(self) -> Iterator[SiteFile]:
        """Yield the feeds of the site, of corrections, and of what was withdrawn."""
        data = self.data
        items = [item(data, data.said(entry)) for entry in latest(data, data.entries)]
        yield from files(data, Feed("feed", "", data.site.name), [*self._withdrawn(), *items])
        yield from self._corrections()
        title = site_words(data.catalogue.lang).gettext("Withdrawn")
        for it in self._withdrawals:
            if it.kind in ("person", "theme"):
                there = (it.address, *it.statement_addresses)
                items = [withdrawn_item(data, it, address) for address in there[:LATEST]]
                formers = (f"{former}/" for former in it.former_addresses)
                yield from self._everywhere(f"{it.address}/", title, items, formers)

    def _everywhere(
        self, address: str, title: str, items: Sequence[Item], formers: Iterable[str]
    ) -> Iterator[SiteFile]:
        """Yield the feed of what is at an address, there and at its former ones."""
        feed = Feed(f"{address}feed", address, f"{title} – {self.data.site.name}")
        yield from with_former(files(self.data, feed, items), address, formers)

    def _corrections(self) -> Iterator[SiteFile]:
        """Yield the feed of what was changed or withdrawn, the newest first."""
        data = self.data
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
        gettext = site_words(data.catalogue.lang).gettext
        title = gettext("Corrections – %(site)s", site=data.site.name)
        feed = Feed("corrections", CORRECTIONS, title)
        told = [make() for _, make in made[:LATEST]]
        yield from files(data, feed, [*islice(self._uncorrected(), LATEST), *told])

    def _uncorrected(self) -> Iterator[Item]:
        """Yield the entries that take the place of corrections of what was withdrawn."""
        for address, it in self._statements.items():
            for number in range(1, (it.corrections or 0) + 1):
                yield withdrawn_item(self.data, it, address, number)

    @cached_property
    def _withdrawals(self) -> list[Withdrawal]:
        """What was withdrawn, the newest first; with a filter, nothing is known to belong here."""
        found = self.data.catalogue.withdrawn if self.data.is_whole else ()
        return sorted(found, key=lambda it: it.date.filed, reverse=True)

    def _withdrawn(self, *below: str) -> list[Item]:
        """Return the entries of statements that were withdrawn, the newest first.

        With addresses, of those that were `below` one of them. Each takes the place of an entry
        with the words, which readers' programs keep. Those of former addresses, from before a
        rename, come last.
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
            if kind_at(address) == "statement":
                found.setdefault(address, it)
        return found
