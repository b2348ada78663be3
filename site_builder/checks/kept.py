"""Keep what a check finds, so that the next one reads only what has changed since.

Kept are the results of files in which nothing is wrong. A result holds as long as the bytes of the
file are the same, and those of all themes, sources and copies that it rests on (decision 45). A
build reads everything: nothing is published because it was found sound some other day.
"""

import hashlib
import pickle
import sys
from collections.abc import Iterable, Mapping, Set
from concurrent.futures import Executor
from contextlib import suppress
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import pydantic
from platformdirs import user_cache_path

import site_builder
from site_builder.checks.check import Checked, Results
from site_builder.content.discover import CAPTURES, RECEIPTS, Listing
from site_builder.content.document import plain_bytes
from site_builder.content.kinds import PERSON, RecordId
from site_builder.content.model import MAX_RELAYS
from site_builder.parallel import chunks
from site_builder.temporary import whole

FEWEST_RECORDS = 500
"""With fewer records, reading them all takes no longer than starting Python."""
_FILES_A_TASK = 1_000
_ABSENT = b""


class _Kept(NamedTuple):
    """A pickled result, the records and images that it rests on, and the digest of all these."""

    rests_on: tuple[RecordId, ...]
    digest: bytes
    result: bytes


class Memory:
    """What the last check of a content folder has found, as far as it still holds.

    It is a file of the user's cache. One that is missing, damaged or of another version of the
    code is the same as none.
    """

    def __init__(self, content: Path, listing: Listing, scope: str, executor: Executor) -> None:
        """Remember what was found; `scope` is what else a result depends on, such as a language."""
        self._is_used = len(listing.records) >= FEWEST_RECORDS
        self._listing, self._scope, self._executor = listing, scope, executor
        name = _digest(str(content.resolve()).encode()).hex()
        self._file = user_cache_path("factsheet") / f"{name}.checked"
        self._remembered = self._read() if self._is_used else {}

    @cached_property
    def kept(self) -> dict[RecordId, Checked]:
        """The results that still hold; to be asked for before any file is read."""
        if not self._is_used:
            return {}
        # A file that is edited while it is checked differs from its digest next time. Taken
        # afterwards, the digest would vouch for a text that nobody has checked.
        _ = self._digests
        return {
            key: pickle.loads(kept.result)  # noqa: S301  this user's own file, and not content
            for key, kept in self._remembered.items()
            if kept.digest == self._digest_of(key, kept.rests_on)
        }

    def keep(self, results: Results) -> None:
        """Keep the sound ones among today's results. If that fails, the next check takes longer."""
        if not self._is_used:
            return
        sound = {key: it for key, it in results.items() if it.is_sound and key in self._digests}
        found: dict[RecordId, _Kept] = {}
        for key, result in sound.items():
            if key in self.kept:
                found[key] = self._remembered[key]
            elif (reached := _reached(result.names, results)) is not None:
                rests_on = tuple(sorted(reached))
                digest = self._digest_of(key, rests_on)
                found[key] = _Kept(rests_on, digest, pickle.dumps(result))
        if found != self._remembered:
            self._write(found)

    def _digest_of(self, key: RecordId, rests_on: Iterable[RecordId]) -> bytes:
        """Return the digest of a record's file and of all that it rests on.

        Of people, who are only named, and of images, it counts that they are there.
        """
        digests = self._digests
        whole = hashlib.blake2b(digests.get(key, _ABSENT), digest_size=16)
        whole.update(digests.get((RECEIPTS, key[1]), _ABSENT) if key[0] == PERSON.name else b"")
        for one in rests_on:
            if one[0] == PERSON.name:
                whole.update(b"+" if one in self._there else b"-")
            elif one[0] == "image":
                whole.update(b"+" if one[1] in self._listing.known.images else b"-")
            else:
                whole.update(digests.get(one, _ABSENT).ljust(16, b"-"))
                whole.update(digests.get((CAPTURES, one[1]), _ABSENT).ljust(16, b"-"))
        return whole.digest()

    @cached_property
    def _there(self) -> frozenset[RecordId]:
        return frozenset(file.key for file in self._listing.records)

    @cached_property
    def _digests(self) -> Mapping[RecordId, bytes]:
        """The digests of all records, copies and receipts whose files can be read."""
        listing = self._listing
        files = {
            **{file.key: file.files for file in listing.records},
            **{(CAPTURES, id_): (file.file,) for id_, file in listing.captures.items()},
            **{(RECEIPTS, id_): (file.file,) for id_, file in listing.receipts.items()},
        }
        tasks = chunks([*files.values()], _FILES_A_TASK)
        digests = chain.from_iterable(self._executor.map(_digests_of, tasks))
        return {key: it for key, it in zip(files, digests, strict=True) if it is not None}

    def _read(self) -> dict[RecordId, _Kept]:
        try:
            data = self._file.read_bytes()
        except OSError:
            return {}
        head, body = data[: len(self._head)], data[len(self._head) :]
        if head != self._head or body[:16] != _digest(body[16:]):
            return {}
        remembered: dict[RecordId, _Kept] = pickle.loads(body[16:])  # noqa: S301  as above
        return remembered

    def _write(self, found: Mapping[RecordId, _Kept]) -> None:
        body = pickle.dumps(found)
        with suppress(OSError):
            # A pickle can run code, so nobody else may write there.
            self._file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with whole(self._file, mode=0o600) as new:
                new.write(self._head + _digest(body) + body)

    @cached_property
    def _head(self) -> bytes:
        """What all results depend on: this code, the libraries under it, and the scope."""
        package = Path(site_builder.__file__).parent
        whole = hashlib.blake2b(repr((sys.version, self._scope)).encode(), digest_size=16)
        for file in sorted(package.rglob("*.py")):
            whole.update(file.read_bytes())
        # The folders that describe what is installed have the versions in their names.
        libraries = Path(pydantic.__file__).parent.parent
        for folder in sorted(libraries.glob("*.dist-info")):
            whole.update(folder.name.encode())
        return whole.digest()


def _reached(names: Set[RecordId], results: Results) -> set[RecordId] | None:
    """Return the records and images named, and those that themes and sources among them name.

    If these are more than sources may draw on, which is an error, nothing is returned: looking for
    all of them from each of many sources would take too long.
    """
    reached, waiting = set[RecordId](), {*names}
    while waiting:
        reached |= waiting
        if len(reached) > len(names) * (MAX_RELAYS + 1):
            return None
        through = (results[key].names for key in waiting if key in results and not _is_person(key))
        waiting = {*chain.from_iterable(through)} - reached
    return reached


def _is_person(key: RecordId) -> bool:
    return key[0] == PERSON.name


def _digests_of(records: Iterable[tuple[Path, ...]]) -> list[bytes | None]:
    return [_digest_of_files(files) for files in records]


def _digest_of_files(files: tuple[Path, ...]) -> bytes | None:
    first, *parts = files
    data = plain_bytes(first)
    if data is None or not parts:
        return None if data is None else _digest(data)
    whole = _digest(data)
    for part in parts:
        # The name of a part decides about its place, and is in what was found.
        if (data := plain_bytes(part)) is None:
            return None
        whole += part.name.encode() + _digest(data)
    return _digest(whole)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
