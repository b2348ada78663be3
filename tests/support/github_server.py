"""A stand-in for GitHub's API: it answers what a test tells it to, and keeps what it was asked."""

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

REPOSITORY = "facts/sheet"


@dataclass(frozen=True, slots=True)
class Asked:
    """One request; `path` comes without the repository's name, `data` from JSON."""

    method: str
    path: str
    data: Any
    authorization: str | None


@dataclass(slots=True)
class Server:
    """Answers by method and path, as `GET /pulls/7`; anything else is 404.

    An answer is JSON, or bytes, or an address to go to instead.
    """

    address: str
    answers: Mapping[str, Any]
    asked: list[Asked] = field(default_factory=list)

    @property
    def written(self) -> list[Asked]:
        """The requests that change something."""
        return [asked for asked in self.asked if asked.method != "GET"]


@contextmanager
def serving(answers: Mapping[str, Any]) -> Iterator[Server]:
    """A server on this machine that gives `answers`."""
    server: Server

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            length = int(self.headers.get("Content-Length", 0))
            data = json.loads(self.rfile.read(length)) if length else None
            path = self.path.removeprefix(f"/repos/{REPOSITORY}")
            server.asked.append(Asked(self.command, path, data, self.headers.get("Authorization")))
            found = server.answers.get(f"{self.command} {path}")
            self.send_response(404 if found is None else 302 if isinstance(found, str) else 200)
            if isinstance(found, str):
                self.send_header("Location", found)
            self.end_headers()
            if not isinstance(found, str):
                self.wfile.write(found if isinstance(found, bytes) else json.dumps(found).encode())

        do_GET = do_POST = do_PATCH = answer  # noqa: N815  as http.server has them

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as listener:
        server = Server(f"http://127.0.0.1:{listener.server_port}", answers)
        thread = threading.Thread(target=listener.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            listener.shutdown()
            thread.join()
