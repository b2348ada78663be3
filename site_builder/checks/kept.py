"""Keep what was read and what a check found, so that only what has changed since is read again.

Kept are the results of files in which nothing is wrong. A result holds as long as the bytes of the
file are the same, and those of everything that it rests on: themes, sources, their copies, what the
last look at their addresses has shown (decision 45).
"""

import hashlib
import os
import pickle
from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from concurrent.futures import Executor
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from site_builder.checks.check import Checked, Results
from site_builder.content.discover import CAPTURES, CHECKS, LINKS, RECEIPTS, Listing
from site_builder.content.document import plain_bytes
from site_builder.content.kinds import PERSON, SOURCE, RecordId
from site_builder.evidence import link_checks
from site_builder.parallel import chunks
from site_builder.user_cache import CachedValue, place_of

FEWEST_RECORDS = 500
"""With fewer records, reading them all takes no longer than starting Python."""
_FILES_A_TASK = 1_000
_RESULTS_A_PIECE = 200
_UNREADABLE = b""
_IMAGE = "image"
Digests = Mapping[RecordId, bytes]


class _Past(NamedTuple):
    """What the last check has found: a digest for all that there was, and the sound results.

    These are pickled in pieces, so that after an edit only one of them is made anew. `unsound` are
    the names in records that others rest on, but that are not sound themselves.
    """

    digests: Digests = MappingProxyType({})
    unsound: Mapping[RecordId, Set[RecordId]] = MappingProxyType({})
    pieces: tuple[bytes, ...] = ()


class Memory:
    """What the last check or build of a content folder has found, as far as it still holds.

    It is a file of the user's cache.
    """

    def __init__(
        self,
        content: Path,
        listing: Listing,
        scope: str,
        executor: Executor,
        *,
        has_people: bool = False,
    ) -> None:
        """Remember what was found; `scope` is what else a result depends on, such as a language.

        `has_people` asks for results with the records of people, which a check does not need: they
        are kept in a file of their own, several times as large.

        To be made before any file is read: a file that is edited while it is checked then differs
        from its digest next time. Taken afterwards, the digest would vouch for a text that nobody
        has checked.
        """
        self.kept: dict[RecordId, Checked] = {}
        """The results that still hold."""
        self._is_used = len(listing.records) >= FEWEST_RECORDS
        if not self._is_used:
            return
        file = place_of(content, "read" if has_people else "checked")
        self._cached = CachedValue(file, scope)
        self._listing, self._executor = listing, executor
        self._states = _states(listing, executor)
        self._digests = {key: state.digest for key, state in self._states.items()}
        self._past = _Past(*(self._cached.read() or ()))
        self._whole: list[bytes] = []
        """The pieces of which all results still hold."""
        self._rest: dict[RecordId, Checked] = {}
        """The results that still hold of all other pieces."""
        self._remember()

    def _remember(self) -> None:
        # This user's own file, and not content.
        pieces: list[dict[RecordId, Checked]] = [*map(pickle.loads, self._past.pieces)]
        results = dict(chain.from_iterable(piece.items() for piece in pieces))
        names = {key: it.reading.names for key, it in results.items()}
        stale = _stale(self._past.digests, self._digests, {**self._past.unsound, **names})
        for piece, pickled in zip(pieces, self._past.pieces, strict=True):
            if stale.isdisjoint(piece):
                self._whole.append(pickled)
                self.kept |= piece
            else:
                self._rest |= {key: it for key, it in piece.items() if key not in stale}
        self.kept |= self._rest

    def keep(self, results: Results) -> None:
        """Keep the sound ones among today's results. If that fails, the next check takes longer.

        Not those of files that have changed meanwhile: they may be of another text than the digest,
        and would come back with the text of before, as after a branch has been switched twice.
        """
        if not self._is_used:
            return
        unsound = {
            key: it.reading.names
            for key, it in results.items()
            if not it.is_sound and not _is_person(key)
        }
        new = [
            (key, it)
            for key, it in results.items()
            if it.is_sound and key not in self.kept and self._digests.get(key)
        ]
        changed = self._changed_since([key for key, _ in new], results)
        new = [(key, it) for key, it in new if key not in changed]
        pieces = chunks([*self._rest.items(), *new], _RESULTS_A_PIECE)
        pickled = (pickle.dumps(dict(piece)) for piece in pieces)
        today = _Past(self._digests, unsound, (*self._whole, *pickled))
        if today != self._past:
            self._cached.write(tuple(today))

    def _changed_since(self, new: Iterable[RecordId], results: Results) -> Set[RecordId]:
        """Return which new results are of files that were written since, or rest on such."""
        names = {key: it.reading.names for key, it in results.items()}
        looked, waiting = set[RecordId](), {*new}
        while waiting:
            looked |= waiting
            named = set[RecordId]().union(*(names.get(key, ()) for key in waiting))
            waiting = {key for key in named - looked if not _is_person(key)}
        looked |= {(CAPTURES, id_) for kind, id_ in looked if kind == SOURCE.name}
        looked |= {(RECEIPTS, id_) for kind, id_ in looked if kind == PERSON.name}
        today = _states(self._listing, self._executor, looked)
        return _stale({key: it for key, it in self._states.items() if key in today}, today, names)


def _stale(
    then: Mapping[RecordId, object],
    now: Mapping[RecordId, object],
    names: Mapping[RecordId, Set[RecordId]],
) -> set[RecordId]:
    """Return the records whose results no longer hold.

    These have changed themselves, or rest on something that has: a record or a copy that they name,
    or that a theme, source or organisation among these names in turn. People and images are only
    named, so of them it counts whether they are there. After a look at the sources' addresses, all
    sources with copies count as changed: it says which of their words are no longer there.
    """
    stale = {key for key, _ in then.items() ^ now.items()}
    come_or_gone = then.keys() ^ now.keys()
    waiting = {key for key in stale if not _is_person(key) or key in come_or_gone}
    waiting |= {(SOURCE.name, id_) for kind, id_ in stale if kind == CAPTURES}
    if any(kind == CHECKS for kind, _ in stale):
        waiting |= {(SOURCE.name, id_) for kind, id_ in now if kind == CAPTURES}
    stale |= {(PERSON.name, id_) for kind, id_ in stale if kind == RECEIPTS}
    naming = defaultdict[RecordId, set[RecordId]](set)
    for key, named in names.items():
        for name in named if waiting and not _is_person(key) else ():
            naming[name].add(key)
    edited = set[RecordId]()
    while waiting:
        edited |= waiting
        waiting = set[RecordId]().union(*(naming[key] for key in waiting)) - edited
    return stale | edited | {key for key, named in names.items() if not edited.isdisjoint(named)}


def _is_person(key: RecordId) -> bool:
    return key[0] == PERSON.name


class _State(NamedTuple):
    """What files hold, and since when.

    A text that changes and changes back has its digest again, and was written later.
    """

    digest: bytes
    written: tuple[int, ...] = ()


def _states(
    listing: Listing, executor: Executor, only: Set[RecordId] | None = None
) -> Mapping[RecordId, _State]:
    """Return the state of all files that results rest on, and note which images are there.

    Of records, copies and receipts, those of `only` some, if that is given.
    """
    files = {
        **{file.key: file.files for file in listing.records},
        **{(CAPTURES, id_): (file.file,) for id_, file in listing.captures.items()},
        **{(RECEIPTS, id_): (file.file,) for id_, file in listing.receipts.items()},
    }
    if only is not None:
        files = {key: files[key] for key in files.keys() & only}
    tasks = chunks([*files.values()], _FILES_A_TASK)
    states = chain.from_iterable(executor.map(_states_of, tasks))
    images = {(_IMAGE, image.name): _State(_IMAGE.encode()) for image in listing.images}
    looks = dict[RecordId, _State]()
    if listing.links:
        written = _written(listing.links.file)
        data = plain_bytes(listing.links.file, limit=link_checks.MAX_BYTES)
        looks[CHECKS, LINKS] = _State(_UNREADABLE if data is None else _digest(data), written)
    return {**dict(zip(files, states, strict=True)), **images, **looks}


def _states_of(records: Iterable[tuple[Path, ...]]) -> list[_State]:
    return [_state_of(files) for files in records]


def _state_of(files: tuple[Path, ...]) -> _State:
    # The times first: what is written after them shows.
    written = tuple(chain.from_iterable(map(_written, files)))
    return _State(_digest_of_files(files), written)


def _written(file: Path) -> tuple[int, ...]:
    """Return when a file was written: nobody can set the second of these times to another."""
    try:
        status = os.lstat(file)
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns


def _digest_of_files(files: tuple[Path, ...]) -> bytes:
    first, *parts = files
    data = plain_bytes(first)
    if data is None or not parts:
        return _UNREADABLE if data is None else _digest(data)
    whole = _digest(data)
    for part in parts:
        # The name of a part decides about its place, and is in what was found.
        if (data := plain_bytes(part)) is None:
            return _UNREADABLE
        whole += part.name.encode() + _digest(data)
    return _digest(whole)


def _digest(data: bytes) -> bytes:
    return hashlib.blake2b(data, digest_size=16).digest()
