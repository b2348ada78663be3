"""Fetch a page: slowly, politely, and from nowhere but the public internet.

A name is resolved once; the connection goes to the address that was checked, with the name kept for
the `Host` header and the certificate, and again at each redirect. Nothing is sent that could tell
who a reader is: no cookies, no referrer. No proxy is used, because it would resolve names itself.
"""

import datetime
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from email.message import Message
from email.utils import parsedate_to_datetime
from enum import StrEnum
from http.client import HTTPException, responses
from pathlib import PurePosixPath
from typing import NamedTuple
from urllib.parse import SplitResult, quote, urldefrag, urljoin, urlsplit

from urllib3.connection import HTTPConnection
from urllib3.exceptions import HTTPError
from urllib3.response import BaseHTTPResponse

from site_builder.evidence.extractors import MAX_BYTES, MEDIA
from site_builder.evidence.web.addresses import Guard
from site_builder.evidence.web.robots import Robots

HOPS = 5
"""How many redirects are followed."""
# Media types by which servers say that they do not know.
_UNKNOWN = frozenset(
    ("", "application/octet-stream", "binary/octet-stream", "application/x-download")
)
_CHUNK = 64 * 1024
# How many addresses of a host are tried; one may be of a network that this machine has no way to.
_MOST_ADDRESSES = 4
# What the libraries raise if a connection ends, or carries no HTTP.
_BROKEN = (OSError, HTTPError, HTTPException)
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_UNWELCOME = frozenset((401, 402, 403, 407, 429, 451))


class Trouble(StrEnum):
    """Why there is no page."""

    REFUSED = "refused"
    """The host does not want to be asked by a machine, or not now."""
    FAILED = "failed"
    """It does not answer, or not with a page."""
    UNREADABLE = "unreadable"
    """It answers with something that cannot be read."""


class FetchError(Exception):
    """There is no page; the message is a sentence that says why, without a word of the answer."""

    def __init__(self, trouble: Trouble, message: str) -> None:
        super().__init__(message)
        self.trouble = trouble


class Page(NamedTuple):
    """What an address has answered: the bytes, their type and encoding, and where they were."""

    data: bytes
    media: str
    charset: str
    url: str


class Answer(NamedTuple):
    """What a host has answered to one request: the status, the headers, and the bytes."""

    status: int
    headers: Mapping[str, str]
    data: bytes

    @property
    def name(self) -> str:
        """The status as a number with its standard name, whatever the host calls it."""
        return f"{self.status} {responses.get(self.status, '')}".rstrip()


class Limits(NamedTuple):
    """How long and how large: seconds and bytes.

    `silence` is the longest wait for the next bytes, `total` that for a whole answer. `pause` is
    the time between two requests to a host. A host that asks to be asked again after at most
    `patience` is.
    """

    silence: float = 15
    total: float = 30
    pause: float = 5
    patience: float = 60
    size: int = MAX_BYTES


Resolve = Callable[[str, int], Sequence[str]]
"""Gives the addresses of a host."""


def resolve(host: str, port: int) -> Sequence[str]:
    """Return the addresses of a host, as this machine resolves names.

    Raises:
        OSError: there are none.
    """
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [*dict.fromkeys(str(entry[4][0]) for entry in found)]


@dataclass
class Web:
    """The web, as this tool asks it; `agent` says who is asking, and how to reach them.

    What tests give otherwise: what may be asked, how names are resolved, which certificates are
    trusted, and how to wait.
    """

    agent: str
    guard: Guard = field(default_factory=Guard)
    limits: Limits = field(default_factory=Limits)
    resolve: Resolve = resolve
    trust: Callable[[], ssl.SSLContext] = ssl.create_default_context
    wait: Callable[[float], None] = time.sleep
    _free: dict[str, float] = field(default_factory=dict)
    _robots: dict[str, Robots | FetchError] = field(default_factory=dict)
    _unwelcome: dict[str, str] = field(default_factory=dict)

    def page(self, url: str) -> Page:
        """Fetch a page, if its host lets machines do that.

        Raises:
            FetchError: there is none to be had.
        """
        answer, final = self._follow(url, obeys=True)
        if answer.status != 200:
            raise FetchError(_trouble(answer), f"It answers “{answer.name}”.")
        media, charset = _type(answer, final)
        return Page(answer.data, media, charset, final)

    def ask(
        self, url: str, fields: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """Send one request to an interface that is made for machines; follow no redirect.

        With `fields`, a form in the encoding of web addresses, it is a POST.

        Raises:
            FetchError: there is no answer.
        """
        return self._request(url, fields, headers or {})

    def _follow(self, url: str, *, obeys: bool) -> tuple[Answer, str]:
        """Return the answer of an address, or of the one that it leads to, and that address."""
        for _ in range(HOPS + 1):
            url = urldefrag(url).url
            if fault := self.guard.url_fault(url):
                raise FetchError(Trouble.FAILED, fault)
            if obeys:
                self._obey(url)
            answer = self._request(url, None, {})
            location = answer.headers.get("Location")
            if answer.status not in _REDIRECTS or not location:
                return answer, url
            # A header's bytes, of which an address can have only some as they are.
            there = quote(location.encode("latin-1", "replace"), safe="!#$%&'()*+,/:;=?@[]~")
            try:
                url = urljoin(url, there)
            except ValueError:
                raise FetchError(Trouble.FAILED, "It redirects to what is no address.") from None
        raise FetchError(Trouble.FAILED, f"It redirects more than {HOPS} times.")

    def _obey(self, url: str) -> None:
        """Refuse an address that the host's `robots.txt` keeps machines from.

        Raises:
            FetchError: it does, or there is no telling.
        """
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc.lower()}"
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        rules = self._robots[origin]
        if isinstance(rules, FetchError):
            raise FetchError(rules.trouble, str(rules))
        if not rules.allows(url):
            raise FetchError(Trouble.REFUSED, "Its `robots.txt` does not let machines read it.")

    def _rules(self, origin: str) -> Robots | FetchError:
        try:
            answer, _ = self._follow(f"{origin}/robots.txt", obeys=False)
        except FetchError as error:
            return error
        if answer.status == 429 or answer.status >= 500:
            return FetchError(
                Trouble.REFUSED, f"Its `robots.txt` cannot be read: it answers “{answer.name}”."
            )
        # Without such a file, or any that machines may read, everything is allowed.
        return Robots(answer.data if answer.status == 200 else b"")

    def _request(self, url: str, fields: bytes | None, headers: Mapping[str, str]) -> Answer:
        """Send one request, and again if the host asks for a short pause.

        Raises:
            FetchError: there is no answer, or the host wants to be left alone.
        """
        if fault := self.guard.url_fault(url):
            raise FetchError(Trouble.FAILED, fault)
        host = (urlsplit(url).hostname or "").lower()
        for is_last in (False, True):
            if why := self._unwelcome.get(host):
                raise FetchError(Trouble.REFUSED, why)
            self._queue(host, url)
            answer = self._exchange(url, fields, headers)
            after = _retry_after(answer)
            if answer.status not in (429, 503) or after is None:
                return answer
            if is_last or after > self.limits.patience:
                # Nor is it asked for anything else before the command is run again.
                why = f"It answers “{answer.name}”, and wants to be left alone for a while."
                self._unwelcome[host] = why
            else:
                self.wait(after)
        raise FetchError(Trouble.REFUSED, self._unwelcome[host])

    def _queue(self, host: str, url: str) -> None:
        """Wait until the host may be asked again."""
        now = time.monotonic()
        start = max(self._free.get(host, now), now)
        if start > now:
            self.wait(start - now)
        parts = urlsplit(url)
        rules = self._robots.get(f"{parts.scheme}://{parts.netloc.lower()}")
        asked = rules.pause if isinstance(rules, Robots) else 0
        self._free[host] = start + max(self.limits.pause, asked)

    def _exchange(self, url: str, fields: bytes | None, headers: Mapping[str, str]) -> Answer:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
        port = parts.port or (443 if parts.scheme == "https" else 80)
        sent = {
            "Host": parts.netloc.lower(),
            "User-Agent": self.agent,
            "Accept": "text/html,application/xhtml+xml,application/pdf,text/plain;q=0.9,*/*;q=0.5",
            "Accept-Encoding": "gzip",
            "Connection": "close",
            **({"Content-Type": "application/x-www-form-urlencoded"} if fields else {}),
            **headers,
        }
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        try:
            raw = self._connected(host, port)
            with raw, _ended_after(self.limits.total, raw) as clock:
                answer = None
                try:
                    answer = self._talk(parts, raw, path, fields, sent)
                except _BROKEN:
                    if not clock.is_over:
                        raise
                # A connection that was ended may look like an answer that is complete.
                if answer is None or clock.is_over:
                    raise FetchError(Trouble.FAILED, clock.message)
                return answer
        except ssl.SSLCertVerificationError:
            raise FetchError(
                Trouble.FAILED, "Its certificate is not valid for this address."
            ) from None
        except ssl.SSLError:
            raise FetchError(Trouble.FAILED, "It offers no secure connection.") from None
        except TimeoutError:
            raise FetchError(Trouble.FAILED, "It does not answer in time.") from None
        except (*_BROKEN, ValueError):
            raise FetchError(Trouble.FAILED, "It breaks off, or answers no HTTP.") from None

    def _talk(
        self,
        parts: SplitResult,
        raw: socket.socket,
        path: str,
        fields: bytes | None,
        headers: Mapping[str, str],
    ) -> Answer:
        """Send a request over a connection, and read the answer."""
        host = (parts.hostname or "").lower()
        if parts.scheme == "https":
            raw = self.trust().wrap_socket(raw, server_hostname=host)
        connection = HTTPConnection(host, timeout=self.limits.silence)
        connection.sock = raw
        # Or a connection that is closed would be opened anew, to wherever the name leads by then.
        connection.auto_open = 0
        try:
            method = "POST" if fields else "GET"
            connection.request(method, path, fields, headers, preload_content=False)
            response = connection.getresponse()
            try:
                return self._read(response)
            finally:
                response.close()
        finally:
            connection.close()
            raw.close()

    def _connected(self, host: str, port: int) -> socket.socket:
        """Resolve a host, check what it resolves to, and connect to that.

        Raises:
            FetchError: it is not known, not public, or does not answer.
        """
        try:
            addresses = self.resolve(host, port)
        except (OSError, UnicodeError):
            addresses = []
        if not addresses:
            raise FetchError(Trouble.FAILED, "There is no such host.")
        # One that is not public among others is no accident, whichever would be taken.
        if not all(map(self.guard.allows, addresses)):
            raise FetchError(
                Trouble.FAILED, "Its host is not on the public internet, and was not asked."
            )
        for address in addresses[:_MOST_ADDRESSES]:
            try:
                return socket.create_connection((address, port), self.limits.silence)
            except OSError:
                continue
        raise FetchError(Trouble.FAILED, "Its host does not answer.")

    def _read(self, response: BaseHTTPResponse) -> Answer:
        """Read an answer to its end, unpacked, up to the limit.

        Raises:
            FetchError: it is too large, or packed in a way that was not asked for.
        """
        headers = response.headers
        if response.status != 200:
            return Answer(response.status, headers, b"")
        if headers.get("Content-Encoding", "identity").lower() not in ("identity", "gzip", ""):
            raise FetchError(Trouble.UNREADABLE, "It is packed in a way that cannot be read.")
        most = self.limits.size
        too_much = f"It has more than {most:,} bytes."
        if headers.get("Content-Length", "").isdecimal() and int(headers["Content-Length"]) > most:
            raise FetchError(Trouble.UNREADABLE, too_much)
        data = bytearray()
        for chunk in response.stream(_CHUNK, decode_content=True):
            data += chunk
            if len(data) > most:
                raise FetchError(Trouble.UNREADABLE, too_much)
        return Answer(response.status, headers, bytes(data))


class _Clock:
    """Whether the time for an answer is over, and what to say then."""

    def __init__(self, seconds: float) -> None:
        self.is_over = False
        self.message = f"It takes longer than {seconds:g} seconds."


@contextmanager
def _ended_after(seconds: float, sock: socket.socket) -> Iterator[_Clock]:
    """End a connection after some time, however steadily it drips.

    A limit for each read would let a host send a byte now and then for ever.
    """
    clock = _Clock(seconds)
    # A second handle of the same connection: the first one becomes part of an encrypted one.
    twin = sock.dup()

    def end() -> None:
        clock.is_over = True
        with suppress(OSError):
            twin.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield clock
    finally:
        timer.cancel()
        timer.join()
        twin.close()


def _trouble(answer: Answer) -> Trouble:
    """Return what an answer that is no page means for it."""
    if answer.status in _UNWELCOME or "Retry-After" in answer.headers:
        return Trouble.REFUSED
    # It is there, but this is not it: some hosts answer machines with 202 and a riddle.
    return Trouble.UNREADABLE if 200 <= answer.status < 300 else Trouble.FAILED


def _retry_after(answer: Answer) -> float | None:
    """Return for how many seconds a host wants to be left alone; None if it does not say."""
    value = answer.headers.get("Retry-After", "").strip()
    if value.isdecimal() and value.isascii():
        return float(value[:9])
    try:
        then = parsedate_to_datetime(value)
    except ValueError:
        return None
    if then.tzinfo is None:
        then = then.replace(tzinfo=datetime.UTC)
    return max((then - datetime.datetime.now(datetime.UTC)).total_seconds(), 0.0)


def _type(answer: Answer, url: str) -> tuple[str, str]:
    """Return the media type and the encoding of an answer, as the host or else the bytes say."""
    if answer.data.startswith(b"%PDF-"):
        return "application/pdf", ""
    header = Message()
    header["Content-Type"] = answer.headers.get("Content-Type", "")
    media = header.get_content_type() if answer.headers.get("Content-Type") else ""
    charset = header.get_content_charset("")
    if media in _UNKNOWN:
        ending = PurePosixPath(urlsplit(url).path).suffix.lower()
        media = MEDIA.get(ending, "text/html")
    return media, charset
