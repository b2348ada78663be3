"""The store of whole copies, outside the repository: they are other people's works, and large.

A copy is a file of one WARC record (ISO 28500), named by the digest of the copy itself, so that
none is ever overwritten by another one: `sha256/ab/cdef….warc.gz`.
"""

import io
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from site_builder.content.model import digest


class StoreError(Exception):
    """A copy cannot be read from the store; the message is a sentence that says why."""


def path_of(store: Path, body: str) -> Path:
    """Return where the store has the copy with a digest."""
    hexadecimal = body.removeprefix("sha256:")
    return store / "sha256" / hexadecimal[:2] / f"{hexadecimal[2:]}.warc.gz"


def put(store: Path, data: bytes, media: str, url: str, day: str) -> Path:
    """Put a copy into the store, unless it is there; return its file.

    Raises:
        OSError: it cannot be written.
    """
    from warcio.warcwriter import WARCWriter

    file = path_of(store, digest(data))
    if file.exists():
        return file
    buffer = io.BytesIO()
    writer: Any = WARCWriter(buffer, gzip=True)
    record = writer.create_warc_record(
        url or f"urn:sha256:{digest(data).removeprefix('sha256:')}",
        "resource",
        payload=io.BytesIO(data),
        length=len(data),
        warc_content_type=media,
        warc_headers_dict={
            "WARC-Date": f"{day}T00:00:00Z",
            # Drawn from what the record says, so that the same copy is the same bytes.
            "WARC-Record-ID": f"<urn:uuid:{uuid5(NAMESPACE_URL, f'{digest(data)} {url} {day}')}>",
        },
    )
    writer.write_record(record)
    file.parent.mkdir(parents=True, exist_ok=True)
    # Written aside first, so that no file is ever half a copy.
    aside = file.with_name(f".{file.name}")
    aside.write_bytes(buffer.getvalue())
    aside.replace(file)
    return file


def get(store: Path, body: str) -> bytes:
    """Return a copy from the store.

    Raises:
        StoreError: it is not there, is damaged, or is another one.
    """
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    file = path_of(store, body)
    try:
        with file.open("rb") as opened:
            records: Any = ArchiveIterator(opened)
            data = b"".join(record.content_stream().read() for record in records)
    except FileNotFoundError:
        raise StoreError(f"The store has no copy {body}.") from None
    except (ArchiveLoadFailed, OSError, EOFError, ValueError) as error:
        raise StoreError(f"The copy {file} cannot be read: {error}.") from None
    if digest(data) != body:
        raise StoreError(f"The copy {file} is damaged: its content is not what its name says.")
    return data
