"""Find and ask for copies of pages in the Wayback Machine.

Its index (CDX) is asked for the copies that there are: its simpler interface often says that there
are none. A new copy is asked for only with keys of an account (Save Page Now 2).
"""

import datetime
import json
import re
from dataclasses import dataclass
from typing import Any, NamedTuple
from urllib.parse import urlencode

from site_builder.evidence.web.fetch import Answer, FetchError, Trouble, Web

WAYBACK = "https://web.archive.org"
_TIME = re.compile(r"\d{14}")
_JOB = re.compile(r"[A-Za-z0-9_-]{1,100}")
_COPY = re.compile(r"(https?://[^/]+/web/\d{14})(?:[a-z]{2}_)?(/https?://.+)")
_DONE, _PENDING = "success", "pending"
# How often a new copy is asked after, at one request in five seconds.
_PATIENCE = 24


class Keys(NamedTuple):
    """The keys of an account at the archive. They are sent there, and never printed."""

    access: str
    secret: str

    def __repr__(self) -> str:
        return "Keys(…)"


class Snapshot(NamedTuple):
    """A copy in the archive: its address, and the day on which it was made (UTC)."""

    url: str
    day: datetime.date


@dataclass(frozen=True, slots=True)
class Archive:
    """The archive, at an address; `keys` are those of an account, if there is one."""

    web: Web
    keys: Keys | None = None
    address: str = WAYBACK

    def nearest(self, url: str, day: datetime.date | None) -> Snapshot | None:
        """Return the copy that was made nearest to a day, or else the first; None if none was.

        Raises:
            FetchError: the archive does not answer.
        """
        query = {
            "url": url,
            "output": "json",
            "fl": "timestamp",
            "filter": "statuscode:200",
            "limit": "1",
            **({"closest": f"{day:%Y%m%d}000000", "sort": "closest"} if day else {}),
        }
        found = self.web.ask(f"{self.address}/cdx/search/cdx?{urlencode(query)}")
        rows = _json(found)
        # The first row has the names of the columns.
        times = rows[1:] if isinstance(rows, list) else []
        return self._snapshot(url, times[0][0]) if times and isinstance(times[0], list) else None

    def save(self, url: str) -> Snapshot:
        """Have the archive make a copy, and wait for it.

        Raises:
            FetchError: it does not, or takes too long.
        """
        assert self.keys is not None
        headers = {
            "Accept": "application/json",
            "Authorization": f"LOW {self.keys.access}:{self.keys.secret}",
        }
        fields = urlencode({"url": url, "skip_first_archive": "1"}).encode()
        begun = _json(self.web.ask(f"{self.address}/save", fields, headers))
        job = begun.get("job_id") if isinstance(begun, dict) else None
        if not isinstance(job, str) or not _JOB.fullmatch(job):
            raise FetchError(Trouble.REFUSED, "The archive does not take this address.")
        for _ in range(_PATIENCE):
            state = _json(self.web.ask(f"{self.address}/save/status/{job}", headers=headers))
            status = state.get("status") if isinstance(state, dict) else None
            if status == _DONE:
                found = self._snapshot(url, state.get("timestamp"))
                if found is not None:
                    return found
            if status != _PENDING:
                break
        else:
            raise FetchError(Trouble.FAILED, "The archive has not made a copy in time. Try later.")
        raise FetchError(Trouble.FAILED, "The archive could not make a copy of it.")

    def _snapshot(self, url: str, time: object) -> Snapshot | None:
        if not isinstance(time, str) or not _TIME.fullmatch(time):
            return None
        try:
            made = datetime.datetime.strptime(time, "%Y%m%d%H%M%S").replace(tzinfo=datetime.UTC)
        except ValueError:
            return None
        return Snapshot(f"{self.address}/web/{time}/{url}", made.date())


def as_it_was(url: str) -> str:
    """Return the address of the page itself, if this is that of a copy in the Wayback Machine.

    At the other one, the archive adds its own words to the page.
    """
    copy = _COPY.fullmatch(url)
    return f"{copy[1]}id_{copy[2]}" if copy else url


def _json(answer: Answer) -> Any:
    """Return the JSON of an answer.

    Raises:
        FetchError: it is none, or the archive has refused.
    """
    if answer.status in (401, 403):
        raise FetchError(Trouble.REFUSED, "The archive does not accept the keys.")
    if answer.status != 200:
        raise FetchError(Trouble.FAILED, f"The archive answers “{answer.name}”.")
    try:
        return json.loads(answer.data or b"[]")
    except (ValueError, RecursionError):
        raise FetchError(Trouble.FAILED, "The archive does not answer with JSON.") from None
