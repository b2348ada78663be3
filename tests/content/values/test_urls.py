import pytest

from site_builder.content.values.urls import (
    MAX_LENGTH,
    is_address,
    same_address,
    url_fault,
    without_tracking,
)

ADMISSIBLE = [
    "https://example.org",
    "http://example.org/",
    "HTTPS://Example.ORG/Path",
    "https://a.bc/",
    "https://sub.one-two.example.org/",
    f"https://{'a' * 63}.{'b' * 63}/",
    f"https://{'a.' * 125}org/",
    "https://example.org:8443/a/b.html?c=d&e=%20#f",
    "https://example.org:65535/",
    "https://xn--e1afmkfd.xn--p1ai/",
    "https://ru.wikipedia.org/wiki/%D0%9F%D0%B5%D1%81%D0%BA%D0%BE%D0%B2",
    "https://web.archive.org/web/2024/https://example.org/",
    "https://example.org/a_(b)!~*';:@&=+$,[]",
    "https://t.me/channel/123",
    "https://1.2.example/",
    "https://example.0xg/",
    "https://example.org/a@b",
    "https://example.org/#:~:text=some,words",
    f"https://example.org/{'a' * (MAX_LENGTH - 20)}",
]
NO_WEB = "it does not begin with https:// or http://."
SPACE = "it contains a backslash or white space; write these as %5C and %20."
USER = "it contains a user name or password (`@` before the path)."
HOST = "it has no valid host name."
NUMBER = "its host is a number instead of a name."
REFUSED = {
    "": NO_WEB,
    "https:example.org": NO_WEB,
    "//example.org": NO_WEB,
    "/people/": NO_WEB,
    "example.org": NO_WEB,
    "www.example.org": NO_WEB,
    "ftp://example.org": NO_WEB,
    "javascript:alert(1)": NO_WEB,
    "JaVaScRiPt:alert(1)": NO_WEB,
    " javascript:alert(1)": NO_WEB,
    "\tjavascript:alert(1)": NO_WEB,
    "java\nscript:alert(1)": NO_WEB,
    "javascript://example.org/%0aalert(1)": NO_WEB,
    "data:text/html,x": NO_WEB,
    "vbscript:x": NO_WEB,
    "file:///etc/passwd": NO_WEB,
    "mailto:a@example.org": NO_WEB,
    "https:\\\\example.org": NO_WEB,
    "https://good.example\\@evil.example/": SPACE,
    "https://good.example\\evil.example/": SPACE,
    "https://exam ple.org/": SPACE,
    "https://example.org/a b": SPACE,
    "https://example.org/\n": SPACE,
    "https://example.org/\t": SPACE,
    "https://example.org/\u00a0": SPACE,
    "https://example.org/\x00": SPACE,
    "https://user@example.org/": USER,
    "https://user:password@example.org/": USER,
    "https://@example.org/": USER,
    "https://good.example@evil.example": USER,
    "https://": HOST,
    "https:///path": HOST,
    "https://localhost/": HOST,
    "https://example/": HOST,
    "https://example.org./": HOST,
    "https://.example.org/": HOST,
    "https://exa_mple.org/": HOST,
    "https://-example.org/": HOST,
    "https://example-.org/": HOST,
    "https://%65xample.org/": HOST,
    "https://[::1]/": HOST,
    "https://example.o/": HOST,
    f"https://{'a' * 64}.org/": HOST,
    f"https://{'a.' * 126}org/": HOST,
    "https://127.0.0.10/": NUMBER,
    "https://127.01/": NUMBER,
    "https://0x7f.0.0.01/": NUMBER,
    "https://0177.0.0.01/": NUMBER,
    "https://1.2.3.08/": NUMBER,
    "https://example.0x7f/": NUMBER,
    "https://example.0X/": NUMBER,
    "https://example.09/": NUMBER,
    "https://[example.org/": "it cannot be read (Invalid IPv6 URL).",
    "https://example.org:99999/": "it cannot be read (Port out of range 0-65535).",
    "https://example.org:x/": "it cannot be read (Port could not be cast to integer value as 'x').",
    "https://example.org:0/": "its port is not valid.",
    f"https://example.org/{'a' * (MAX_LENGTH - 19)}": "it is longer than 2,000 characters.",
    **{
        address: (
            f"it contains `{odd}`; percent-encode this"
            " (or write a host in another script in its xn-- form)."
        )
        for odd, address in {
            "ä": "https://exämple.org/ö",
            "е": "https://еxample.org/",
            "é": "https://example.org/é",
            "。": "https://example。org/",
            '"': 'https://example.org/"onclick="x',
            "<": "https://example.org/<b>",
            "`": "https://example.org/`x`",
            "{": "https://example.org/{x}|^",
        }.items()
    },
}


def test_addresses_that_are_let_through(subtests: pytest.Subtests) -> None:
    """An address of the web is let through as it is."""
    for url in ADMISSIBLE:
        with subtests.test(url[:80]):
            assert url_fault(url) is None


def test_addresses_that_are_refused(subtests: pytest.Subtests) -> None:
    """What two browsers could read differently, or none as the web, is refused with a reason."""
    for url, fault in REFUSED.items():
        with subtests.test(ascii(url[:80])):
            assert url_fault(url) == fault


SAME = [
    ("https://example.org/a", "http://www.Example.org:443/a/"),
    ("https://example.org/a", "http://example.org:80/a"),
    ("https://example.org/", "https://example.org"),
    ("https://example.org/a?b=1&c=2", "https://example.org/a/?c=2&utm_source=x&b=1&fbclid=y"),
    ("https://example.org/a?utm_medium=x", "https://example.org/a#:~:text=some,words"),
    ("https://example.org/%d0%B0~", "https://example.org/%D0%b0%7E"),
    ("https://example.org/a#b", "https://example.org/a#b:~:text=c"),
]
OTHERS = [
    "https://example.org/", "https://m.example.org/", "https://example.org/a",
    "https://example.org/A", "https://example.org/a?b=1", "https://example.org/a?b=2",
    "https://example.org/a?b", "https://example.org/a#post-1", "https://example.org/a#post-2",
    "https://example.org/a/b", "https://example.org/a%2Fb", "https://example.org:8443/a",
    "https://example.org/%FF", "https://example.org/%FE",
    "https://example.org/map?utm_zone=33", "https://example.org/map?utm_zone=34",
    "https://example.org/aX?b=1", "https://example.org:81/a",
]  # fmt: skip


@pytest.mark.parametrize(("one", "other"), SAME)
def test_addresses_of_one_page_are_the_same(one: str, other: str) -> None:
    """Addresses that differ in nothing that leads elsewhere have one form, which is its own."""
    assert same_address(one) == same_address(other)
    assert same_address(f"https://{same_address(one)}") == same_address(one)


def test_addresses_of_other_pages_differ() -> None:
    """Paths, parameters, fragments, ports and hosts that may lead elsewhere are kept apart."""
    assert len({same_address(url) for url in OTHERS}) == len(OTHERS)


def test_no_address() -> None:
    """A title in which an address stands is none."""
    assert is_address("https://a.example/News?id=2")
    assert is_address("HTTP://A.EXAMPLE/")
    assert not is_address("See https://a.example/")


@pytest.mark.parametrize(
    ("copied", "kept"),
    [
        ("https://a.example/?utm_source=x", "https://a.example/"),
        (
            "https://a.example/b?c=%20&UTM_Source=x&&d#e?gclid=1",
            "https://a.example/b?c=%20&&d#e?gclid=1",
        ),
        ("https://a.example/b?fbclid#:~:text=utm_a=b", "https://a.example/b#:~:text=utm_a=b"),
        ("https://a.example/b?", "https://a.example/b?"),
        (
            "https://a.example/?utm_id=1&utm_zone=33&utm_easting=5",
            "https://a.example/?utm_zone=33&utm_easting=5",
        ),
        ("https://a.example/?b=1?gclid=1", "https://a.example/?b=1?gclid=1"),
        ("https://a.example/gclid=1", "https://a.example/gclid=1"),
        ("https://a.example/?b=utm_source=x;gclid=1", "https://a.example/?b=utm_source=x;gclid=1"),
        (
            "https://copies.example/web/2024/https://a.example/b?utm_source=x",
            "https://copies.example/web/2024/https://a.example/b?utm_source=x",
        ),
    ],
)
def test_an_address_without_what_tracks_readers(copied: str, kept: str) -> None:
    """Only the parameters that track readers go; nothing else is written in another way."""
    assert without_tracking(copied) == kept
