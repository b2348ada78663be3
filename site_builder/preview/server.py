"""The preview's web server, for browsers on this machine."""

import re
import socket
import sys
import webbrowser
from collections.abc import Callable
from functools import partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlsplit

from site_builder.preview import panel
from site_builder.preview.access import is_own_host, path_of
from site_builder.preview.answers import NEWS, OWN, Response, Responses
from site_builder.preview.preview import Preview
from site_builder.preview.watcher import Watcher

_WAITING_SECONDS = 25.0
_NEWS_AFTER = re.compile(rf"{re.escape(OWN + NEWS)}([0-9]{{1,20}})")


class PreviewServer(ThreadingHTTPServer):
    """Serves a preview at `url`; MkDocs uses it in place of its own server.

    `say` is told where it serves. Shutting it down ends the preview.
    """

    daemon_threads = True
    request_queue_size = 64

    def __init__(
        self,
        url: str,
        preview: Preview,
        editor: panel.Address,
        say: Callable[[str], None],
        *,
        polling: bool,
    ) -> None:
        parts = urlsplit(url)
        host, self._url, self._say = parts.hostname or "", url, say
        if ":" in host:
            self.address_family = socket.AF_INET6
        responses = Responses(preview, parts.path, editor)
        handler = partial(_Handler, preview, responses, host, parts.path)
        super().__init__((host, parts.port or 80), handler, bind_and_activate=False)
        self._preview = preview
        self._watcher = Watcher(preview.look, lambda: preview.roots, polling=polling)

    def watch(self, path: str, func: object = None, *, recursive: bool = True) -> None:
        """Have the host build again when anything changes at a path."""
        del func, recursive  # MkDocs passes them; a preview looks at everything
        self._preview.watch(Path(path))

    def serve(self, *, open_in_browser: bool = False) -> None:
        """Answer until interrupted.

        Raises:
            OSError: the address is taken, or the system has no more watches to give.
        """
        self.server_bind()
        self.server_activate()
        self._watcher.start()
        self._say(f"Serving on {self._url}")
        if open_in_browser:
            webbrowser.open(self._url)
        self.serve_forever(poll_interval=0.25)

    def shutdown(self) -> None:
        """Stop what `serve` has started, once it has ended, and end the preview."""
        self._watcher.stop()
        self._preview.end()
        self.server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Pass over browsers that left before they got a response."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def __init__(
        self, preview: Preview, responses: Responses, host: str, mount: str, *connection: Any
    ) -> None:
        self._preview, self._responses = preview, responses
        self._host, self._mount = host, mount
        super().__init__(*connection)

    def do_GET(self) -> None:
        self._send(self._respond())

    do_HEAD = do_GET  # noqa: N815

    def log_message(self, format: str, *args: object) -> None:
        """Keep the terminal for what is wrong with the content."""

    def _respond(self) -> Response:
        if not is_own_host(self.headers.get("Host", ""), self._host):
            return _refusal(HTTPStatus.FORBIDDEN, "This preview answers only to its own address.")
        # `self.path` has lost control characters that the standard library reads as white space.
        path = path_of(self.requestline.partition(" ")[2].rpartition(" ")[0])
        if path is None:
            return _refusal(HTTPStatus.BAD_REQUEST, "Not a valid address.")
        if not path.startswith(self._mount):
            return Response(HTTPStatus.FOUND, "text/plain", b"", "")
        path = path.removeprefix(self._mount)
        if number := _NEWS_AFTER.fullmatch(path):
            newest = self._preview.wait(int(number[1]), _WAITING_SECONDS)
            return Response(HTTPStatus.OK, "text/plain", str(newest).encode())
        return self._responses.at(path)

    def _send(self, response: Response) -> None:
        self.send_response(response.status)
        self.send_header("Content-Type", response.kind)
        self.send_header("Content-Length", str(len(response.body)))
        self.send_header("Cache-Control", "no-store")
        if response.status == HTTPStatus.FOUND:
            self.send_header("Location", quote(self._mount + response.location))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(response.body)


def _refusal(status: HTTPStatus, why: str) -> Response:
    return Response(status, "text/plain; charset=utf-8", f"{why}\n".encode())
