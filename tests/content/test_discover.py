import os
from pathlib import Path

import pytest

from site_builder.content.discover import MAX_IMAGE_BYTES, Listing, discover
from site_builder.content.model import Known

PNG = b"\x89PNG\r\n\x1a\n"


def put(base: Path, *names: str) -> None:
    """Make files, each with its name as what it holds; a name that ends in `/` is a folder."""
    for name in names:
        file = base / "content" / name
        if name.endswith("/"):
            file.mkdir(parents=True)
        else:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(name)


def faults_of(base: Path) -> list[tuple[str, str]]:
    """The codes of what is wrong with a content folder, each with its path."""
    return [(fault.code, fault.span.path) for fault in discover(base / "content", base).faults]


def test_records_are_listed_by_their_ids(tmp_path: Path) -> None:
    """The ids of all records are known from the names of their files, in order."""
    put(tmp_path, "people/b.yml", "people/a-1.yml", "themes/t.yml", "sources/s.yml", "pages/x.md")
    put(tmp_path, "organisations/o.yml")
    listing = discover(tmp_path / "content", tmp_path)
    assert not listing.faults
    assert [record.path for record in listing.records] == [
        "content/organisations/o.yml",
        "content/people/a-1.yml",
        "content/people/b.yml",
        "content/sources/s.yml",
        "content/themes/t.yml",
    ]
    ids = {"person": {"a-1", "b"}, "theme": {"t"}, "source": {"s"}, "organisation": {"o"}}
    assert listing.known == Known(ids)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    """A content folder that does not exist is one fault, and no records."""
    listing = discover(tmp_path / "content", tmp_path)
    (fault,) = listing.faults
    assert listing == Listing(faults=(fault,))
    assert (fault.code, fault.message) == ("no-content", "There is no folder `content`.")


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A folder or image that is a symbolic link is refused, and nothing behind it is listed."""
    put(tmp_path, "images/", "../secret/people/a.yml", "../secret/a.png")
    (tmp_path / "content" / "people").symlink_to(tmp_path / "secret" / "people")
    (tmp_path / "content" / "images" / "a.png").symlink_to(tmp_path / "secret" / "a.png")
    listing = discover(tmp_path / "content", tmp_path)
    assert not listing.records
    assert not listing.images
    assert faults_of(tmp_path) == [
        ("symlink", "content/images/a.png"),
        ("symlink", "content/people"),
    ]


def test_pages_are_listed_like_records(tmp_path: Path) -> None:
    """The folder for pages is listed, and not followed if it is a link."""
    put(tmp_path, "pages/a.md", "pages/b.txt", "pages/.hidden", "pages/a.md~", "../secret/c.md")
    pages = tmp_path / "content" / "pages"
    assert discover(pages.parent, tmp_path).pages == (pages / "a.md", pages / "b.txt")
    pages.rename(tmp_path / "away")
    assert not faults_of(tmp_path)
    pages.symlink_to(tmp_path / "secret")
    assert not discover(pages.parent, tmp_path).pages
    assert faults_of(tmp_path) == [("symlink", "content/pages")]


def test_pages_without_permission_say_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder for pages that cannot be listed is a fault, and no traceback."""
    put(tmp_path, "pages/a.md", "people/a.yml")
    scan = os.scandir

    def refuse(folder: Path) -> object:
        if folder.name == "pages":
            raise PermissionError(13, "Permission denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", refuse)
    assert faults_of(tmp_path) == [("unreadable-file", "content/pages")]


def test_a_record_that_is_a_link_keeps_its_id(tmp_path: Path) -> None:
    """A record that is a link is known by its id; reading it refuses it."""
    put(tmp_path, "people/")
    (tmp_path / "content" / "people" / "a.yml").symlink_to(tmp_path)
    listing = discover(tmp_path / "content", tmp_path)
    assert not listing.faults
    assert listing.known.of("person") == {"a"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("people/a.yaml", "misplaced-file"),
        ("people/A.yml", "bad-id"),
        ("people/a.YML", "misplaced-file"),
        ("people/a b.yml", "bad-id"),
        ("people/ä.yml", "bad-id"),
        ("people/a--b.yml", "bad-id"),
        ("people/-.yml", "bad-id"),
        (f"people/{'a' * 65}.yml", "bad-id"),
        ("people/a.b.yml", "bad-id"),
        ("people/a\nb.yml", "bad-id"),
        ("people/a", "misplaced-file"),
        ("people/a.yml/", "misplaced-file"),
        ("notes.txt", "misplaced-file"),
        ("checks/notes.txt", "misplaced-file"),
        ("checks/links.jsonl/", "misplaced-file"),
        ("People/", "misplaced-file"),
        ("sources", "misplaced-file"),
        ("images/a.svg", "bad-image"),
        ("images/a.png/", "bad-image"),
        ("images/a.png", "bad-image"),
        ("images/A.png", "bad-id"),
    ],
)
def test_what_is_no_record(tmp_path: Path, name: str, code: str) -> None:
    """What is neither a record nor an image by its name is a fault, and is not listed."""
    put(tmp_path, name)
    assert faults_of(tmp_path) == [(code, f"content/{name.rstrip('/')}")]
    listing = discover(tmp_path / "content", tmp_path)
    assert not listing.records
    assert not listing.images


@pytest.mark.parametrize("name", ["people/.a.yml", "people/a.yml~", ".git/", ".DS_Store"])
def test_what_editors_leave_is_left_alone(tmp_path: Path, name: str) -> None:
    """Hidden files and backups are no records, and no faults."""
    put(tmp_path, "people/", name)
    assert not faults_of(tmp_path)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.png", PNG),
        ("a.jpg", b"\xff\xd8\xff\xe0"),
        ("a.webp", b"RIFF\0\0\0\0WEBP"),
        ("a.avif", b"\0\0\0\x1cftypavif"),
    ],
)
def test_images_that_are_admitted(tmp_path: Path, name: str, data: bytes) -> None:
    """An image is known by its name where what it holds is what its name says."""
    put(tmp_path, f"images/{name}")
    image = tmp_path / "content" / "images" / name
    image.write_bytes(data)
    listing = discover(tmp_path / "content", tmp_path)
    assert not listing.faults
    assert listing.known.images == {name}
    image.write_bytes(b"<svg" + data)
    assert faults_of(tmp_path) == [("bad-image", f"content/images/{name}")]


def test_an_image_that_is_too_large(tmp_path: Path) -> None:
    """An image may have as many bytes as are admitted, and not one more."""
    put(tmp_path, "images/a.png")
    image = tmp_path / "content" / "images" / "a.png"
    image.write_bytes(PNG.ljust(MAX_IMAGE_BYTES, b"\0"))
    assert not faults_of(tmp_path)
    image.write_bytes(PNG.ljust(MAX_IMAGE_BYTES + 1, b"\0"))
    assert faults_of(tmp_path) == [("file-too-large", "content/images/a.png")]


def test_an_image_that_is_a_pipe_is_not_opened(tmp_path: Path) -> None:
    """A pipe that is named like an image is refused: opening it would never end."""
    put(tmp_path, "images/")
    os.mkfifo(tmp_path / "content" / "images" / "a.png")
    assert faults_of(tmp_path) == [("bad-image", "content/images/a.png")]


def test_a_folder_without_permission_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that cannot be listed is a fault, and no traceback."""

    def refuse(_: Path) -> None:
        raise PermissionError(13, "Permission denied")

    put(tmp_path, "people/a.yml")
    monkeypatch.setattr(os, "scandir", refuse)
    assert faults_of(tmp_path) == [("unreadable-file", "content")]


def test_a_file_is_to_be_named_in_the_language_of_the_site(tmp_path: Path) -> None:
    """A German site's file is told a name as Germans spell it; of others, nothing is known."""
    put(tmp_path, "themes/Für immer.yml")
    for lang, name in (("de", "fuer-immer"), ("de-AT", "fuer-immer"), ("", "fur-immer")):
        found = discover(tmp_path / "content", tmp_path, lang)
        assert [f"`{name}`." in fault.hint for fault in found.faults] == [True]
        assert [file.id for file in found.misnamed] == [name]
