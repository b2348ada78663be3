"""What a request may name; `test_server` sends the same over the wire."""

from pathlib import Path

import pytest

from site_builder.preview.access import is_own_host, path_of, read_below


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    """A link below the folder is followed within it, and never out of it."""
    inside, outside = tmp_path / "site", tmp_path / "outside.txt"
    inside.mkdir()
    outside.write_text("outside")
    (inside / "real.txt").write_text("inside")
    (inside / "within").symlink_to(inside / "real.txt")
    (inside / "out").symlink_to(outside)
    (inside / "up").symlink_to(tmp_path)
    assert read_below(inside, "within") == b"inside"
    for path in (
        "out",
        "up/outside.txt",
        "../outside.txt",
        str(outside),
        "",
        ".",
        "a\0b",
        "x" * 5000,
    ):
        assert read_below(inside, path) is None, path


OWN = ("localhost", "LOCALHOST:8000", "site.localhost", "127.0.0.1:1", "[::1]:8000", "10.1.2.3")
FOREIGN = (
    *("evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil", ""),
    *("notlocalhost", "127.0.0.1@evil.example", "127.0.0.1:80:evil.example", "my-machine.evil"),
)


@pytest.mark.parametrize("host", [*OWN, "my-machine", "My-Machine.:8000"])
def test_own_names(host: str) -> None:
    """This machine, any IP address and the name that the preview serves at are its own."""
    assert is_own_host(host, "my-machine")


@pytest.mark.parametrize("host", FOREIGN)
def test_foreign_names(host: str) -> None:
    """Any other name is foreign, whatever own name it has in it."""
    assert not is_own_host(host, "my-machine")


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("/", "/"),
        ("/people/?q=/x#y", "/people/"),
        ("/a%20b/%D0%BC", "/a b/м"),
        ("/%252e%252e/", "/%2e%2e/"),
    ],
)
def test_a_path_is_decoded_once(target: str, path: str) -> None:
    """A target names the path before its query, decoded once."""
    assert path_of(target) == path


MALFORMED = (
    *("/%00", "/%00/etc/passwd", "/people/%00", "/people/ada-keeper/%00index.html"),
    *("/%0a", "/%0D%0ASet-Cookie:%20a=b", "/%1b[2J", "/%7f", "/\x01", "/\x1f", "/\x7f"),
    *("/%ff", "/%c0%af", "/%c0%ae%c0%ae/", "/%ed%a0%80", "/%e2%28%a1", "/%80people/"),
    *("/a\\b", "/..%5c..%5cmkdocs.yml", "/C:/Windows/win.ini", "/C%3a%5c", "/index.html::$DATA"),
    *("*", "people/", "http://[", "http:", "?", "#", "localhost:8000"),
)


@pytest.mark.parametrize("target", MALFORMED, ids=ascii)
def test_malformed_targets(target: str) -> None:
    """What is not UTF-8, holds a control character or begins with no slash names no path."""
    assert path_of(target) is None
