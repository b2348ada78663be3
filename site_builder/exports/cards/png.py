"""Rows of pixels → PNG (ISO/IEC 15948), compressed in strips that can be put together.

A strip takes up where any other ends, so what several images have alike is compressed once.
"""

import struct
import zlib
from collections.abc import Iterable
from typing import NamedTuple

from PIL import Image, ImageChops

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_BITS, _PALETTE = 4, 3
_PIXELS_A_BYTE = 8 // _BITS
# Each byte of a row as its difference from the one above it: rows that are the same become zeros.
_UP = 2
# How compressed data begin, and an empty block, the last one (RFC 1950, RFC 1951).
_BEGIN, _END = b"\x78\x01", b"\x03\x00"
_ADLER = 65_521


class Strip(NamedTuple):
    """Some rows of an image: compressed, how many bytes these were, and their Adler-32."""

    data: bytes
    size: int
    sum: int


def strip(rows: Image.Image) -> Strip:
    """Compress rows of pixels, each the number of a colour below 16; their mode is `L`.

    The first row is the one above the strip, and not in it; above an image, all is zero.
    """
    width, height = rows.width // _PIXELS_A_BYTE, rows.height
    numbers = rows.copy()
    numbers.putpalette(b"\0\0\0")  # pixels are packed only as numbers of colours
    packed = Image.frombytes("L", (width, height), numbers.tobytes("raw", f"P;{_BITS}"))
    above, own = packed.crop((0, 0, width, height - 1)), packed.crop((0, 1, width, height))
    filtered = Image.new("L", (1 + width, height - 1), _UP)
    filtered.paste(ImageChops.subtract_modulo(own, above), (1, 0))
    data = filtered.tobytes()
    # Looks for runs of one byte alone: a third of the time that all repetitions take. And where
    # nothing has to be chosen, every version of zlib writes the same.
    runs = zlib.compressobj(wbits=-zlib.MAX_WBITS, memLevel=9, strategy=zlib.Z_RLE)
    compressed = runs.compress(data) + runs.flush(zlib.Z_FULL_FLUSH)
    return Strip(compressed, len(data), zlib.adler32(data))


def png(size: tuple[int, int], colours: bytes, strips: Iterable[Strip]) -> bytes:
    """Return an image of a size in pixels, from the first row to the last.

    `colours` are the red, green and blue of each colour.
    """
    pieces, total = [_BEGIN], 1
    for one in strips:
        pieces.append(one.data)
        total = _added(total, one)
    pieces += (_END, struct.pack(">I", total))
    header = struct.pack(">IIBBBBB", *size, _BITS, _PALETTE, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", colours), (b"IDAT", b"".join(pieces)), (b"IEND", b""))
    return _SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _added(sum_: int, one: Strip) -> int:
    """Return the Adler-32 of bytes with this sum, and then of those of a strip."""
    low, high = sum_ & 0xFFFF, sum_ >> 16
    more_low, more_high = one.sum & 0xFFFF, one.sum >> 16
    both = (high + more_high + one.size * (low - 1)) % _ADLER
    return both << 16 | (low + more_low - 1) % _ADLER


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
