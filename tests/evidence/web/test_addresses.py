"""Which addresses are public."""

from ipaddress import ip_address, ip_network

import pytest

from site_builder.evidence.web.addresses import Guard, is_public

PUBLIC = ("8.8.8.8", "198.51.99.1", "172.32.0.1", "2a00:1450::1", "64:ff9b::808:808")
NOT_PUBLIC = (
    # This host, this network, private networks, and those of carriers.
    *("0.0.0.0", "127.0.0.1", "127.255.255.254", "10.1.2.3", "172.16.0.1", "192.168.0.1"),  # noqa: S104
    *("100.64.0.1", "169.254.169.254", "192.0.0.8", "192.88.99.1", "198.18.0.1", "198.51.100.1"),
    # To many, or to nobody.
    *("224.0.0.1", "224.0.1.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *(
        "::",
        "::1",
        "fe80::1",
        "fe80::1%1",
        "2a00:1450::1%1",
        "fc00::1",
        "fd00:ec2::254",
        "fec0::1",
        "ff02::1",
    ),
    *("ff0e::1", "100::1", "2001:db8::1", "3fff::1", "5f00::1", "4000::1"),
    # IPv4 in IPv6, public or not: what is on the way may unpack it.
    *("::ffff:127.0.0.1", "::ffff:8.8.8.8", "::127.0.0.1", "::ffff:0:127.0.0.1"),
    *("64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::7f00:1", "2002:7f00:1::"),
    *("2002:808:808::", "2001:0:7f00:1::", "2a00:1450::5efe:7f00:1", "2a00::200:5efe:a00:1"),
)


@pytest.mark.parametrize("address", PUBLIC)
def test_public(address: str) -> None:
    """An address of the public internet may be asked."""
    assert is_public(ip_address(address))
    assert Guard().allows(address)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_not_public(address: str) -> None:
    """Any other may not, in whatever form it has an IPv4 address in it."""
    assert not is_public(ip_address(address))
    assert not Guard().allows(address)


@pytest.mark.parametrize("text", ["", "127.1", "2130706433", "0x7f.1", "0177.0.0.1", "localhost"])
def test_no_address(text: str) -> None:
    """What a name server would not answer is no address."""
    assert not Guard().allows(text)


def test_permitted() -> None:
    """A network is permitted by who calls, and no other with it."""
    guard = Guard((ip_network("127.0.0.1/32"),))
    assert guard.allows("127.0.0.1")
    assert not guard.allows("127.0.0.2")
    assert not guard.allows("::ffff:127.0.0.1")


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("https://news.example/a?b=c", ""),
        ("http://news.example:80/", ""),
        ("https://news.example:8443/", "only 80 and 443"),
        ("http://news.example:22/", "only 80 and 443"),
        ("ftp://news.example/", "does not begin with https"),
        ("file:///etc/passwd", "does not begin with https"),
        ("http://editor:secret@news.example/", "user name"),
        ("http://2130706433/", "no valid host name"),
        ("http://0x7f.0.0.0x1/", "a number instead of a name"),
        ("http://[::1]/", "no valid host name"),
    ],
)
def test_url_fault(url: str, why: str) -> None:
    """Only names are asked, by HTTP, at its own ports."""
    assert why in Guard().url_fault(url)
    assert bool(why) == bool(Guard().url_fault(url))
