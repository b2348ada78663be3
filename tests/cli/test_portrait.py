"""`factsheet portrait`, as it is typed."""

from io import BytesIO
from pathlib import Path
from typing import cast

import pytest
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from site_builder.authoring.yaml.edit import record_text
from site_builder.content.document import Plain
from site_builder.content.model import Person
from tests.support.captured import FOUND, ask, content_of
from tests.support.captured import online as online_with
from tests.support.commands import factsheet
from tests.support.network import Host, answer, redirect
from tests.support.project import Project, person, tree


def drawn(image: Image.Image, **more: object) -> bytes:
    """The bytes of an image."""
    made = BytesIO()
    image.save(made, "PNG", **more)
    return made.getvalue()


PNG = drawn(Image.new("RGB", (2, 2)))
LICENCE = ("--credit", "A. Photographer", "--licence", "CC BY 4.0")


def online(folder: Path, host: Host) -> Project:
    """A project of which somebody is told, with a person's file as people write it."""
    made = online_with(folder, host)
    fields = cast("dict[str, Plain]", person(*FOUND, name="Bo Warden"))
    text = record_text(Person, fields)
    made.write("people/bo.yml", f"{text}# end\n")
    return made


def test_an_image_is_fetched_and_recorded(tmp_path: Path, host: Host) -> None:
    """The picture is the host's, and tells no more than it shows; its name is the person's."""
    made = online(tmp_path, host)
    # What it is called and declared as does not count.
    told = PngInfo()
    told.add_text("Comment", "taken at home")
    host.does["/p.gif"] = answer(drawn(Image.new("RGB", (2, 2)), pnginfo=told), media="text/html")
    url = host.url("/p.gif")
    code, said = ask(tmp_path, host, "portrait", "bo", "--url", url, *LICENCE)
    assert code == 0, said
    assert (made.content / "images" / "bo.png").read_bytes() == PNG
    text = (made.content / "people" / "bo.yml").read_text("utf-8")
    assert text.endswith("# end\n")
    assert text.index("kind:") < text.index("image:") < text.index("positions:")
    content = content_of(made)
    assert {fault.code for fault in content.diagnostics} <= {"no-receipt"}
    image = content.catalogue.people["bo"].image
    assert image is not None
    assert (image.file, image.credit, image.licence) == ("bo.png", LICENCE[1], LICENCE[3])
    assert image.url == url
    before = tree(made.content)
    code, said = ask(tmp_path, host, "portrait", "bo", "--url", url, *LICENCE)
    assert code == 1
    assert "There is an `image` already" in said
    assert tree(made.content) == before


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"<html>No such image", "not a JPEG, PNG, WebP or AVIF image"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", "not a JPEG"),
        (drawn(Image.effect_noise((900, 900), 100)), "the limit is 524,288"),
        (PNG[:40], "Open it in an editor of images"),
    ],
    ids=["a page", "a drawing with a script", "too large", "damaged"],
)
def test_what_is_no_portrait(tmp_path: Path, host: Host, data: bytes, said: str) -> None:
    """Whatever is not a small image of four kinds is refused, and nothing is written."""
    made = online(tmp_path, host)
    before = tree(made.content)
    host.does["/p.png"] = answer(data, media="image/png")
    url = host.url("/p.png")
    code, told = ask(tmp_path, host, "portrait", "bo", "--url", url, *LICENCE)
    assert code == 1
    assert said in told
    assert tree(made.content) == before


def test_the_guards_are_those_of_a_capture(tmp_path: Path, host: Host) -> None:
    """A host within the network is not asked, even if a public one leads there."""
    made = online(tmp_path, host)
    before = tree(made.content)
    host.names["inside.example"] = ["10.0.0.1"]
    host.does["/p.png"] = redirect(host.url("/p.png", "inside.example"))
    url = host.url("/p.png")
    code, said = ask(tmp_path, host, "portrait", "bo", "--url", url, *LICENCE)
    assert code == 1
    assert "was not fetched: " in said
    assert "public internet" in said
    assert tree(made.content) == before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("bo", *LICENCE), 2, "Missing: --url or --file"),
        (("boo", "--file", "p.png", *LICENCE), 2, "Did you mean `bo`?"),
        (("bo", "--file", "p.png", "--credit", "A"), 2, "--licence"),
        (("bo", "--file", "p.png", "--credit", "A", "--licence", "\u200b"), 1, "zero"),
        (("bo", "--file", "p.png", "--url", "ftp://a", *LICENCE), 1, "http"),
    ],
)
def test_what_cannot_be_recorded(
    tmp_path: Path, host: Host, monkeypatch: pytest.MonkeyPatch,
    arguments: tuple[str, ...], code: int, said: str,
) -> None:  # fmt: skip
    """An image needs a person, an author and a licence that the checks accept."""
    made = online(tmp_path, host)
    monkeypatch.chdir(tmp_path)
    Path("p.png").write_bytes(PNG)
    before = tree(made.content)
    result = factsheet("portrait", *arguments)
    assert result.exit_code == code, result.output
    assert said in result.output.casefold() or said in result.output
    assert tree(made.content) == before


def test_all_that_is_missing_is_named() -> None:
    """Whoever types the command alone learns at once what it needs."""
    done = factsheet("portrait")
    assert done.exit_code == 2
    assert "Missing: PERSON, --url or --file, --credit, --licence." in done.stderr
    done = factsheet("portrait", "bo", "--credit", "A.")
    assert "Missing: --url or --file, --licence." in done.stderr
