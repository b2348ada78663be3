"""Other data sets in which people have identifiers, and the pages that show them."""

from collections.abc import Iterator

from site_builder.content.model import Identifiers

REGISTRIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "lcnaf": ("Library of Congress", "https://id.loc.gov/authorities/names/{}"),
}
"""For each field of `Identifiers`: the data set's name, and the address of a person in it."""


def entries(identifiers: Identifiers | None) -> Iterator[tuple[str, str, str]]:
    """Yield each identifier that is given: its data set's name, itself, and its address."""
    for field, number in identifiers or ():
        if number:
            name, address = REGISTRIES[field]
            yield name, number, address.format(number)
