"""What the file of a picture tells beyond the picture: where it was taken, when, by which camera.

That is in pieces of their own, which can be left out without a change of the picture: Exif, XMP,
IPTC, comments, proofs of origin and whatever else JPEG (ISO/IEC 10918-1), PNG (ISO/IEC 15948) and
WebP (RFC 9649) have room for, and what lies behind the picture's end, such as what was cropped. So
only pieces that are known to be shown stay, with the colours (ICC) and which way up the picture is.
"""

import re
import struct
from collections.abc import Iterator
from io import SEEK_END, BytesIO
from typing import BinaryIO, NamedTuple

_JPEG, _PNG, _RIFF = b"\xff\xd8", b"\x89PNG\r\n\x1a\n", b"RIFF"
# JFIF without a small picture beside it, and what says how colours are stored.
_JPEG_KEPT = {0xE0: b"JFIF\0", 0xEE: b"Adobe", 0xE2: b"ICC_PROFILE"}
_JFIF = 16
"""The size of a JFIF segment without a small picture in it."""
_JPEG_EXIF = b"Exif\0\0"
# Beside these, the pieces that the standard calls critical, whose names begin with a capital.
_PNG_KEPT = frozenset(
    b"tRNS cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST pHYs sPLT acTL fcTL fdAT".split()
)
_WEBP_KEPT = (b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF", b"ICCP")
_WEBP_FLAGS = 0x0C
"""The bits that announce Exif and XMP."""
_AVIF = re.compile(rb"infe.{8,12}(?:Exif|mime)", re.DOTALL)
_AVIF_HEAD = 1 << 16
_TURNED = 0x0112


class DamagedError(Exception):
    """A file is not built as a picture of its kind."""


class _Piece(NamedTuple):
    """A stretch of a file, with its own head and tail; `exif` is the place of its Exif data."""

    start: int
    end: int
    is_dropped: bool = False
    exif: slice | None = None


def has_metadata(opened: BinaryIO) -> bool:
    """Check whether a picture tells more than it shows, without reading the picture.

    One that is damaged counts as if it did not.
    """
    head = opened.read(32)
    try:
        if head[4:8] == b"ftyp":
            opened.seek(0)
            return _AVIF.search(opened.read(_AVIF_HEAD)) is not None
        return any(piece.is_dropped or _tells(opened, piece) for piece in _pieces(opened, head))
    except DamagedError:
        return False


def without_metadata(data: bytes) -> bytes:
    """Return a picture that looks the same, and tells no more than it shows.

    Raises:
        DamagedError: its pieces cannot be told.
    """
    if data[4:8] == b"ftyp":
        if _AVIF.search(data[:_AVIF_HEAD]):
            raise DamagedError("An AVIF image is not taken apart")
        return data
    opened = BytesIO(data)
    made = [_kept(data, piece) for piece in _pieces(opened, data[:32]) if not piece.is_dropped]
    whole = b"".join(made)
    if data.startswith(_RIFF):
        return _RIFF + struct.pack("<I", len(whole) - 8) + _without_flags(whole[8:])
    return whole


def _tells(opened: BinaryIO, piece: _Piece) -> bool:
    if piece.exif is None:
        return False
    opened.seek(piece.exif.start)
    exif = opened.read(piece.exif.stop - piece.exif.start)
    return exif != _only_turned(exif)


def _kept(data: bytes, piece: _Piece) -> bytes:
    if piece.exif is None:
        return data[piece.start : piece.end]
    exif = _only_turned(data[piece.exif])
    if not exif:
        return b""
    if data.startswith(_JPEG):
        return struct.pack(">HH", 0xFFE1, len(_JPEG_EXIF) + len(exif) + 2) + _JPEG_EXIF + exif
    # A PNG with a picture that is turned by its metadata alone is hardly ever met, so is a WebP.
    raise DamagedError("It is turned by its metadata")


def _only_turned(exif: bytes) -> bytes:
    """Return Exif data that says which way up a picture is, and nothing else; empty if it is up."""
    order = {b"MM": ">", b"II": "<"}.get(exif[:2])
    try:
        if order is None:
            return b""
        (at,) = struct.unpack_from(f"{order}I", exif, 4)
        (count,) = struct.unpack_from(f"{order}H", exif, at)
        for number in range(count):
            tag, _, _, value = struct.unpack_from(f"{order}HHIH", exif, at + 2 + 12 * number)
            if tag == _TURNED and 2 <= value <= 8:
                return b"MM\0*" + struct.pack(">IHHHIHHI", 8, 1, _TURNED, 3, 1, value, 0, 0)
    except struct.error:
        return b""
    return b""


def _pieces(opened: BinaryIO, head: bytes) -> Iterator[_Piece]:
    if head.startswith(_JPEG):
        return _of_jpeg(opened)
    if head.startswith(_PNG):
        return _of_png(opened)
    if head.startswith(_RIFF) and head[8:12] == b"WEBP":
        return _of_webp(opened)
    raise DamagedError("It is no picture")


def _read(opened: BinaryIO, at: int, size: int) -> bytes:
    opened.seek(at)
    found = opened.read(size)
    if len(found) < size:
        raise DamagedError("It ends too early")
    return found


def _of_jpeg(opened: BinaryIO) -> Iterator[_Piece]:
    yield _Piece(0, 2)
    at = 2
    while True:
        sign, marker = _read(opened, at, 2)
        if sign != 0xFF:
            raise DamagedError("A segment does not begin where it should")
        if marker == 0xFF:  # a filler
            at += 1
            continue
        if marker == 0xD9:
            break
        (size,) = struct.unpack(">H", _read(opened, at + 2, 2))
        if size < 2:
            raise DamagedError("A segment does not begin where it should")
        end = at + 2 + size
        begins = _read(opened, at + 4, min(size - 2, 16))
        if marker == 0xE1 and begins.startswith(_JPEG_EXIF):
            yield _Piece(at, end, exif=slice(at + 4 + len(_JPEG_EXIF), end))
        elif 0xE0 <= marker <= 0xEF or marker == 0xFE:
            kept = _JPEG_KEPT.get(marker)
            has_more = marker == 0xE0 and size > _JFIF
            yield _Piece(at, end, kept is None or not begins.startswith(kept) or has_more)
        else:
            end = _end_of_scan(opened, end) if marker == 0xDA else end
            yield _Piece(at, end)
        at = end
    yield _Piece(at, at + 2)
    yield from _behind(opened, at + 2)


def _end_of_scan(opened: BinaryIO, at: int) -> int:
    """Return where the next segment begins, after one of the scans that make the picture."""
    opened.seek(at)
    # Within the dots, this sign is followed by a zero or is a restart.
    found = re.search(rb"\xff[^\x00\xd0-\xd7\xff]", opened.read())
    if found is None:
        raise DamagedError("It has no end")
    return at + found.start()


def _of_png(opened: BinaryIO) -> Iterator[_Piece]:
    at = len(_PNG)
    yield _Piece(0, at)
    while True:
        size, name = struct.unpack(">I4s", _read(opened, at, 8))
        end = at + 12 + size
        if not name.isalpha():
            raise DamagedError("A piece does not begin where it should")
        _read(opened, end - 1, 1)
        exif = slice(at + 8, end - 4) if name == b"eXIf" else None
        is_kept = exif is not None or name[:1].isupper() or name in _PNG_KEPT
        yield _Piece(at, end, not is_kept, exif)
        if name == b"IEND":
            yield from _behind(opened, end)
            return
        at = end


def _of_webp(opened: BinaryIO) -> Iterator[_Piece]:
    yield _Piece(0, 12)
    at = 12
    (size,) = struct.unpack("<I", _read(opened, 4, 4))
    while at < size + 8:
        name, length = struct.unpack("<4sI", _read(opened, at, 8))
        end = at + 8 + length + length % 2
        _read(opened, end - 1, 1)
        exif = slice(at + 8, at + 8 + length) if name == b"EXIF" else None
        yield _Piece(at, end, exif is None and name not in _WEBP_KEPT, exif)
        at = end
    yield from _behind(opened, at)


def _behind(opened: BinaryIO, end: int) -> Iterator[_Piece]:
    """Yield what comes after the end of a picture, if there is anything."""
    size = opened.seek(0, SEEK_END)
    if size > end:
        yield _Piece(end, size, is_dropped=True)


def _without_flags(webp: bytes) -> bytes:
    """Return what follows the size of a WebP file, announcing no Exif and no XMP."""
    if webp[4:8] != b"VP8X":
        return webp
    return webp[:12] + bytes([webp[12] & ~_WEBP_FLAGS]) + webp[13:]
