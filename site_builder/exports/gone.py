"""What is no more: a tombstone for each address that the last releases removed or renamed.

The content does not remember what was removed; the releases, which are tags in git, do.
"""

from itertools import chain

from site_builder.exports.data import Data
from site_builder.views.addresses import address_of


def tombstones(data: Data) -> list[dict[str, str]]:
    """Return a tombstone for each address that is no more, with the release that lacks it."""
    records = chain.from_iterable(it.values() for it in data.catalogue.by_kind.values())
    entries = data.catalogue.entries.values()
    here = {*map(address_of, records), *(entry.address for entry in entries)}
    found = {
        it["address"]: it | {"release": made["to"]["revision"], "date": made["to"]["date"]}
        for made in data.releases
        for it in (*made["removed"], *made["renamed"])
    }
    return [it for address, it in sorted(found.items()) if f"{address}/" not in here]
