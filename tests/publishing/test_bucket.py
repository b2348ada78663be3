import obstore
import pytest
from obstore.store import MemoryStore

from site_builder.publishing.bucket import Bucket, headers
from site_builder.publishing.destinations import DestinationError


def test_objects_of_a_bucket() -> None:
    """Objects are written with their headers, read and removed; one that is gone is no error."""
    store = MemoryStore()
    place = Bucket(store)
    assert place.get("a/index.html") is None
    place.put("a/index.html", b"1")
    place.put("a/index.html", b"2")
    assert place.get("a/index.html") == b"2"
    attributes = obstore.get(store, "a/index.html").attributes
    assert attributes["Content-Type"] == "text/html; charset=utf-8"
    assert attributes["Cache-Control"] == "no-cache"
    place.remove(["a/index.html", "not/there"])
    assert place.get("a/index.html") is None


@pytest.mark.parametrize(
    ("path", "type_", "is_for_good"),
    [
        ("index.html", "text/html; charset=utf-8", False),
        ("people/bo-deadbeef/index.html", "text/html; charset=utf-8", False),
        ("people/bo/card-0123456789ab.png", "image/png", True),
        ("people/bo/feed.atom", "application/atom+xml", False),
        ("data/v1/statements.jsonl.gz", "application/gzip", False),
        ("data/v1/factsheet.db", "application/vnd.sqlite3", False),
        ("assets/stylesheets/main.484c7ddc.min.css", "text/css; charset=utf-8", True),
        ("assets/stylesheets/factsheet.css", "text/css; charset=utf-8", False),
        ("assets/javascripts/0a1b2c3d.js", "text/javascript; charset=utf-8", True),
        ("assets/javascripts/words.js", "text/javascript; charset=utf-8", False),
        ("find/index.json", "application/json", False),
        ("find/statements-0/words-7-4fd8fd42e.bin", "application/octet-stream", True),
        ("manifest.txt", "text/plain; charset=utf-8", False),
        ("a.unknown", "application/octet-stream", False),
    ],
)
def test_headers(path: str, type_: str, is_for_good: bool) -> None:
    """Each file has its type, and only what has its content in its name is kept for good."""
    given = headers(path)
    assert given["Content-Type"] == type_
    assert ("immutable" in given["Cache-Control"]) is is_for_good


def test_what_goes_wrong_is_a_sentence() -> None:
    """The reason is given in one line, without what is meant for programmers."""
    with pytest.raises(DestinationError) as raised:
        Bucket.at("s3://")
    assert "\n" not in str(raised.value)


def test_what_goes_wrong_without_keys_says_which_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has forgotten a key reads what it is called, and nobody else does."""

    def get(*_: object) -> None:
        raise OSError("403 Forbidden")

    monkeypatch.setattr("obstore.get", get)
    bucket = Bucket(MemoryStore())
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "id")
    monkeypatch.delenv("AWS_SECRET_ACCESS_KEY", raising=False)
    said = r"^Cannot read a: 403 Forbidden\."
    with pytest.raises(DestinationError, match=rf"{said} Set `AWS_SECRET_ACCESS_KEY` in the"):
        bucket.get("a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "key")
    with pytest.raises(DestinationError, match=rf"{said}$"):
        bucket.get("a")


@pytest.mark.parametrize("url", ["s3://bucket/site?x", "s3://bucket/site#f", "s3://bucket?x#f"])
def test_an_address_that_would_be_cut_is_refused(url: str) -> None:
    """What an address has beside a bucket and a prefix is not left out in silence."""
    with pytest.raises(DestinationError, match=r"would be left out\. Leave it out yourself"):
        Bucket.at(url)
