"""What goes over the wire: requests of any kind, and an answer to each."""

import socket
import threading
from collections.abc import Iterator
from pathlib import Path

from tests.preview.test_access import FOREIGN, MALFORMED, OWN
from tests.support.preview import PATIENCE_SECONDS, PERSON, Served
from tests.support.project import Project, person, statement


def hostile_targets(secret: Path) -> Iterator[str]:
    """Request targets that try to reach a file outside the site, each written in many ways."""
    steps = "../" * 12
    for path in (str(secret), "/etc/passwd", "/proc/self/environ"):
        for prefix in (
            "/",
            "//",
            "/people/",
            "/assets/",
            "/assets/images/",
            "/find/",
            "/.preview/",
        ):
            for way in (path, f"{steps}{path[1:]}", f"{steps.replace('.', '%2e')}{path[1:]}"):
                yield prefix + way
                yield prefix + way.replace("/", "%2F")
                yield prefix + way.replace("/", "%252f")
                yield prefix + way.replace("/", "%2F") + "?search"
                yield prefix + way.replace("../", "....//")
    yield f"http://127.0.0.1{secret}"
    yield f"file://{secret}"


def test_hostile_paths_reach_nothing(running: tuple[Project, Served]) -> None:
    """No path over the wire reaches a file outside the site, and each is answered."""
    project, served = running
    secret = project.folder.with_name("secret.txt")
    secret.write_text("The secret of the lamps.")
    targets = [*hostile_targets(secret), *MALFORMED]
    assert len(targets) > 200
    for target in targets:
        status, body = served.raw(target)
        wanted = (400,) if target in MALFORMED else (302, 400, 404)
        assert status in wanted, (target, status)
        for word in (b"secret of the lamps", b"root:", b"PATH="):
            assert word not in body, target


def test_requests_under_another_name_are_refused(served: Served) -> None:
    """A page that points a name of its own at this machine gets nothing (DNS rebinding)."""
    for host in FOREIGN:
        assert served.raw("/people/", host)[0] == 403, host
        assert served.raw("/.preview/news/0", host)[0] == 403, host
    for host in OWN:
        assert served.raw("/people/", host)[0] == 200, host


def test_what_is_not_there(served: Served) -> None:
    """What the site lacks is not found, whatever the address tries; what lacks a slash gets one."""
    for path in (
        "people/nobody/",
        "nothing.css",
        "../mkdocs.yml",
        "%2e%2e/mkdocs.yml",
    ):
        assert served.status(path) == 404, path
    assert "Ada Keeper" in served.page("people/ada-keeper")


def test_the_head_of_an_answer_alone(served: Served) -> None:
    """`HEAD` is answered as `GET` is, with the length of the page and without the page."""
    address = ("127.0.0.1", served.port)
    with socket.create_connection(address, timeout=PATIENCE_SECONDS) as connection:
        connection.sendall(b"HEAD / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        answer = b"".join(iter(lambda: connection.recv(65_536), b""))
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 200 ")
    assert b"Cache-Control: no-store" in head
    assert b"Content-Length: 0" not in head
    assert body == b""


def test_news_come_when_there_are_any(project: Project, served: Served) -> None:
    """Whoever asks for news is answered at once if there are any, and else when they come."""
    served.until(lambda: served.status("sitemap.xml") == 200)  # no other news are to come
    number = served.get(".preview/news/0")[1].decode()
    answers: list[bytes] = []
    waiting = threading.Thread(
        target=lambda: answers.append(served.get(f".preview/news/{number}")[1])
    )
    waiting.start()
    project.write("people/ada-keeper.yml", person(statement(quote="Put the lamps out.")))
    waiting.join(PATIENCE_SECONDS)
    assert int(answers[0]) > int(number)
    served.until(lambda: "Put the lamps out." in served.page(PERSON))
