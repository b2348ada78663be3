"""What is no more: a tombstone for each address that the last releases removed or renamed.

The releases, which are tags in git, remember what was removed; `withdrawn.yml` says why.
"""

from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from site_builder.content.kinds import kind_at
from site_builder.content.model import Withdrawal
from site_builder.exports.data import Data
from site_builder.views.addresses import address_of, withdrawn_at
from site_builder.views.words import site_words
from site_builder.views.words.dates import date_in_words


def tombstones(data: Data) -> list[dict[str, str]]:
    """Return a tombstone for each address that is no more, with the release that lacks it.

    What was withdrawn has the reason; until a release lacks it, the date is that of its entry.
    """
    records = chain.from_iterable(it.values() for it in data.catalogue.by_kind.values())
    entries = data.catalogue.entries.values()
    here = {*map(address_of, records), *(entry.address for entry in entries)}
    found = {
        it["address"]: it | {"release": made["to"]["revision"], "date": made["to"]["date"]}
        for made in data.releases
        for it in (*made["removed"], *made["renamed"])
    }
    for it in withdrawn(data):
        address = it["address"]
        found[address] = it | found.get(address, {}) | {"reason": it["reason"]}
    return [it for address, it in sorted(found.items()) if f"{address}/" not in here]


def withdrawn(data: Data) -> Iterator[dict[str, str]]:
    """Yield a tombstone for each address of what was withdrawn, whatever git knows of it."""
    for page, it in withdrawn_at(data.catalogue).items():
        address = page.rstrip("/")
        made = {"kind": kind_at(address), "address": address, "gone": "withdrawn"}
        yield made | {"date": str(it.date), "reason": it.reason}


class Told(NamedTuple):
    """What readers are told instead of what was withdrawn, in the site's language."""

    title: str
    when: str
    why: str


def in_words(withdrawal: Withdrawal, lang: str) -> Told:
    """Return what readers are told of what was withdrawn."""
    gettext, date = site_words(lang).gettext, date_in_words(withdrawal.date, lang)
    removed = gettext("What was here has been removed:")
    return Told(gettext("Withdrawn"), f"{removed} {date}", withdrawal.reason)
