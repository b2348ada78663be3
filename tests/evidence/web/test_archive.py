"""Copies in the Wayback Machine: found, made, and read."""

import datetime
import json
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest

from site_builder.evidence.web.archive import Archive, Keys, Snapshot, as_it_was
from site_builder.evidence.web.fetch import FetchError
from tests.support.network import Does, Handler, Host, answer, hosting

URL = "https://news.example/a?b=c&d"
DAY = datetime.date(2024, 11, 7)
KEYS = Keys("access", "top-secret")


@pytest.fixture(name="host")
def a_host() -> Iterator[Host]:
    """A host on this machine, in the archive's place."""
    with hosting() as made:
        yield made


def archive_at(host: Host) -> Archive:
    """The archive, at this host."""
    return Archive(host.web(), address=host.url("", "archive.example"))


def saying(value: object) -> Does:
    """An answer in JSON."""
    return answer(json.dumps(value), media="application/json")


def test_nearest(host: Host) -> None:
    """The index is asked for the copy nearest to a day, and of pages that answered."""
    archive = archive_at(host)
    found = saying([["timestamp"], ["20241108235959"]])

    class Any(dict[str, Does]):
        def get(self, _path: str, _default: object = None) -> Does:
            return found

    host.does = Any()
    assert archive.nearest(URL, DAY) == Snapshot(
        f"{archive.address}/web/20241108235959/{URL}", datetime.date(2024, 11, 8)
    )
    asked = urlsplit(host.asked[0].path)
    assert asked.path == "/cdx/search/cdx"
    assert parse_qs(asked.query) == {
        "url": [URL],
        "output": ["json"],
        "fl": ["timestamp"],
        "filter": ["statuscode:200"],
        "limit": ["1"],
        "closest": ["20241107000000"],
        "sort": ["closest"],
    }
    assert "authorization" not in host.asked[0].headers


@pytest.mark.parametrize(
    "value", [[], [["timestamp"]], [["timestamp"], ["2024"]], [["t"], ["20241399000000"]], {}, 1]
)
def test_none(host: Host, value: object) -> None:
    """An index without copies, or with an answer that makes no sense, has none."""
    archive = archive_at(host)
    host.does = {"/cdx/search/cdx?" + _query(archive, host): saying(value)}
    assert archive.nearest(URL, None) is None


def _query(archive: Archive, host: Host) -> str:
    with pytest.raises(FetchError):
        archive.nearest(URL, None)
    return urlsplit(host.asked[-1].path).query


def test_save(host: Host) -> None:
    """A new copy is asked for with the keys, waited for, and dated as the archive dates it."""
    archive = replace(archive_at(host), keys=KEYS)
    states = iter(["pending", "pending", "success"])

    def state(handler: Handler) -> None:
        saying({"status": next(states), "timestamp": "20241120120000"})(handler)

    host.does = {"/save": saying({"job_id": "spn2-0a"}), "/save/status/spn2-0a": state}
    assert archive.save(URL) == Snapshot(
        f"{archive.address}/web/20241120120000/{URL}", datetime.date(2024, 11, 20)
    )
    assert parse_qs(host.asked[0].body.decode())["url"] == [URL]
    assert {one.headers["authorization"] for one in host.asked} == {"LOW access:top-secret"}
    assert len(host.asked) == 4


@pytest.mark.parametrize(
    ("begun", "state", "why"),
    [
        (answer(status=401), None, "does not accept the keys"),
        (answer(status=500), None, "The archive answers “500 Internal Server Error”"),
        (answer("<p>", media="text/html"), None, "does not answer with JSON"),
        (answer("[" * 100_000), None, "does not answer with JSON"),
        (saying({"job_id": "../../x"}), None, "does not take this address"),
        (saying({"message": "Blocked"}), None, "does not take this address"),
        (saying({"job_id": "a"}), saying({"status": "error"}), "could not make a copy"),
        (saying({"job_id": "a"}), saying({"status": "success"}), "could not make a copy"),
        (saying({"job_id": "a"}), saying({"status": "pending"}), "has not made a copy in time"),
        (answer(status=302, Location="/elsewhere"), None, "The archive answers “302 Found”"),
    ],
    ids=[
        *("keys", "fault", "no JSON", "too deep", "a job that is a path", "blocked", "error"),
        *("no time", "for ever", "redirect"),
    ],
)
def test_not_saved(host: Host, begun: Does, state: Does | None, why: str) -> None:
    """Whatever goes wrong is a sentence, without the keys, which no redirect carries on."""
    archive = replace(archive_at(host), keys=KEYS)
    host.does = {"/save": begun, "/elsewhere": saying({})}
    if state:
        host.does["/save/status/a"] = state
    with pytest.raises(FetchError) as raised:
        archive.save(URL)
    assert why in str(raised.value)
    assert "/elsewhere" not in host.paths
    assert "top-secret" not in f"{raised.value} {archive.keys!r}"


@pytest.mark.parametrize(
    ("url", "there"),
    [
        (
            "https://web.archive.org/web/20241107000000/https://news.example/a",
            "https://web.archive.org/web/20241107000000id_/https://news.example/a",
        ),
        (
            "https://web.archive.org/web/20241107000000if_/https://news.example/a",
            "https://web.archive.org/web/20241107000000id_/https://news.example/a",
        ),
        ("https://news.example/web/2024/a", "https://news.example/web/2024/a"),
    ],
)
def test_as_it_was(url: str, there: str) -> None:
    """The page is read as it was, without the words that the archive adds to it."""
    assert as_it_was(url) == there
