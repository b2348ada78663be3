"""JSON Lines (jsonlines.org): a record in each line, with all that hangs from it; gzipped."""

import struct
import zlib
from collections.abc import Iterator, Sequence

from site_builder.exports.data import Data, Exported
from site_builder.exports.fields import FILES
from site_builder.exports.format import FOLDER, Format, packed, unpacked
from site_builder.site_folder import SiteFile

# RFC 1952: a gzip member without time and system, so that the same data is the same bytes.
_HEAD = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
_LAST_BLOCK = b"\x03\0"
_CHECK = struct.Struct("<LL")
"""The CRC-32 of what was compressed, and its size."""
# Level 4 takes half the time of the usual 6, and the files are a tenth larger.
_LEVEL = 4
_POLYNOMIAL = 0xEDB8_8320


class Writer(Format):
    """Statements, people (with their positions, without statements), and the other records."""

    summary = "JSON Lines, gzipped: a statement in each line, with its citations"
    files = tuple(f"{name}.jsonl.gz" for name in FILES.values())
    in_pieces = True

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._checks = dict.fromkeys(FILES, (0, 0))

    def begin(self) -> Iterator[SiteFile]:
        """Yield the beginnings of the files."""
        return (SiteFile(_path(kind), _HEAD) for kind in FILES)

    @staticmethod
    def piece(records: Sequence[Exported]) -> bytes:
        """Return compressed lines of each file, which need nothing that comes before them."""
        lines: dict[str, list[bytes]] = {}
        for record in records:
            for kind, of_record in record.lines.items():
                lines.setdefault(kind, []).append(of_record)
        return packed({kind: _compressed(b"".join(it)) for kind, it in lines.items()})

    def join(self, piece: bytes) -> Iterator[SiteFile]:
        """Yield the lines."""
        for kind, data in unpacked(piece).items():
            crc, size = _CHECK.unpack_from(data)
            before, length = self._checks[kind]
            self._checks[kind] = joined_crc(before, crc, size), length + size
            yield SiteFile(_path(kind), data[_CHECK.size :])

    def end(self) -> Iterator[SiteFile]:
        """Yield the ends of the files."""
        for kind, (crc, size) in self._checks.items():
            check = _CHECK.pack(crc, size & 0xFFFF_FFFF)
            yield SiteFile(_path(kind), _LAST_BLOCK + check)


def _path(kind: str) -> str:
    return f"{FOLDER}{FILES[kind]}.jsonl.gz"


def _compressed(data: bytes) -> bytes:
    """Return a check, then blocks of a stream that goes on."""
    stream = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    blocks = stream.compress(data) + stream.flush(zlib.Z_SYNC_FLUSH)
    return _CHECK.pack(zlib.crc32(data), len(data)) + blocks


def joined_crc(first: int, second: int, size: int) -> int:
    """Return the CRC-32 of two pieces together, from theirs and the `size` of the second.

    Zeros after the first piece multiply its CRC by a power of x, in the polynomials over GF(2) that
    a CRC is a remainder of. zlib has this (`crc32_combine`), but Python's module does not.
    """
    power, factor = 1 << 31, 1 << 23  # x⁰, and x⁸ for one byte
    while size:
        if size & 1:
            power = _times(power, factor)
        factor = _times(factor, factor)
        size >>= 1
    return _times(power, first) ^ second


def _times(a: int, b: int) -> int:
    """Return the product of two remainders; the highest bit is the lowest power."""
    product = 0
    while a:
        if a & 0x8000_0000:
            product ^= b
        a = a << 1 & 0xFFFF_FFFF
        b = b >> 1 ^ (_POLYNOMIAL if b & 1 else 0)
    return product
