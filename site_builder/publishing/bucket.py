"""A bucket of object storage (S3 and what speaks its protocol). Takes the extra `s3` (obstore).

Which account, region or server it is, obstore reads from the environment: `AWS_ACCESS_KEY_ID`,
`AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`.
"""

import os
import re
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager, nullcontext

import obstore
from obstore.exceptions import BaseError
from obstore.store import ObjectStore, from_url

from site_builder.publishing.destinations import DestinationError

_KEYS = ("AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY")
_UTF_8 = "; charset=utf-8"
_TYPES = {
    "atom": "application/atom+xml",
    "bib": f"application/x-bibtex{_UTF_8}",
    "csv": f"text/csv{_UTF_8}",
    "css": f"text/css{_UTF_8}",
    "db": "application/vnd.sqlite3",
    "gif": "image/gif",
    "gz": "application/gzip",
    "html": f"text/html{_UTF_8}",
    "ico": "image/vnd.microsoft.icon",
    "jpeg": "image/jpeg",
    "jpg": "image/jpeg",
    "js": f"text/javascript{_UTF_8}",
    "json": "application/json",
    "jsonl": "application/jsonl",
    "map": "application/json",
    "md": f"text/markdown{_UTF_8}",
    "mjs": f"text/javascript{_UTF_8}",
    "parquet": "application/vnd.apache.parquet",
    "pdf": "application/pdf",
    "png": "image/png",
    "ris": f"application/x-research-info-systems{_UTF_8}",
    "svg": "image/svg+xml",
    "txt": f"text/plain{_UTF_8}",
    "webp": "image/webp",
    "woff": "font/woff",
    "woff2": "font/woff2",
    "xml": "application/xml",
}
# Names with the digest of what they hold: of the index's files, of scripts, of pages' images.
_NAMED_BY_CONTENT = re.compile(
    r"find/[a-z]+-\d+/.*-[0-9a-f]{9}\.bin|assets/.*\b[0-9a-f]{8}\.(min\.)?(css|js)(\.map)?"
    r"|.*/card-[0-9a-f]{12}\.png"
)
# An address has a query and a fragment; what is below a bucket has neither.
_CUT = re.compile(r"[?#]")
_FOR_GOOD, _ASK = "public, max-age=31536000, immutable", "no-cache"


class Bucket:
    """A bucket, or what is below a prefix in it, as a destination."""

    def __init__(self, store: ObjectStore) -> None:
        self._store = store

    @classmethod
    def at(cls, url: str) -> "Bucket":
        """Return the bucket at an address such as `s3://bucket/prefix`.

        Raises:
            DestinationError: it is no such address.
        """
        if found := _CUT.search(url):
            raise DestinationError(
                f"{url} is no address of a bucket: {found[0]} and what follows would be left out."
                " Leave it out yourself, or encode it."
            )
        try:
            return cls(from_url(url))
        except (BaseError, OSError, ValueError) as error:
            raise _failed("use", url, error) from None

    def alone(self, on_wait: Callable[[], object]) -> AbstractContextManager[None]:
        """Keep nobody away: object storage has no locks."""
        del on_wait
        return nullcontext()

    def get(self, path: str) -> bytes | None:
        """Return what an object holds; None if there is none."""
        try:
            return bytes(obstore.get(self._store, path).bytes())
        except FileNotFoundError:
            return None
        except (BaseError, OSError) as error:
            raise _failed("read", path, error) from None

    def put(self, path: str, data: bytes) -> None:
        """Write an object, or replace it, with what a browser is told about it."""
        try:
            obstore.put(self._store, path, data, attributes=headers(path))
        except (BaseError, OSError) as error:
            raise _failed("write", path, error) from None

    def remove(self, paths: Iterable[str]) -> None:
        """Remove objects, as far as they are there."""
        for path in paths:
            try:
                obstore.delete(self._store, path)
            except FileNotFoundError:
                continue
            except (BaseError, OSError) as error:
                raise _failed("remove", path, error) from None


def headers(path: str) -> dict[str, str]:
    """Return the headers that a file is served with.

    What has its content in its name is kept by browsers; they ask whether all else has changed.
    """
    return {
        "Content-Type": _TYPES.get(path.rpartition(".")[2].lower(), "application/octet-stream"),
        "Cache-Control": _FOR_GOOD if _NAMED_BY_CONTENT.fullmatch(path) else _ASK,
    }


def _failed(what: str, where: str, error: Exception) -> DestinationError:
    # What follows is for those who debug obstore.
    reason = str(error).partition("\n")[0].rstrip(".")
    missing = " and ".join(f"`{name}`" for name in _KEYS if name not in os.environ)
    # Machines in a cloud may have keys of their own, for which obstore has asked by now.
    hint = f" Set {missing} in the environment." if missing else ""
    return DestinationError(f"Cannot {what} {where}: {reason}.{hint}")
