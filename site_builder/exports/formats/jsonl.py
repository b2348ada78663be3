"""JSON Lines (jsonlines.org): a record in each line, with all that hangs from it; gzipped."""

import struct
import zlib
from collections.abc import Iterator, Sequence

from site_builder.exports.data import Data, Exported
from site_builder.exports.fields import FILES
from site_builder.exports.format import FOLDER, Format
from site_builder.kept import packed, unpacked
from site_builder.site_folder import SiteFile


class Writer(Format):
    """Statements, people (with their positions, without statements), and the other records."""

    summary = "JSON Lines, gzipped: a statement in each line, with its citations"
    files = tuple(f"{name}.jsonl.gz" for name in FILES.values())
    in_pieces = True

    def __init__(self, data: Data) -> None:
        super().__init__(data)
        self._files = {kind: _Gzip() for kind in FILES}

    @staticmethod
    def piece(records: Sequence[Exported]) -> bytes:
        """Return lines of each file."""
        lines: dict[str, list[bytes]] = {}
        for record in records:
            for kind, of_record in record.lines.items():
                lines.setdefault(kind, []).append(of_record)
        return b"".join(packed({kind: b"".join(it) for kind, it in lines.items()}))

    def join(self, piece: bytes) -> Iterator[SiteFile]:
        """Yield what is complete of the compressed lines."""
        for kind, lines in unpacked(piece).items():
            if data := self._files[kind].write(lines):
                yield SiteFile(_path(kind), data)

    def end(self) -> Iterator[SiteFile]:
        """Yield the ends of the files."""
        for kind, file in self._files.items():
            yield SiteFile(_path(kind), file.end())


def _path(kind: str) -> str:
    return f"{FOLDER}{FILES[kind]}.jsonl.gz"


class _Gzip:
    """A gzip member (RFC 1952) without time and system, so that the same data is the same bytes."""

    def __init__(self) -> None:
        # Level 4 takes half the time of the usual 6, and the files are a tenth larger.
        self._zlib = zlib.compressobj(4, zlib.DEFLATED, -zlib.MAX_WBITS)
        self._head = b"\x1f\x8b\x08\0\0\0\0\0\0\xff"
        self._crc = self._size = 0

    def write(self, data: bytes) -> bytes:
        """Return what is complete of the compressed data."""
        self._crc, self._size = zlib.crc32(data, self._crc), self._size + len(data)
        return self._begun(self._zlib.compress(data))

    def end(self) -> bytes:
        """Return the rest of it."""
        tail = struct.pack("<LL", self._crc, self._size & 0xFFFF_FFFF)
        return self._begun(self._zlib.flush() + tail)

    def _begun(self, data: bytes) -> bytes:
        head, self._head = (self._head, b"") if data else (b"", self._head)
        return head + data
