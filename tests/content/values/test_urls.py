import pytest

from site_builder.content.values.urls import MAX_LENGTH, url_fault


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "http://example.org/",
        "HTTPS://Example.ORG/Path",
        "https://example.org:8443/a/b.html?c=d&e=%20#f",
        "https://xn--e1afmkfd.xn--p1ai/",
        "https://ru.wikipedia.org/wiki/%D0%9F%D0%B5%D1%81%D0%BA%D0%BE%D0%B2",
        "https://web.archive.org/web/2024/https://example.org/",
        "https://example.org/a_(b)!~*';:@&=+$,[]",
        "https://t.me/channel/123",
        "https://example.org/a@b",
        "https://example.org/#:~:text=some,words",
        f"https://example.org/{'a' * (MAX_LENGTH - 20)}",
    ],
)
def test_addresses_that_are_let_through(url: str) -> None:
    """An address of the web is let through as it is."""
    assert url_fault(url) is None


@pytest.mark.parametrize(
    "url",
    [
        "",
        "https://",
        "https:///path",
        "https:example.org",
        "//example.org",
        "/people/",
        "example.org",
        "www.example.org",
        "ftp://example.org",
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        " javascript:alert(1)",
        "\tjavascript:alert(1)",
        "java\nscript:alert(1)",
        "javascript://example.org/%0aalert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "mailto:a@example.org",
        "https://good.example\\@evil.example/",
        "https://good.example\\evil.example/",
        "https:\\\\example.org",
        "https://user@example.org/",
        "https://user:password@example.org/",
        "https://@example.org/",
        "https://good.example@evil.example",
        "https://exam ple.org/",
        "https://example.org/a b",
        "https://example.org/\n",
        "https://example.org/\t",
        "https://example.org/\u00a0",
        "https://example.org/\x00",
        "https://exämple.org/",
        "https://еxample.org/",
        "https://example.org/ä",
        "https://example。org/",
        'https://example.org/"onclick="x',
        "https://example.org/<b>",
        "https://example.org/`x`",
        "https://example.org/{x}|^",
        "https://localhost/",
        "https://example/",
        "https://example.org./",
        "https://.example.org/",
        "https://exa_mple.org/",
        "https://-example.org/",
        "https://example-.org/",
        "https://%65xample.org/",
        "https://[::1]/",
        "https://[example.org/",
        "https://example.org:99999/",
        "https://example.org:0/",
        "https://example.org:x/",
        f"https://{'a' * 64}.org/",
        f"https://{'a.' * 130}org/",
        f"https://example.org/{'a' * MAX_LENGTH}",
    ],
    ids=ascii,
)
def test_addresses_that_are_refused(url: str) -> None:
    """What two browsers could read differently, or none as the web, is refused with a reason."""
    fault = url_fault(url)
    assert fault is not None
    assert fault.endswith((".", ")"))
