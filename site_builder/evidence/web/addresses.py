"""Which addresses may be asked: those of the public internet alone.

An address in a record is anybody's, and a redirect or a name server may answer with one that leads
into the network of whoever runs the command. So a name is resolved once, what it resolves to is
checked here, and the connection goes to that address (`fetch`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import urlsplit

from site_builder.content.values.urls import url_fault

Network = IPv4Network | IPv6Network
PORTS = frozenset({80, 443})
# What is given out to hosts of the internet (RFC 4291); all else is local, reserved, or a form in
# which an IPv4 address is written.
_GLOBAL_UNICAST = IPv6Network("2000::/3")
_NAT64 = IPv6Network("64:ff9b::/96")
# Not public, whatever this version of Python says of them: protocol assignments, the anycast of
# 6to4 relays, benchmarks, documentation.
_NOT_PUBLIC = tuple(
    map(IPv4Network, ("192.0.0.0/24", "192.88.99.0/24", "198.18.0.0/15", "240.0.0.0/4"))
)
_NOT_PUBLIC_6 = tuple(map(IPv6Network, ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")))
# The middle of an address that a host made of its IPv4 address (ISATAP, RFC 5214).
_ISATAP = frozenset({0x00005EFE, 0x02005EFE})


@dataclass(frozen=True, slots=True)
class Guard:
    """What may be asked. `permitted` are networks that may be, although they are not public."""

    permitted: tuple[Network, ...] = ()
    ports: frozenset[int] = PORTS

    def url_fault(self, url: str) -> str:
        """Return why a web address is not asked, in a sentence; empty if it may be."""
        if fault := url_fault(url):
            return f"The address is not one that can be asked: {fault}"
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if port not in self.ports:
            return f"The address has the port {port}, and only 80 and 443 are asked."
        return ""

    def allows(self, address: str) -> bool:
        """Check whether a connection may go to an address, as a name server gave it."""
        try:
            found = ip_address(address)
        except ValueError:
            return False
        if any(found in network for network in self.permitted):
            return True
        return is_public(found)


def is_public(address: IPv4Address | IPv6Address) -> bool:
    """Check whether an address is one of the public internet, and embeds none that is not."""
    if isinstance(address, IPv4Address):
        return (
            address.is_global
            and not address.is_multicast
            and not any(address in network for network in _NOT_PUBLIC)
        )
    if address.scope_id is not None:
        return False
    if address in _NAT64:
        # The way to the IPv4 internet for hosts that have IPv6 alone.
        return all(map(is_public, _embedded(address)))
    return (
        address in _GLOBAL_UNICAST
        and address.is_global
        and not any(address in network for network in _NOT_PUBLIC_6)
        and all(map(is_public, _embedded(address)))
    )


def _embedded(address: IPv6Address) -> Iterator[IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 address is made of, as far as these may be there."""
    number = int(address)
    if address in _NAT64 or number >> 32 & 0xFFFFFFFF in _ISATAP:
        yield IPv4Address(number & 0xFFFFFFFF)
