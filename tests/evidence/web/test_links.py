"""Looks at the addresses of sources."""

import datetime

import pytest

from site_builder.content.model import Capture, Extract, Source
from site_builder.content.values.dates import parse
from site_builder.evidence.comparison import Sought
from site_builder.evidence.link_checks import LinkCheck, Missing, Result
from site_builder.evidence.web.fetch import FetchError, Page, Trouble
from site_builder.evidence.web.links import Look, Wanted, choose, look

URL = "https://news.example/a"
TODAY = datetime.date(2024, 11, 20)
WANTED = Wanted("bo/talks", 0, Sought("We will not talk before spring", "answered: “", "”"))
SAID = "<p>The minister answered: “We will not talk before spring”.</p>"
DIGEST = f"sha256:{'0' * 64}"


def source(id_: str = "gazette", url: str = URL) -> Source:
    """A source with an address."""
    return Source.model_construct(id=id_, url=url)


def capture(by: str = "upload") -> Capture:
    """A copy of the source, of 7 November."""
    extract = Extract.model_construct(at=(0, 1), text="W", sha256=DIGEST)
    return Capture.model_construct(
        id="gazette", url=URL, by=by, fetched=parse("2024-11-07"), extracts=(extract,)
    )


def seen(
    page: str | bytes | FetchError,
    before: LinkCheck | None = None,
    copy: Capture | None = None,
    *,
    final: str = URL,
    charset: str = "utf-8",
    today: datetime.date = TODAY,
) -> Look:
    """What a look shows, if this is what the address answers."""

    def fetch(url: str) -> Page:
        assert url == URL
        if isinstance(page, FetchError):
            raise page
        data = page.encode() if isinstance(page, str) else page
        return Page(data, "text/html", charset, final)

    return look(source(), [WANTED], copy, before, fetch, today)


def test_answers() -> None:
    """If all words of the copy are there, it is seen today, whatever is around them."""
    check = seen(SAID, copy=capture()).check
    assert check == LinkCheck("gazette", URL, "2024-11-20", Result.ANSWERS, seen="2024-11-20")
    around = SAID.replace("answered: ", "said, ").replace("</p>", " And again: </p>") + SAID
    assert seen(around, copy=capture()).check == check


def test_without_a_copy_nothing_is_compared() -> None:
    """Of a source without a copy, only whether it answers is said."""
    assert seen("<p>Something else</p>").check == LinkCheck(
        "gazette", URL, "2024-11-20", Result.ANSWERS
    )


def test_changed() -> None:
    """Words that a machine has found there and does not find any more are named, word by word."""
    altered = SAID.replace("not talk", "talk")
    fetched = seen(altered, None, capture("fetch"))
    earlier = LinkCheck("gazette", URL, "2024-11-10", Result.ANSWERS, seen="2024-11-10")
    found = seen(altered, earlier, capture())
    for one in (fetched, found):
        assert one.check.result is Result.CHANGED
        assert one.check.missing == (Missing("bo/talks", 0, WANTED.sought.digest),)
        [said] = one.sentences
        assert said.startswith("`bo/talks`: Nearest there: `We will talk before spring")
        assert "It has no `not `" in said
    back = seen(SAID, found.check, capture())
    assert back.check.result is Result.ANSWERS
    assert back.check.missing == ()


def test_never_seen_is_not_changed() -> None:
    """A page that never showed the words to a machine, but to a browser, has not changed."""
    shell = "<p>Please enable scripts</p>"
    found = seen(shell, copy=capture())
    assert found.check.result is Result.UNSEEN
    assert [*found.sentences] == ["`bo/talks`: Nothing there is like them."]
    assert seen(shell, found.check, capture()).check.result is Result.UNSEEN
    other = LinkCheck("gazette", f"{URL}b", "2024-11-10", Result.ANSWERS, seen="2024-11-10")
    assert seen(shell, other, capture()).check.result is Result.UNSEEN


def test_moved() -> None:
    """An address that leads to another one has moved if the words are there, changed if not."""
    there = "https://other.example/b"
    found = seen(SAID, copy=capture("fetch"), final=there).check
    assert (found.result, found.final_url) == (Result.MOVED, there)
    home = seen("<p>Welcome</p>", copy=capture("fetch"), final=there).check
    assert (home.result, home.final_url) == (Result.CHANGED, there)
    same = seen(SAID, copy=capture(), final="http://www.news.example/a/").check
    assert (same.result, same.final_url) == (Result.ANSWERS, "")


@pytest.mark.parametrize(
    ("page", "charset", "why"),
    [
        ("Слова".encode("cp1251"), "utf-8", "The copy is not in utf-8: byte 0 is wrong."),
        (b"%PDF-1.7", "utf-8", ""),
        (b"<p></p>", "utf-8", "The copy has no text."),
        (b"words", "klingon", "The copy names an encoding that is not known: 'klingon'."),
    ],
    ids=["wrong encoding", "broken PDF", "no text", "no such encoding"],
)
def test_unreadable(page: bytes, charset: str, why: str) -> None:
    """What cannot be read says nothing about the words, and is no failure."""
    before = LinkCheck("gazette", URL, "2024-11-10", Result.ANSWERS, seen="2024-11-10")
    if page.startswith(b"%PDF-"):
        pdf = look(
            source(),
            [WANTED],
            capture(),
            before,
            lambda url: Page(page, "application/pdf", "", url),
            TODAY,
        )
        check = pdf.check
    else:
        check = seen(page, before, capture(), charset=charset).check
    assert (check.result, check.seen, check.missing) == (Result.UNREADABLE, "2024-11-10", ())
    assert check.why.startswith(why)


def test_dead() -> None:
    """Three failures at least three days apart are one death; an outage is one failure."""
    gone = FetchError(Trouble.FAILED, "It answers “404 Not Found”.")
    check = None
    found = []
    for day in (1, 2, 4, 6, 7, 12):
        check = seen(gone, check, today=datetime.date(2024, 11, day)).check
        found.append((check.result.value, len(check.failures)))
    assert found == [
        *(("failed", 1), ("failed", 1), ("failed", 2), ("failed", 2), ("dead", 3), ("dead", 3))
    ]
    assert check is not None
    assert check.why == "It answers “404 Not Found”."
    assert seen(SAID, check).check.failures == ()


def test_refused_is_not_dead() -> None:
    """A host that refuses says nothing about the page: what was known before stays known."""
    no = FetchError(Trouble.REFUSED, "It answers “403 Forbidden”.")
    before = LinkCheck(
        "gazette", URL, "2024-11-10", Result.FAILED, "", "", "2024-11-01", ("2024-11-10",)
    )
    check = seen(no, before).check
    assert (check.result, check.seen) == (Result.REFUSED, "2024-11-01")
    assert check.failures == ("2024-11-10",)


def test_choose() -> None:
    """Those that are due come, the oldest looks first, and hosts take turns."""
    sources = [
        source("a", "https://one.example/a"),
        source("b", "https://one.example/b"),
        source("c", "https://two.example/c"),
        source("d", "https://two.example/d"),
        Source.model_construct(id="e", url=None),
    ]

    def check(id_: str, on: str, result: Result = Result.ANSWERS) -> LinkCheck:
        url = next(one.url for one in sources if one.id == id_)
        return LinkCheck(id_, url or "", on, result)

    checks = {
        "a": check("a", "2024-11-01"),
        "b": check("b", "2024-11-16"),
        "c": check("c", "2024-11-17", Result.FAILED),
        "d": check("d", "2024-11-16")._replace(url="https://two.example/former"),
    }

    def ids(days: int, limit: int | None = None) -> str:
        return "".join(one.id for one in choose(sources, checks, TODAY, days, limit))

    assert ids(0) == "dabc"
    assert ids(10) == "dac"
    assert ids(30) == "dc"
    assert ids(0, 2) == "da"
    assert "".join(one.id for one in choose(sources, {}, TODAY, 30, None)) == "acbd"
