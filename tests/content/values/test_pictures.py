"""What a picture's file tells beyond the picture; Pillow, which writes and reads it, is asked."""

from io import BytesIO
from struct import pack
from zlib import crc32

import pytest
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from site_builder.content.values.pictures import DamagedError, has_metadata, without_metadata

GPS, MAKER, TURNED = 0x8825, 0x010F, 0x0112
PLACE = {1: "N", 2: (47.0, 22.0, 12.0)}
COLOURS = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LEAKED = (b"Example Camera", b"Exif", b"http://ns.adobe.com", b"a note", b"Example Street")


def picture(kind: str, *, turned: int = 0, plain: bool = False) -> bytes:
    """A picture with all that it can tell, or without."""
    image = Image.radial_gradient("L").convert("RGB").resize((40, 60))
    exif = Image.Exif()
    exif[MAKER] = "Example Camera"
    exif[GPS] = PLACE
    if turned:
        exif[TURNED] = turned
    xmp = b"<x:xmpmeta xmlns:x='http://ns.adobe.com/'>Example Street</x:xmpmeta>"
    more: dict[str, object] = {} if plain else {"exif": exif.tobytes()}
    if kind == "PNG" and not plain:
        info = PngInfo()
        info.add_text("Comment", "a note")
        info.add_itxt("XML:com.adobe.xmp", xmp.decode())
        more["pnginfo"] = info
    elif not plain:
        more["xmp"] = xmp
    if kind == "JPEG":
        more |= {"progressive": True} | ({} if plain else {"comment": b"a note"})
    made = BytesIO()
    image.save(made, kind, icc_profile=COLOURS, **more)
    return made.getvalue()


def shown(data: bytes) -> tuple[bytes, bytes]:
    """The dots of a picture, and its colours."""
    with Image.open(BytesIO(data)) as image:
        return image.convert("RGB").tobytes(), image.info["icc_profile"]


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_the_picture_stays_and_nothing_else(kind: str) -> None:
    """Place, camera, comments are left out; dots and colours are the same, to the bit."""
    before = picture(kind)
    after = without_metadata(before)
    assert has_metadata(BytesIO(before))
    assert not has_metadata(BytesIO(after))
    assert shown(after) == shown(before)
    assert [leaked for leaked in LEAKED if leaked in after] == []
    with Image.open(BytesIO(after)) as image:
        assert not image.getexif()
    assert without_metadata(after) == after
    plain = picture(kind, plain=True)
    assert without_metadata(plain) == plain


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_what_comes_after_a_picture(kind: str) -> None:
    """A second picture behind the first, or what was cropped from it, is left out."""
    plain = picture(kind, plain=True)
    assert has_metadata(BytesIO(plain + picture("JPEG")))
    assert without_metadata(plain + picture("JPEG")) == plain


STREET = b"Example Street"
UNKNOWN = {
    "JPEG": (2, pack(">HH", 0xFFE0, len(STREET) + 7) + b"JFXX\0" + STREET),
    "PNG": (33, pack(">I4s", len(STREET), b"caBX") + STREET + pack(">I", crc32(b"caBX" + STREET))),
    "WEBP": (30, pack("<4sI", b"C2PA", len(STREET)) + STREET),
}
"""A piece that no picture needs, and where it can stand in one with colours."""


@pytest.mark.parametrize("kind", UNKNOWN)
def test_what_is_not_known_to_be_shown(kind: str) -> None:
    """A small picture of before the cut, a proof of origin or anything else is left out."""
    (at, piece), plain = UNKNOWN[kind], picture(kind, plain=True)
    telling = plain[:at] + piece + plain[at:]
    if kind == "WEBP":
        telling = telling[:4] + pack("<I", len(telling) - 8) + telling[8:]
    assert shown(telling) == shown(plain)
    assert has_metadata(BytesIO(telling))
    assert without_metadata(telling) == plain


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG file."""
    return pack(">BBH", 0xFF, marker, len(data) + 2) + data


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        (b"\xff\xda", segment(0xFE, STREET)),
        (b"\xff\xda", segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + STREET)),
        (b"\xff\xdb", segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\2\2" + STREET[:12])),
        (b"\xff\xdb", b"\xff\xff" + segment(0xFE, STREET)),
    ],
    ids=["a note between scans", "XMP between scans", "a small picture in JFIF", "after fillers"],
)
def test_what_a_jpeg_tells_where_few_look(before: bytes, piece: bytes) -> None:
    """Whatever comes late, small or after fillers is left out, too."""
    plain = picture("JPEG", plain=True)
    at = plain.rindex(before)
    telling = plain[:at] + piece + plain[at:]
    after = without_metadata(telling)
    assert has_metadata(BytesIO(telling))
    assert STREET[:12] not in after
    assert shown(after) == shown(plain)
    assert not has_metadata(BytesIO(after))


def test_a_picture_stays_the_right_way_up() -> None:
    """Which way up it is stays, and is no metadata that a check would refuse."""
    after = without_metadata(picture("JPEG", turned=6))
    with Image.open(BytesIO(after)) as image:
        assert dict(image.getexif()) == {TURNED: 6}
    assert not has_metadata(BytesIO(after))
    with pytest.raises(DamagedError, match="turned"):
        without_metadata(picture("PNG", turned=6))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_picture_that_ends_too_early(kind: str) -> None:
    """What cannot be taken apart is refused, wherever it breaks off, and never passed on."""
    whole = picture(kind)
    for end in range(3, len(whole) - 1, 97):
        with pytest.raises(DamagedError):
            without_metadata(whole[:end])


def test_avif() -> None:
    """A picture of a kind that is not taken apart is taken only if it tells nothing more."""
    plain, telling = picture("AVIF", plain=True), picture("AVIF")
    assert without_metadata(plain) == plain
    assert not has_metadata(BytesIO(plain))
    assert has_metadata(BytesIO(telling))
    with pytest.raises(DamagedError):
        without_metadata(telling)
