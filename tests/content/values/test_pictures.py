"""What a picture's file tells beyond the picture; Pillow, which writes and reads it, is asked."""

import struct
from io import BytesIO
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


def test_what_comes_after_a_picture() -> None:
    """A second picture behind the first, as phones add it, is left out with what it tells."""
    plain = picture("JPEG", plain=True)
    assert without_metadata(plain + picture("JPEG")) == plain


def inserted(data: bytes, piece: bytes, before: bytes) -> bytes:
    """A picture with a piece more before the last of some signs."""
    at = data.rindex(before)
    return data[:at] + piece + data[at:]


def segment(marker: int, data: bytes) -> bytes:
    """A segment of a JPEG file."""
    return struct.pack(">BBH", 0xFF, marker, len(data) + 2) + data


def chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG file."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", crc32(name + data))


WEBP = picture("WEBP", plain=True)
JPEG = picture("JPEG", plain=True)


@pytest.mark.parametrize(
    "telling",
    [
        inserted(JPEG, segment(0xFE, b"a note"), b"\xff\xda"),
        inserted(JPEG, segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0"), b"\xff\xda"),
        inserted(JPEG, segment(0xE0, b"JFXX\0\x10 a note"), b"\xff\xdb"),
        inserted(JPEG, segment(0xE0, b"JFIF\0\1\1\0\0\1\0\1\1\2a note"), b"\xff\xdb"),
        inserted(JPEG, b"\xff\xff" + segment(0xFE, b"a note"), b"\xff\xdb"),
        inserted(picture("PNG", plain=True), chunk(b"caBX", b"a note"), b"\0\0\0\0IEND"),
        b"RIFF" + struct.pack("<I", len(WEBP) + 6) + WEBP[8:] + b"C2PA\6\0\0\0a note",
    ],
    ids=["between scans", "XMP there", "JFXX", "thumbnail", "fillers", "chunk", "chunk of WebP"],
)
def test_what_is_told_where_few_look(telling: bytes) -> None:
    """Small pictures, notes between the scans, and pieces of programs' own are left out, too."""
    after = without_metadata(telling)
    assert has_metadata(BytesIO(telling))
    assert b"a note" not in after
    assert b"http://ns.adobe.com" not in after
    assert shown(after) == shown(telling)
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
