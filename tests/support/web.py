"""A built site, served on this machine."""

import gzip
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache, partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ENDED = set[str]()
"""The hosts, with their ports, that served something and do so no longer."""


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves files without a log, also to readers who leave before all is there."""

    def handle(self) -> None:
        """Answer all requests of a connection, until it is closed."""
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


class CompressingHandler(QuietHandler):
    """Serves files as static hosts do: texts compressed, connections kept, answers cached."""

    protocol_version = "HTTP/1.1"
    # Or else small answers wait for the receipt of their own headers.
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer with a file, with a folder's page, or that there is none."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(HTTPStatus.NOT_FOUND)
            return
        body = file.read_bytes()
        kind = self.guess_type(file)
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", kind)
        if kind.startswith("text/") or kind.endswith(("javascript", "json", "xml")):
            body = _compressed(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Cache-Control", "max-age=600")
        self.end_headers()
        self.wfile.write(body)


@lru_cache(maxsize=64)
def _compressed(body: bytes) -> bytes:
    """Each text once: hosts do not compress anew for every reader."""
    return gzip.compress(body)


@contextmanager
def served(folder: Path, handler: type[QuietHandler] = QuietHandler) -> Iterator[str]:
    """The address at which a folder is served, with no slash at its end."""
    in_folder = partial(handler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), in_folder) as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        host = f"127.0.0.1:{server.server_port}"
        ENDED.discard(host)
        try:
            yield f"http://{host}"
        finally:
            ENDED.add(host)
            server.shutdown()
            thread.join()
