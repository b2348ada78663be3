"""`mkdocs serve` in a process of its own, and what a browser gets from it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from site_builder.publishing.manifest import MANIFEST

OVER_THE_PAGE = re.compile(
    r'(<section id="factsheet-faults".*?</section>\s*)?'
    r'<script src="/.preview/news.js"[^>]*></script>\n?',
    re.DOTALL,
)
PERSON = "people/ada-keeper/"
EXTENDED = '{% extends "base.html" %}\n'
FAULTS = 'id="factsheet-faults"'
PATIENCE_SECONDS = 60.0


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
    return port


class Served:
    """The site of a project, served from `mkdocs.yml` in its folder.

    `seconds` are how long each answer took, from the request to its last byte.
    """

    def __init__(self, folder: Path, port: int, *options: str) -> None:
        self.port, self.url = port, f"http://127.0.0.1:{port}/"
        self.log = folder.with_name(f"{folder.name}-{time.monotonic_ns()}.log")
        self.seconds: list[float] = []
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [
                    *(sys.executable, "-m", "mkdocs", "serve"),
                    *("--dev-addr", f"127.0.0.1:{port}", *options),
                ],
                cwd=folder,
                env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def __enter__(self) -> Self:
        self.until(lambda: self.status("") != 0)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.process.send_signal(signal.SIGINT)
        self.process.wait(PATIENCE_SECONDS)

    def get(self, path: str) -> tuple[int, bytes]:
        """Status and body; 0 where nothing answers."""
        start = time.perf_counter()
        try:
            url = self.url + path
            with urlopen(url, timeout=PATIENCE_SECONDS) as answer:  # noqa: S310  it is ours
                status, body = answer.status, answer.read()
        except HTTPError as error:
            with error:
                status, body = error.code, error.read()
        except (URLError, ConnectionError):
            return 0, b""
        self.seconds.append(time.perf_counter() - start)
        return status, body

    def raw(self, target: str, host: str = "127.0.0.1") -> tuple[int, bytes]:
        """Status and body for a request's target and `Host`, sent as they are."""
        request = f"GET {target} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
        address = ("127.0.0.1", self.port)
        with socket.create_connection(address, timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(request.encode())
            answer = b"".join(iter(lambda: connection.recv(65_536), b""))
        head, _, body = answer.partition(b"\r\n\r\n")
        return int(head.split()[1]), body

    def status(self, path: str) -> int:
        """The status alone."""
        return self.get(path)[0]

    def page(self, path: str) -> str:
        """A page with what is laid over it."""
        return self.get(path)[1].decode("utf-8")

    def until(self, holds: Callable[[], bool], seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until something holds; fail where it does not come, or the server has ended."""
        end = time.monotonic() + seconds
        while not holds():
            assert self.process.poll() is None, self.log.read_text()
            assert time.monotonic() < end, "It did not come.\n" + self.log.read_text()[-2000:]
            time.sleep(0.02)

    def differences(self, built: dict[str, bytes]) -> list[str]:
        """The files of a built site that are served otherwise, or not at all.

        A preview is not published, and has no manifest.
        """
        return [
            path for path, data in built.items() if path != MANIFEST and self._bare(path) != data
        ]

    def _bare(self, path: str) -> bytes:
        _, body = self.get(path)
        if not path.endswith(".html"):
            return body
        return OVER_THE_PAGE.sub("", body.decode("utf-8")).encode("utf-8")
