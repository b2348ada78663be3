"""Keep what was read and what a check found, so that only what has changed since is read again.

Kept are the results of files in which nothing is wrong. A result holds as long as the bytes of the
file are the same, and those of everything that it rests on: themes, sources, their copies, what the
last look at their addresses has shown (decision 45).
"""

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
from site_builder.content.document import MAX_BYTES, plain_bytes
from site_builder.content.kinds import PERSON, SOURCE, Names, RecordId, records_in
from site_builder.content.load import digest_of
from site_builder.evidence import link_checks
from site_builder.parallel import chunks
from site_builder.user_cache import CachedValue, place_of

FEWEST_RECORDS = 500
"""With fewer records, reading them all takes no longer than starting Python."""
_FILES_A_TASK = 1_000
_RESULTS_A_PIECE = 200
_IMAGE = "image"
Digests = Mapping[RecordId, bytes]


class _Past(NamedTuple):
    """What the last check has found: a digest for all that there was, and the sound results.

    These are pickled in pieces, so that after an edit only one of them is made anew. `unsound` are
    the names in records that others rest on, but that are not sound themselves.
    """

    digests: Digests = MappingProxyType({})
    unsound: Mapping[RecordId, Names] = MappingProxyType({})
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
        has checked. Where nothing is remembered, those of records are left to who reads them.
        """
        self.kept: dict[RecordId, Checked] = {}
        """The results that still hold."""
        self._is_used = len(listing.records) >= FEWEST_RECORDS
        if not self._is_used:
            return
        file = place_of(content, "read" if has_people else "checked")
        self._cached = CachedValue(file, scope)
        self._listing, self._executor = listing, executor
        self._past = _Past(*(self._cached.read() or ()))
        files = _beside(listing)
        if self._past.digests:
            files |= {file.key: file.files for file in listing.records}
        self._states = {**_noted(listing), **_states(files, executor)}
        self._digests = {key: state.digest for key, state in self._states.items()}
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
        read = {key: it.reading.digest for key, it in results.items() if key not in self.kept}
        self._digests = read | self._digests
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
        changed = self._changed_since([key for key, _ in new], read, results)
        new = [(key, it) for key, it in new if key not in changed]
        pieces = chunks([*self._rest.items(), *new], _RESULTS_A_PIECE)
        pickled = (pickle.dumps(dict(piece)) for piece in pieces)
        today = _Past(self._digests, unsound, (*self._whole, *pickled))
        if today != self._past:
            self._cached.write(tuple(today))

    def _changed_since(
        self, new: Iterable[RecordId], read: Digests, results: Results
    ) -> Set[RecordId]:
        """Return which new results are of files with another text than before, or rest on such.

        `read` are the digests of what was read. What lies beside the records is looked at again.
        """
        names = {key: it.reading.names for key, it in results.items()}
        looked, waiting = set[RecordId](), {*new}
        while waiting:
            looked |= waiting
            named = records_in(names.get(key, "") for key in waiting)
            waiting = {key for key in named - looked if not _is_person(key)}
        looked |= {(CAPTURES, id_) for kind, id_ in looked if kind == SOURCE.name}
        looked |= {(RECEIPTS, id_) for kind, id_ in looked if kind == PERSON.name}
        beside = {key: files for key, files in _beside(self._listing).items() if key in looked}
        today = {**_noted(self._listing), **_states(beside, self._executor)}
        now = {**read, **today}
        then = {**self._digests, **{key: self._states[key] for key in today}}
        return _stale({key: it for key, it in then.items() if key in now}, now, names)


def _stale(
    then: Mapping[RecordId, object],
    now: Mapping[RecordId, object],
    names: Mapping[RecordId, Names],
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
        for name in records_in((named,)) if waiting and not _is_person(key) else ():
            naming[name].add(key)
    edited = set[RecordId]()
    while waiting:
        edited |= waiting
        waiting = set[RecordId]().union(*(naming[key] for key in waiting)) - edited
    lines = {*map("/".join, edited)}
    naming_them = {key for key, it in names.items() if not lines.isdisjoint(it.split("\n"))}
    return stale | edited | naming_them


def _is_person(key: RecordId) -> bool:
    return key[0] == PERSON.name


class _State(NamedTuple):
    """What files hold, and since when.

    A text that changes and changes back has its digest again, and was written later.
    """

    digest: bytes
    written: tuple[int, ...] = ()


def _beside(listing: Listing) -> dict[RecordId, tuple[Path, ...]]:
    """Return the files beside the records on which results rest."""
    return {
        **{(CAPTURES, id_): (file.file,) for id_, file in listing.captures.items()},
        **{(RECEIPTS, id_): (file.file,) for id_, file in listing.receipts.items()},
    }


def _noted(listing: Listing) -> dict[RecordId, _State]:
    """Note which images are there, and what the last look at the sources' addresses has shown."""
    noted = {(_IMAGE, image.name): _State(_IMAGE.encode()) for image in listing.images}
    if listing.links:
        noted[CHECKS, LINKS] = _state_of((listing.links.file,), link_checks.MAX_BYTES)
    return noted


def _states(
    files: Mapping[RecordId, tuple[Path, ...]], executor: Executor
) -> dict[RecordId, _State]:
    states = executor.map(_states_of, chunks([*files.values()], _FILES_A_TASK))
    return dict(zip(files, chain.from_iterable(states), strict=True))


def _states_of(records: Iterable[tuple[Path, ...]]) -> list[_State]:
    return [_state_of(files) for files in records]


def _state_of(files: tuple[Path, ...], limit: int = MAX_BYTES) -> _State:
    # The times first: what is written after them shows.
    written = tuple(chain.from_iterable(map(_written, files)))
    return _State(digest_of((file.name, plain_bytes(file, limit=limit)) for file in files), written)


def _written(file: Path) -> tuple[int, ...]:
    """Return when a file was written: nobody can set the second of these times to another."""
    try:
        status = os.lstat(file)
    except OSError:
        return ()
    return status.st_mtime_ns, status.st_ctime_ns
