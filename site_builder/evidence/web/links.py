"""Look at the addresses of sources: whether they answer, and still have the words of the copies.

Nothing here changes a quote, or what is known of a copy: it says what was seen, and on which day.
"""

import datetime
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import urlsplit

from site_builder.content.catalogue import Catalogue
from site_builder.content.model import Capture, Source
from site_builder.content.values.urls import same_address
from site_builder.diagnostics import quoted
from site_builder.evidence import extractors
from site_builder.evidence.comparison import Sought, look_for, sought
from site_builder.evidence.extractors.encoding import UnreadableError
from site_builder.evidence.link_checks import (
    DAYS_APART,
    FAILURES,
    LinkCheck,
    LinkChecks,
    Missing,
    Result,
)
from site_builder.evidence.matching import Copy, Match
from site_builder.evidence.nearest import differences, nearest
from site_builder.evidence.web.fetch import FetchError, Page, Trouble

Fetch = Callable[[str], Page]


class Wanted(NamedTuple):
    """The words of a citation that the copy of its source has."""

    statement: str
    citation: int
    sought: Sought


class Gone(NamedTuple):
    """Words of a citation that are not on a page, and in a sentence what is there instead."""

    wanted: Wanted
    there: str


@dataclass(frozen=True, slots=True)
class Look:
    """What a look at a source's address has shown.

    `gone` are the words that are not there; `compared` counts those that were sought.
    """

    check: LinkCheck
    gone: tuple[Gone, ...] = ()
    compared: int = 0

    @property
    def sentences(self) -> Iterator[str]:
        """A sentence for each citation whose words are not there: what is there instead."""
        for one in self.gone:
            yield f"{quoted(one.wanted.statement)}: {one.there}"


def wanted_of(catalogue: Catalogue, source: Source) -> Iterator[Wanted]:
    """Yield what a copy of a source must have, for each citation of it."""
    for entry in catalogue.by_source.get(source.id, ()):
        for at, citation in enumerate(entry.statement.citations):
            if citation.source == source.id:
                words = sought(entry.statement, citation, source, catalogue.lang)
                if words is not None:
                    yield Wanted(entry.key, at, words)


def choose(
    sources: Iterable[Source],
    checks: LinkChecks,
    today: datetime.date,
    days: int,
    limit: int | None,
) -> list[Source]:
    """Return the sources to look at: those not looked at for some days, the oldest looks first.

    An address that failed is due after three days. Hosts take turns, so that none is waited for.
    """
    due = []
    for source in sources:
        check = checks.get(source.id)
        if check is None or check.url != source.url:
            on = datetime.date.min
        else:
            on = datetime.date.fromisoformat(check.on)
            wait = DAYS_APART.days if check.result is Result.FAILED else days
            if (today - on).days < min(wait, days):
                continue
        if source.url:
            due.append((on, source.id, source))
    oldest = [source for _, _, source in sorted(due, key=lambda item: item[:2])][:limit]
    turns = Counter[str]()
    ordered = []
    for at, source in enumerate(oldest):
        host = urlsplit(source.url or "").netloc.lower()
        ordered.append((turns[host], at, source))
        turns[host] += 1
    return [source for _, _, source in sorted(ordered, key=lambda item: item[:2])]


def look(
    source: Source,
    wanted: Sequence[Wanted],
    capture: Capture | None,
    before: LinkCheck | None,
    fetch: Fetch,
    today: datetime.date,
) -> Look:
    """Look at the address of a source; `before` is what the last look has shown.

    Words are compared only if there is a copy that has them. They are called changed only if a
    machine has found them at this address before: what a page shows after scripts have run, or to
    subscribers, no machine has ever seen there.
    """
    assert source.url is not None
    if before is not None and before.url != source.url:
        before = None
    try:
        page = fetch(source.url)
    except FetchError as error:
        return Look(_without_page(source, before, error, today))
    check = LinkCheck(
        source.id,
        source.url,
        today.isoformat(),
        Result.ANSWERS,
        final_url="" if same_address(page.url) == same_address(source.url) else page.url,
        seen=_seen(source, capture, before),
    )
    try:
        text = extractors.read(page.data, page.media, page.charset).text
    except UnreadableError as error:
        return Look(check._replace(result=Result.UNREADABLE, why=_plain(error)))
    compared = len(wanted) if capture is not None else 0
    gone = tuple(missing(text, wanted)) if compared else ()
    if gone:
        result = Result.CHANGED if check.seen else Result.UNSEEN
        names = tuple(
            Missing(one.wanted.statement, one.wanted.citation, one.wanted.sought.digest)
            for one in gone
        )
        return Look(check._replace(result=result, missing=names), gone, compared)
    if compared:
        check = check._replace(seen=check.on)
    result = Result.MOVED if check.final_url else Result.ANSWERS
    return Look(check._replace(result=result), compared=compared)


def missing(text: str, wanted: Iterable[Wanted]) -> Iterator[Gone]:
    """Yield what is not in the text of a page; what is around words does not matter here."""
    copy = Copy(text)
    for one in wanted:
        bare = Sought(one.sought.words, last=one.sought.last)
        found = look_for(bare, copy)
        if not isinstance(found, Match) and found.code != "ambiguous-quote":
            yield Gone(one, _instead(one.sought.words, text))


def _instead(words: str, text: str) -> str:
    near = nearest(words, [text])
    if not near:
        return "Nothing there is like them."
    return f"Nearest there: {quoted(near)}. {differences(words, near)}".rstrip()


def _seen(source: Source, capture: Capture | None, before: LinkCheck | None) -> str:
    """Return the last day on which a machine found all words of the copy at the address."""
    fetched = ""
    if capture is not None and capture.by == "fetch" and capture.url == source.url:
        fetched = capture.fetched.latest.isoformat()
    return max(fetched, before.seen if before else "")


def _plain(error: UnreadableError) -> str:
    """Return the first sentence of an error; what to do with a file on disk is of no use here."""
    return f"{str(error).partition('. ')[0].rstrip('.')}."


def _without_page(
    source: Source, before: LinkCheck | None, error: FetchError, today: datetime.date
) -> LinkCheck:
    assert source.url is not None
    failures = before.failures if before else ()
    seen = before.seen if before else ""
    check = LinkCheck(
        source.id, source.url, today.isoformat(), Result.FAILED, str(error), seen=seen
    )
    if error.trouble is not Trouble.FAILED:
        # It is there, and nothing more can be said: an earlier failure is neither forgotten nor
        # confirmed.
        result = Result.REFUSED if error.trouble is Trouble.REFUSED else Result.UNREADABLE
        return check._replace(result=result, failures=failures)
    last = datetime.date.fromisoformat(failures[-1]) if failures else datetime.date.min
    if today - last >= DAYS_APART:
        failures = (*failures, today.isoformat())[-FAILURES:]
    result = Result.DEAD if len(failures) >= FAILURES else Result.FAILED
    return check._replace(result=result, failures=failures)
