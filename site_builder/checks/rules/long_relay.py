"""A source draws on too many others, directly or through one another."""

from collections.abc import Iterator

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import MAX_RELAYS
from site_builder.diagnostics import Finding, Place

CODE = "long-relay"


def check(catalogue: Catalogue) -> Iterator[Finding]:
    too_long = {id_ for id_, relays in catalogue.relays.items() if len(relays) > MAX_RELAYS}
    for id_ in sorted(too_long):
        source = catalogue.sources[id_]
        # Every source that draws on this one has too many as well; one fault stands for all.
        if too_long.isdisjoint(source.relays):
            yield Finding(
                CODE,
                f"This source draws on more than {MAX_RELAYS} others, directly or through"
                " one another.",
                Place(source.path, ("relays",), on_key=True),
                "Name only the sources that it takes its words from.",
            )
