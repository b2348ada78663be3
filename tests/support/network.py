"""Hosts of the tests' own, all on this machine, and a witness of who was asked."""

import socket
import ssl
import sys
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_network

from site_builder.cli.network import Network
from site_builder.evidence.web.addresses import Guard
from site_builder.evidence.web.fetch import Limits, Web

HERE = ip_network("127.0.0.1/32")
AGENT = "officials-fact-sheet/0 (editors@sheet.example)"
Handler = BaseHTTPRequestHandler
Does = Callable[[Handler], None]
"""What a host does at an address."""


def answer(
    body: bytes | str = b"", status: int = 200, media: str = "text/html", **headers: str
) -> Does:
    """An answer; `_` in the name of a header is a hyphen."""
    data = body.encode() if isinstance(body, str) else body

    def does(handler: Handler) -> None:
        handler.send_response(status)
        if media:
            handler.send_header("Content-Type", media)
        for name, value in headers.items():
            handler.send_header(name.replace("_", "-"), value)
        handler.end_headers()
        handler.wfile.write(data)

    return does


def redirect(location: str, status: int = 302) -> Does:
    """A redirect."""
    return answer(status=status, Location=location)


@dataclass(slots=True)
class Asked:
    """One request: the host as it was named, the path, and the headers in small letters."""

    host: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(slots=True)
class Host:
    """A server on 127.0.0.1; `does` says what it does at each path, anything else is 404."""

    port: int
    does: dict[str, Does] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    waits: list[float] = field(default_factory=list)
    names: dict[str, Sequence[str]] = field(default_factory=dict)

    def url(self, path: str = "/", name: str = "news.example", scheme: str = "http") -> str:
        """The address of a path, at any name: all are this host."""
        return f"{scheme}://{name}:{self.port}{path}"

    def network(self, **limits: float) -> Network:
        """The network that commands are given, so that they ask this host."""
        return Network(
            guard=Guard((HERE,), frozenset({self.port})),
            limits=Limits(**{"pause": 0, "silence": 30, "total": 60} | limits),  # type: ignore[arg-type]
            resolve=self.resolve,
            wait=self.waits.append,
            archive=self.url("", "archive.example"),
        )

    def web(self, **limits: float) -> Web:
        """The web in which every name is this host, unless `names` says otherwise."""
        made = self.network(**limits)
        assert made.guard is not None
        assert made.limits is not None
        return Web(AGENT, made.guard, made.limits, self.resolve, wait=self.waits.append)

    def resolve(self, name: str, _port: int) -> Sequence[str]:
        """The addresses of a name."""
        return self.names.get(name, ["127.0.0.1"])

    @property
    def paths(self) -> list[str]:
        """What was asked for, `robots.txt` aside."""
        return [one.path for one in self.asked if one.path != "/robots.txt"]


@contextmanager
def hosting(
    does: Mapping[str, Does] | None = None, tls: ssl.SSLContext | None = None
) -> Iterator[Host]:
    """A host on this machine, with HTTPS if it has certificates."""
    host: Host

    class Answering(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            headers = {name.lower(): value for name, value in self.headers.items()}
            asked = Asked(headers.get("host", ""), self.path, headers, self.rfile.read(length))
            host.asked.append(asked)
            action = host.does.get(self.path)
            with suppress(OSError):  # the client has had enough
                action(self) if action else self.send_error(404)

        do_GET = do_POST = answer  # noqa: N815  as http.server has them

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            """Say nothing: a client may turn away from a certificate."""

    with Server(("127.0.0.1", 0), Answering) as server:
        if tls is not None:
            server.socket = tls.wrap_socket(server.socket, server_side=True)
        host = Host(server.server_port, dict(does or {}))
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield host
        finally:
            server.shutdown()
            thread.join()


@dataclass(slots=True)
class Witness:
    """What a guard must keep from happening: connections to a port of this machine.

    `reached` are those that sockets on all of its addresses were given; `sought` are all that this
    process has tried to make, wherever they go, as Python itself reports them.
    """

    port: int
    reached: list[object] = field(default_factory=list)
    sought: list[str] = field(default_factory=list)


_watching: list[Witness] = []


def _audit(event: str, arguments: tuple[object, ...]) -> None:
    if event == "socket.connect" and _watching:
        address = arguments[1]
        assert isinstance(address, tuple)
        for witness in _watching:
            witness.sought.append(f"{address[0]}:{address[1]}")


sys.addaudithook(_audit)


@contextmanager
def witnessed() -> Iterator[Witness]:
    """A witness of all connections, with a port at which every address of this machine listens."""
    with socket.create_server(("0.0.0.0", 0)) as four:  # noqa: S104  to be reached is the point
        witness = Witness(four.getsockname()[1])
        listening = [four]
        if socket.has_ipv6:
            try:
                six = socket.create_server(("::", witness.port), family=socket.AF_INET6)
                listening.append(six)
            except OSError:
                pass  # this machine has no IPv6
        for one in listening:
            threading.Thread(target=_accept, args=(one, witness), daemon=True).start()
        _watching.append(witness)
        try:
            yield witness
        finally:
            _watching.remove(witness)
            for one in listening:
                one.close()


def _accept(listening: socket.socket, witness: Witness) -> None:
    while True:
        try:
            connection, address = listening.accept()
        except OSError:
            return
        witness.reached.append(address)
        connection.close()
