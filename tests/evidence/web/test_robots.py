"""What a `robots.txt` allows."""

import pytest

from site_builder.evidence.web.robots import Robots

URL = "https://news.example/a/b?c=d"


@pytest.mark.parametrize(
    ("text", "allowed"),
    [
        ("", True),
        ("User-agent: *\nDisallow: /", False),
        ("User-agent: *\nDisallow: /*c=d", False),
        ("User-agent: *\nDisallow: /a\nAllow: /a/b", True),
        ("User-agent: other\nDisallow: /", True),
        ("User-agent: *\nDisallow:\n\nUser-agent: officials-fact-sheet\nDisallow: /a", False),
        ("\ufeffUser-agent: *\nDisallow: /", False),
        ("<html>Not found</html>", True),
    ],
    ids=["none", "all", "wildcard", "longest", "another", "named", "mark", "a page"],
)
def test_allows(text: str, allowed: bool) -> None:
    """The rules are those of RFC 9309, for this tool by its name or for all."""
    assert Robots(text.encode()).allows(URL) is allowed


@pytest.mark.parametrize(
    ("delay", "pause"), [("", 0), ("20", 20), ("86400", 60), ("-5", 0), ("nan", 0), ("x", 0)]
)
def test_pause(delay: str, pause: float) -> None:
    """A host may ask for a pause, and not for one of days."""
    assert Robots(f"User-agent: *\nCrawl-delay: {delay}".encode()).pause == pause


def test_bytes() -> None:
    """Bytes that are no text, and a pattern made to be slow, do no harm."""
    assert Robots(b"\xff\xfe\x00User-agent: *").allows(URL)
    slow = "User-agent: *\nDisallow: /" + "*a" * 5_000 + "b"
    assert Robots(slow.encode()).allows("https://news.example/" + "a" * 1_900)
