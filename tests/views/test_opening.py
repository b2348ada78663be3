"""Where sources open."""

from typing import Any

import pytest

from site_builder.content.model import Citation, Source
from site_builder.content.model.fields import Known
from site_builder.views.opening import Opening, opening

KNOWN = Known({"source": {"news"}})
URL = "https://news.example/a"
WORDS = "We will not talk before spring."
AT_WORDS = ":~:text=We%20will%20not%20talk%20before%20spring."


def source(**fields: object) -> Source:
    """A source in the web, with the fields that it needs."""
    given: dict[str, Any] = {
        "id": "news",
        "path": "news.yml",
        "title": "News",
        "type": "webpage",
        "url": URL,
        **fields,
    }
    return Source.model_validate(given)


def opened(source: Source, locator: str | None = None, words: str = WORDS) -> Opening | None:
    """How a source is opened at a place, or at words."""
    return opening(
        source,
        Citation.model_validate({"source": "news", "locator": locator}, context=KNOWN),
        words,
    )


TIMES = {
    "YouTube": ("https://www.youtube.com/watch?v=abc", "https://www.youtube.com/watch?v=abc&t=723"),
    "its short address": ("https://youtu.be/abc", "https://youtu.be/abc?t=723"),
    "a live stream": ("https://m.youtube.com/live/abc", "https://m.youtube.com/live/abc?t=723"),
    "with another time": (
        "https://www.youtube.com/watch?t=5s&v=abc#t=9",
        "https://www.youtube.com/watch?v=abc&t=723",
    ),
    "Vimeo": ("https://vimeo.com/123", "https://vimeo.com/123#t=723s"),
    "a video file": ("https://news.example/a.mp4", "https://news.example/a.mp4#t=723"),
    "a sound file": ("https://news.example/A.MP3?x=1", "https://news.example/A.MP3?x=1#t=723"),
}


@pytest.mark.parametrize(("url", "at_time"), TIMES.values(), ids=TIMES.keys())
def test_at_the_time(url: str, at_time: str) -> None:
    """A recording opens at the time that the citation names, where that is known to work."""
    found = opened(source(url=url, type="broadcast"), "timestamp 00:12:03")
    assert found == Opening(at_time, "open at 00:12:03")


@pytest.mark.parametrize(
    ("locator", "at"),
    [
        ("timestamp 12:03", 723),
        ("12:03", 723),
        ("timestamp 1:02:03–1:02:40", 3723),
        ("Timestamp 75:00", 4500),
    ],
)
def test_forms_of_a_time(locator: str, at: int) -> None:
    """Hours may be left out, minutes may be many, and a span opens where it begins."""
    found = opened(source(url="https://youtu.be/abc"), locator)
    assert found is not None
    assert found.address == f"https://youtu.be/abc?t={at}"


PLAIN = {
    "a page of a recording": (source(url="https://radio.example/a", type="broadcast"), "12:03"),
    "a time where it is not known to work": (source(), "timestamp 00:12:03"),
    "a video without a time": (source(url="https://www.youtube.com/watch?v=abc"), None),
    "a channel": (source(url="https://www.youtube.com/@abc"), "timestamp 00:12:03"),
    "a chapter": (source(url="https://youtu.be/abc"), "chapter 12"),
    "a post": (source(type="post"), None),
    "a post that is called a page": (source(url="https://x.com/a/status/1"), None),
    "another post": (source(url="https://www.facebook.com/a"), None),
    "a PDF without a page": (source(url="https://news.example/a.pdf"), "paragraph 2"),
    "a roman page": (source(url="https://news.example/a.pdf"), "page xii"),
    "a picture": (source(url="https://news.example/a.jpg"), None),
}


@pytest.mark.parametrize(("it", "locator"), PLAIN.values(), ids=PLAIN.keys())
def test_as_a_whole(it: Source, locator: str | None) -> None:
    """What has no text, and no time or page that is known to work, opens as a whole."""
    assert opened(it, locator) == Opening(it.url or "", "open")


def test_at_the_page() -> None:
    """A PDF opens at the page that the citation names."""
    for locator in ("page 12", "pages 12–13", "p. 12"):
        found = opened(source(url="https://news.example/a.pdf#top", type="report"), locator)
        assert found == Opening("https://news.example/a.pdf#page=12", "open at page 12")


def test_at_the_words() -> None:
    """A text opens at the words, wherever in it they are cited."""
    at_words = Opening(f"{URL}#{AT_WORDS}", "open at the words")
    assert opened(source()) == at_words
    assert opened(source(), "page 12") == at_words
    assert opened(source(url=f"{URL}#:~:text=other")) == at_words


def test_without_words() -> None:
    """What a citation without words leads to opens as a whole, without a directive of its own."""
    assert opened(source(url=f"{URL}#:~:text=other"), words="") == Opening(URL, "open")
    assert opened(source(url=None)) is None


def test_at_the_passage() -> None:
    """What a paraphrase rests on opens from its first words to its last ones."""
    given = {"source": "news", "from": "The ministry ruled out", "to": "until spring"}
    found = opening(source(), Citation.model_validate(given, context=KNOWN))
    directive = ":~:text=The%20ministry%20ruled%20out,until%20spring"
    assert found == Opening(f"{URL}#{directive}", "open at the words")


COPY = {"archives": [{"url": "https://archive.example/1", "captured": "2021-03-08"}]}


@pytest.mark.parametrize(
    ("availability", "note"),
    [("dead", "no longer at this address"), ("deleted", "deleted by the publisher")],
)
def test_what_is_gone(availability: str, note: str) -> None:
    """A source that is gone opens as its archived copy, at the words, and the link says why."""
    gone = source(availability=availability, checked="2021-04-01", **COPY)
    assert opened(gone) == Opening(
        f"https://archive.example/1#{AT_WORDS}",
        "open the copy archived 8 March 2021 at the words",
        f"the original: {note}",
        is_copy=True,
    )
    assert opened(gone, words="") == Opening(
        "https://archive.example/1",
        "open the copy archived 8 March 2021",
        f"the original: {note}",
        is_copy=True,
    )
    lost = source(availability=availability, checked="2021-04-01")
    assert opened(lost) == Opening(URL, "open", note)


def test_a_copy_of_a_recording() -> None:
    """The copy of what has no text does not promise the words."""
    gone = source(url="https://youtu.be/abc", availability="deleted", checked="2021-04-01", **COPY)
    found = opened(gone, "timestamp 00:12:03")
    assert found is not None
    assert (found.address, found.label) == (
        "https://archive.example/1",
        "open the copy archived 8 March 2021",
    )


def test_a_source_without_an_address_has_its_copy() -> None:
    """If only an archived copy has an address, the link leads to that."""
    found = opened(source(url=None, **COPY), words="")
    assert found == Opening(
        "https://archive.example/1", "open the copy archived 8 March 2021", is_copy=True
    )


def test_behind_a_paywall() -> None:
    """Words behind a paywall cannot be promised; the link says what is there."""
    paid = source(availability="paywalled", checked="2021-04-01", **COPY)
    assert opened(paid) == Opening(URL, "open", "behind a paywall")


def test_what_is_there_says_nothing() -> None:
    """A source that is online opens at the words, like one of which that is not known."""
    assert opened(source(availability="live", checked="2021-04-01", **COPY)) == opened(source())
