"""Data sets elsewhere that give people identifiers, and the pages that show one."""

from collections.abc import Iterator

from site_builder.content.model import Identifiers

REGISTRIES = {
    "wikidata": ("Wikidata", "https://www.wikidata.org/wiki/{}"),
    "viaf": ("VIAF", "https://viaf.org/viaf/{}"),
    "isni": ("ISNI", "https://isni.org/isni/{}"),
    "lcnaf": ("Library of Congress", "https://id.loc.gov/authorities/names/{}"),
}
"""What the data set behind each field of `Identifiers` is called, and where it shows a person."""


def entries(identifiers: Identifiers | None) -> Iterator[tuple[str, str, str]]:
    """Each identifier that is given: its data set's name, itself, and its address."""
    for field, number in identifiers or ():
        if number:
            name, address = REGISTRIES[field]
            yield name, number, address.format(number)
