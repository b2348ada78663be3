"""What people and organisations are elsewhere: in other data sets, and on platforms."""

from collections.abc import Iterator

from site_builder.content.model import ACCOUNTS, IDENTIFIERS, Accounts, Identifiers


def entries(identifiers: Identifiers | None) -> Iterator[tuple[str, str, str]]:
    """Yield each identifier that is given: its data set's name, itself, and its address.

    A data set that has no pages of people has no addresses.
    """
    for field, number in identifiers or ():
        if number:
            scheme = IDENTIFIERS[field]
            yield scheme.name, number, scheme.address.format(number)


def accounts(given: Accounts | None) -> Iterator[tuple[str, str, str]]:
    """Yield each account that is given: its platform's name, itself, and its address."""
    for field, name in given or ():
        if name:
            scheme = ACCOUNTS[field]
            yield scheme.name, name, scheme.address.format(name)
