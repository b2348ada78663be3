"""The manifest lists every file of a site, and nothing but files of a site."""

import hashlib
from pathlib import Path

import pytest

from site_builder.parallel import Processes
from site_builder.publishing.manifest import (
    MANIFEST,
    ManifestError,
    is_path,
    manifest_of,
    read,
    written,
)
from site_builder.site_folder import Held, held

EMPTY = hashlib.sha256(b"").hexdigest()


def test_every_file_is_listed(tmp_path: Path) -> None:
    """Files are listed by path with size and SHA-256; the manifest and hidden files are not."""
    for path in ("b/index.html", "a.txt", "b.txt", ".git/config", "b/.hidden", MANIFEST):
        file = tmp_path / path
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(b"" if path == "b.txt" else path.encode())
    manifest = manifest_of(tmp_path, Processes())
    assert [*manifest] == ["a.txt", "b.txt", "b/index.html"]
    assert manifest["b.txt"] == Held(EMPTY, 0)
    assert manifest["a.txt"] == Held(hashlib.sha256(b"a.txt").hexdigest(), 5)


def test_what_is_known_is_not_read(tmp_path: Path) -> None:
    """What was just written is taken from who wrote it, if it is still there."""
    for path in ("a", "b"):
        (tmp_path / path).write_bytes(b"")
    known = {"b": held(b"as written"), "gone": held(b"")}
    assert manifest_of(tmp_path, Processes(), known) == {"a": held(b""), "b": known["b"]}


def test_the_text_is_read_as_it_was_written() -> None:
    """The text has a line for each file, by path, and says all of the manifest."""
    manifest = {"b c.txt": held(b"b"), "a/index.html": held(b""), "é.txt": held(b"e")}
    text = written(manifest)
    assert text.decode().splitlines() == [
        f"{EMPTY} 0 a/index.html",
        f"{held(b'b').digest} 1 b c.txt",
        f"{held(b'e').digest} 1 é.txt",
    ]
    assert read(text) == manifest
    assert read(b"") == {}


@pytest.mark.parametrize(
    "text",
    [
        f"{EMPTY} 0 a\n{EMPTY} 0 a\n",
        f"{EMPTY} 0 b\n{EMPTY} 0 a\n",
        f"{EMPTY} 0 a",
        f"{EMPTY} 00 a\n",
        f"{EMPTY} -1 a\n",
        f"{EMPTY}  0 a\n",
        f"{EMPTY} {'9' * 5_000} a\n",
        f"{EMPTY} 0 C:/a\n",
        f"{EMPTY.upper()} 0 a\n",
        f"{EMPTY[:-1]} 0 a\n",
        f"{EMPTY} 0 ../a\n",
        f"{EMPTY} 0 /a\n",
        f"{EMPTY} 0 a//b\n",
        f"{EMPTY} 0 .git/config\n",
        f"{EMPTY} 0 {MANIFEST}\n",
        f"{EMPTY} 0 a\\b\n",
        f"{EMPTY} 0 a\rb\n",
        f"{EMPTY} 0 \n",
        "\n",
        "<!doctype html>\n",
    ],
)
def test_another_text_is_refused(text: str) -> None:
    """What no build writes is no manifest: what it lists may be removed."""
    with pytest.raises(ManifestError):
        read(text.encode())


def test_bytes_that_are_no_text() -> None:
    """Bytes that are not UTF-8 are no manifest."""
    with pytest.raises(ManifestError):
        read(f"{EMPTY} 0 ".encode() + b"\xff\n")


@pytest.mark.parametrize("name", ["a\nb", "a\\b", " a", "a\u2028"])
def test_a_name_that_cannot_be_listed(name: str, tmp_path: Path) -> None:
    """A file whose name would be another one on a line is refused by name."""
    (tmp_path / name).write_bytes(b"")
    with pytest.raises(ManifestError, match="has characters that no address can"):
        manifest_of(tmp_path, Processes())


def test_paths_of_a_site() -> None:
    """A path of a site leads into it, and to nothing hidden."""
    assert is_path("people/bo/index.html")
    for path in ("", "a/", "/a", "../a", "a/../b", "a/./b", ".a", "a/.b", "a\0", "c:a", MANIFEST):
        assert not is_path(path), path
