"""What is no more: a tombstone for each address that the last releases removed or renamed.

The releases, which are tags in git, remember what was removed; `withdrawn.yml` says why.
"""

from itertools import chain

from site_builder.content.kinds import BY_FOLDER
from site_builder.exports.data import Data
from site_builder.views.addresses import address_of


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
    for it in data.catalogue.withdrawn:
        folder = it.address.partition("/")[0]
        kind = "statement" if it.address.count("/") > 1 else BY_FOLDER[folder].name
        made = {"kind": kind, "address": it.address, "gone": "withdrawn", "date": str(it.date)}
        found[it.address] = made | found.get(it.address, {}) | {"reason": it.reason}
    return [it for address, it in sorted(found.items()) if f"{address}/" not in here]
