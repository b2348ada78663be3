"""Fetching a page: what is asked, what is refused, and when it ends."""

import gzip
import socket
import ssl
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
import trustme

from site_builder.evidence.web.addresses import Guard
from site_builder.evidence.web.fetch import FetchError, Limits, Trouble, Web
from tests.support.network import (
    AGENT,
    HERE,
    Does,
    Handler,
    Host,
    Witness,
    answer,
    hosting,
    redirect,
    witnessed,
)

# As written in an address. `{}` stands for the port at which this machine listens.
WRITTEN = (
    *("http://127.0.0.1:{}/", "http://127.1:{}/", "http://127.0.1:{}/", "http://127.0.0.1.:{}/"),
    *("http://2130706433:{}/", "http://017700000001:{}/", "http://0x7f000001:{}/"),
    *("http://0x7f.0.0.1:{}/", "http://0177.0.0.1:{}/", "http://0x7f.1:{}/", "http://0:{}/"),
    *("http://0.0.0.0:{}/", "http://127.0.0.2:{}/", "http://127.255.255.254:{}/"),
    *("http://00000177.00.0x0.1:{}/", "http://4294967297.1:{}/", "http://[::1]:{}/"),
    *("http://[::]:{}/", "http://[0:0:0:0:0:0:0:1]:{}/", "http://[::ffff:127.0.0.1]:{}/"),
    *("http://[::ffff:7f00:1]:{}/", "http://[::127.0.0.1]:{}/", "http://[64:ff9b::7f00:1]:{}/"),
    *("http://[::1%25lo]:{}/", "http://localhost:{}/", "http://LOCALHOST:{}/"),
    *("http://localhost.:{}/", "http://ip6-localhost:{}/", "http://news.example@127.0.0.1:{}/"),
    *("http://127.0.0.1:{}@localhost:{}/", "http:\\\\127.0.0.1:{}/", "http:///127.0.0.1:{}/"),
    *("http://%31%32%37.0.0.1:{}/", "http://１２７.0.0.1:{}/", "http://①②⑦.⓪.⓪.①:{}/"),
    *(
        "http://127。0。0。1:{}/",
        "http://127.0.0.1:{}\t/",
        "//127.0.0.1:{}/",
        "gopher://localhost:{}/",
    ),
    *("ftp://localhost:{}/", "ws://localhost:{}/", "HTTP://LocalHost:{}/"),
)
# As a name server answers.
RESOLVED = (
    *("127.0.0.1", "127.0.0.2", "0.0.0.0", "::1", "::", "::ffff:127.0.0.1", "::127.0.0.1"),  # noqa: S104
    *("64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "fe80::1%lo"),
    *("10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "198.18.0.1"),
    *("224.0.0.1", "240.0.0.1", "255.255.255.255", "fc00::1", "fd00:ec2::254", "fec0::1"),
    *("ff02::1", "2001:db8::1", "::ffff:0:127.0.0.1", "2a00:1450::5efe:7f00:1", "2130706433"),
    *("127.1", "0x7f000001", "localhost"),
)


@pytest.fixture(scope="module")
def witness() -> Iterator[Witness]:
    """A port that nothing may reach."""
    with witnessed() as made:
        yield made


@pytest.fixture(name="host")
def a_host() -> Iterator[Host]:
    """A host that allows machines everything, and has nothing yet."""
    with hosting({"/robots.txt": answer("", 404)}) as made:
        yield made


def trouble(web: Web, url: str) -> tuple[Trouble, str]:
    """Why there is no page."""
    with pytest.raises(FetchError) as raised:
        web.page(url)
    return raised.value.trouble, str(raised.value)


@pytest.mark.parametrize("url", WRITTEN)
def test_no_local_address_is_asked(witness: Witness, url: str) -> None:
    """No way to write a local address leads there, with the names that this machine resolves."""
    witness.sought.clear()
    web = Web(AGENT, Guard(ports=frozenset({witness.port})), Limits(pause=0, silence=1, total=2))
    assert trouble(web, url.replace("{}", str(witness.port)))[0] is Trouble.FAILED
    assert (witness.reached, witness.sought) == ([], [])


@pytest.mark.parametrize("address", RESOLVED)
@pytest.mark.parametrize("others", [[], ["93.184.215.14"]], ids=["alone", "after a public one"])
def test_no_name_of_a_local_address_is_asked(
    witness: Witness, address: str, others: list[str]
) -> None:
    """A name that resolves to what is not public is not asked, at none of its addresses."""
    witness.sought.clear()
    web = Web(
        AGENT,
        Guard(ports=frozenset({witness.port})),
        Limits(pause=0, silence=1, total=2),
        lambda _host, _port: [*others, address],
    )
    found = trouble(web, f"http://news.example:{witness.port}/")
    assert found == (
        Trouble.FAILED,
        "Its host is not on the public internet, and was not asked.",
    )
    assert (witness.reached, witness.sought) == ([], [])


@pytest.mark.parametrize("robots", [False, True], ids=["page", "robots.txt"])
@pytest.mark.parametrize("url", [*WRITTEN, "http://inside.example:{}/"])
def test_no_redirect_leads_to_a_local_address(
    witness: Witness, host: Host, url: str, robots: bool
) -> None:
    """A redirect is checked like an address of a record, also that of `robots.txt`."""
    there = url.replace("{}", str(witness.port)).encode().decode("latin-1").replace("\t", "%09")
    host.does["/robots.txt" if robots else "/"] = redirect(there)
    host.names = {"inside.example": ["127.0.0.2"], "localhost": ["127.0.0.2", "::1"]}
    guard = Guard((HERE,), frozenset({host.port, witness.port}))
    witness.sought.clear()
    trouble(replace(host.web(), guard=guard), host.url())
    assert witness.reached == []
    assert {*witness.sought} == {f"127.0.0.1:{host.port}"}


def test_a_name_is_resolved_once(witness: Witness, host: Host) -> None:
    """The connection goes to the address that was checked, whatever a second answer would be."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["127.0.0.2"]])
    asked = []

    def rebinding(name: str, _port: int) -> Sequence[str]:
        asked.append(name)
        return next(answers)

    host.does |= {"/": answer("words"), "/next": answer("words")}
    web = replace(host.web(), resolve=rebinding)
    witness.sought.clear()
    assert web.page(host.url()).data == b"words"
    assert asked == ["news.example"] * 2  # once for `robots.txt`, once for the page
    assert "public" in trouble(web, host.url("/next"))[1]
    assert witness.sought == [f"127.0.0.1:{host.port}"] * 2


def test_what_is_sent(host: Host) -> None:
    """The host is told its name and who asks; nothing tells who that has been before."""
    host.does["/a"] = answer(
        "words", media="text/html; charset=koi8-r", Set_Cookie="a=b", Location="/b"
    )
    web = host.web()
    for _ in range(2):
        page = web.page(f"{host.url('/a')}#part")
        assert page == (b"words", "text/html", "koi8-r", host.url("/a"))
    assert [one.path for one in host.asked] == ["/robots.txt", "/a", "/a"]
    assert {*host.asked[-1].headers} == {
        *("host", "user-agent", "accept", "accept-encoding", "connection")
    }
    assert host.asked[-1].headers["user-agent"] == AGENT
    assert host.asked[-1].host == f"news.example:{host.port}"


def test_redirects(host: Host) -> None:
    """Redirects are followed to a page, and not for ever; what they have no words for, they say."""
    host.does |= {
        "/1": redirect("/2?a=b", 301),
        "/2?a=b": redirect("caf\xe9", 308),
        "/caf%E9": answer("words"),
        "/loop": redirect("loop"),
        "/bad": redirect("http://[/"),
    }
    assert host.web().page(host.url("/1")).url == host.url("/caf%E9")
    assert trouble(host.web(), host.url("/loop")) == (
        Trouble.FAILED,
        "It redirects more than 5 times.",
    )
    assert host.paths.count("/loop") == 6
    assert "no address" in trouble(host.web(), host.url("/bad"))[1]


@pytest.mark.parametrize(
    ("status", "headers", "expected"),
    [
        (403, {}, (Trouble.REFUSED, "It answers “403 Forbidden”.")),
        (401, {}, (Trouble.REFUSED, "It answers “401 Unauthorized”.")),
        (429, {}, (Trouble.REFUSED, "It answers “429 Too Many Requests”.")),
        (404, {}, (Trouble.FAILED, "It answers “404 Not Found”.")),
        (503, {}, (Trouble.FAILED, "It answers “503 Service Unavailable”.")),
        (599, {}, (Trouble.FAILED, "It answers “599”.")),
        (202, {}, (Trouble.UNREADABLE, "It answers “202 Accepted”.")),
        (204, {}, (Trouble.UNREADABLE, "It answers “204 No Content”.")),
        (302, {}, (Trouble.FAILED, "It answers “302 Found”.")),
    ],
)
def test_statuses(
    host: Host, status: int, headers: dict[str, str], expected: tuple[Trouble, str]
) -> None:
    """A host that refuses is told apart from a page that is gone."""
    host.does["/"] = answer("It is gone, `rm -rf`!", status, **headers)
    assert trouble(host.web(), host.url()) == expected


def test_retry_after(host: Host) -> None:
    """A host that asks for a short pause gets it; one that asks for a long one is left alone."""
    answers = iter([answer(status=429, Retry_After="7"), answer("words")])

    def in_turn(handler: Handler) -> None:
        next(answers)(handler)

    host.does["/"] = in_turn
    web = host.web()
    assert web.page(host.url()).data == b"words"
    assert host.waits == [7]
    host.does |= {
        "/busy": answer(status=503, Retry_After="Fri, 31 Dec 2100 23:59:59 GMT"),
        "/other": answer("words"),
    }
    said = (
        Trouble.REFUSED,
        "It answers “503 Service Unavailable”, and wants to be left alone for a while.",
    )
    assert trouble(web, host.url("/busy")) == said
    assert trouble(web, host.url("/other")) == said
    assert host.paths == ["/", "/", "/busy"]
    host.does["/always"] = answer(status=429, Retry_After="1")
    assert "left alone" in trouble(host.web(), host.url("/always"))[1]
    assert host.paths.count("/always") == 2


def test_a_host_is_not_hurried(host: Host) -> None:
    """Requests to a host have a pause between them, as long as it asks for; others do not wait."""
    host.does |= {"/": answer("words"), "/2": answer("words")}
    web = host.web(pause=5)
    web.page(host.url())
    web.page(host.url("/2"))
    web.page(host.url("/", "other.example"))
    # The waits are not slept here, so they add up.
    assert [round(wait) for wait in host.waits] == [5, 10, 5]
    host.waits.clear()
    host.does["/robots.txt"] = answer("User-agent: *\nCrawl-delay: 20", media="text/plain")
    web = host.web(pause=5)
    web.page(host.url())
    web.page(host.url("/2"))
    assert [round(wait) for wait in host.waits] == [5, 25]


def test_robots(host: Host) -> None:
    """What a host keeps machines from is not asked for; a file that fails keeps them from all."""
    host.does |= {
        "/robots.txt": answer("User-agent: *\nDisallow: /private", media="text/plain"),
        "/private/a": answer("words"),
        "/public": redirect("/private/a"),
    }
    refused = (Trouble.REFUSED, "Its `robots.txt` does not let machines read it.")
    assert trouble(host.web(), host.url("/private/a")) == refused
    assert trouble(host.web(), host.url("/public")) == refused
    assert host.paths == ["/public"]
    host.does["/robots.txt"] = answer(status=500)
    assert trouble(host.web(), host.url("/public")) == (
        Trouble.REFUSED,
        "Its `robots.txt` cannot be read: it answers “500 Internal Server Error”.",
    )


heard_out: list[Handler] = []
"""The answers that somebody has waited for to the end, although they drip."""


def drip(handler: Handler) -> None:
    """A page that comes byte by byte, for longer than anybody should wait."""
    answer("words")(handler)
    for _ in range(250):
        handler.wfile.write(b".")
        time.sleep(0.02)
    heard_out.append(handler)


def drip_headers(handler: Handler) -> None:
    """Headers that do."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
    for _ in range(250):
        handler.wfile.write(b".")
        time.sleep(0.02)
    heard_out.append(handler)


def endless(handler: Handler) -> None:
    """A page that comes fast, and never ends."""
    answer("words")(handler)
    while True:
        handler.wfile.write(b"." * 65_536)


def silent(_handler: Handler) -> None:
    """An answer that does not come."""
    time.sleep(1)


def garbage(handler: Handler) -> None:
    """What is no HTTP."""
    handler.wfile.write(b"220 mail.example ESMTP\r\n")


def many_headers(handler: Handler) -> None:
    """Headers that never end."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 100_000)


def cut_short(handler: Handler) -> None:
    """A page that is shorter than it says."""
    answer("words", Content_Length="1000")(handler)


BOMB = gzip.compress(bytes(30_000_000), mtime=0)


@pytest.mark.parametrize(
    ("does", "limits", "expected"),
    [
        (drip, {"total": 0.3}, (Trouble.FAILED, "It takes longer than 0.3 seconds.")),
        (drip_headers, {"total": 0.3}, (Trouble.FAILED, "It takes longer than 0.3 seconds.")),
        (silent, {"silence": 0.1}, (Trouble.FAILED, "It does not answer in time.")),
        (endless, {}, (Trouble.UNREADABLE, "It has more than 10,485,760 bytes.")),
        (
            answer("words", Content_Length="99999999999"),
            {},
            (Trouble.UNREADABLE, "It has more than 10,485,760 bytes."),
        ),
        (
            answer(BOMB, Content_Encoding="gzip"),
            {},
            (Trouble.UNREADABLE, "It has more than 10,485,760 bytes."),
        ),
        (
            answer(gzip.compress(BOMB), Content_Encoding="gzip, gzip"),
            {},
            (Trouble.UNREADABLE, "It is packed in a way that cannot be read."),
        ),
        (
            answer("words", Content_Encoding="br"),
            {},
            (Trouble.UNREADABLE, "It is packed in a way that cannot be read."),
        ),
        (
            answer("words", Content_Encoding="gzip"),
            {},
            (Trouble.FAILED, "It breaks off, or answers no HTTP."),
        ),
        (garbage, {}, (Trouble.FAILED, "It breaks off, or answers no HTTP.")),
        (many_headers, {}, (Trouble.FAILED, "It breaks off, or answers no HTTP.")),
        (cut_short, {}, (Trouble.FAILED, "It breaks off, or answers no HTTP.")),
    ],
    ids=[
        *("drip", "dripping headers", "silent", "endless", "announced as large", "bomb"),
        *("bomb in a bomb", "another packing", "badly packed", "no HTTP", "many headers"),
        "cut short",
    ],
)
def test_it_ends(
    host: Host, does: Does, limits: dict[str, float], expected: tuple[Trouble, str]
) -> None:
    """Whatever a host does, there is an end, and a sentence."""
    host.does["/"] = does
    heard_out.clear()
    assert trouble(host.web(**limits), host.url()) == expected
    assert heard_out == []


def test_nobody_there(host: Host) -> None:
    """No host, and none that listens, are failures."""
    host.names = {"nowhere.example": []}
    assert trouble(host.web(), host.url("/", "nowhere.example")) == (
        Trouble.FAILED,
        "There is no such host.",
    )
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]
    web = replace(host.web(), guard=Guard((HERE,), frozenset({port})))
    assert trouble(web, f"http://news.example:{port}/") == (
        Trouble.FAILED,
        "Its host does not answer.",
    )


@pytest.mark.parametrize(
    ("does", "media"),
    [
        (answer(b"%PDF-1.7", media="text/html"), "application/pdf"),
        (answer(b"<p>", media=""), "text/html"),
        (answer(b"<p>", media="application/octet-stream"), "text/html"),
        (answer(b"<p>", media="text/plain; charset=UTF-8"), "text/plain"),
    ],
    ids=["a PDF", "no type", "an unknown type", "text"],
)
def test_types(host: Host, does: Does, media: str) -> None:
    """The type is the one that the host names, unless the bytes know better or it names none."""
    host.does["/"] = does
    assert host.web().page(host.url()).media == media


def test_compressed(host: Host) -> None:
    """A page that comes packed, as was asked for, is unpacked."""
    host.does["/"] = answer(gzip.compress(b"words"), Content_Encoding="gzip")
    assert host.web().page(host.url()).data == b"words"


def test_certificates() -> None:
    """The certificate must be that of the name, although the connection goes to an address."""
    authority = trustme.CA()
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("news.example").configure_cert(tls)

    def trust() -> ssl.SSLContext:
        context = ssl.create_default_context()
        authority.configure_trust(context)
        return context

    with hosting({"/": answer("words")}, tls) as host:
        web = replace(host.web(), trust=trust)
        assert web.page(host.url(scheme="https")).data == b"words"
        said = (Trouble.FAILED, "Its certificate is not valid for this address.")
        assert trouble(web, host.url("/", "other.example", "https")) == said
        assert trouble(host.web(), host.url(scheme="https")) == said
    with hosting({"/": answer("words")}) as host:
        plain = trouble(host.web(), host.url(scheme="https"))
        assert plain == (Trouble.FAILED, "It offers no secure connection.")
